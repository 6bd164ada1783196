from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeaseType(TextChoices):
    """Contract types (``domain.md`` §1.1; L. 431/1998)."""

    LIBERO_4_4 = "libero", _("Canone libero, 4 anni + 4")
    CONCORDATO_3_2 = "concordato", _("Canone concordato, 3 anni + 2")
    TRANSITORIO = "transitorio", _("Uso transitorio, fino a 18 mesi")
    STUDENTI = "studenti", _("Per studenti universitari")
    STANZA = "stanza", _("Affitto di una stanza")
    CONVENZIONATO = "convenzionato", _("Canone convenzionato")
    COMODATO = "comodato", _("Comodato gratuito")
    OSPITALITA = "ospitalita", _("Ospitalità in famiglia")
    FORESTERIA = "foresteria", _("Affitto a un ente (foresteria)")


class LettingScheme(TextChoices):
    """Who signs the lease (``domain.md`` §1.1)."""

    DIRECT = "direct", _("Affitto direttamente a chi abiterà la casa")
    ETS_HEADLEASE = "ets_headlease", _("Affitto a un ente, che ospita")
    ETS_GUARANTOR = "ets_guarantor", _("Affitto diretto, con un ente garante")
    COMODATO = "comodato", _("Presto la casa gratuitamente")
    FAMILY_HOSTING = "family_hosting", _("Ospito in casa mia")


class Furnished(TextChoices):
    NONE = "none", _("Vuota")
    SEMI = "semi", _("Arredata in parte (cucina e soggiorno)")
    FULL = "full", _("Arredata")


class RoomType(TextChoices):
    BEDROOM = "bedroom", _("Camera da letto")
    LIVING = "living", _("Soggiorno")
    LIVING_KITCHEN = "living_kitchen", _("Soggiorno con cucina")
    KITCHEN = "kitchen", _("Cucina")
    STUDIO = "studio", _("Monolocale")
    STUDY = "study", _("Studio")
    BATHROOM = "bathroom", _("Bagno")
    OTHER = "other", _("Altro locale")


class EnergyClass(TextChoices):
    A4 = "A4", "A4"
    A3 = "A3", "A3"
    A2 = "A2", "A2"
    A1 = "A1", "A1"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"
    E = "E", "E"
    F = "F", "F"
    G = "G", "G"


class Heating(TextChoices):
    CENTRAL = "central", _("Centralizzato")
    AUTONOMOUS = "autonomous", _("Autonomo")
    STOVES = "stoves", _("Stufe")
    NONE = "none", _("Nessuno")


class OwnerTitle(TextChoices):
    OWNER = "owner", _("Proprietà")
    USUFRUCT = "usufruct", _("Usufrutto")
    DELEGATE = "delegate", _("Delega di chi è proprietario")


class Vacancy(TextChoices):
    NEVER_LET = "never_let", _("Mai affittata")
    TENANT_LEFT = "tenant_left", _("Chi abitava è andato via")
    INHERITED = "inherited", _("Ereditata")
    WORKS = "works", _("Lavori in casa")
    SHORT_LET = "short_let", _("Prima era per affitti brevi")
    FEAR = "fear", _("Timore che l'affitto non venga pagato")
    OTHER = "other", _("Altro motivo")
