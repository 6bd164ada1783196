"""The forms of a wizard, one a step. Nothing is required in them: a draft may be saved at any moment."""

from .address import AddressForm
from .base import Answers, StepForm, Typed
from .fields import Amount, Day, Euros, Number, OneOf, Several, YesNo
from .texts import SummaryForm, TextForm

__all__ = [
    "AddressForm",
    "Amount",
    "Answers",
    "Day",
    "Euros",
    "Number",
    "OneOf",
    "Several",
    "StepForm",
    "SummaryForm",
    "TextForm",
    "Typed",
    "YesNo",
]
