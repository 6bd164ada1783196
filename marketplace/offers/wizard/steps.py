"""The steps of a wizard, in the order in which they are offered; each may be opened at any time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from .forms import StepForm

PHOTOS = "foto"  # the code of every kind's photos step: an upload without script comes back to it


@dataclass(frozen=True)
class Step:
    """``lead`` says in one line what the step is for. ``form`` None: it saves nothing by itself, like the photos."""

    code: str
    label: str | Promise
    lead: str | Promise
    form: type[StepForm] | None
    template: str = "offers/wizard/step.html"


class Steps(tuple[Step, ...]):
    """``Steps([...])``; the last is the summary, which declares and sends."""

    def __new__(cls, steps: Iterable[Step]) -> "Steps":
        return super().__new__(cls, steps)

    @cached_property
    def by_code(self) -> dict[str, Step]:
        return {step.code: step for step in self}

    @property
    def first(self) -> Step:
        return self[0]

    @property
    def last(self) -> Step:
        return self[-1]

    def after(self, step: Step) -> Step | None:
        """The step that follows, None after the last."""
        number = self.index(step) + 1
        return self[number] if number < len(self) else None

    def before(self, step: Step) -> Step | None:
        number = self.index(step)
        return self[number - 1] if number else None

    def step_of(self, name: str) -> Step | None:
        """The step that a field stands on."""
        return next((step for step in self if step.form and step.form.owns(name)), None)
