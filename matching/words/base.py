"""What a kind's proposals are called: one class with a line for each sentence that differs, and no default.

``{case}``, ``{n}``, ``{why}`` are filled in where a sentence is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from ..enums import DeclineReason, Meeting, Step, WithdrawReason

Text = str | Promise


@dataclass(frozen=True)
class Notice:
    """A message: its subject (at most 60 characters) and its first sentence."""

    subject: Text
    sentence: Text


@dataclass(frozen=True)
class Refusals:
    """Why a step cannot be taken, and what to do instead."""

    gone: Text
    own: Text
    twice: Text
    many: Text
    unfit: Text
    given: Text
    settled: Text


@dataclass(frozen=True)
class Words:
    """The words of one kind of offer.

    ``steps``: lines of the timeline, where ``Step`` has none that fits; ``notices``: by the step that they tell of.
    ``declines`` and ``withdrawals``: the closed lists of reasons, codes of ``DeclineReason`` and ``WithdrawReason``;
    ``found``: the reason by which the portal withdraws what is left once the part is settled, None where nothing is.
    ``meetings``: what one may meet for, the usual first.
    """

    plural: Text  # the filter of the list
    propose: Text  # the page that sends, its title and its button
    propose_to: Text
    thing: Text  # the two boxes beside the thread
    people: Text
    shows_only: Text
    nothing_else: Text
    consent: Text
    meet: Text  # the owner's buttons, what they mean and what is said once they are pressed
    meet_hint: Text
    met: Text
    accept_hint: Text
    accepted: Text
    cancel: Text
    sign: Text  # the operator's last step
    sign_hint: Text
    signed: Text
    to_sign: Text
    to_answer: Text
    agreement: Text
    steps: Mapping[Step, Text]
    notices: Mapping[Step, Notice]
    refusals: Refusals
    declines: tuple[DeclineReason, ...]
    withdrawals: tuple[WithdrawReason, ...]
    found: WithdrawReason | None
    meetings: tuple[Meeting, ...]

    def step(self, step: str) -> Text:
        """The line of the timeline for a step."""
        return self.steps.get(Step(step), Step(step).label)

    def reasons(self, codes: tuple[DeclineReason, ...] | tuple[WithdrawReason, ...]) -> list[tuple[str, Text]]:
        """Codes as choices of a form."""
        return [(code.value, code.label) for code in codes]
