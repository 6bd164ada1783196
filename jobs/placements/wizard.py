"""The placement's wizard: its own words and buttons; everything else is the wizard of all kinds."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.models import Placement
from marketplace.offers.wizard.services import Saved
from marketplace.offers.wizard.wizard import Wizard, WizardWords

from . import completeness, hints, printed, services
from .selectors import placements
from .steps import STEPS

WORDS = WizardWords(
    title=_("Pubblica un posto di lavoro"),
    lead=_("Bastano quindici minuti, anche in più volte: ogni risposta si salva da sola."),
    begin=_("Inserisci il posto di lavoro"),
    for_body=_("Lo pubblichi per %(body)s: il nome si legge nell’annuncio."),
    keep=(
        _("il contratto collettivo e il livello, con la paga lorda"),
        _("gli orari e i turni"),
        _("per un tirocinio: chi lo promuove e il progetto formativo"),
    ),
    then=(
        _("Il Comune legge l’annuncio e ti risponde."),
        _("Un ente ti propone una persona: vedi che cosa sa fare e quando può cominciare, non chi è."),
        _("La incontri, e decidete insieme."),
    ),
    published=_("Quando è tutto a posto l’annuncio va sul sito, e ogni due settimane ti chiediamo se cerchi ancora."),
)


def _remove_shift(request: HttpRequest, saved: Saved) -> str:
    shift_id = request.POST["remove"]
    if shift_id.isdecimal():
        services.remove_shift(offer_id=saved.content.pk, shift_id=int(shift_id), actor=request.user)
    return "turni"


def _add_shift(request: HttpRequest, saved: Saved) -> str:
    shift = services.add_shift(offer_id=saved.content.pk, actor=request.user)
    return f"turno-{shift.pk}"


WIZARD = Wizard(
    kind="placement",
    name="placement",
    model=Placement,
    steps=STEPS,
    rows=placements,
    missing=completeness.missing,
    sections=printed.sections,
    hints=hints.of_step,
    buttons={"remove": _remove_shift, "add": _add_shift},
    words=WORDS,
)
