from .need import NeedForm
from .thread import DeclineForm, MessageForm, NoteForm, SignForm, SlotsForm, WithdrawForm

__all__ = ["DeclineForm", "MessageForm", "NeedForm", "NoteForm", "SignForm", "SlotsForm", "WithdrawForm"]
