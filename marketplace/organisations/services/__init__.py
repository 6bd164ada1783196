"""Writes: bodies and their verification, memberships and invitations."""

from .bodies import ask_integration, decide, register_body, update_body
from .people import accept_invitation, become_landlord, end_mandate, grant_first_admin, invite, withdraw_invitation

__all__ = [
    "accept_invitation",
    "ask_integration",
    "become_landlord",
    "decide",
    "end_mandate",
    "grant_first_admin",
    "invite",
    "register_body",
    "update_body",
    "withdraw_invitation",
]
