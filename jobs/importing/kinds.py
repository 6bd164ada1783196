"""The files of placements and of courses."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.courses.rules.timetable import Line
from jobs.courses.services import editions
from jobs.courses.services.editions import Plan
from jobs.courses.steps import EDITIONS
from jobs.courses.wizard import WIZARD as COURSE
from jobs.models import Course, Placement, Shift
from jobs.placements.wizard import WIZARD as PLACEMENT
from marketplace.offers.models import Offer

from .sheets import CellError, Column, Sheet, know, week

WRONG_DAY = _("Scrivi la data come giorno/mese/anno, per esempio 12/01/2027.")


def _columns(names: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, field) for name, field in names.items())


WORK = _columns(
    {
        "titolo": "title", "descrizione": "description", "professione": "occupation", "cp2021": "cp2021",
        "settore": "sector",
        "mansioni": "tasks", "capacità": "skills", "esperienza": "experience", "contratto": "contract",
        "posti": "seats", "inizio": "available_from", "candidature entro": "available_to", "durata mesi": "months",
        "stagionale": "seasonal", "eqf": "eqf", "profilo qrsp": "qrsp_profile", "servizio sociale": "social_service",
        "scuola": "school", "qualifica": "qualification", "artigiana": "craft", "ore formazione": "training_hours",
        "causale": "cause", "esigenza": "cause_text", "agenzia": "agency_name", "giornate chiamata": "call_days",
        "può proseguire": "may_convert", "giornata di prova": "trial_day", "ore settimana": "hours_week",
        "ore giorno": "hours_day", "paga da": "pay_min", "paga a": "pay_max", "periodo paga": "pay_period",
        "mensilità": "pay_instalments", "ccnl": "ccnl", "livello": "level", "indennità": "indemnity", "pasti": "meals",
        "indirizzo": "address", "cap": "cap", "mostra indirizzo": "address_public", "a distanza": "remote",
        "come si arriva": "transport_note", "italiano parlato": "cefr_spoken", "italiano scritto": "cefr_written",
        "motivo italiano": "cefr_reason", "patenti": "licences", "attestati": "certificates",
        "dispositivi": "protective_gear", "promotore": "promoter_kind", "nome promotore": "promoter_name",
        "convenzione": "agreed", "progetto formativo": "plan", "tutor": "tutor",
        "tirocinanti del tutor": "tutor_trainees",
        "dipendenti": "employees", "tirocini in corso": "trainees", "senza rapporti precedenti": "no_prior_work",
        "sicurezza": "safety_declared", "legge 68": "quota_declared", "incentivo": "claims_incentive",
        "siisl": "siisl_id",
    }
)  # fmt: skip
TRAINING = _columns(
    {
        "titolo": "title", "descrizione": "description", "tipo": "type", "aggiornamento": "refresher",
        "risultati": "outcomes", "certificatore": "certificate_issuer", "profilo qrsp": "qrsp_profile", "eqf": "eqf",
        "programma": "programme", "capacità": "skills", "professioni": "occupations", "settore": "sector",
        "ore": "hours_total", "ore aula": "hours_class",
        "ore laboratorio": "hours_lab", "ore stage": "hours_stage", "ore a distanza": "hours_distance",
        "modalità": "mode", "frequenza minima": "attendance_min", "italiano inizio": "entry_cefr",
        "italiano fine": "exit_cefr", "titolo di studio": "entry_schooling", "età minima": "min_age",
        "età massima": "max_age", "norma età": "age_reason", "norma permessi": "permits_reason",
        "solo donne": "women_only", "motivo solo donne": "women_reason", "costo": "cost", "indennità": "stipend",
        "note indennità": "stipend_note", "materiale": "material", "bambini": "childcare",
        "mediazione": "mediation_languages", "finanziamento": "funding", "indirizzo": "address", "cap": "cap",
        "mostra indirizzo": "address_public", "senza scale": "step_free",
    }
)  # fmt: skip
WHEN = {
    "primo giorno": _("12/01/2027"), "ultimo giorno": _("30/04/2027"), "iscrizioni entro": _("08/01/2027"),
    "posti": _("Un numero"), "orario": _("lun 18:30-20:30; mer 18:30-20:30"),
}  # fmt: skip


def _shifts(column: str, cells: Mapping[str, str], placement: Placement) -> list[Shift]:
    rows = [Shift(days=days, start=start, end=end) for days, start, end in week(cells.get(column, ""))]
    know(placement, "shifts", rows)
    return rows


def _store_shift(offer: Offer, shift: Shift, actor: Any) -> None:
    Shift.objects.create(placement_id=offer.pk, days=shift.days, start=shift.start, end=shift.end)


def _edition(column: str, cells: Mapping[str, str], course: Course) -> list[Plan]:
    """All five columns make one edition; it is read with the first of them."""
    if column != "primo giorno" or not any(cells.get(name) for name in WHEN):
        return []
    lines = [Line(int(day), start, end) for days, start, end in _timetable(cells) for day in days]
    seats = cells.get("posti", "")
    if not seats.isdecimal() or not 0 < int(seats) <= 1000:
        raise CellError(_("Scrivi quanti posti ci sono, con un numero."), "posti")
    start, end = _day(cells, "primo giorno"), _day(cells, "ultimo giorno")
    if end < start:
        raise CellError(_("L’ultimo giorno viene prima del primo."), "ultimo giorno")
    enrol_by = _day(cells, "iscrizioni entro") if cells.get("iscrizioni entro") else None
    return [Plan(start=start, end=end, seats=int(seats), enrol_by=enrol_by, lines=lines)]


def _timetable(cells: Mapping[str, str]) -> list[Any]:
    try:
        return week(cells.get("orario", ""))
    except CellError as error:
        raise CellError(str(error), "orario") from None


def _day(cells: Mapping[str, str], column: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(cells.get(column, ""), form).date()
        except ValueError:
            continue
    raise CellError(WRONG_DAY, column)


def _store_edition(offer: Offer, plan: Plan, actor: Any) -> None:
    editions.add(offer_id=offer.pk, plan=plan, actor=actor)


WORK_EXAMPLE = {
    "codice": "LAV-1", "titolo": "Aiuto cucina in trattoria", "descrizione": "Una cucina di quartiere, in quattro.",
    "professione": "lavapiatti", "settore": "56.11", "mansioni": "Lavare, riordinare, preparare le verdure.",
    "capacità": "Aiutare in cucina, lavare i piatti", "esperienza": "Non serve: si impara sul posto",
    "contratto": "Contratto a tempo determinato", "posti": "2", "inizio": "01/03/2027",
    "candidature entro": "15/02/2027",
    "durata mesi": "6", "ore settimana": "24", "ore giorno": "4", "paga da": "9,50", "paga a": "10,20",
    "periodo paga": "all’ora", "ccnl": "H05Y", "livello": "6S", "pasti": "sì", "indirizzo": "Via Padova 1, Milano",
    "mostra indirizzo": "sì", "a distanza": "Sul posto", "dipendenti": "8", "sicurezza": "sì", "legge 68": "sì",
    "incentivo": "no", "turni": "mar-sab 18:00-22:00",
}  # fmt: skip
COURSE_EXAMPLE = {
    "codice": "CORSO-1", "titolo": "Italiano A2 la sera", "descrizione": "Due sere a settimana, con spazio bimbi.",
    "tipo": "Corso di italiano", "risultati": "Attestato di frequenza", "programma": "Parlare, leggere, scrivere.",
    "ore": "60", "ore aula": "60", "modalità": "In presenza", "frequenza minima": "70", "italiano inizio": "A1",
    "italiano fine": "A2", "titolo di studio": "Nessun titolo richiesto", "costo": "0", "bambini": "no",
    "indirizzo": "Via Padova 1, Milano", "mostra indirizzo": "sì", "senza scale": "sì", "primo giorno": "12/01/2027",
    "ultimo giorno": "30/04/2027", "iscrizioni entro": "08/01/2027", "posti": "15",
    "orario": "lun 18:30-20:30; mer 18:30-20:30",
}  # fmt: skip


@cache
def sheets() -> dict[str, Sheet]:
    """By code of the kind."""
    return {
        "placement": Sheet(
            PLACEMENT, WORK, {"turni": _("lun-ven 08:00-12:00; sab 09:00-13:00")}, ("shifts",), _shifts, _store_shift,
            (WORK_EXAMPLE,), pool=True,
        ),
        "course": Sheet(
            COURSE, TRAINING, WHEN, ("editions",), _edition, _store_edition, (COURSE_EXAMPLE,), covers=EDITIONS
        ),
    }  # fmt: skip
