"""Needs, criteria, proposals."""
