from .placement import Placement, Shift
from .vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector

__all__ = [
    "CollectiveAgreement",
    "Occupation",
    "OccupationWord",
    "Placement",
    "Sector",
    "Shift",
]
