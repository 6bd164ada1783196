"""What keeps a flat from being sent: each a sentence, and the step that cures it."""

from django.utils.translation import gettext as _

from marketplace.offers.kinds import Missing
from marketplace.offers.wizard import missing as ask

from .enums import RoomType
from .models import Flat
from .rules import deposit, energy, leases
from .steps import STEPS

SLEEPING = (RoomType.BEDROOM, RoomType.STUDIO)


def missing(flat: Flat) -> list[Missing]:
    """Everything in the order of the steps; empty means that it can be sent."""
    found = [*ask.address(flat.offer, "indirizzo"), *_house(flat), *_rooms(flat), *_money(flat), *_contract(flat)]
    found += [Missing(p.text, "energia", p.field) for p in energy_problems(flat)]
    found += [*ask.photos(flat.offer), *_texts(flat), *ask.unsaved(flat, STEPS), *_title(flat)]
    return found


def energy_problems(flat: Flat) -> list[energy.Problem]:
    return energy.problems(
        energy_class=flat.ape_class,
        nren=flat.ape_nren,
        ren=flat.ape_ren,
        issued=flat.ape_issued,
        pending=flat.ape_pending,
    )


def _house(flat: Flat) -> list[Missing]:
    wanted = {
        "surface_net": _("Scrivi la superficie calpestabile"),
        "floor": _("Scrivi a che piano è"),
        "step_free": _("Di’ se si entra senza scale"),
        "bathrooms": _("Scrivi quanti bagni ci sono"),
        "heating": _("Scegli il riscaldamento"),
        "furnished": _("Di’ se ci sono i mobili"),
    }
    return ask.empty(flat, "casa", wanted)


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
    found = ask.empty(flat, "canone", wanted)
    if text := deposit.problem(flat.deposit_months, flat.guarantee_months):
        found.append(Missing(text, "canone", "deposit_months"))
    return found


def _contract(flat: Flat) -> list[Missing]:
    wanted = {
        "lease_types": _("Scegli almeno un contratto"),
        "letting_schemes": _("Scegli a chi affitti la casa"),
    }
    found = ask.empty(flat, "contratto", wanted)
    if flat.offer.available_from is None:
        found.append(Missing(_("Scrivi da quando è libera"), "contratto", "available_from"))
    clashes = leases.problems(flat.lease_types, flat.min_months, flat.max_months)
    return found + [Missing(text, "contratto", "lease_types") for text in clashes]


def _texts(flat: Flat) -> list[Missing]:
    wanted = {"title": _("Scrivi un titolo"), "description": _("Scrivi due righe sulla casa")}
    return ask.empty(flat.offer, "descrizione", wanted)


def _title(flat: Flat) -> list[Missing]:
    found = ask.empty(flat, "riepilogo", {"owner_title": _("Di’ qual è il tuo titolo sulla casa")})
    if not flat.all_owners_agree:
        found.append(Missing(_("Serve il consenso di tutti i proprietari"), "riepilogo", "all_owners_agree"))
    return found
