"""The Comune's reviewer: signs in with two factors, asks a change, sees what changed, publishes."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from marketplace.core.clock import today
from tests.factories import PASSWORD

from .pages import arrive, choose, follow, press, row, told


def sign_in(page: Page, email: str) -> None:
    """By password; being of the Comune she has to set up the second factor before she sees anything."""
    page.goto("/accesso/login/")
    page.get_by_label("Indirizzo e-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Accedi", exact=True).click()
    arrive(page, "Conferma che sei tu")  # what guards the account asks for the password once more
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Conferma")
    arrive(page, "Attiva il secondo codice")
    secret = page.get_by_role("main").locator("code").inner_text()
    page.get_by_role("main").get_by_role("textbox").fill(code_of(secret))
    press(page, "Attiva il codice")
    page.goto("/revisione/")
    arrive(page, "Offerte da controllare")


def code_of(secret: str) -> str:
    """What the app on her telephone shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def verify_body(page: Page, name: str) -> None:
    page.goto("/revisione/enti/")
    follow(page, name)
    arrive(page, name)
    press(page, "Verifica l’ente")
    told(page, "Ente verificato")


def record_check(page: Page, kind: str, number: str = "") -> None:
    """From the body's page: today's paper is in order."""
    row(page, kind).get_by_role("link").click()
    arrive(page, kind)
    if number:
        page.get_by_label("Numero o protocollo").fill(number)
    page.get_by_label("Data del documento").fill(today().isoformat())
    choose(page, "Esito", "In regola")
    press(page, "Registra la verifica")
    told(page, "Verifica registrata: in regola")
    expect(row(page, kind, "In regola")).to_be_visible()


def take(page: Page, title: str) -> None:
    page.goto("/revisione/")
    row(page, title).get_by_role("button", name="Prendi in carico").click()
    arrive(page, title)
    expect(page.get_by_text("L’hai presa in carico")).to_be_visible()


def ask_change(page: Page, title: str, message: str) -> None:
    """Keep a tick, then ask for a change in words."""
    take(page, title)
    page.get_by_label("Le foto sono coerenti con la casa descritta").check()
    page.get_by_label("Messaggio a chi ha pubblicato").fill(message)
    press(page, "Chiedi modifiche")
    told(page, f"Richiesta inviata a chi ha pubblicato «{title}»")


def compare(page: Page, title: str, *changed: tuple[str, str, str]) -> None:
    """Take the offer again: (label, before, now) and nothing else stand side by side."""
    take(page, title)
    expect(page.get_by_role("heading", name="Che cosa è cambiato")).to_be_visible()
    for line in changed:
        expect(row(page, *line)).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(len(changed) + 1)


def publish(page: Page, title: str) -> None:
    """Not before every line of the checklist is ticked."""
    press(page, "Approva e pubblica")
    expect(page.get_by_role("alert")).to_be_visible()
    checklist = page.get_by_role("group", name="Da controllare")
    for box in checklist.get_by_role("checkbox").all():
        box.check()
    press(page, "Approva e pubblica")
    told(page, f"«{title}» è online.")
    expect(page.get_by_text("Nessuna offerta da controllare.")).to_be_visible()
