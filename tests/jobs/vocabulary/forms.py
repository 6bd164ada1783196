from django import forms

from jobs.vocabulary.fields import CcnlField, OccupationField, OccupationsField, SectorField


class Work(forms.Form):
    """One of each picker."""

    occupation = OccupationField(label="mestiere")
    occupations = OccupationsField(label="mestieri che vuoi fare")
    sector = SectorField(label="settore")
    ccnl = CcnlField(label="contratto collettivo")
