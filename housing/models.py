from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.offers.models import Content, Offer

from .enums import (
    EnergyClass,
    Envelope,
    Feature,
    Furnished,
    Heating,
    LeaseType,
    LettingScheme,
    OwnerTitle,
    RoomType,
    Vacancy,
)


class Flat(Content):
    """A flat (alloggio): what an owner can know of it (``domain.md`` §1.3). Money in whole euros a month."""

    # written out, though Content has it: the migrations hold the name "flat" and not the pattern for it
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="flat")
    # the house
    surface_net = models.DecimalField(
        _("superficie calpestabile"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    bathrooms = models.PositiveSmallIntegerField(_("bagni"), null=True, blank=True)
    floor = models.SmallIntegerField(_("piano"), null=True, blank=True)
    lift = models.BooleanField(_("ascensore"), null=True, blank=True)
    step_free = models.BooleanField(_("si entra senza scale"), null=True, blank=True)
    heating = models.CharField(_("riscaldamento"), max_length=12, choices=Heating, blank=True)
    furnished = models.CharField(_("arredamento"), max_length=6, choices=Furnished, blank=True)
    staircase = models.CharField(_("scala"), max_length=10, blank=True)
    unit = models.CharField(_("interno"), max_length=10, blank=True)
    # money and contract
    rent = models.PositiveIntegerField(_("canone al mese"), null=True, blank=True)
    fees = models.PositiveIntegerField(_("spese condominiali al mese"), null=True, blank=True)
    utilities_included = models.BooleanField(_("utenze comprese"), null=True, blank=True)
    deposit_months = models.DecimalField(_("deposito, in mesi"), max_digits=3, decimal_places=1, null=True, blank=True)
    guarantee_months = models.DecimalField(
        _("fideiussione al posto del deposito, in mesi"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    lease_types = ArrayField(models.CharField(max_length=14, choices=LeaseType), default=list, blank=True)
    letting_schemes = ArrayField(models.CharField(max_length=14, choices=LettingScheme), default=list, blank=True)
    min_months = models.PositiveSmallIntegerField(_("durata minima, in mesi"), null=True, blank=True)
    max_months = models.PositiveSmallIntegerField(_("durata massima, in mesi"), null=True, blank=True)
    # energy certificate (APE, D.Lgs. 192/2005 art. 6 c. 8)
    ape_class = models.CharField(_("classe energetica"), max_length=2, choices=EnergyClass, blank=True)
    ape_nren = models.DecimalField(_("EPgl,nren"), max_digits=7, decimal_places=2, null=True, blank=True)
    ape_ren = models.DecimalField(_("EPgl,ren"), max_digits=7, decimal_places=2, null=True, blank=True)
    ape_envelope_winter = models.CharField(_("involucro d’inverno"), max_length=10, choices=Envelope, blank=True)
    ape_envelope_summer = models.CharField(_("involucro d’estate"), max_length=10, choices=Envelope, blank=True)
    ape_code = models.CharField(_("codice CENED"), max_length=30, blank=True)
    ape_issued = models.DateField(_("data dell'APE"), null=True, blank=True)
    ape_pending = models.BooleanField(_("APE in corso"), default=False)
    # cadastre
    cadastral_comune = models.CharField(_("codice catastale del comune"), max_length=4, blank=True)
    foglio = models.CharField(max_length=4, blank=True)
    particella = models.CharField(max_length=12, blank=True)
    subalterno = models.CharField(max_length=4, blank=True)
    category = models.CharField(_("categoria catastale"), max_length=4, blank=True)
    rendita = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    surface_cadastral = models.DecimalField(
        _("superficie catastale"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    # concordato: zone of the office's map, entered by the reviewer; the elements A1..D10 that the owner has ticked
    concordato_zone = models.PositiveSmallIntegerField(null=True, blank=True)
    features = ArrayField(models.CharField(max_length=3, choices=Feature), default=list, blank=True)
    # papers
    agibilita = models.BooleanField(_("agibilità"), null=True, blank=True)
    electric_conformity = models.BooleanField(_("impianto elettrico conforme"), null=True, blank=True)
    gas_conformity = models.BooleanField(_("impianto gas conforme"), null=True, blank=True)
    boiler_booklet = models.BooleanField(_("libretto della caldaia"), null=True, blank=True)
    salva_casa = models.BooleanField(_("progetto asseverato «salva casa»"), default=False)
    # owner
    owner_title = models.CharField(_("titolo"), max_length=10, choices=OwnerTitle, blank=True)
    all_owners_agree = models.BooleanField(_("tutti i proprietari sono d'accordo"), null=True, blank=True)
    vacant_since = models.DateField(_("vuota dal"), null=True, blank=True)
    vacancy_reason = models.CharField(_("perché è vuota"), max_length=12, choices=Vacancy, blank=True)
    attested_persons = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Persons written in the attestation that the reviewer has seen."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(min_months=None) | Q(max_months=None) | Q(min_months__lte=models.F("max_months")),
                name="flat_months_in_order",
            ),
        ]

    @property
    def total(self) -> int | None:
        """Rent and fees together, euros a month: what people compare with their budget."""
        return None if self.rent is None else self.rent + (self.fees or 0)


class Room(models.Model):
    """A room: square metres of floor, height in metres. In a draft its area may still be unknown."""

    flat = models.ForeignKey(Flat, on_delete=models.CASCADE, related_name="rooms")
    position = models.PositiveSmallIntegerField(default=0)
    type = models.CharField(_("tipo"), max_length=14, choices=RoomType)
    surface = models.DecimalField(_("m²"), max_digits=5, decimal_places=2, null=True, blank=True)
    height = models.DecimalField(_("altezza, in metri"), max_digits=3, decimal_places=2, null=True, blank=True)
    window = models.BooleanField(_("finestra che si apre"), default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.surface} m²"
