"""Closing the question "is it still free?" when something else has answered it."""

from marketplace.core.clock import now

from ..models import Answer, Confirmation


def close_question(offer_id: int, answer: str = Answer.MOOT) -> int:
    """Mark the open question as answered; returns 1, or 0 where none was open."""
    open_ones = Confirmation.objects.filter(offer_id=offer_id, answered_at=None)
    return open_ones.update(answered_at=now(), answer=answer)
