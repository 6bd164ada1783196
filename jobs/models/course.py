from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.ids import public_id
from marketplace.offers.models import Agreement, Content, SeatPool

from ..enums import (
    Cefr,
    Childcare,
    CourseType,
    DropReason,
    EditionState,
    EnrolmentState,
    Funding,
    MediationLanguage,
    Mode,
    Outcome,
    Schooling,
    Skill,
    Weekday,
)
from .placement import codes


class Course(Content):
    """A course (corso): what a training body teaches (``domain.md`` §3). Hours are whole hours; money whole euros.

    When it takes place, and for how many, is said by its editions.
    """

    type = models.CharField(_("tipo di corso"), max_length=16, choices=CourseType, blank=True)
    refresher = models.BooleanField(_("è un aggiornamento per chi ha già l’attestato"), default=False)
    outcomes = codes(Outcome, _("che cosa si ottiene"))
    certificate_issuer = models.CharField(_("chi rilascia il certificato"), max_length=160, blank=True)
    qrsp_profile = models.CharField(_("profilo QRSP"), max_length=160, blank=True)
    eqf = models.PositiveSmallIntegerField(_("livello EQF"), null=True, blank=True)
    sector = models.CharField(_("settore"), max_length=8, blank=True, help_text="ATECO 2025.")
    occupations = ArrayField(
        models.CharField(max_length=4), verbose_name=_("professioni"), default=list, blank=True, help_text="ISCO-08."
    )
    skills = codes(Skill, _("che cosa si impara a fare"))
    programme = models.TextField(_("programma"), max_length=2000, blank=True)
    # hours
    hours_total = models.PositiveSmallIntegerField(_("ore in tutto"), null=True, blank=True)
    hours_class = models.PositiveSmallIntegerField(_("ore in aula"), null=True, blank=True)
    hours_lab = models.PositiveSmallIntegerField(_("ore di laboratorio"), null=True, blank=True)
    hours_stage = models.PositiveSmallIntegerField(_("ore di stage"), null=True, blank=True)
    hours_distance = models.PositiveSmallIntegerField(_("ore a distanza"), null=True, blank=True)
    mode = models.CharField(_("dove si segue"), max_length=8, choices=Mode, blank=True)
    step_free = models.BooleanField(_("si entra senza scale"), null=True, blank=True)
    address_public = models.BooleanField(_("mostra l’indirizzo sul sito"), default=True)
    attendance_min = models.PositiveSmallIntegerField(_("frequenza minima, per cento"), null=True, blank=True)
    # who may enter
    entry_cefr = models.CharField(_("livello di italiano all’inizio"), max_length=6, choices=Cefr, blank=True)
    exit_cefr = models.CharField(_("livello di italiano alla fine"), max_length=6, choices=Cefr, blank=True)
    entry_schooling = models.CharField(_("titolo di studio richiesto"), max_length=13, choices=Schooling, blank=True)
    min_age = models.PositiveSmallIntegerField(_("età minima"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("età massima"), null=True, blank=True)
    age_reason = models.CharField(_("norma che fissa l’età"), max_length=200, blank=True)
    permits_reason = models.CharField(_("norma che limita i permessi ammessi"), max_length=200, blank=True)
    women_only = models.BooleanField(_("riservato alle donne (azione positiva)"), default=False)
    women_reason = models.CharField(_("motivo dell’azione positiva"), max_length=300, blank=True)
    # what it costs and gives
    cost = models.PositiveIntegerField(_("costo per chi frequenta"), default=0)
    stipend = models.PositiveIntegerField(_("indennità di frequenza"), null=True, blank=True)
    stipend_note = models.CharField(_("come si riceve l’indennità"), max_length=200, blank=True)
    material = models.CharField(_("materiale"), max_length=200, blank=True)
    childcare = models.CharField(_("servizio per i bambini"), max_length=8, choices=Childcare, blank=True)
    mediation_languages = codes(MediationLanguage, _("lingue in cui c’è mediazione"), 3)
    funding = models.CharField(_("finanziamento"), max_length=6, choices=Funding, blank=True)
    import_key = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(min_age__lte=F("max_age")), name="course_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(women_only=False) | ~Q(women_reason=""), name="course_women_reason"),
        ]


class CourseEdition(models.Model):
    """One run (edizione) of a course. Its seats and waiting list are its pool."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="editions")
    pool = models.OneToOneField(SeatPool, on_delete=models.PROTECT, related_name="edition")
    state = models.CharField(max_length=9, choices=EditionState, default=EditionState.OPEN)
    start = models.DateField(_("primo giorno"))
    end = models.DateField(_("ultimo giorno"))
    enrol_by = models.DateField(_("iscrizioni fino al"), null=True, blank=True)
    exam_on = models.DateField(_("giorno dell’esame"), null=True, blank=True)
    min_seats = models.PositiveSmallIntegerField(_("parte con almeno"), null=True, blank=True)
    room = models.CharField(_("aula o indirizzo online"), max_length=160, blank=True)
    import_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="edition_days_in_order"),
            models.CheckConstraint(
                condition=Q(enrol_by=None) | Q(enrol_by__lte=F("end")), name="edition_enrol_before_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.start:%Y-%m-%d}"


class WeeklyTime(models.Model):
    """A line of an edition's timetable: each week on this day, local time."""

    edition = models.ForeignKey(CourseEdition, on_delete=models.CASCADE, related_name="times")
    day = models.CharField(_("giorno"), max_length=1, choices=Weekday)
    start = models.TimeField(_("dalle"))
    end = models.TimeField(_("alle"))

    class Meta:
        ordering = ["day", "start"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="weekly_time_in_order")]

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.start:%H:%M}–{self.end:%H:%M}"


class Lesson(models.Model):
    """A session (lezione): made from the timetable, then moved, added or cancelled by hand.

    ``slot`` is the moment of the timetable that it stands for, wherever it has been moved to; None for one added by
    hand. A slot has one lesson: making the timetable anew neither doubles what was moved nor revives what was
    cancelled.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    edition = models.ForeignKey(CourseEdition, on_delete=models.CASCADE, related_name="lessons")
    start = models.DateTimeField(_("inizio"))
    end = models.DateTimeField(_("fine"))
    room = models.CharField(_("aula"), max_length=160, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    slot = models.DateTimeField(null=True, blank=True)
    by_hand = models.BooleanField(default=False, help_text="Not to be made anew from the timetable.")
    sequence = models.PositiveSmallIntegerField(default=0, help_text="Grows with each change, for the .ics.")

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="lesson_in_order"),
            models.UniqueConstraint(fields=["edition", "slot"], name="lesson_once_a_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}"


class Enrolment(models.Model):
    """Somebody's place in an edition, by case code only; hangs on the agreement that holds the seat."""

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, primary_key=True, related_name="enrolment")
    edition = models.ForeignKey(CourseEdition, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=9, choices=EnrolmentState, default=EnrolmentState.ADMITTED)
    state_at = models.DateTimeField(default=now)
    drop_reason = models.CharField(max_length=10, choices=DropReason, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    certified_on = models.DateField(null=True, blank=True)
    cefr_reached = models.CharField(_("livello raggiunto"), max_length=6, choices=Cefr, blank=True)

    class Meta:
        indexes = [models.Index(fields=["edition", "state"], name="enrolment_of_edition")]
        constraints = [
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(drop_reason=""), name="enrolment_dropped_why"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.state}"


class LessonAttendance(models.Model):
    """Who was there: one row for each enrolment and lesson that has been marked."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendance")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="attendance")
    present = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.lesson_id} {self.present}"
