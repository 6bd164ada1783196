"""What a side can record of an agreement, in the words of its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import IN_FORCE, AgreementState
from ..forms import BeginForm, CancelForm, DayForm, EndForm, KindForm, SignForm
from ..kinds import OfferKind
from ..models import Agreement
from ..services import agreements

S = AgreementState
Text = str | Promise


@dataclass(frozen=True)
class Step:
    """Offered while the agreement is in one of ``states`` and ``offered`` says so; ``act`` does it."""

    label: Text
    form: type[KindForm]
    act: Callable[[Agreement, Any, dict[str, Any]], Any]
    states: frozenset[S]
    done: Text
    help: Text = ""
    danger: bool = False
    offered: Callable[[Agreement], bool] = lambda row: True


def steps_of(kind: OfferKind) -> dict[str, Step]:
    """The steps by the last part of their address."""
    words = kind.words.ending
    steps = {
        "firma": Step(
            _("Segna la firma"), SignForm,
            lambda row, user, data: agreements.sign(agreement_id=row.pk, signed_on=data["on"], actor=user),
            frozenset({S.DRAFT}), _("Firma segnata. Qui sotto trovi le scadenze che seguono."), words.sign_help,
        ),
        "registrazione": Step(
            _("Segna la registrazione"), DayForm,
            lambda row, user, data: agreements.mark_registered(agreement_id=row.pk, on=data["on"], actor=user),
            IN_FORCE, _("Registrazione segnata."),
            _("Il giorno in cui il contratto è stato registrato all’Agenzia delle Entrate."),
            offered=lambda row: row.registered_on is None,
        ),
        "consegna": Step(
            words.begin, BeginForm,
            lambda row, user, data: agreements.hand_over(agreement_id=row.pk, at=data["at"], actor=user),
            frozenset({S.SIGNED, S.REGISTERED}), words.begin_done, words.begin_help,
        ),
        "fine": Step(
            _("Segna la fine dell’accordo"), EndForm,
            lambda row, user, data: agreements.end(
                agreement_id=row.pk, on=data["on"], reason=data["reason"], actor=user
            ),
            frozenset({S.HANDED_OVER}), _("L’accordo è concluso."), words.end_help, danger=True,
        ),
        "annulla": Step(
            _("Annulla l’accordo"), CancelForm,
            lambda row, user, data: agreements.cancel(agreement_id=row.pk, reason=data["reason"], actor=user),
            frozenset({S.WAITING, S.DRAFT, S.SIGNED, S.REGISTERED}), _("L’accordo è annullato."), words.cancel_help,
            danger=True,
        ),
    }  # fmt: skip
    if not kind.flow.registers:
        del steps["registrazione"]
    return steps
