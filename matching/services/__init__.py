"""What can be done, by noun: ``needs``, ``proposals``, ``visits``, ``messages``, ``agreements``, ``facts``.

Keyword only, always an ``actor`` (None is the portal), atomic; a rule that forbids is a ``core.errors.DomainError``.
Locks are taken in one order: offer, proposal, need. Every step of a proposal is a ``ThreadEntry`` and the event
``proposal.step`` with its id; ``consumers`` tells the other side.
"""
