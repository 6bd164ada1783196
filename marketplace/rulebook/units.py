"""Words for units and for the parts of figures that are tables. Both are codes in the files."""

from django.utils.translation import gettext_lazy as _

UNITS = {
    "months of rent": _("mensilità"), "months": _("mesi"), "days": _("giorni"), "hours": _("ore"), "years": _("anni"),
    "months a year": _("mesi all’anno"), "months after the start": _("mesi dopo l’inizio"), "points": _("punti"),
    "days before": _("giorni prima"), "days after sending": _("giorni dopo l’invio"), "persons": _("persone"),
    "€/m² a year": _("€/m² all’anno"), "€ a month": _("€ al mese"), "factor": _("fattore"), "homes": _("case"),
    "elements": _("elementi"), "sum | product": _("somma o prodotto"), "%, by years": _("%, per anni"),
    "%, by class": _("%, per classe"), "% of ISTAT FOI": _("% dell’indice ISTAT FOI"), "m², rooms": _("m², stanze"),
    "m², for 1 to 7 persons or more": _("m², per 1 … 7 persone o più"), "factor, m/min, m": _("fattore, m/min, m"),
    "share of the budget": _("parte della spesa massima"), "m, straight line": _("m, in linea retta"),
    "m/min, factor, m/min, min": _("m/min, fattore, m/min, min"), "proposals": _("proposte"), "digits": _("cifre"),
}  # fmt: skip
PARTS = {
    "min_months": _("durata minima"), "max_months": _("durata massima"), "renewal_months": _("rinnovo"),
    "rli": _("codice RLI"), "min": _("minimo"), "max": _("massimo"), "halved_up_to_years": _("metà fino ad anni"),
    "percent": _("percento"), "concordato_base_percent": _("base se concordato, %"), "minimum": _("minimo, €"),
    "stamp": _("bollo, €"), "stamp_pages": _("ogni pagine"), "LIBERO_4_4": _("canone libero"),
    "CONCORDATO_3_2": _("canone concordato"), "TRANSITORIO": _("transitorio"), "STUDENTI": _("studenti"),
    "NONE": _("senza mobili"), "SEMI": _("parzialmente arredata"), "FULL": _("arredata"), "min_m2": _("da, m²"),
    "max_m2": _("a, m²"), "b_needed": _("elementi B"), "c_needed": _("elementi C"), "d_for_maximum": _("elementi D"),
    "sum": _("si sommano"), "product": _("si moltiplicano"), "owners": _("proprietari"), "tenants": _("inquilini"),
    "room_m2": _("stanza, m²"), "kitchen_m2": _("cucina, m²"), "italy": _("in Italia"), "milan": _("a Milano"),
    "second_bathroom_above_rooms": _("secondo bagno oltre stanze"), "person_m2": _("a persona, m²"),
    "persons_at_first": _("per le prime persone"), "further_person_m2": _("per ogni altra, m²"),
    "single_bedroom_m2": _("camera singola, m²"), "double_bedroom_m2": _("camera doppia, m²"),
    "living_m2": _("soggiorno, m²"), "living_cooking_m2": _("soggiorno con cucina, m²"), "study_m2": _("studio, m²"),
    "studio_m2": _("monolocale per persone, m²"), "dwelling_m2": _("alloggio, m²"), "height_m": _("altezza, m"),
    "service_height_m": _("altezza dei servizi, m"), "case_reads": _("letture dei casi"),
    "system_administrators": _("amministratori di sistema"), "detour": _("deviazione"), "pace": _("passo, m/min"),
    "limit": _("limite, m"), "rent_burden": _("peso del canone"), "distance": _("distanza"),
    "capacity_fit": _("misura giusta"), "duration": _("durata"), "area": _("zona"), "full": _("tutti i punti fino a"),
    "zero": _("nessun punto da"), "walk": _("a piedi, m/min"), "metro": _("metropolitana, m/min"),
    "wait": _("attesa, min"), "homes": _("case"), "prized": _("di pregio"), "foglio": _("foglio"),
    "particella": _("particella"), "subalterno": _("subalterno"),
}  # fmt: skip
