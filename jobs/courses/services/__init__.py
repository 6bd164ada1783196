"""What can be done to a course: ``content``, ``editions``, ``lessons``, ``enrolments``, ``attendance``.

Keyword only, always an ``actor`` (None is the portal), atomic. Locks are taken in one order: offer, pool, agreement.
Events: ``edition.cancelled`` (id of the ``CourseEdition``).
"""
