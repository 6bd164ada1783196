from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.offers.models import Content
from marketplace.organisations.enums import BodyForm

from ..enums import (
    Cefr,
    Certificate,
    ContractForm,
    Experience,
    FixedTermCause,
    Licence,
    PayPeriod,
    Promoter,
    Remote,
    Skill,
    Weekday,
)


def codes(choices: type[models.TextChoices], label: object, length: int = 20) -> ArrayField:
    """Any number of codes of a closed list."""
    code = models.CharField(max_length=length, choices=choices)
    return ArrayField(code, verbose_name=label, default=list, blank=True)


class Placement(Content):
    """A placement (inserimento lavorativo): what a firm offers (``domain.md`` §2.2).

    The employer is the offer's body, always shown (D.Lgs. 276/2003 art. 9). Money is gross, in euros: ``pay_*`` for one
    ``pay_period``, ``indemnity`` a month. First day of work is ``offer.available_from``, last day for proposals
    ``offer.available_to``. The seats are the offer's pool. There is no field for what somebody earned before
    (Directive 2023/970) and none for age, sex or origin.
    """

    contract = models.CharField(_("tipo di contratto"), max_length=16, choices=ContractForm, blank=True)
    # the job
    occupation = models.CharField(_("professione"), max_length=4, blank=True, help_text="ISCO-08 unit group.")
    cp2021 = models.CharField(_("codice CP2021"), max_length=12, blank=True)
    sector = models.CharField(_("settore"), max_length=8, blank=True, help_text="ATECO 2025.")
    tasks = models.TextField(_("che cosa si fa"), max_length=2000, blank=True)
    skills = codes(Skill, _("che cosa bisogna saper fare"))
    experience = models.CharField(_("esperienza"), max_length=8, choices=Experience, blank=True)
    remote = models.CharField(_("dove si lavora"), max_length=8, choices=Remote, blank=True)
    address_public = models.BooleanField(_("mostra l’indirizzo sul sito"), default=True)
    transport_note = models.TextField(_("come si arriva"), max_length=300, blank=True)
    # time
    hours_week = models.DecimalField(
        _("ore alla settimana"), max_digits=3, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )  # fmt: skip
    hours_day = models.DecimalField(
        _("ore al giorno"), max_digits=3, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(13)],
    )  # fmt: skip
    months = models.PositiveSmallIntegerField(_("durata in mesi"), null=True, blank=True)
    # pay: a range in the ad always (Directive 2023/970)
    pay_min = models.DecimalField(_("paga lorda, da"), max_digits=8, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(_("paga lorda, fino a"), max_digits=8, decimal_places=2, null=True, blank=True)
    pay_period = models.CharField(_("la paga è"), max_length=5, choices=PayPeriod, blank=True)
    pay_instalments = models.PositiveSmallIntegerField(_("mensilità all’anno"), null=True, blank=True)
    ccnl = models.CharField(_("contratto collettivo"), max_length=6, blank=True, help_text="Code of the CNEL.")
    level = models.CharField(_("livello"), max_length=20, blank=True)
    indemnity = models.PositiveIntegerField(_("indennità al mese"), null=True, blank=True)
    meals = models.BooleanField(_("mensa o buoni pasto"), null=True, blank=True)
    # what is asked, each with its reason
    cefr_spoken = models.CharField(_("italiano parlato"), max_length=6, choices=Cefr, blank=True)
    cefr_written = models.CharField(_("italiano scritto"), max_length=6, choices=Cefr, blank=True)
    cefr_reason = models.TextField(
        _("perché serve questo livello per il lavoro"), max_length=300, blank=True,
        help_text="D.Lgs. 276/2003 art. 10: only what the job decides.",
    )  # fmt: skip
    licences = codes(Licence, _("patenti"), 8)
    certificates = codes(Certificate, _("attestati"))
    protective_gear = models.CharField(_("dispositivi di protezione forniti"), max_length=200, blank=True)
    # traineeship
    promoter_kind = models.CharField(_("chi promuove il tirocinio"), max_length=10, choices=Promoter, blank=True)
    promoter_name = models.CharField(_("nome del soggetto promotore"), max_length=160, blank=True)
    agreed = models.BooleanField(_("convenzione firmata o in preparazione"), null=True, blank=True)
    plan = models.BooleanField(_("c’è il progetto formativo (PFI)"), null=True, blank=True)
    eqf = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("livelli EQF"), default=list, blank=True)
    qrsp_profile = models.CharField(_("profilo QRSP"), max_length=160, blank=True)
    employees = models.PositiveIntegerField(_("dipendenti a tempo indeterminato"), null=True, blank=True)
    trainees = models.PositiveSmallIntegerField(_("tirocini già in corso"), null=True, blank=True)
    tutor = models.CharField(_("tutor"), max_length=120, blank=True, help_text="For the reviewer only, never public.")
    tutor_trainees = models.PositiveSmallIntegerField(_("tirocinanti seguiti dal tutor"), null=True, blank=True)
    seasonal = models.BooleanField(_("attività stagionale"), null=True, blank=True)
    no_prior_work = models.BooleanField(_("chi arriva non ha già lavorato qui"), null=True, blank=True)
    social_service = models.BooleanField(_("persona in carico al servizio sociale"), null=True, blank=True)
    # apprenticeship and the other forms
    school = models.CharField(_("scuola o ente del percorso"), max_length=160, blank=True)
    craft = models.BooleanField(_("impresa artigiana"), null=True, blank=True)
    training_hours = models.PositiveSmallIntegerField(_("ore di formazione nel triennio"), null=True, blank=True)
    qualification = models.CharField(_("qualifica da raggiungere"), max_length=160, blank=True)
    cause = models.CharField(_("causale"), max_length=12, choices=FixedTermCause, blank=True)
    cause_text = models.CharField(_("quale esigenza"), max_length=300, blank=True)
    agency_name = models.CharField(_("agenzia di somministrazione"), max_length=160, blank=True)
    call_days = models.PositiveSmallIntegerField(_("giornate nel triennio"), null=True, blank=True)
    trial_day = models.BooleanField(_("è possibile una giornata di prova pagata"), null=True, blank=True)
    may_convert = models.BooleanField(_("può diventare un contratto più lungo"), null=True, blank=True)
    # incentives and declarations (DPR 445/2000)
    claims_incentive = models.BooleanField(_("chiederai un incentivo contributivo"), null=True, blank=True)
    siisl_id = models.CharField(_("numero dell’annuncio sul SIISL"), max_length=40, blank=True)
    safety_declared = models.BooleanField(_("DVR e formazione sulla sicurezza"), null=True, blank=True)
    quota_declared = models.BooleanField(_("obblighi della L. 68/1999 rispettati"), null=True, blank=True)
    # answers that only another form of contract asks for
    set_aside = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # how the offer came in by file: what makes a second import of the same row a change and not a double
    import_key = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_min=None) | Q(pay_max=None) | Q(pay_min__lte=F("pay_max")),
                name="placement_pay_in_order",
            ),
        ]

    @property
    def pool(self):
        """The seats of this placement."""
        return self.offer.pools.all()[0]

    @property
    def employer_name(self) -> str:
        """Who offers the work: its name stands on every page of it (D.Lgs. 276/2003 art. 9)."""
        return self.offer.body.legal_name if self.offer.body_id else ""

    @property
    def public_body(self) -> bool:
        return bool(self.offer.body_id and self.offer.body.form == BodyForm.PUBLIC)

    @cached_property
    def shifts_known(self) -> list["Shift"]:
        """The shifts as rows that rules may read; none for a placement that no database knows."""
        return list(self.shifts.all()) if self.pk else []


class Shift(models.Model):
    """A shift (turno): on which days, from when to when, local time; an end before the start is after midnight."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="shifts")
    days = codes(Weekday, _("giorni"), 1)
    start = models.TimeField(_("dalle"), null=True, blank=True)
    end = models.TimeField(_("alle"), null=True, blank=True)

    class Meta:
        ordering = ["start", "id"]

    def __str__(self) -> str:
        return f"{','.join(self.days)} {self.start}–{self.end}"
