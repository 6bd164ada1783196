"""What becomes of somebody's place in an edition. The agreement says who has a seat; the enrolment what follows."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.enums import Cefr, DropReason, EnrolmentState, Outcome
from jobs.flow import CourseCancel, CourseEnd
from jobs.models import CourseEdition, Enrolment
from marketplace.audit import services as audit
from marketplace.core.clock import ROME, now, today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import GONE, AgreementState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Agreement, Offer
from marketplace.offers.services import agreements

from .. import presence

E = EnrolmentState
FINISHED = frozenset({E.COMPLETED, E.CERTIFIED})
HERE = frozenset({E.ADMITTED, E.ATTENDING})
# An agreement that has not begun has reasons of its own; what is not here is "gave up".
CANCELLED = {
    DropReason.WORK: CourseCancel.WORK,
    DropReason.LEVEL: CourseCancel.REQUIREMENTS,
    DropReason.CANCELLED: CourseCancel.CANCELLED,
    DropReason.OTHER: CourseCancel.OTHER,
}
FINISHES = {CourseEnd.COMPLETED: E.COMPLETED, CourseEnd.CERTIFIED: E.CERTIFIED}


@transaction.atomic
def follow(*, agreement_id: int, why: str = "") -> Enrolment | None:
    """Make the enrolment of an agreement, or bring it to the state that follows from it. Twice or late: no difference.

    None for an agreement of another kind. Moving up from the waiting list admits by itself. ``why``: the reason for
    leaving, where it is known better than by the agreement's own.
    """
    found = Agreement.objects.filter(pk=agreement_id, offer__kind="course").values_list("offer_id", "pool_id").first()
    edition = CourseEdition.objects.filter(pool=found[1]).first() if found else None
    if edition is None:
        return None
    lock(Offer.objects.all(), pk=found[0])
    agreement = lock(Agreement.objects.all(), pk=agreement_id)
    enrolment = Enrolment.objects.filter(pk=agreement_id).first() or Enrolment(agreement=agreement, edition=edition)
    state = _state_of(agreement, "" if enrolment._state.adding else enrolment.state)
    if not enrolment._state.adding and state == enrolment.state:
        return enrolment
    enrolment.state, enrolment.state_at = state, now()
    if state == E.DROPPED:
        enrolment.drop_reason = why or _drop_reason(agreement.end_reason)
    enrolment.save(force_insert=enrolment._state.adding)  # never over one that has come meanwhile
    return enrolment


def _state_of(agreement: Agreement, state: str) -> str:
    """Where an enrolment in ``state`` ("" for none yet) stands, by its agreement."""
    if state in FINISHED:
        return state
    match agreement.state:
        case AgreementState.WAITING:
            return E.WAITLIST
        case AgreementState.HANDED_OVER:
            return E.ATTENDING
        case gone if gone in GONE:
            return FINISHES.get(agreement.end_reason, E.DROPPED)
    return E.ADMITTED


def _drop_reason(end_reason: str) -> str:
    if end_reason == CourseCancel.REQUIREMENTS:
        return DropReason.LEVEL
    return end_reason if end_reason in DropReason else DropReason.OTHER


@transaction.atomic
def start(*, enrolment_id: int, at: datetime | None = None, actor: Any) -> Enrolment:
    """Somebody has begun to attend, ``at`` (default now); a seat that was only held is confirmed by it."""
    locked(enrolment_id, actor, E.ADMITTED)
    moment = at or now()
    if Agreement.objects.get(pk=enrolment_id).state == AgreementState.DRAFT:
        agreements.sign(agreement_id=enrolment_id, signed_on=moment.astimezone(ROME).date(), actor=actor)
    agreements.hand_over(agreement_id=enrolment_id, at=moment, actor=actor)
    return follow(agreement_id=enrolment_id)


@transaction.atomic
def complete(*, enrolment_id: int, actor: Any) -> Enrolment:
    """Somebody has attended enough of an edition that is over. Raises ``DomainError`` with the share that is asked."""
    enrolment = locked(enrolment_id, actor, E.ATTENDING)
    edition = enrolment.edition
    if edition.end > today():
        raise DomainError(_("Il corso finisce il %(day)s: si segna dopo.") % {"day": f"{edition.end:%d/%m/%Y}"})
    least, rate = edition.course.attendance_min, presence.of_enrolment(enrolment)
    if not rate.enough(least):
        text = _("Ha frequentato il %(percent)s per cento delle ore: ne serve almeno %(least)s.")
        raise DomainError(text % {"percent": rate.percent, "least": least})
    enrolment.completed_on = today()
    return _to(enrolment, E.COMPLETED, actor, "completed_on")


@transaction.atomic
def certify(*, enrolment_id: int, on: date, cefr_reached: str = "", actor: Any) -> Enrolment:
    """The certificate has been given, for a language course with the level that was reached."""
    enrolment = locked(enrolment_id, actor, E.COMPLETED)
    if on > today():
        raise DomainError(_("Questa data non può essere nel futuro."), field="on")
    if on < enrolment.edition.start:
        raise DomainError(_("Il certificato viene prima del corso: correggi la data."), field="on")
    if cefr_reached not in Cefr and Outcome.CEFR in enrolment.edition.course.outcomes:
        raise DomainError(_("Scegli il livello di italiano raggiunto."), field="cefr_reached")
    enrolment.certified_on, enrolment.cefr_reached = on, cefr_reached
    return _to(enrolment, E.CERTIFIED, actor, "certified_on", "cefr_reached")


@transaction.atomic
def drop(*, enrolment_id: int, reason: str, actor: Any) -> Enrolment:
    """Somebody leaves, or gives up waiting: the agreement ends, and the seat goes to who waits for it."""
    if reason not in DropReason:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")
    locked(enrolment_id, actor, E.WAITLIST, *HERE)
    return leave(agreement=Agreement.objects.get(pk=enrolment_id), reason=reason, actor=actor)


def leave(*, agreement: Agreement, reason: str, actor: Any) -> Enrolment:
    """End an agreement that has begun, cancel one that has not; its enrolment follows in the same transaction."""
    if agreement.state in agreements.BEFORE_START:
        known = CANCELLED.get(reason, CourseCancel.GAVE_UP)
        agreements.cancel(agreement_id=agreement.pk, reason=known, actor=actor)
    else:
        agreements.end(agreement_id=agreement.pk, on=today(), reason=reason, actor=actor)
    return follow(agreement_id=agreement.pk, why=reason)


def locked(enrolment_id: int, actor: Any, *states: str) -> Enrolment:
    """The enrolment, locked after its offer, for the body that teaches. Raises ``NotAllowed``, ``WrongState``."""
    offer_id = Agreement.objects.values_list("offer_id", flat=True).get(pk=enrolment_id)
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    enrolment = lock(Enrolment.objects.select_related("edition__course", "agreement"), pk=enrolment_id)
    if enrolment.state not in states:
        text = _("L’iscrizione è nello stato «%(state)s»: questo passo non è possibile.")
        raise WrongState(text % {"state": enrolment.get_state_display()})
    return enrolment


def _to(enrolment: Enrolment, state: str, actor: Any, *columns: str) -> Enrolment:
    enrolment.state, enrolment.state_at = state, now()
    enrolment.save(update_fields=["state", "state_at", *columns])
    audit.log(f"enrolment.{state}", actor=actor, obj=enrolment, case=enrolment.agreement.case_code)
    return enrolment
