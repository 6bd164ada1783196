"""The criterion before all others: that the need looks for this kind of thing at all."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Facts, Need
from .base import Hard
from .seats import NEVER


class Wanted(Hard[Facts]):
    """Fails for a need without this plan; of the others nobody asks it."""

    name = "wanted"
    label = gettext_lazy("Che cosa cerca")
    without = gettext_lazy("Se lo cercasse")

    def condition(self, need: Need) -> Q:
        return NEVER

    def holds(self, need: Need, facts: Facts) -> bool:
        return False

    def sentence(self, need: Need, facts: Facts) -> str:
        return _("il caso non lo cerca: aggiungilo al bisogno")
