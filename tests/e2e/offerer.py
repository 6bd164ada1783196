"""What all do who offer something: sign up, walk through a wizard, answer a proposal."""

import re

from playwright.sync_api import Page, expect

from .pages import arrive, follow, press, told


def sign_up(page: Page, audience: str, title: str, *, name: tuple[str, str], email: str, password: str) -> None:
    """From the page that says what happens next to the confirmed address."""
    page.goto(f"/iscriviti/{audience}/")
    arrive(page, title)
    follow(page, "Crea il tuo accesso")
    page.get_by_label("Nome", exact=True).fill(name[0])
    page.get_by_label("Cognome").fill(name[1])
    page.get_by_label("Indirizzo e-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Crea l’accesso")
    arrive(page, "Conferma il tuo indirizzo")
    verify_address(page, email)


def verify_address(page: Page, email: str) -> None:
    """Read the message that the portal has kept, as where no mail goes out, and follow its link."""
    follow(page, "Leggi il messaggio qui")
    page.get_by_role("main").get_by_role("listitem").filter(has_text=email).get_by_role("link").click()
    page.locator(".message-text").get_by_role("link").click()
    press(page, "Confermo")


def register_body(page: Page, data: dict[str, str]) -> None:
    """The body's data and one's own mandate; the Comune has the next word."""
    arrive(page, "I dati dell’ente")
    for label, value in data.items():
        page.get_by_label(label).fill(value)
    paper = {"name": "incarico.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a mandate"}
    page.get_by_label("Il tuo incarico").set_input_files(paper)
    page.get_by_label("Dichiaro che i dati sono veri").check()
    press(page, "Invia la richiesta")
    told(page, "Richiesta inviata")


def onwards(page: Page, step: str) -> None:
    press(page, "Avanti")
    arrive(page, step)


def pick(page: Page, question: str, typed: str, answer: str | re.Pattern[str]) -> None:
    """Type words into a box and take a suggestion."""
    box = page.get_by_role("combobox", name=question)
    box.press_sequentially(typed)
    page.get_by_role("option", name=answer).first.click()


def address(page: Page, street: str, number: str) -> None:
    pick(page, "Indirizzo", f"{street.lower()} {number}", street)
    box = page.get_by_role("combobox", name="Indirizzo")
    expect(box).to_have_value(re.compile(f"^{street} {number}, .*Milano$"))


def describe(page: Page, title: str, text: str) -> None:
    page.get_by_label("Titolo").fill(title)
    page.get_by_label("Descrizione").fill(text)


def send(page: Page) -> None:
    """Declare and send, from the summary."""
    page.get_by_label("Dichiaro che i dati sono veri").check()
    press(page, "Invia in revisione")
    arrive(page, "Annuncio inviato")


def open_proposal(page: Page, case: str) -> None:
    """Find the proposal among what is to be done."""
    page.goto("/mie-offerte/")
    expect(page.get_by_text(f"Proposta per il caso {case}")).to_be_visible()
    follow(page, "Rispondi")
    arrive(page, f"Proposta per il caso {case}")


def choose_time(page: Page, said: str) -> None:
    page.reload()
    expect(page.get_by_text("Tocca a te")).to_be_visible()
    page.get_by_role("group", name="Scegli un orario").get_by_role("radio").first.check()
    press(page, "Conferma l’orario")
    told(page, said)
    expect(page.get_by_role("link", name="Mettila nel calendario")).to_be_visible()


def accept(page: Page, said: str) -> None:
    press(page, "Accetta la proposta")
    told(page, said)
