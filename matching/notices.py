"""Who is told of a step, and in which words. Messages carry the case code and a link, never what was written."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.notifications import services as notifications
from marketplace.offers.selectors import owner_people

from . import ics
from .enums import DeclineReason, Meeting, Side, Step
from .models import Proposal, ThreadEntry, VisitSlot
from .selectors import proposal_for
from .words import MEETINGS, Notice

TEMPLATE = "matching/notifications/step.txt"
OTHER, BOTH = "other", "both"
# Who is told of a step: a ``Side``, the ``other`` side than the one that acted, or ``both``.
TO: dict[Step, str] = {
    Step.SENT: Side.OFFERER,
    Step.REMINDER: Side.OFFERER,
    Step.MEETING: Side.OPERATOR,
    Step.WAITING: Side.OPERATOR,
    Step.MOVED_UP: BOTH,
    Step.ACCEPTED: Side.OPERATOR,
    Step.DECLINED: Side.OPERATOR,
    Step.EXPIRED: Side.OPERATOR,
    Step.WITHDRAWN: Side.OFFERER,
    Step.CLOSED: Side.OPERATOR,
    Step.AGREED: Side.OFFERER,
    Step.MESSAGE: OTHER,
    Step.SLOTS: OTHER,
    Step.VISIT: BOTH,
    Step.VISIT_CANCELLED: BOTH,
}
# What is said in the same words of every kind; the rest stands in ``words``.
PLAIN: dict[Step, Notice] = {
    Step.REMINDER: Notice(
        _("Una proposta aspetta la tua risposta"),
        _("Non hai ancora risposto alla proposta. Puoi accettare l’incontro o rifiutare con un motivo."),
    ),
    Step.WAITING: Notice(
        _("Proposta accettata: in lista d’attesa"),
        _("Chi offre ha accettato, ma i posti sono finiti: il caso è in lista d’attesa. Ti scriviamo noi."),
    ),
    Step.MOVED_UP: Notice(
        _("Si è liberato un posto"),
        _("Si è liberato un posto, e il caso non è più in lista d’attesa. Per chiudere manca solo la firma."),
    ),
    Step.DECLINED: Notice(_("Proposta rifiutata"), _("Chi offre ha rifiutato la proposta. Il motivo è nella pagina.")),
    Step.EXPIRED: Notice(
        _("Proposta scaduta"), _("Nessuno ha risposto in tempo. La proposta è scaduta: puoi rimandarla.")
    ),
    Step.MESSAGE: Notice(_("Un nuovo messaggio"), _("C’è un nuovo messaggio per te. Si legge nel portale.")),
}


TOLD = "edition"  # closed with its edition, of which the course tells both sides


def tell(entry_id: int) -> None:
    """Write the messages for one line of a thread; twice makes no difference."""
    entry = ThreadEntry.objects.filter(pk=entry_id).first()
    if entry is None or entry.data.get("why") == TOLD:
        return
    proposal = proposal_for(entry.proposal_id)
    notice = notice_of(entry, proposal)
    for side in _sides(entry):
        for person in people(proposal, side):
            notifications.send(
                kind=f"proposal.{entry.kind}", to=person, subject=notice.subject, template=TEMPLATE,
                context=_context(notice, entry, proposal), dedupe_key=f"proposal-step-{entry.pk}-{person.pk}",
                attachments=_attachments(entry, proposal),
            )  # fmt: skip


def notice_of(entry: ThreadEntry, proposal: Proposal) -> Notice:
    """What is said of this line: in the words of its meeting, of its kind of offer, or in those of all."""
    step = Step(entry.kind)
    if step in PLAIN:
        return PLAIN[step]
    return proposal.words.notices.get(step) or MEETINGS[entry.data.get("purpose", Meeting.VISIT)].notices[step]


def people(proposal: Proposal, side: Side) -> list[Any]:
    """Who is told on a side: those who answer for the offer, or the operator of the case."""
    return owner_people(proposal.offer) if side == Side.OFFERER else [proposal.operator]


def _sides(entry: ThreadEntry) -> list[Side]:
    match TO[Step(entry.kind)]:
        case "both":
            return [Side.OFFERER, Side.OPERATOR]
        case "other":
            return [Side(entry.side).other]
        case side:
            return [Side(side)]


def _context(notice: Notice, entry: ThreadEntry, proposal: Proposal) -> dict[str, Any]:
    reason = entry.data.get("reason", "") if entry.kind == Step.DECLINED else ""
    return {
        "sentence": notice.sentence,
        "case_code": proposal.case_code,
        "offer": proposal.offer,
        "due": proposal.expires_at if entry.kind in (Step.SENT, Step.REMINDER) else None,
        "reason": DeclineReason(reason).label if reason else "",
        "start": VisitSlot.objects.filter(pk=entry.data.get("slot")).values_list("start", flat=True).first(),
        "path": proposal.get_absolute_url(),
    }


def _attachments(entry: ThreadEntry, proposal: Proposal) -> list[dict[str, str]]:
    slot = VisitSlot.objects.filter(pk=entry.data.get("slot")).first()
    if slot is None:
        return []
    if entry.kind == Step.VISIT:
        slot.cancelled_at = None  # what was arranged then, even if this message leaves late
    return [ics.attachment(proposal, slot)]
