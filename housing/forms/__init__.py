"""The steps of a flat's wizard."""

from .rooms import RoomsForm
from .steps import AddressForm, ContractForm, EnergyForm, HouseForm, PapersForm, RentForm, SummaryForm, TextForm

__all__ = [
    "AddressForm",
    "ContractForm",
    "EnergyForm",
    "HouseForm",
    "PapersForm",
    "RentForm",
    "RoomsForm",
    "SummaryForm",
    "TextForm",
]
