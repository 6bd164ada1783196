"""Searches that people keep and are told about. See docs/search.md, "Saved searches"."""
