"""Recording a need and changing its state."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.models import Membership
from marketplace.outbox import services as outbox

from ..enums import LIVE, NeedState
from ..models import CoursePlan, Need, Plan, WorkPlan

COLUMNS = (
    "case_code", "wants_home", "adults", "children_ages", "budget_max", "comuni", "municipi", "nils", "move_in_from",
    "move_in_to", "months", "step_free", "lease_types", "daily_place", "daily_point",
)  # fmt: skip
PLANS: dict[str, type[Plan]] = {"placement": WorkPlan, "course": CoursePlan}
Values = dict[str, Any]
STEPS = {
    (NeedState.OPEN, NeedState.PAUSED),
    (NeedState.PAUSED, NeedState.OPEN),
    (NeedState.AGREED, NeedState.OPEN),
    (NeedState.OPEN, NeedState.CLOSED),
    (NeedState.PAUSED, NeedState.CLOSED),
    (NeedState.AGREED, NeedState.CLOSED),
    (NeedState.CLOSED, NeedState.OPEN),
}


class StaleNeed(Conflict):
    """Another window has saved since; ``need`` is the row as it stands now."""

    def __init__(self, need: Need):
        super().__init__(_("Questo bisogno è stato modificato in un’altra finestra."))
        self.need = need


@transaction.atomic
def create(
    *, actor: Any, acting: Membership, values: Values, work: Values | None = None, course: Values | None = None
) -> Need:
    """Record a need of the acting body: ``values`` are columns of ``COLUMNS``, ``work`` and ``course`` its plans.

    All have been checked by the forms. Raises ``DomainError`` where nothing at all is wanted.
    """
    need = Need.unscoped.create(body_id=acting.body_id, operator=actor, **_own(values))
    _write(need, {"placement": work, "course": course})
    audit.log("need.created", actor=actor, obj=need)
    outbox.emit("need.changed", need.pk)
    return need


@transaction.atomic
def change(
    *, actor: Any, acting: Membership, need_id: int, version: int, values: Values, work: Values | None = None,
    course: Values | None = None,
) -> Need:  # fmt: skip
    """Change a need. Raises ``StaleNeed`` when somebody else has saved since ``version`` was read."""
    need = lock(Need.objects.of(acting), pk=need_id)
    if need.version != version:
        raise StaleNeed(need)
    if need.state == NeedState.CLOSED:
        raise WrongState(_("Questo caso è chiuso: riaprilo, poi modificalo."))
    before = set(need.wanted)
    changed = [name for name, value in _own(values).items() if getattr(need, name) != value]
    for name in changed:
        setattr(need, name, values[name])
    need.version += 1
    need.save(update_fields=[*changed, "version", "changed_at"])
    written = _write(need, {"placement": work, "course": course})
    _refuse_dropping(need, before - set(need.wanted))
    audit.log("need.changed", actor=actor, obj=need, fields=sorted([*changed, *written]))
    outbox.emit("need.changed", need.pk)
    return need


def _write(need: Need, plans: dict[str, Values | None]) -> list[str]:
    """Save the plans that are wanted and delete the others. Returns the names of what has changed."""
    changed: list[str] = []
    for kind, values in plans.items():
        old = need.plan(kind)
        if values is None:
            if old is not None:
                old.delete()
                changed.append(kind)
            continue
        names = [name for name, value in values.items() if old is None or getattr(old, name) != value]
        if old is None or names:
            PLANS[kind].objects.update_or_create(need=need, defaults=values)
        changed += [f"{kind}.{name}" for name in names]
    for relation in ("work_plan", "course_plan"):
        need._state.fields_cache.pop(relation, None)
    if not need.wanted:
        raise DomainError(_("Scegli almeno una cosa: casa, lavoro o formazione."), field="wants_home")
    return changed


def _refuse_dropping(need: Need, kinds: set[str]) -> None:
    """Whoever waits for an answer must be told before the search is given up."""
    if kinds and need.proposals.filter(state__in=LIVE, offer__kind__in=kinds).exists():
        raise DomainError(_("Ci sono proposte aperte per quello che hai tolto: ritirale, poi toglilo dal bisogno."))


@transaction.atomic
def set_state(*, actor: Any, acting: Membership, need_id: int, state: str) -> Need:
    """Pause, reopen or close a need. Closing one with a live proposal is refused: whoever waits must be told first."""
    need = lock(Need.objects.of(acting), pk=need_id)
    if (need.state, state) not in STEPS:
        raise WrongState(_("Questo passo non è possibile adesso. Ricarica la pagina."))
    if state == NeedState.CLOSED and need.proposals.filter(state__in=LIVE).exists():
        raise DomainError(_("Ci sono proposte aperte: ritirale, poi chiudi il caso."))
    need.state = NeedState(state)
    need.closed_at = now() if state == NeedState.CLOSED else None
    need.version += 1
    need.save(update_fields=["state", "closed_at", "version", "changed_at"])
    audit.log(f"need.{state}", actor=actor, obj=need)
    outbox.emit("need.changed", need.pk)
    return need


def _own(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in COLUMNS if name in values}
