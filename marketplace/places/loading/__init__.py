"""Bringing places in: ``sources`` fetches, ``readers`` makes records, ``checks`` judges, ``services`` writes."""
