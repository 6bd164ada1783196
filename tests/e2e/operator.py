"""The operator of a body: records a need, proposes the flat, agrees on a visit, records the signed agreement."""

import re
from datetime import date, datetime

from playwright.sync_api import Page, expect

from marketplace.accounts.models import User
from marketplace.accounts.services import demo_code
from marketplace.core.clock import today
from tests.factories import PASSWORD

from .offerer import pick
from .pages import arrive, choose, follow, press, told

CASE = "MI-7K2"
AGES = "7, 13"
BUDGET = "987"
DAILY_STREET = "Ripamonti"
BORN = "1987"
SEEN = "Chi offre vedrà esattamente questo"
# What a page of the owner may never hold: the children's ages, the exact sum, where the family spends its days.
KEPT_BACK = (r"\b7, 13\b", r"\b13 anni\b", r"(?<![\d.,])987(?![\d])", DAILY_STREET)

# And of who looks for work: which permit, until when, which year of birth.
KEPT_BACK_OF_PERSONS = (r"(?i)sussidiari", r"(?<!\d)1987(?!\d)", DAILY_STREET)


def sign_in(page: Page, user: User) -> None:
    """By password and the code of her telephone."""
    page.goto("/accesso/login/")
    page.get_by_label("Indirizzo e-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Accedi", exact=True).click()
    arrive(page, "Il secondo codice")
    page.get_by_label("Codice").fill(demo_code(user))
    page.get_by_role("main").get_by_role("button", name="Accedi", exact=True).click()
    arrive(page, "Bisogni del tuo ente")


def record_need(page: Page, *, wanted_from: date, wanted_to: date) -> None:
    """A family that looks for a home."""
    begin_need(page, CASE)
    page.get_by_label("Persone adulte").fill("2")
    page.get_by_label("Età dei figli").fill(AGES)
    page.get_by_label("Cerca casa").check()
    page.get_by_label("Serve una casa senza scale").check()
    page.get_by_label("Spesa massima al mese").fill(BUDGET)
    page.get_by_label("Da quando serve").fill(wanted_from.isoformat())
    page.get_by_label("Al più tardi").fill(wanted_to.isoformat())
    choose_daily_place(page)
    save_need(page, CASE, "1 casa adatta")


def begin_need(page: Page, case: str) -> None:
    page.goto("/bisogni/")
    follow(page, "Nuovo bisogno")
    page.get_by_label("Codice del caso").fill(case)
    home = page.get_by_label("Cerca casa")
    if home.is_checked():
        home.uncheck()


def save_need(page: Page, case: str, fitting: str) -> None:
    """What fits is counted while one types."""
    expect(page.get_by_role("status").filter(has_text=fitting)).to_be_visible()
    press(page, "Salva e mostra le offerte")
    arrive(page, case)


def record_work_plan(page: Page, case: str, *, permit_until: date) -> None:
    """Somebody who looks for work; what the permit is stays in the body."""
    begin_need(page, case)
    page.get_by_label("Cerca lavoro").check()
    work = page.locator(".need-part").filter(has=page.get_by_label("Cerca lavoro"))
    pick(page, "Lavori che cerca", "lavapiatti", "lavapiatti")
    work.get_by_label("Italiano parlato").select_option("A2")
    work.get_by_label("Ore alla settimana, almeno").fill("30")
    work.get_by_label("Ore alla settimana, al massimo").fill("40")
    work.get_by_label("Titolo di soggiorno", exact=True).select_option("Protezione sussidiaria")
    work.get_by_label("Data del titolo di soggiorno").fill(permit_until.isoformat())
    work.get_by_label("Anno di nascita").fill(BORN)
    choose_daily_place(page)
    save_need(page, case, "1 posto di lavoro adatto")


def record_course_plan(page: Page, case: str) -> None:
    begin_need(page, case)
    page.get_by_label("Cerca un corso").check()
    course = page.locator(".need-part").filter(has=page.get_by_label("Cerca un corso"))
    course.get_by_label("Livello di italiano").select_option("A1")
    course.get_by_label("Anno di nascita").fill(BORN)
    choose_daily_place(page)
    save_need(page, case, "1 corso adatto")


def choose_daily_place(page: Page) -> None:
    pick(page, "Luogo di ogni giorno", f"via {DAILY_STREET} 20", DAILY_STREET)


def propose(page: Page, title: str) -> None:
    """The flat stands in the list with its reasons; the page of the proposal shows what the owner will see."""
    match = page.get_by_role("article").filter(has_text=title)
    expect(match).to_contain_text("4 persone: la casa può ospitarne 4")
    expect(match).to_contain_text("al mese in tutto, limite 987")
    match.get_by_role("link", name="Proponi questa casa").click()
    arrive(page, f"Proponi questa casa al caso {CASE}")
    shown = page.get_by_role("region", name=SEEN)
    expect(shown).to_contain_text("da 3 a 4 persone")
    expect(shown).not_to_contain_text("987")
    send(page, "La famiglia sa di questa proposta ed è d’accordo", "Possiamo accompagnarla per un anno.")


def propose_person(page: Page, case: str, what: str, title: str, *reasons: str) -> None:
    """``what``: the words of the button, "questo corso"."""
    match = page.get_by_role("article").filter(has_text=title)
    for reason in reasons:
        expect(match).to_contain_text(reason)
    match.get_by_role("link", name=f"Proponi {what}").click()
    arrive(page, case)
    expect(page.get_by_role("region", name=SEEN)).not_to_contain_text("sussidiaria")
    send(page, "La persona sa di questa proposta ed è d’accordo", "Possiamo accompagnarla nei primi giorni.")


def send(page: Page, consent: str, note: str) -> None:
    """Not without the consent."""
    page.get_by_label("Messaggio").fill(note)
    page.get_by_label(consent).check()
    press(page, "Invia la proposta")
    told(page, "La proposta è partita")


def offer_times(page: Page, *times: datetime) -> None:
    page.reload()
    expect(page.get_by_text("Tocca a te")).to_be_visible()
    for number, moment in enumerate(times, 1):
        page.get_by_label(f"Orario {number}").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    press(page, "Invia gli orari")
    told(page, "Orari inviati")


def record_agreement(page: Page, *, start: date, last_day: date) -> None:
    """Copy what was signed; without having seen the permit nothing is recorded."""
    page.reload()
    follow(page, "Registra l’accordo")
    expect(page.get_by_label("Canone al mese")).to_have_value("780")
    page.get_by_label("Primo giorno del contratto").fill(start.isoformat())
    page.get_by_label("Ultimo giorno del contratto").fill(last_day.isoformat())
    page.get_by_label("Contratto", exact=True).select_option("Canone concordato, 3 anni + 2")
    press(page, "Registra l’accordo")
    expect(page.get_by_role("alert")).to_contain_text("permesso valido")
    page.get_by_label("Ho visto un permesso di soggiorno valido").check()
    press(page, "Registra l’accordo")
    told(page, "Accordo registrato")


def record_hire(page: Page) -> None:
    """Copy the traineeship's project; without having seen a document that lets work nothing is recorded."""
    page.reload()
    follow(page, "Registra l’assunzione")
    expect(page.get_by_label("Paga lorda")).to_have_value(re.compile("^600"))
    page.get_by_label("Comunicazione UNILAV").fill(today().isoformat())
    press(page, "Registra l’assunzione")
    expect(page.get_by_role("alert")).to_contain_text("documento che permette di lavorare")
    page.get_by_label("Ho visto un documento che permette di lavorare").check()
    press(page, "Registra l’assunzione")
    told(page, "Assunzione registrata")


def record_outcome(page: Page, outcome: str) -> None:
    """What has become of it, of the one look back that is due."""
    page.reload()
    follow(page, "Segna l’esito")
    choose(page, "Com’è andata?", outcome)
    press(page, "Segna l’esito")
    told(page, "Esito segnato")
    expect(page.get_by_role("region", name="Com’è andata dopo")).to_contain_text(outcome)


def record_conversion(page: Page, since: date) -> None:
    """A contract may come before the day on which one looks back again."""
    follow(page, "È già diventato un contratto")
    arrive(page, "Il tirocinio è diventato un contratto?")
    choose(page, "Com’è andata?", "Il tirocinio è diventato un contratto di lavoro")
    page.get_by_label("Tipo del nuovo contratto").select_option("Contratto a tempo indeterminato")
    page.get_by_label("Primo giorno del nuovo contratto").fill(since.isoformat())
    press(page, "Segna l’esito")
    told(page, "Esito segnato")
    expect(page.get_by_role("main")).to_contain_text("Contratto a tempo indeterminato")
    expect(page.get_by_role("main")).to_contain_text("Trasformato in un contratto di lavoro")


def see_the_end(page: Page) -> None:
    """The proposal's timeline from the first step to the last, and the duties of the agreement."""
    history = page.get_by_role("region", name="Che cosa è successo")
    for step in ("Proposta inviata", "Incontro accettato", "Visita fissata", "Accordo firmato"):
        expect(history).to_contain_text(step)
    follow(page, "Vai all’accordo e alle sue scadenze")
    arrive(page, "Accordo")
    for term in ("780 €", "Canone concordato, 3 anni + 2"):
        expect(page.get_by_role("main")).to_contain_text(term)
    expect(page.get_by_role("region", name="Scadenze")).to_contain_text("Registra il contratto")
