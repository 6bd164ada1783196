"""The forms of a proposal's page: sending, answers, messages, times. What is signed has its own in ``terms``."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.core.forms import DateTimeInput

from ..enums import Meeting
from ..services.visits import MOST
from ..terms import Opening
from ..words import Words

CHOOSE = ("", gettext_lazy("Scegli un motivo"))


class SendForm(forms.Form):
    """The consent without which nothing leaves the body, the edition where there are several, and a few words."""

    pool = forms.ChoiceField(
        label=gettext_lazy("Edizione"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli un’edizione.")},
    )  # fmt: skip
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Conferma questo punto: senza, la proposta non parte.")},
        help_text=gettext_lazy("Registriamo il giorno in cui lo confermi. Si può cambiare idea in ogni momento."),
    )
    note = forms.CharField(
        label=gettext_lazy("Messaggio"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Senza nomi né recapiti. Non scrivere da dove viene chi proponi, come sta o che permesso ha."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, words: Words, openings: list[Opening], chosen: str = "", **kwargs: Any):
        """``openings``: what can be chosen; with one or none there is no question. ``chosen``: one, else the first."""
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = words.consent
        if len(openings) > 1:
            self.fields["pool"].choices = [(str(opening.pool.pk), opening.label) for opening in openings]
            self.initial["pool"] = chosen or str(openings[0].pool.pk)
        else:
            del self.fields["pool"]

    def pool_id(self) -> int | None:
        pool = self.cleaned_data.get("pool")
        return int(pool) if pool else None


class MessageForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Scrivi un messaggio"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("Senza nomi. Prima dell’accordo i recapiti vengono nascosti."),
        error_messages={"required": gettext_lazy("Scrivi il messaggio.")},
    )


class ReasonForm(forms.Form):
    """A no, with its reason from the kind's closed list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"), error_messages={"required": gettext_lazy("Scegli un motivo dall’elenco.")}
    )

    def __init__(self, *args: Any, codes: Iterable[TextChoices], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [CHOOSE, *((code.value, code.label) for code in codes)]


class SlotsForm(forms.Form):
    """One to five times to meet, in Rome's time; and what for, where the offer leaves the choice."""

    purpose = forms.ChoiceField(label=gettext_lazy("Per che cosa"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(meetings) > 1:
            self.fields["purpose"].choices = [(meeting.value, meeting.label) for meeting in meetings]
            self.initial["purpose"] = meetings[0].value
        else:
            del self.fields["purpose"]
        for number in range(1, MOST + 1):
            self.fields[f"start_{number}"] = forms.DateTimeField(
                label=_("Orario {n}").format(n=number),
                required=number == 1,
                widget=DateTimeInput({"autocomplete": "off"}),
            )

    def starts(self) -> list[datetime]:
        return [value for name, value in self.cleaned_data.items() if value and name != "purpose"]
