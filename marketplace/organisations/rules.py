"""Who may: predicates of a person, registered as Django permissions.

In a request they look at the membership that the person acts for (``user.acting``, set by the middleware); elsewhere,
in a service or a command, at any membership that holds today.
"""

from collections.abc import Callable
from typing import Any

import rules

from .enums import CASE_WORKERS, CITY_STAFF, OFFERERS, Role
from .models import Body
from .selectors import has_role, valid_memberships


def holds(*roles: str) -> Callable[[Any], bool]:
    """A predicate: does this person act, or may she act, in one of these roles for a verified body or herself?"""

    @rules.predicate(name="holds:" + "|".join(sorted(roles)))
    def predicate(user: Any) -> bool:
        if not user.is_authenticated:
            return False
        if hasattr(user, "acting"):
            return bool(user.acting and user.acting.role in roles and user.acting.is_in_force)
        return has_role(user, *roles)

    return predicate


is_landlord = holds(Role.LANDLORD)
is_offerer = holds(*OFFERERS)
is_case_worker = holds(*CASE_WORKERS)
is_manager = holds(Role.MANAGER)
is_reviewer = holds(Role.REVIEWER)
is_editor = holds(Role.EDITOR)
is_analyst = holds(Role.ANALYST)
is_auditor = holds(Role.AUDITOR)
is_admin = holds(Role.ADMIN)
is_city_staff = holds(*CITY_STAFF)


@rules.predicate
def member_of(user: Any, body: Body | None) -> bool:
    """Does this person act, or may she act, for this body?"""
    if body is None or not user.is_authenticated:
        return False
    if hasattr(user, "acting"):
        return bool(user.acting and user.acting.body_id == body.pk)
    return valid_memberships(user).filter(body=body).exists()


rules.set_perm("outbox.view_event", is_admin)
rules.set_perm("outbox.retry_event", is_admin)
rules.set_perm("audit.view_entry", is_auditor | is_admin)
