"""Demonstration data: seeded, reproducible, plausible, and marked as invented (floor 7).

It writes rows in bulk, past the services: a hundred thousand flats in minutes. Everything that it
writes could have come from the services; ``tests/demo`` holds it against their rules.
"""
