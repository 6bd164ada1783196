"""The landlord: signs up, lists her flat, answers the Comune and the proposal. Only what she sees and presses."""

from datetime import date

from playwright.sync_api import Page, expect

from . import offerer
from .offerer import onwards
from .pages import arrive, choose, drawing, follow, press, told, until

EMAIL = "lucia.brambilla@example.org"
PASSWORD = "la-casa-di-mia-nonna-1962"
TITLE = "Trilocale luminoso a Lambrate"
STREET = "Via Conte Rosso"


def sign_up(page: Page) -> None:
    """From the page that says what happens next to the first page of the wizard."""
    name = ("Lucia", "Brambilla")
    offerer.sign_up(page, "proprietari", "Ho una casa da affittare", name=name, email=EMAIL, password=PASSWORD)
    arrive(page, "Di chi è la casa?")
    press(page, "Inserisci la casa")
    arrive(page, "Metti a disposizione una casa")
    press(page, "Inserisci la casa")


def describe(page: Page, free_from: date) -> None:
    """All steps of the wizard up to its summary."""
    address(page)
    onwards(page, "Casa")
    house(page)
    onwards(page, "Stanze")
    rooms(page)
    onwards(page, "Canone")
    rent(page, "850")
    onwards(page, "Contratto")
    contract(page, free_from)
    onwards(page, "Energia")
    energy(page)
    onwards(page, "Documenti")
    papers(page)
    onwards(page, "Foto")
    photo(page)
    onwards(page, "Descrizione")
    words(page)
    onwards(page, "Riepilogo")


def address(page: Page) -> None:
    arrive(page, "Indirizzo")
    offerer.address(page, STREET, "1")
    expect(page.get_by_text("Quartiere: Lambrate")).to_be_visible()


def house(page: Page) -> None:
    page.get_by_label("Superficie calpestabile").fill("72")
    page.get_by_label("Piano", exact=True).fill("2")
    choose(page, "C’è l’ascensore?", "Sì")
    choose(page, "Si entra senza scale?", "Sì")
    page.get_by_label("Bagni").fill("1")
    choose(page, "Riscaldamento", "Centralizzato")
    choose(page, "Mobili", "Arredata")


def rooms(page: Page) -> None:
    for number, (kind, surface) in enumerate(
        [("Camera da letto", "15"), ("Camera da letto", "14,5"), ("Soggiorno con cucina", "24")], 1
    ):
        page.get_by_label("Che stanza vuoi aggiungere?").select_option(kind)
        press(page, "Aggiungi la stanza")
        room = page.get_by_role("group", name=f"Stanza {number}", exact=True)
        room.get_by_label("Superficie").fill(surface)
        room.get_by_label("Altezza").fill("2,9")
        room.get_by_label("Ha una finestra che si apre").check()
    expect(page.get_by_text("Regole nazionali: 4 persone")).to_be_visible()


def rent(page: Page, euros: str) -> None:
    page.get_by_label("Canone al mese").fill(euros)
    page.get_by_label("Spese condominiali al mese").fill("90")
    choose(page, "Luce, gas e internet sono compresi?", "No")
    page.get_by_label("Deposito", exact=True).fill("2")
    page.get_by_label("Fideiussione").fill("0")


def contract(page: Page, free_from: date) -> None:
    expect(page.get_by_role("group", name="Contratti possibili")).to_be_visible()
    choose(page, "Contratti possibili", "Canone libero, 4 anni + 4", "Canone concordato, 3 anni + 2")
    choose(page, "A chi la affitti", "Affitto direttamente a chi abiterà la casa")
    page.get_by_label("Libera dal").fill(free_from.isoformat())


def energy(page: Page) -> None:
    page.get_by_label("Classe energetica").select_option("D")
    page.get_by_label("EPgl,nren").fill("118,4")
    page.get_by_label("EPgl,ren").fill("6,2")
    page.get_by_label("Data dell’APE").fill("2023-03-14")


def papers(page: Page) -> None:
    choose(page, "Hai l’agibilità (o abitabilità)?", "Sì")
    page.get_by_label("Categoria").fill("A/3")


def photo(page: Page) -> None:
    """Upload a photo and wait until the worker has made its renditions."""
    picture = {"name": "soggiorno.jpg", "mimeType": "image/jpeg", "buffer": drawing()}
    page.get_by_label("Scegli le foto, o trascinale qui").set_input_files(picture)
    about = page.get_by_label("Che cosa si vede nella foto soggiorno.jpg")
    about.fill("Soggiorno con una finestra grande")
    about.press("Tab")
    expect(page.locator("#live")).to_contain_text("Descrizione salvata")
    until(page, page.get_by_role("main").locator(".photo-box img"))
    expect(about).to_have_value("Soggiorno con una finestra grande")


def words(page: Page) -> None:
    text = (
        "Due camere e un soggiorno con la cucina, in una casa tranquilla. Vicino alla stazione di Lambrate e al parco."
    )
    offerer.describe(page, TITLE, text)


def send(page: Page) -> None:
    """Declare and send, from the summary."""
    choose(page, "Qual è il tuo titolo sulla casa?", "Proprietà")
    choose(page, "Tutti i proprietari sono d’accordo?", "Sì")
    offerer.send(page)


def correct(page: Page, *, asked: str, euros: str) -> None:
    """Read what the Comune asks, change the rent, send again."""
    page.goto("/mie-offerte/")
    expect(page.get_by_text(f"Il Comune chiede una modifica a «{TITLE}»")).to_be_visible()
    follow(page, "Leggi e sistema")
    expect(page.get_by_text(asked).first).to_be_visible()
    follow(page, "Modifica l’annuncio")
    follow(page, "Canone")
    arrive(page, "Canone")
    page.get_by_label("Canone al mese").fill(euros)
    onwards(page, "Contratto")
    follow(page, "Riepilogo")
    arrive(page, "Riepilogo")
    offerer.send(page)


def meet(page: Page, case: str) -> None:
    """Read the anonymous profile, accept to meet."""
    offerer.open_proposal(page, case)
    expect(page.get_by_role("region", name="La famiglia")).to_contain_text("da 3 a 4 persone")
    press(page, "Accetta l’incontro")
    told(page, "Incontro accettato")


def choose_visit(page: Page) -> None:
    offerer.choose_time(page, "Visita fissata")


def accept(page: Page) -> None:
    offerer.accept(page, "Proposta accettata. La casa è prenotata")


def see_the_end(page: Page, case: str) -> None:
    """The timeline of the flat, and the duties of the agreement."""
    page.goto("/mie-offerte/")
    follow(page, TITLE)
    history = page.get_by_role("region", name="Che cosa è successo")
    for step in ("Annuncio pubblicato", f"Caso {case}", "Accordo firmato"):
        expect(history).to_contain_text(step)
    page.goto("/mie-offerte/")
    follow(page, "Apri l’accordo")
    arrive(page, "Accordo")
    expect(page.get_by_role("region", name="Scadenze")).to_contain_text("Registra il contratto")
