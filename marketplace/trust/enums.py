from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CheckState(TextChoices):
    """A body proposes, a reviewer decides; what is replaced or withdrawn stays as history."""

    PROPOSED = "proposed", _("Da controllare")
    OK = "ok", _("In regola")
    DEFECT = "defect", _("Non in regola")
    WITHDRAWN = "withdrawn", _("Ritirata")


OUTCOMES = frozenset({CheckState.OK, CheckState.DEFECT})


class Accreditation(TextChoices):
    """By which title a body may bring people and employers together (D.Lgs. 276/2003; L.R. Lombardia 22/2006)."""

    COMUNE = "art6_comune", _("Comune, autorizzato dalla legge (D.Lgs. 276/2003 art. 6)")
    ASSOCIATION = "art6_association", _("Associazione senza scopo di lucro (D.Lgs. 276/2003 art. 6)")
    LOMBARDY = "region_lombardia_22_2006", _("Accreditamento della Regione Lombardia (L.R. 22/2006)")
    NATIONAL = "national_register", _("Albo nazionale delle agenzie per il lavoro (D.Lgs. 276/2003 art. 4)")
