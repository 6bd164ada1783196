"""Reads: needs of the acting body, proposals of either side."""

from .needs import need_of, needs_of
from .parts import agreed_kinds, is_settled
from .proposals import Part, operator_proposals, owner_proposals, part_of, proposal_for, side_of

__all__ = [
    "Part", "agreed_kinds", "is_settled", "need_of", "needs_of", "operator_proposals", "owner_proposals", "part_of",
    "proposal_for", "side_of",
]  # fmt: skip
