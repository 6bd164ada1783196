"""Reads of agreements and of the looks back at them. Whoever stands on no side does not find one: 404."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.core.clock import today
from marketplace.organisations.enums import CASE_WORKERS, Role
from marketplace.organisations.selectors import has_role, valid_memberships

from ..models import Agreement, FollowUp
from ..panels import Task
from .offers import owned_by, owner_people, valid_mandates


def agreement_people(agreement: Agreement) -> list[User]:
    """Both sides of an agreement: who answers for the offer, and who writes agreements for the body."""
    return list({person.pk: person for person in [*owner_people(agreement.offer), *workers_of(agreement)]}.values())


def workers_of(agreement: Agreement) -> list[User]:
    """The body's side: who wrote the agreement; when she has left, or the other side wrote it, all case workers."""
    mandates = valid_mandates().filter(body=agreement.body_id, role__in=CASE_WORKERS).select_related("user")
    workers = {mandate.user_id: mandate.user for mandate in mandates}
    return [workers[agreement.created_by_id]] if agreement.created_by_id in workers else list(workers.values())


def agreements_for(user: User) -> QuerySet[Agreement]:
    """Agreements of which this person stands on a side; reviewers read all."""
    rows = Agreement.objects.select_related(
        "offer__owner", "offer__body", "offer__comune", "offer__nil", "body", "pool"
    )
    rows = rows.defer("offer__comune__area", "offer__nil__area", "offer__nil__outline")
    if has_role(user, Role.REVIEWER):
        return rows
    mandates = valid_memberships(user)
    cases = mandates.filter(role__in=CASE_WORKERS).values("body")
    return rows.filter(Q(body__in=cases) | Q(offer__in=owned_by(user).values("pk")))


def get_agreement_or_404(user: User, public_id: str) -> Agreement:
    try:
        return agreements_for(user).prefetch_related("deadlines", "followups").get(public_id=public_id)
    except Agreement.DoesNotExist:
        raise Http404 from None


def due_followups(body_id: int) -> QuerySet[FollowUp]:
    """The looks back that a body should record now, the oldest first."""
    rows = FollowUp.objects.filter(agreement__body=body_id, done_at=None, due_on__lte=today())
    return rows.select_related("agreement__offer").order_by("due_on", "pk")


def followup_tasks(body_id: int) -> list[Task]:
    """The same as cards of an operator's list; one query."""
    return [
        Task(
            _("Com’è andata dopo %(n)s mesi? Caso %(case)s, «%(title)s».")
            % {"n": row.month, "case": row.agreement.case_code, "title": row.agreement.offer}
            if row.month > 1
            else _("Com’è andata dopo un mese? Caso %(case)s, «%(title)s».")
            % {"case": row.agreement.case_code, "title": row.agreement.offer},
            reverse("agreement_followup", args=[row.agreement.public_id, row.month]),
            _("Segna l’esito"),
            row.due_on,
            row.agreement.offer_id,
        )
        for row in due_followups(body_id)
    ]
