"""The operator of a body: records a need, proposes the flat, agrees on a visit, records the signed agreement."""

from datetime import date, datetime

from playwright.sync_api import Page, expect

from marketplace.accounts.models import User
from marketplace.accounts.services import demo_code
from tests.factories import PASSWORD

from .pages import arrive, follow, press, told

CASE = "MI-7K2"
AGES = "7, 13"
BUDGET = "987"
DAILY_STREET = "Ripamonti"
# What a page of the owner may never hold: the children's ages, the exact sum, where the family spends its days.
KEPT_BACK = (r"\b7, 13\b", r"\b13 anni\b", r"(?<![\d.,])987(?![\d])", DAILY_STREET)


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
    follow(page, "Nuovo bisogno")
    page.get_by_label("Codice del caso").fill(CASE)
    page.get_by_label("Persone adulte").fill("2")
    page.get_by_label("Età dei figli").fill(AGES)
    page.get_by_label("Serve una casa senza scale").check()
    page.get_by_label("Spesa massima al mese").fill(BUDGET)
    page.get_by_label("Da quando serve").fill(wanted_from.isoformat())
    page.get_by_label("Al più tardi").fill(wanted_to.isoformat())
    choose_daily_place(page)
    expect(page.get_by_role("status").filter(has_text="1 casa adatta")).to_be_visible()
    press(page, "Salva e mostra le case")
    arrive(page, CASE)


def choose_daily_place(page: Page) -> None:
    box = page.get_by_role("combobox", name="Luogo di lavoro o di scuola")
    box.press_sequentially(f"via {DAILY_STREET} 20")
    page.get_by_role("option", name=DAILY_STREET).first.click()


def propose(page: Page, title: str) -> None:
    """The flat stands in the list with its reasons; the page of the proposal shows what the owner will see."""
    match = page.get_by_role("article").filter(has_text=title)
    expect(match).to_contain_text("4 persone: la casa può ospitarne 4")
    expect(match).to_contain_text("al mese in tutto, limite 987")
    match.get_by_role("link", name="Proponi questa casa").click()
    arrive(page, f"Proponi questa casa al caso {CASE}")
    shown = page.get_by_role("region", name="Chi offre vedrà esattamente questo")
    expect(shown).to_contain_text("da 3 a 4 persone")
    expect(shown).not_to_contain_text("987")
    page.get_by_label("Messaggio").fill("Una famiglia tranquilla, che possiamo accompagnare per un anno.")
    page.get_by_label("La famiglia sa di questa proposta ed è d’accordo").check()
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
