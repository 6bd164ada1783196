"""The wizard's forms, one a step. Nothing is required in them: a draft may be saved at any moment."""

from .address import AddressForm
from .base import StepForm
from .rooms import RoomsForm
from .steps import ContractForm, EnergyForm, HouseForm, PapersForm, RentForm, SummaryForm, TextForm

__all__ = [
    "AddressForm",
    "ContractForm",
    "EnergyForm",
    "HouseForm",
    "PapersForm",
    "RentForm",
    "RoomsForm",
    "StepForm",
    "SummaryForm",
    "TextForm",
]
