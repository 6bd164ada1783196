"""What can be done to an offer, by noun: ``drafts``, ``review``, ``market``, ``freshness``, ``agreements``, ``seats``,
``followups``, ``visits``.

Keyword only, always an ``actor`` (None is the portal), atomic; a rule that forbids is a ``core.errors.DomainError``.
Ports that higher floors fill in ``AppConfig.ready``: ``offers.kinds``, ``offers.guards``, ``offers.panels``,
``offers.deadlines``. Events: ``offer.changed`` (id of the offer), ``offer.state`` (id of the ``StateChange``),
``agreement.changed`` (id of the agreement), ``offer.confirmation`` (id of the ``Confirmation``),
``agreement.moved_up`` (id of the agreement that came off the waiting list), ``agreement.deadline`` (id of the
``Deadline``), ``agreement.followup`` (id of the ``FollowUp``).
"""
