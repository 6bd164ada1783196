"""The firm: registers, lists a traineeship, answers the proposal. Only what its owner sees and presses."""

from datetime import date

from playwright.sync_api import Page, expect

from . import offerer
from .offerer import onwards, pick
from .pages import arrive, choose, follow, press, told

EMAIL = "anna.ferrari@example.org"
PASSWORD = "il-forno-di-mio-nonno-1958"
FIRM = "Trattoria di prova S.r.l."
TITLE = "Tirocinio in cucina a Lambrate"
STREET = "Via Conte Rosso"
WEEK = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì")


def sign_up(page: Page) -> None:
    """From the page that says what happens next to the firm's own page, where the papers are asked for."""
    name = ("Anna", "Ferrari")
    offerer.sign_up(page, "imprese", "Cerco persone da assumere", name=name, email=EMAIL, password=PASSWORD)
    data = {
        "Denominazione": FIRM, "Codice fiscale": "00743110157", "Partita IVA": "00743110157",
        "PEC": "trattoria@pec.example.org", "Numero REA": "MI-1234567", "Rappresentante legale": "Anna Ferrari",
        "Codici ATECO": "56.11.11",
    }  # fmt: skip
    offerer.register_body(page, data)
    expect(page.get_by_role("region", name="Verifiche").first).to_contain_text("Visura camerale")


def describe(page: Page, *, start: date, until: date) -> None:
    """All steps of the wizard up to its summary."""
    page.goto("/lavori/nuovo/")
    arrive(page, "Pubblica un posto di lavoro")
    press(page, "Inserisci il posto di lavoro")
    job(page)
    onwards(page, "Contratto")
    choose(page, "Che contratto offri?", "Tirocinio extracurriculare")
    onwards(page, "Posti")
    term(page, start, until)
    onwards(page, "Orario")
    hours(page)
    onwards(page, "Paga")
    pay(page)
    onwards(page, "Luogo")
    offerer.address(page, STREET, "1")
    choose(page, "Si lavora sul posto?", "Sul posto")
    onwards(page, "Requisiti")
    onwards(page, "Dichiarazioni")
    declarations(page)
    onwards(page, "Foto")
    onwards(page, "Testo")
    offerer.describe(page, TITLE, "Si impara a tenere in ordine la cucina, con una cuoca che spiega ogni passaggio.")
    onwards(page, "Riepilogo")


def job(page: Page) -> None:
    """By everyday words, without knowing any code."""
    arrive(page, "Lavoro")
    pick(page, "Che lavoro è?", "lavapiatti", "lavapiatti")
    pick(page, "Settore dell’impresa", "56.11", "ristor")
    page.get_by_label("Che cosa si fa").fill("Lavare piatti e pentole, pulire la cucina, preparare le verdure.")
    choose(page, "Serve esperienza?", "Non serve: si impara sul posto")


def term(page: Page, start: date, until: date) -> None:
    page.get_by_label("Posti", exact=True).fill("2")
    page.get_by_label("Si comincia il").fill(start.isoformat())
    page.get_by_label("Candidature fino al").fill(until.isoformat())
    page.get_by_label("Durata").fill("6")
    choose(page, "Livelli EQF delle competenze", "EQF 3")
    choose(page, "Alla fine può diventare un contratto più lungo?", "Sì")


def hours(page: Page) -> None:
    page.get_by_label("Ore alla settimana").fill("40")
    page.get_by_label("Ore al giorno").fill("8")
    press(page, "Aggiungi un turno")
    shift = page.get_by_role("group", name="Turno 1", exact=True)
    for day in WEEK:
        shift.get_by_label(day).check()
    shift.get_by_label("Dalle").fill("09:00")
    shift.get_by_label("Alle", exact=True).fill("17:00")


def pay(page: Page) -> None:
    """Less than the law's floor does not pass, and the page names the law."""
    choose(page, "Ci sono mensa o buoni pasto?", "No")
    page.get_by_label("Indennità lorda al mese").fill("350")
    press(page, "Avanti")
    expect(page.get_by_role("alert")).to_contain_text("almeno 500 € lordi al mese")
    expect(page.get_by_role("alert")).to_contain_text("DGR Lombardia 7763/2018")
    page.get_by_label("Indennità lorda al mese").fill("600")


def declarations(page: Page) -> None:
    page.get_by_label("Chi promuove il tirocinio?").select_option("Operatore accreditato o autorizzato al lavoro")
    page.get_by_label("Nome di chi lo promuove o lo finanzia").fill("Ente promotore di prova")
    choose(page, "La convenzione è firmata o in preparazione?", "Sì")
    choose(page, "Ci sarà un progetto o piano formativo scritto?", "Sì")
    page.get_by_label("Quante persone segue già il tutor").fill("1")
    page.get_by_label("Dipendenti a tempo indeterminato in questa sede").fill("8")
    page.get_by_label("Tirocini già in corso in questa sede").fill("0")
    choose(page, "Cerchi solo persone che non hanno già lavorato per te?", "Sì")
    choose(page, "Hai la valutazione dei rischi e farai la formazione sulla sicurezza?", "Sì")
    choose(page, "Rispetti la legge sul collocamento mirato?", "Sì")


def meet(page: Page, case: str) -> None:
    """Read what somebody can do, and nothing of who she is; accept to meet."""
    offerer.open_proposal(page, case)
    person = page.get_by_role("region", name="La persona")
    for line in ("parlato A2", "da 30 a 40 ore alla settimana", "Può lavorare"):
        expect(person).to_contain_text(line)
    press(page, "Accetta il colloquio")
    told(page, "Colloquio accettato")


def see_free_seat(page: Page) -> None:
    expect(page.get_by_role("region", name="Il posto di lavoro")).to_contain_text("1 di 2 posti liberi")


def see_the_end(page: Page, case: str) -> None:
    """The timeline of the ad, and the duties of the hire."""
    page.goto("/mie-offerte/")
    follow(page, TITLE)
    history = page.get_by_role("region", name="Che cosa è successo")
    for step in ("Annuncio pubblicato", f"Caso {case}"):
        expect(history).to_contain_text(step)
