"""What can be done to an offer, by noun: ``drafts``, ``review``, ``market``, ``freshness``, ``agreements``, ``visits``.

Keyword only, always an ``actor`` (None is the portal), atomic; a rule that forbids is a ``core.errors.DomainError``.
Ports that higher floors fill in ``AppConfig.ready``: ``offers.kinds``, ``offers.guards``, ``offers.panels``,
``offers.deadlines``. Events: ``offer.changed`` (id of the offer), ``offer.state`` (id of the ``StateChange``),
``agreement.changed`` (id of the agreement), ``offer.confirmation`` (id of the ``Confirmation``),
``agreement.deadline`` (id of the ``Deadline``).
"""
