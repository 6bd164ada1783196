"""Bringing the words of work in: ``facts`` are ours, ``build`` makes rows and judges, ``services`` writes."""
