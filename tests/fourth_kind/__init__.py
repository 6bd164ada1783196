"""Bicycles that are lent: a kind of offer that only the tests know. ``docs/new_kind.md`` walks through this folder."""
