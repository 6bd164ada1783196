"""The twenty-five invented bodies: who works with households, who lets, who hires, who teaches."""

from dataclasses import dataclass

from marketplace.core.clock import now
from marketplace.organisations.enums import BUSINESSES, BodyForm, BodyStatus
from marketplace.organisations.models import Body

from .names import FIRST, LAST


@dataclass(frozen=True)
class Invented:
    """``trades``: groups of jobs of ``data/trades.toml`` that it offers; ``courses``: types of course that it holds."""

    name: str
    form: BodyForm
    cases: bool = False
    lets: bool = False
    trades: tuple[str, ...] = ()
    ateco: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    pending: bool = False

    @property
    def legal_name(self) -> str:
        return f"{self.name} (demo)"


COOP, APS, COMPANY, SCHOOL = BodyForm.SOCIAL_COOP, BodyForm.APS, BodyForm.COMPANY, BodyForm.SCHOOL
LANGUAGE = ("italiano", "digitale", "competenze")
SAFETY = ("sicurezza", "haccp", "muletto", "primo_soccorso", "antincendio")
BODIES = (
    Invented("Comune di Milano", BodyForm.PUBLIC),
    Invented("Cooperativa Ponte Nuovo", COOP, cases=True),
    Invented("Associazione Porta Aperta", APS, cases=True),
    Invented("Case Lambro Srl", COMPANY, lets=True),
    Invented("Fondazione Casa Comune", BodyForm.FOUNDATION, cases=True),
    Invented("Parrocchia San Materno", BodyForm.PARISH, lets=True, trades=("famiglia",), ateco=("94.91",)),
    Invented("Cooperativa Le Vie", COOP, cases=True),
    Invented("Associazione Tutti in Cortile", BodyForm.ODV, cases=True),
    Invented("Cooperativa Filo Rosso", COOP, cases=True, trades=("cura",), ateco=("88.10",)),
    Invented("Associazione Corvetto Accoglie", APS, cases=True, pending=True),
    Invented("Immobiliare Tre Torri Srl", COMPANY, lets=True),
    Invented("Trattoria Naviglio Grande Srl", COMPANY, trades=("cucina", "sala"), ateco=("56.11",)),
    Invented("Albergo Porta Romana Srl", COMPANY, trades=("cucina", "sala", "albergo"), ateco=("55.10",)),
    Invented("Mensa Bicocca Srl", COMPANY, trades=("cucina",), ateco=("56.2",)),
    Invented("Pulizie Lambrate Srl", COMPANY, trades=("pulizie",), ateco=("81.21",)),
    Invented("Logistica Martesana Srl", COMPANY, trades=("logistica",), ateco=("52.10",)),
    Invented("Edilizia Naviglio Spa", COMPANY, trades=("edilizia",), ateco=("41.00",)),
    Invented("Panificio Corvetto Srl", COMPANY, trades=("forno",), ateco=("10.71",)),
    Invented("Officina Giambellino Srl", COMPANY, trades=("officina",), ateco=("25.53",)),
    Invented("Sartoria Bovisa Srl", COMPANY, trades=("sartoria",), ateco=("14.21",)),
    Invented("Vivaio Ticinello Srl", COMPANY, trades=("verde",), ateco=("01.30",), pending=True),
    Invented("Scuola Isola dei Mestieri", SCHOOL, courses=(*SAFETY, "fp_regionale", "asa", "iefp", "competenze")),
    Invented("CPIA Milano Nord", SCHOOL, courses=("cpia_aali", "cpia_1l_1p", "cpia_2l")),
    Invented("Centro Studi Barona", BodyForm.FOUNDATION, courses=(*LANGUAGE, "oss", "patente_b")),
    Invented("Associazione Parole in Corso", APS, courses=LANGUAGE),
)
BY_NAME = {body.legal_name: body for body in BODIES}


def codice_fiscale(number: int) -> str:
    """An eleven-digit code with a right check digit: plausible, and of nobody."""
    digits = f"{9_000_000_000 + number:010d}"
    total = sum(int(d) for d in digits[::2]) + sum((int(d) * 2 - 9 * (int(d) > 4)) for d in digits[1::2])
    return f"{digits}{-total % 10}"


def make_bodies() -> dict[str, Body]:
    """Write them, by legal name."""
    for number, body in enumerate(BODIES):
        code = codice_fiscale(number)
        trades = body.form in BUSINESSES
        Body.objects.get_or_create(
            legal_name=body.legal_name,
            defaults={
                "form": body.form,
                "codice_fiscale": code,
                "status": BodyStatus.PENDING if body.pending else BodyStatus.VERIFIED,
                "is_demo": True,
                "partita_iva": code if trades else "",
                "rea": f"MI-{2_900_000 + number}" if trades else "",
                "ateco": list(body.ateco),
                "verified_at": None if body.pending else now(),
                "pec": f"ente{number}@pec.demo.example",
                "legal_representative": f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
            },
        )
    return {body.legal_name: body for body in Body.objects.filter(is_demo=True).order_by("pk")}
