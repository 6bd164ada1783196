"""The training body: registers, lists a course with an edition, keeps its register to the certificate."""

from datetime import date
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Page, expect

from jobs.enums import Weekday

from . import offerer
from .offerer import onwards
from .pages import arrive, choose, follow, press, row, told, until

EMAIL = "paolo.conti@example.org"
PASSWORD = "la-scuola-del-quartiere-1974"
TITLE = "Italiano A2 la sera a Lambrate"
STREET = "Via Conte Rosso"


def sign_up(page: Page) -> None:
    name = ("Paolo", "Conti")
    offerer.sign_up(page, "formazione", "Organizzo corsi", name=name, email=EMAIL, password=PASSWORD)
    data = {
        "Denominazione": "Scuola di prova", "Codice fiscale": "01234567897", "Rappresentante legale": "Paolo Conti",
    }  # fmt: skip
    offerer.register_body(page, data)


def describe(page: Page, *, start: date, end: date) -> None:
    """All steps of the wizard up to its summary."""
    page.goto("/corsi/nuovo/")
    page.get_by_role("main").get_by_role("button").click()
    arrive(page, "Corso")
    page.get_by_label("Tipo di corso").select_option("Corso di italiano")
    choose(page, "Che cosa si ottiene alla fine", "Certificato di lingua")
    page.get_by_label("Chi rilascia il certificato").fill("CPIA 5 Milano")
    onwards(page, "Contenuti")
    page.get_by_role("textbox", name="Programma").fill("Parlare al lavoro, in farmacia, a scuola.")
    onwards(page, "Ore")
    hours(page)
    onwards(page, "Per chi")
    page.get_by_label("Italiano che serve all’inizio").select_option("A1")
    page.get_by_label("Italiano alla fine").select_option("A2")
    page.get_by_label("Titolo di studio richiesto").select_option("Nessun titolo richiesto")
    onwards(page, "Costo e aiuti")
    page.get_by_label("Costo per chi frequenta").fill("0")
    choose(page, "C’è un servizio per i bambini?", "Sì, nello stesso posto")
    onwards(page, "Sede")
    offerer.address(page, STREET, "1")
    choose(page, "Si entra senza scale?", "Sì")
    onwards(page, "Edizioni")
    edition(page, start, end)
    onwards(page, "Foto")
    onwards(page, "Descrizione")
    offerer.describe(page, TITLE, "Due ore la sera, vicino alla stazione, con uno spazio per i bambini.")
    onwards(page, "Riepilogo")


def hours(page: Page) -> None:
    page.get_by_label("Ore in tutto").fill("26")
    page.get_by_label("In aula").fill("26")
    choose(page, "Dove si segue", "In presenza")
    page.get_by_label("Frequenza minima").fill("70")


def edition(page: Page, start: date, end: date) -> None:
    """One seat, a waiting list, one evening a week."""
    follow(page, "Aggiungi edizione")
    arrive(page, "Nuova edizione")
    page.get_by_label("Primo giorno").fill(start.isoformat())
    page.get_by_label("Ultimo giorno").fill(end.isoformat())
    line = page.get_by_role("group", name="Riga 1", exact=True)
    line.get_by_label("Giorno").select_option(str(start.isoweekday()))
    line.get_by_label("Dalle").fill("18:00")
    line.get_by_label("Alle", exact=True).fill("20:00")
    page.get_by_label("Posti", exact=True).fill("1")
    expect(page.get_by_label("Tieni una lista d’attesa")).to_be_checked()
    press(page, "Salva l’edizione")
    told(page, "Edizione salvata")
    arrive(page, "Edizioni")
    expect(page.get_by_role("main")).to_contain_text(str(Weekday(str(start.isoweekday())).label))


def download_lessons(page: Page, folder: Path) -> list:
    """The calendar from the public page, read back by a parser."""
    with page.expect_download() as waiting:
        follow(page, "Lezioni nel calendario (.ics)")
    waiting.value.save_as(folder / "lezioni.ics")
    return Calendar.from_ical((folder / "lezioni.ics").read_text()).walk("VEVENT")


def admit(page: Page, case: str, said: str) -> None:
    """Meet, then accept."""
    offerer.open_proposal(page, case)
    expect(page.get_by_role("region", name="La persona")).to_contain_text("A1")
    press(page, "Accetta il colloquio")
    told(page, "Colloquio accettato")
    offerer.accept(page, said)


def open_register(page: Page, *rows: tuple[str, str]) -> None:
    """Until it shows (case, state), which the worker writes."""
    page.goto("/mie-offerte/")
    follow(page, TITLE)
    follow(page, "Prossima edizione")
    arrive(page, "Edizioni")
    follow(page, "Registro")
    arrive(page, "Registro")
    for case, state in rows:
        until(page, row(page, case, state))


def drop(page: Page, case: str) -> None:
    row(page, case).get_by_role("link").click()
    arrive(page, case)
    page.get_by_label("Perché lascia il corso?").select_option("Ha trovato un lavoro")
    press(page, "Segna che ha lasciato")
    told(page, "l’iscrizione è aggiornata")


def mark_present(page: Page, case: str) -> None:
    page.reload()
    row(page, case).get_by_role("checkbox").check()
    press(page, "Salva il registro")
    told(page, "Registro salvato")
    expect(row(page, case, "Sta frequentando")).to_be_visible()


def certify(page: Page, case: str) -> None:
    """Somebody who attended enough has finished; then the certificate, which names the level."""
    expect(row(page, case, "può concludere")).to_be_visible()
    row(page, case).get_by_role("link").click()
    press(page, "Segna che ha finito")
    told(page, "l’iscrizione è aggiornata")
    row(page, case, "Ha finito il corso").get_by_role("link").click()
    press(page, "Segna il certificato")
    expect(page.get_by_role("alert")).to_contain_text("Scegli il livello di italiano raggiunto")
    page.get_by_label("Livello di italiano raggiunto").select_option("A2")
    press(page, "Segna il certificato")
    told(page, "l’iscrizione è aggiornata")
    expect(row(page, case, "Ha avuto il certificato")).to_be_visible()
