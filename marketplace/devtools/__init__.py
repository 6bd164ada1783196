"""What ``./dev`` does: a private machine for the portal, and its tests.

Only Python's own library is imported here (except in ``serve``), for this runs before anything is installed.
"""
