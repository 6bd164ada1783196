"""Who is told of a step, and in which words. Messages carry the case code and a link, never what was written."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.notifications import services as notifications
from marketplace.offers.selectors import owner_people

from . import ics
from .enums import DeclineReason, Side, Step
from .models import Proposal, ThreadEntry, VisitSlot
from .selectors import proposal_for

TEMPLATE = "matching/notifications/step.txt"
OTHER, BOTH = "other", "both"


@dataclass(frozen=True)
class Notice:
    """``to``: a ``Side``, the ``other`` side than the one that acted, or ``both``."""

    to: str
    subject: Any
    sentence: Any


NOTICES = {
    Step.SENT: Notice(
        Side.OFFERER,
        _("Una proposta per la tua casa"),
        _("Un ente ti propone una famiglia per la tua casa. Leggi il profilo e rispondi entro la data indicata."),
    ),
    Step.REMINDER: Notice(
        Side.OFFERER,
        _("Una proposta aspetta la tua risposta"),
        _("Non hai ancora risposto alla proposta. Puoi accettare l’incontro o rifiutare con un motivo."),
    ),
    Step.MEETING: Notice(
        Side.OPERATOR,
        _("Incontro accettato"),
        _("Chi offre la casa accetta di incontrare la famiglia. Proponi qualche orario per la visita."),
    ),
    Step.ACCEPTED: Notice(
        Side.OPERATOR,
        _("Proposta accettata"),
        _("Chi offre ha accettato la proposta: la casa è prenotata. Quando il contratto è firmato, registralo."),
    ),
    Step.DECLINED: Notice(
        Side.OPERATOR, _("Proposta rifiutata"), _("Chi offre ha rifiutato la proposta. Il motivo è nella pagina.")
    ),
    Step.EXPIRED: Notice(
        Side.OPERATOR, _("Proposta scaduta"), _("Nessuno ha risposto in tempo. La proposta è scaduta: puoi rimandarla.")
    ),
    Step.WITHDRAWN: Notice(
        Side.OFFERER,
        _("Proposta ritirata"),
        _("L’ente ha ritirato la proposta. La tua casa resta online e può ricevere altre proposte."),
    ),
    Step.CLOSED: Notice(
        Side.OPERATOR,
        _("La casa non è più disponibile"),
        _("La casa non è più disponibile e la proposta si chiude. Non dipende dalla famiglia: cerchiamone un’altra."),
    ),
    Step.AGREED: Notice(
        Side.OFFERER,
        _("Accordo firmato"),
        _("L’ente ha registrato il contratto firmato. Nella pagina trovi le scadenze: registrazione e comunicazione."),
    ),
    Step.MESSAGE: Notice(OTHER, _("Un nuovo messaggio"), _("C’è un nuovo messaggio per te. Si legge nel portale.")),
    Step.SLOTS: Notice(
        OTHER, _("Orari per la visita"), _("Ti propongono alcuni orari per la visita. Scegli quello che va bene.")
    ),
    Step.VISIT: Notice(
        BOTH, _("Visita fissata"), _("La visita è fissata. Il file allegato la mette nel tuo calendario.")
    ),
    Step.VISIT_CANCELLED: Notice(
        BOTH, _("Visita annullata"), _("La visita è annullata. Potete accordarvi su un altro orario.")
    ),
}


def tell(entry_id: int) -> None:
    """Write the messages for one line of a thread; twice makes no difference."""
    entry = ThreadEntry.objects.filter(pk=entry_id).first()
    if entry is None or entry.kind not in NOTICES:
        return
    proposal = proposal_for(entry.proposal_id)
    notice = NOTICES[Step(entry.kind)]
    for side in _sides(notice, entry):
        for person in people(proposal, side):
            notifications.send(
                kind=f"proposal.{entry.kind}", to=person, subject=notice.subject, template=TEMPLATE,
                context=_context(notice, entry, proposal), dedupe_key=f"proposal-step-{entry.pk}-{person.pk}",
                attachments=_attachments(entry, proposal),
            )  # fmt: skip


def people(proposal: Proposal, side: Side) -> list[Any]:
    """Who is told on a side: those who answer for the offer, or the operator of the case."""
    return owner_people(proposal.offer) if side == Side.OFFERER else [proposal.operator]


def _sides(notice: Notice, entry: ThreadEntry) -> list[Side]:
    match notice.to:
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
