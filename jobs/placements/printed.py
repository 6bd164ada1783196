"""The placement's content as label and printed value: for its owner, for the reviewer and for an agreement."""

from datetime import date
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from jobs.enums import ContractForm, PayPeriod, Weekday
from jobs.models import Placement, Shift
from jobs.vocabulary.fields import CodeField
from marketplace.core.numbers import euros, exact, printed
from marketplace.offers.models import Offer
from marketplace.offers.wizard import printed as shared
from marketplace.offers.wizard.printed import Rows, Section
from marketplace.offers.wizard.steps import Step

from .selectors import placements
from .steps import STEPS


def sections(placement: Placement) -> list[Section]:
    """All steps with their answers."""
    own = {code: _coded(STEPS.by_code[code]) for code in ("professione", "paga")}
    return shared.sections(placement, STEPS, {**own, "orario": _hours})


def _coded(step: Step) -> Any:
    """The answers of a step that has codes of the vocabularies: these are printed by their titles."""

    def rows(placement: Placement) -> Rows:
        form = step.form(content=placement)
        return [
            (field.label, field.shown(form.initial[name]) if isinstance(field, CodeField) and form.initial[name]
             else shared.value(form, name))
            for name, field in form.fields.items()
        ]  # fmt: skip

    return rows


def _hours(placement: Placement) -> Rows:
    form = STEPS.by_code["orario"].form(content=placement)
    week = [(form.fields[name].label, shared.value(form, name)) for name in ("hours_week", "hours_day")]
    return week + [
        (_("Turno %(n)s") % {"n": n}, shift_words(shift)) for n, shift in enumerate(placement.shifts_known, 1)
    ]


def days_words(days: list[str]) -> str:
    """Like "lun-ven" for a run of days, "lun, mer" for single ones."""
    numbers = sorted(int(day) for day in days)
    names = {int(day): str(day.label)[:3] for day in Weekday}
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[numbers[0]]}-{names[numbers[-1]]}"
    return ", ".join(names[number] for number in numbers)


def shift_words(shift: Shift) -> str:
    """Like "lun-ven, 08:00–16:30"."""
    hours = "–".join(time_format(at, "H:i") for at in (shift.start, shift.end) if at)
    return ", ".join(filter(None, [days_words(shift.days), hours]))


def texts(offer: Offer) -> list[tuple[str, str]]:
    """``OfferKind.texts``: everything written freely, read by the screening."""
    placement = placements().get(pk=offer.pk)
    own = [
        (_("Che cosa si fa"), placement.tasks),
        (_("Perché serve l’italiano"), placement.cefr_reason),
        (_("Come si arriva"), placement.transport_note),
        (_("Quale esigenza"), placement.cause_text),
        (_("Dispositivi di protezione che dai tu"), placement.protective_gear),
        (_("Qualifica o titolo da raggiungere"), placement.qualification),
    ]
    return shared.texts(offer) + [pair for pair in own if pair[1]]


def pay_words(low: Any, high: Any, period: str) -> str:
    """Like "da 1.400 € a 1.600 € al mese", or one amount where both are the same."""
    label = str(PayPeriod(period).label) if period in PayPeriod else ""
    if high is None or exact(low) == exact(high):
        return f"{euros(exact(low))} {label}".strip()
    return _("da %(low)s a %(high)s %(period)s") % {
        "low": euros(exact(low)), "high": euros(exact(high)), "period": label,
    }  # fmt: skip


def terms(recorded: dict[str, Any]) -> list[tuple[str, str]]:
    """``OfferKind.terms``: what the hire has recorded, in words; what was not recorded is left out."""
    lines = []
    if recorded.get("contract") in ContractForm:
        lines.append((_("Contratto"), str(ContractForm(recorded["contract"]).label)))
    if recorded.get("pay") is not None:
        lines.append((_("Paga lorda"), pay_words(recorded["pay"], None, recorded.get("pay_period", ""))))
    if recorded.get("hours") is not None:
        lines.append((_("Ore alla settimana"), printed(recorded["hours"])))
    named = [(_("Livello"), recorded.get("level")), (_("Contratto collettivo"), recorded.get("ccnl"))]
    lines += [(label, str(text)) for label, text in named if text]
    if recorded.get("unilav_on"):
        day = date.fromisoformat(recorded["unilav_on"])
        lines.append((_("Comunicazione UNILAV il"), date_format(day, "j F Y")))
    return lines
