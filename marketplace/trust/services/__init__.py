"""Writes: ``checks`` (proposed, recorded, withdrawn) and ``expiry`` (warnings, offers that lose their ground).

Event: ``check.changed`` and ``check.expiring``, each with the id of the ``Check``.
"""
