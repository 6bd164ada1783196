"""What a page of offers calls what it lists: homes, jobs, courses, or all together."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Text = str | Promise


@dataclass(frozen=True)
class Wording:
    """``title`` and ``lead`` have a place for ``%(where)s``; ``count(n)`` and ``way(n, text)`` are whole phrases."""

    title: Text
    lead: Text
    nothing: Text
    every: Text
    soon: Text
    similar: Text
    gone: Text
    gone_lead: Text
    propose: Text
    count: Callable[[int], str]
    show: Callable[[int], str]


def _offers(n: int) -> str:
    return ngettext("%(n)s offerta", "%(n)s offerte", n) % {"n": n}


def _homes(n: int) -> str:
    return ngettext("%(n)s casa", "%(n)s case", n) % {"n": n}


def _jobs(n: int) -> str:
    return ngettext("%(n)s posto di lavoro", "%(n)s posti di lavoro", n) % {"n": n}


def _courses(n: int) -> str:
    return ngettext("%(n)s corso", "%(n)s corsi", n) % {"n": n}


ALL = Wording(
    title=_("Case, lavoro e corsi: %(where)s"),
    lead=_("Case in affitto, posti di lavoro e corsi con garanzie: %(where)s."),
    nothing=_("Nessuna offerta con questi filtri."),
    every=_("guarda tutte le offerte"),
    soon=_("Le offerte si aggiungono ogni settimana. Prova con meno parole, oppure"),
    similar=_("Offerte simili"),
    gone=_("Questa offerta non è più disponibile"),
    gone_lead=_("Qualcuno l’ha già trovata."),
    propose=_("Proponi questa offerta"),
    count=_offers,
    show=lambda n: ngettext("Mostra %(n)s offerta", "Mostra %(n)s offerte", n) % {"n": n},
)
HOMES = Wording(
    title=_("Case in affitto: %(where)s"),
    lead=_("Case in affitto con garanzie: %(where)s. Canone con le spese, persone, metro più vicina."),
    nothing=_("Nessuna casa con questi filtri."),
    every=_("guarda tutte le case"),
    soon=_("Le case si aggiungono ogni settimana. Prova con meno parole, oppure"),
    similar=_("Case simili"),
    gone=_("Questa casa non è più libera"),
    gone_lead=_("Qualcuno l’ha già trovata."),
    propose=_("Proponi questa casa"),
    count=_homes,
    show=lambda n: ngettext("Mostra %(n)s casa", "Mostra %(n)s case", n) % {"n": n},
)
JOBS = Wording(
    title=_("Posti di lavoro: %(where)s"),
    lead=_("Posti di lavoro e tirocini: %(where)s. Paga, orario e contratto sempre scritti."),
    nothing=_("Nessun posto di lavoro con questi filtri."),
    every=_("guarda tutti i posti di lavoro"),
    soon=_("I posti di lavoro si aggiungono ogni settimana. Prova con meno parole, oppure"),
    similar=_("Posti di lavoro simili"),
    gone=_("Questo posto di lavoro non è più disponibile"),
    gone_lead=_("I posti sono già stati presi."),
    propose=_("Proponi questo posto"),
    count=_jobs,
    show=lambda n: ngettext("Mostra %(n)s posto di lavoro", "Mostra %(n)s posti di lavoro", n) % {"n": n},
)
COURSES = Wording(
    title=_("Corsi: %(where)s"),
    lead=_("Corsi di italiano e di formazione: %(where)s. Orario, livello e posti liberi."),
    nothing=_("Nessun corso con questi filtri."),
    every=_("guarda tutti i corsi"),
    soon=_("I corsi si aggiungono ogni settimana. Prova con meno parole, oppure"),
    similar=_("Corsi simili"),
    gone=_("Questo corso non è più aperto"),
    gone_lead=_("I posti sono finiti o il corso è cominciato."),
    propose=_("Proponi questo corso"),
    count=_courses,
    show=lambda n: ngettext("Mostra %(n)s corso", "Mostra %(n)s corsi", n) % {"n": n},
)
_OF_KIND = {"flat": HOMES, "placement": JOBS, "course": COURSES}


def wording(kind: str) -> Wording:
    """The words for one kind, by its code; those for all together for "" and for kinds without words of their own."""
    return _OF_KIND.get(kind, ALL)
