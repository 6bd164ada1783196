"""The flat's wizard: its own words and parts; everything else is the wizard of all kinds."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.offers.wizard.services import Saved
from marketplace.offers.wizard.wizard import Wizard, WizardWords

from . import completeness, hints, printed, services
from .models import Flat
from .selectors import flats
from .steps import STEPS

WORDS = WizardWords(
    title=_("Metti a disposizione una casa"),
    lead=_("Bastano venti minuti, anche in più volte: ogni risposta si salva da sola."),
    begin=_("Inserisci la casa"),
    for_body=_("La pubblichi per %(body)s."),
    keep=(
        _("l’APE, l’attestato di prestazione energetica: senza, l’annuncio resta in bozza"),
        _("la planimetria o la visura, per le superfici"),
        _("qualche foto delle stanze, anche fatta con il telefono"),
    ),
    then=(
        _("Il Comune legge l’annuncio e ti risponde."),
        _("Sul sito si vede la zona, mai la porta di casa."),
        _("Un ente ti propone una famiglia: decidi tu se incontrarla."),
    ),
    published=_(
        "Quando è tutto a posto l’annuncio va sul sito, e ogni due settimane ti chiediamo se la casa è ancora libera."
    ),
)


def _remove_room(request: HttpRequest, saved: Saved) -> str:
    room_id = request.POST["remove"]
    if room_id.isdecimal():
        services.remove_room(offer_id=saved.content.pk, room_id=int(room_id), actor=request.user)
    return "stanze"


def _add_room(request: HttpRequest, saved: Saved) -> str:
    room_type = request.POST.get("room_type", "")
    room = services.add_room(offer_id=saved.content.pk, room_type=room_type, actor=request.user)
    return f"stanza-{room.pk}"


WIZARD = Wizard(
    kind="flat",
    name="flat",
    model=Flat,
    steps=STEPS,
    rows=flats,
    missing=completeness.missing,
    sections=printed.sections,
    hints=hints.of_step,
    buttons={"remove": _remove_room, "add": _add_room},
    words=WORDS,
)
