"""The steps of a bicycle, what is asked in them and what keeps it from being sent."""

from django.db.models import QuerySet

from marketplace.offers.kinds import Missing
from marketplace.offers.wizard import hints, printed
from marketplace.offers.wizard import missing as ask
from marketplace.offers.wizard.forms import (
    AddressForm,
    Amount,
    Day,
    Euros,
    OneOf,
    StepForm,
    SummaryForm,
    TextForm,
    YesNo,
)
from marketplace.offers.wizard.hints import Hint
from marketplace.offers.wizard.steps import PHOTOS, Step, Steps
from marketplace.offers.wizard.wizard import Wizard, WizardWords

from .models import Bicycle, Bike


class BicycleForm(StepForm):
    type = OneOf(Bike, label="Che bicicletta è?")
    deposit = Euros(label="Cauzione", max_value=500, help_text="0 se non la chiedi.")
    weight = Amount("kg", label="Peso", min_value=5, max_value=90, max_digits=4, decimal_places=1)
    lights = YesNo(label="Ha le luci?")
    available_from = Day(label="Libera dal")


STEPS = Steps(
    [
        Step("luogo", "Luogo", "Dove si ritira.", AddressForm, "offers/wizard/step_address.html"),
        Step("bicicletta", "Bicicletta", "Com’è, e che cosa chiedi.", BicycleForm),
        Step(PHOTOS, "Foto", "Fanno capire subito com’è.", None, "offers/wizard/step_photos.html"),
        Step("descrizione", "Descrizione", "Due parole tue.", TextForm),
        Step("riepilogo", "Riepilogo", "Rileggi e invia.", SummaryForm, "offers/wizard/step_summary.html"),
    ]
)


def bicycles() -> QuerySet[Bicycle]:
    return Bicycle.objects.select_related("offer__comune", "offer__municipio", "offer__nil", "offer__body")


def missing(bicycle: Bicycle) -> list[Missing]:
    return [
        *ask.address(bicycle.offer, "luogo"),
        *ask.empty(bicycle, "bicicletta", {"type": "Di’ che bicicletta è", "deposit": "Scrivi la cauzione, anche 0"}),
        *ask.empty(bicycle.offer, "descrizione", {"title": "Scrivi un titolo", "description": "Scrivi due righe"}),
        *ask.unsaved(bicycle, STEPS),
    ]


def _hints(bicycle: Bicycle, code: str) -> list[Hint]:
    if code == "bicicletta" and bicycle.lights is False:
        return [Hint("Luci", warnings=["Di notte servono: mettile prima di prestarla."])]
    shared = {"luogo": hints.address, "descrizione": hints.texts}
    return shared[code](bicycle) if code in shared else []


WIZARD = Wizard(
    kind="bicycle",
    name="bicycle",
    model=Bicycle,
    steps=STEPS,
    rows=bicycles,
    missing=missing,
    sections=lambda bicycle: printed.sections(bicycle, STEPS),
    hints=_hints,
    words=WizardWords(
        title="Presta una bicicletta",
        lead="Bastano cinque minuti.",
        begin="Inserisci la bicicletta",
        for_body="La presti per %(body)s.",
        keep=("una foto, anche fatta con il telefono",),
    ),
)
