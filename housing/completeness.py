"""What keeps a flat from being sent: each a sentence, and the step that cures it."""

from django.utils.translation import gettext as _

from marketplace.offers.kinds import Missing
from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos

from .enums import RoomType
from .models import Flat
from .rules import deposit, energy, leases
from .selectors import flats
from .steps import STEPS, step_of

SLEEPING = (RoomType.BEDROOM, RoomType.STUDIO)


def of_offer(offer: Offer) -> list[Missing]:
    """``OfferKind.missing``: reads the flat afresh."""
    return missing(flats().get(pk=offer.pk))


def missing(flat: Flat) -> list[Missing]:
    """Everything in the order of the steps; empty means that it can be sent."""
    found = [*_place(flat), *_house(flat), *_rooms(flat), *_money(flat), *_contract(flat)]
    found += [Missing(p.text, "energia", p.field) for p in energy_problems(flat)]
    found += [*_photos(flat), *_texts(flat), *_unsaved(flat), *_title(flat)]
    return found


def energy_problems(flat: Flat) -> list[energy.Problem]:
    return energy.problems(
        energy_class=flat.ape_class,
        nren=flat.ape_nren,
        ren=flat.ape_ren,
        issued=flat.ape_issued,
        pending=flat.ape_pending,
    )


def _empty(flat: Flat, step: str, wanted: dict[str, str]) -> list[Missing]:
    return [Missing(text, step, name) for name, text in wanted.items() if getattr(flat, name) in (None, "", [])]


def _place(flat: Flat) -> list[Missing]:
    if flat.offer.point and flat.offer.address:
        return []
    return [Missing(_("Scrivi l’indirizzo e sceglilo dall’elenco"), "indirizzo", "address")]


def _house(flat: Flat) -> list[Missing]:
    wanted = {
        "surface_net": _("Scrivi la superficie calpestabile"),
        "floor": _("Scrivi a che piano è"),
        "step_free": _("Di’ se si entra senza scale"),
        "bathrooms": _("Scrivi quanti bagni ci sono"),
        "heating": _("Scegli il riscaldamento"),
        "furnished": _("Di’ se ci sono i mobili"),
    }
    return _empty(flat, "casa", wanted)


def _rooms(flat: Flat) -> list[Missing]:
    rooms = list(flat.rooms.all())
    found = []
    if not any(room.type in SLEEPING for room in rooms):
        found.append(Missing(_("Aggiungi almeno una camera, o il monolocale"), "stanze"))
    for number, room in enumerate(rooms, 1):
        if room.surface is None:
            text = _("Scrivi i metri quadri della stanza %(n)s") % {"n": number}
            found.append(Missing(text, "stanze", f"room_{room.pk}_surface"))
    return found


def _money(flat: Flat) -> list[Missing]:
    wanted = {
        "rent": _("Scrivi il canone al mese, in euro"),
        "fees": _("Scrivi le spese al mese, anche se sono 0"),
        "deposit_months": _("Scrivi quanti mesi di deposito chiedi, anche 0"),
    }
    found = _empty(flat, "canone", wanted)
    if text := deposit.problem(flat.deposit_months, flat.guarantee_months):
        found.append(Missing(text, "canone", "deposit_months"))
    return found


def _contract(flat: Flat) -> list[Missing]:
    wanted = {
        "lease_types": _("Scegli almeno un contratto"),
        "letting_schemes": _("Scegli a chi affitti la casa"),
    }
    found = _empty(flat, "contratto", wanted)
    if flat.offer.available_from is None:
        found.append(Missing(_("Scrivi da quando è libera"), "contratto", "available_from"))
    clashes = leases.problems(flat.lease_types, flat.min_months, flat.max_months)
    return found + [Missing(text, "contratto", "lease_types") for text in clashes]


def _photos(flat: Flat) -> list[Missing]:
    views = photos.of_offer(flat.offer)
    if not views:
        return [Missing(_("Aggiungi almeno una foto"), "foto")]
    return [
        Missing(_("Scrivi che cosa si vede nella foto %(n)s") % {"n": number}, "foto", f"alt-{view.id}")
        for number, view in enumerate(views, 1)
        if not view.alt
    ]


def _texts(flat: Flat) -> list[Missing]:
    wanted = {"title": _("Scrivi un titolo"), "description": _("Scrivi due righe sulla casa")}
    empty = [name for name in wanted if not getattr(flat.offer, name).strip()]
    return [Missing(wanted[name], "descrizione", name) for name in empty]


def _unsaved(flat: Flat) -> list[Missing]:
    """One line for each step where something typed is not valid yet."""
    found = []
    for step in STEPS:
        names = [name for name in flat.unsaved if step_of(name) is step]
        if names:
            found.append(Missing(_("Correggi un dato in «%(step)s»") % {"step": step.label}, step.code, names[0]))
    return found


def _title(flat: Flat) -> list[Missing]:
    found = _empty(flat, "riepilogo", {"owner_title": _("Di’ qual è il tuo titolo sulla casa")})
    if not flat.all_owners_agree:
        found.append(Missing(_("Serve il consenso di tutti i proprietari"), "riepilogo", "all_owners_agree"))
    return found
