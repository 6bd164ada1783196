"""How the page of the rules is divided."""

from django.utils.translation import gettext_lazy as _

OTHER = "portal"
TOPICS = {  # heads of the page, in order, by what stands before the dot of a key
    "lease": _("Contratti e deposito"),
    "concordato": _("Canone concordato a Milano"),
    "capacity": _("Quante persone può ospitare una casa"),
    "ape": _("Attestato energetico"),
    "agreement": _("Scadenze dopo la firma"),
    "offer": _("Vita di un’offerta"),
    "matching": _("Abbinamento e proposte"),
    "permit": _("Da quando si può lavorare"),
    "placement": _("Lavoro e tirocini"),
    "course": _("Corsi"),
    "check": _("Verifiche sugli enti"),
    OTHER: _("Altre scelte del portale"),
}
SAME = {"deposit": "lease", "cadastral": "lease", "energy": "ape", "freshness": "offer", "review": "offer"}


def topic(key: str) -> str:
    """The head under which ``key`` stands."""
    area = key.partition(".")[0]
    area = SAME.get(area, area)
    return area if area in TOPICS else OTHER
