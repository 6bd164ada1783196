"""The wizard's forms, one a step. Nothing is required in them: a draft may be saved at any moment."""

from .hours import HoursForm
from .steps import (
    ContractStepForm,
    DeclarationsForm,
    JobForm,
    PayForm,
    PlaceForm,
    RequirementsForm,
    TermForm,
    WordsForm,
)

__all__ = [
    "ContractStepForm",
    "DeclarationsForm",
    "HoursForm",
    "JobForm",
    "PayForm",
    "PlaceForm",
    "RequirementsForm",
    "TermForm",
    "WordsForm",
]
