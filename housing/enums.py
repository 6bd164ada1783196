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


class Envelope(TextChoices):
    """How well walls and windows keep the heat, as the certificate draws it (winter and summer)."""

    HIGH = "alta", _("Alta")
    MEDIUM = "media", _("Media")
    LOW = "bassa", _("Bassa")


class Feature(TextChoices):
    """Elements of the Accordo Locale that decide the band of a canone concordato (``domain.md`` §1.2)."""

    A1 = "A1", _("Bagno completo, con finestra o aspirazione")
    A2 = "A2", _("Acqua, predisposizione per l’acqua calda, luce e gas")
    A3 = "A3", _("Impianti in regola con igiene e sicurezza")
    A4 = "A4", _("Riscaldamento centrale o autonomo")
    B1 = "B1", _("Cucina abitabile con finestra")
    B2 = "B2", _("Ascensore, dal secondo piano in su")
    B3 = "B3", _("Casa in stato normale")
    C1 = "C1", _("Secondo bagno")
    C2 = "C2", _("Box o posto auto coperto")
    C3 = "C3", _("Giardino comune")
    C4 = "C4", _("Casa in buono stato")
    C5 = "C5", _("Edificio in stato normale")
    C6 = "C6", _("Porta blindata o doppi vetri")
    C7 = "C7", _("Mezzi pubblici a meno di 500 metri")
    C8 = "C8", _("Lavori con titolo negli ultimi 10 anni")
    C9 = "C9", _("Nessun inquinamento o rumore particolare")
    D1 = "D1", _("Balcone o terrazzo")
    D2 = "D2", _("Cantina o solaio")
    D3 = "D3", _("Edificio con meno di 30 anni o di pregio")
    D4 = "D4", _("Domotica o aria condizionata")
    D5 = "D5", _("Giardino privato")
    D6 = "D6", _("Posto auto scoperto")
    D7 = "D7", _("Videocitofono")
    D8 = "D8", _("Terrazzo oltre 20 m²")
    D9 = "D9", _("Classe energetica da A a D")
    D10 = "D10", _("Lavori con titolo negli ultimi 5 anni")


ESSENTIAL = (Feature.A1, Feature.A2, Feature.A3, Feature.A4)
# The portal knows these from other answers: nothing is asked twice.
DERIVED = frozenset({Feature.A4, Feature.B2, Feature.C1, Feature.C7, Feature.D9})
