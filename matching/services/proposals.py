"""A proposal's life: sent → meeting → accepted → agreed, and the ways out of it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer
from marketplace.offers.services import market
from marketplace.organisations.models import Membership

from .. import criteria, disclosure
from ..enums import LIVE, DeclineReason, NeedState, ProposalState, Side, Step, WithdrawReason
from ..models import Need, Proposal
from ..rules import Rules, rules
from .facts import facts_of
from .thread import locked, move, record

CHUNK = 200
WAITING = frozenset({ProposalState.SENT, ProposalState.MEETING})


@transaction.atomic
def propose(*, actor: Any, acting: Membership, need_id: int, offer_id: int, note: str = "") -> Proposal:
    """Send the owner the anonymous profile of a need.

    Refused when the flat is no longer free, fails a hard criterion, already has the rulebook's number of open
    proposals, belongs to the operator, or has a live proposal of this need. ``note`` goes to the owner: it is screened.
    """
    offer = lock(Offer.objects.select_related("body", "flat"), pk=offer_id)
    need = lock(Need.objects.of(acting), pk=need_id)
    figures = rules()
    _check_free(offer, need, actor, figures)
    disclosure.check_outgoing(note, field="note")
    note, _hidden = disclosure.hide_contacts(note.strip())
    reasons = _check_fit(need, offer, figures)
    sent = now()
    proposal = Proposal.objects.create(
        need=need, offer=offer, operator=actor, note=note, reasons=reasons,
        profile=disclosure.profile_of(need, figures).as_json(),
        sent_at=sent, moved_at=sent, expires_at=sent + timedelta(days=figures.proposal_days),
    )  # fmt: skip
    record(proposal, Step.SENT, actor=actor, side=Side.OPERATOR, text=note)
    return proposal


def _check_free(offer: Offer, need: Need, actor: Any, figures: Rules) -> None:
    if need.state != NeedState.OPEN:
        raise WrongState(_("Questo caso non è in ricerca: riaprilo, poi proponi."))
    if offer.state != OfferState.PUBLISHED:
        raise WrongState(_("Questa casa non è più libera. Scegline un’altra tra quelle adatte."))
    if Who.OWNER in parts_of(actor, offer):
        raise DomainError(_("Questa casa è tua o del tuo ente: la proposta la fa un altro ente."))
    live = Proposal.objects.filter(offer=offer, state__in=LIVE)
    if live.filter(need=need).exists():
        raise Conflict(_("C’è già una proposta aperta per questa casa."))
    if live.count() >= figures.open_proposals:
        raise DomainError(
            _("Per questa casa ci sono già %(n)s proposte aperte, il massimo. Riprova quando una si chiude.")
            % {"n": figures.open_proposals}
        )


def _check_fit(need: Need, offer: Offer, figures: Rules) -> list[dict[str, object]]:
    facts = facts_of(offer)
    if failed := criteria.failures(need, facts):
        sentences = "; ".join(f"{hard.label}: {hard.sentence(need, facts)}" for hard in failed)
        raise DomainError(
            _("La casa non è adatta a questo caso. %(why)s. Se la famiglia può accettarlo, cambia il bisogno.")
            % {"why": sentences}
        )
    return [reason.as_json() for reason in criteria.reasons(need, facts, figures)]


@transaction.atomic
def accept_meeting(*, actor: Any, proposal_id: int) -> Proposal:
    """The owner is willing to meet: visits can be arranged."""
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    if proposal.state == ProposalState.SENT and proposal.expires_at <= now():
        raise WrongState(_("Il tempo per rispondere è passato: l’ente può mandare di nuovo la proposta."))
    move(proposal, ProposalState.MEETING, answered_at=now())
    record(proposal, Step.MEETING, actor=actor, side=side)
    return proposal


@transaction.atomic
def accept(*, actor: Any, proposal_id: int) -> Proposal:
    """The owner gives the flat to this household: it is reserved, and the other live proposals are closed.

    The lock on the offer lets one of two acceptances at once through; the constraint ``proposal_one_accepted`` stands
    behind it.
    """
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    if Proposal.objects.filter(offer_id=proposal.offer_id, state=ProposalState.ACCEPTED).exists():
        raise Conflict(_("Per questa casa è già stata accettata un’altra proposta."))
    if Need.unscoped.filter(pk=proposal.need_id).exclude(state=NeedState.OPEN).exists():
        raise WrongState(_("La famiglia non cerca più casa: scrivi all’ente prima di accettare."))
    move(proposal, ProposalState.ACCEPTED)
    market.reserve(offer_id=proposal.offer_id, actor=actor)
    record(proposal, Step.ACCEPTED, actor=actor, side=side)
    close_others(offer_id=proposal.offer_id, but=proposal.pk)
    return proposal


@transaction.atomic
def close_others(*, offer_id: int, but: int | None = None, why: str = "given") -> int:
    """Close the proposals that wait for an offer: it was ``given`` to another household, or is ``gone``."""
    others = Proposal.objects.select_for_update(of=("self",)).filter(offer_id=offer_id, state__in=WAITING)
    closed = 0
    for other in others.exclude(pk=but).order_by("pk"):
        move(other, ProposalState.CLOSED, answered_at=now())
        other.slots.filter(cancelled_at=None, start__gt=now()).update(cancelled_at=now())
        record(other, Step.CLOSED, actor=None, side=Side.SYSTEM, why=why)
        closed += 1
    return closed


@transaction.atomic
def decline(*, actor: Any, proposal_id: int, reason: str) -> Proposal:
    """The owner says no, with a reason of the closed list; before the signature also after having said yes."""
    if reason not in DeclineReason.values:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    held = proposal.state == ProposalState.ACCEPTED
    move(proposal, ProposalState.DECLINED, answered_at=now(), decline_reason=reason)
    _end(proposal, Step.DECLINED, actor, side, held=held, reason=reason)
    return proposal


@transaction.atomic
def withdraw(*, actor: Any, proposal_id: int, reason: str) -> Proposal:
    """The body takes its proposal back, with a reason of the closed list; before the signature also once accepted."""
    if reason not in WithdrawReason.values:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")
    proposal, side = locked(proposal_id, actor, Side.OPERATOR)
    held = proposal.state == ProposalState.ACCEPTED
    move(proposal, ProposalState.WITHDRAWN, withdraw_reason=reason)
    _end(proposal, Step.WITHDRAWN, actor, side, held=held, reason=reason)
    return proposal


@transaction.atomic
def end_by_portal(proposal_id: int, *, reason: str) -> bool:
    """Withdraw a live proposal because the household has signed for another flat; False when it is over already."""
    proposal, side = locked(proposal_id, None, Side.SYSTEM)
    if proposal.state not in LIVE:
        return False
    held = proposal.state == ProposalState.ACCEPTED
    move(proposal, ProposalState.WITHDRAWN, withdraw_reason=reason)
    _end(proposal, Step.WITHDRAWN, None, side, held=held, reason=reason)
    return True


def _end(proposal: Proposal, step: Step, actor: Any, side: Side, *, held: bool, reason: str) -> None:
    """What follows an end before the signature: visits fall away, and a reserved flat is free again."""
    proposal.slots.filter(cancelled_at=None, start__gt=now()).update(cancelled_at=now())
    if held:
        market.release(offer_id=proposal.offer_id, actor=actor)
    record(proposal, step, actor=actor, side=side, reason=reason)


def expire_due() -> int:
    """Expire the proposals that nobody answered in time; returns how many."""
    return _sweep(Q(expires_at__lte=now()), _expire)


def remind_due() -> int:
    """Remind owners on the rulebook's days after sending; returns how many reminders."""
    return _sweep(Q(expires_at__gt=now()), _remind)


def _sweep(due: Q, act: Any) -> int:
    """Run ``act`` on every unanswered proposal that is due, each in a transaction of its own; sum what it returns."""
    rows = Proposal.objects.filter(due, state=ProposalState.SENT).order_by("pk")
    done, last = 0, 0
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        done += sum(act(pk) for pk in ids)
        last = ids[-1]
    return done


@transaction.atomic
def _expire(proposal_id: int) -> bool:
    proposal = lock(Proposal.objects.all(), pk=proposal_id)
    if proposal.state != ProposalState.SENT or proposal.expires_at > now():
        return False  # answered meanwhile
    move(proposal, ProposalState.EXPIRED)
    record(proposal, Step.EXPIRED, actor=None, side=Side.SYSTEM)
    return True


@transaction.atomic
def _remind(proposal_id: int) -> bool:
    proposal = lock(Proposal.objects.all(), pk=proposal_id)
    passed = [
        moment for day in rules().proposal_reminders if (moment := proposal.sent_at + timedelta(days=day)) <= now()
    ]
    if proposal.state != ProposalState.SENT or not passed:
        return False
    if proposal.reminded_at and proposal.reminded_at >= max(passed):
        return False
    proposal.reminded_at = now()
    proposal.save(update_fields=["reminded_at"])
    record(proposal, Step.REMINDER, actor=None, side=Side.SYSTEM)
    return True
