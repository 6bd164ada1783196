"""The invented bodies and people, each marked as such, and the accounts that a visitor may try."""

import random
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.organisations.enums import BodyForm, BodyStatus, Role
from marketplace.organisations.models import Body, Membership

PASSWORD = "prova-il-portale-2026"  # printed by ./dev up, only on a private machine
FIRST = [
    "Anna",
    "Bruno",
    "Carla",
    "Dario",
    "Elena",
    "Franco",
    "Gloria",
    "Ivo",
    "Laura",
    "Marco",
    "Nadia",
    "Oscar",
    "Paola",
    "Renato",
    "Silvia",
    "Tullio",
]
LAST = [
    "Invernizzi",
    "Colombo",
    "Brambilla",
    "Fumagalli",
    "Galli",
    "Villa",
    "Sala",
    "Riva",
    "Pozzi",
    "Cattaneo",
    "Mauri",
    "Beretta",
]


@dataclass(frozen=True)
class Account:
    email: str
    first: str
    last: str
    role: str
    body: str = ""
    what: str = ""


ACCOUNTS = (
    Account("proprietaria@demo.example", "Carla", "Invernizzi", Role.LANDLORD, "", "lists a flat, answers proposals"),
    Account(
        "immobiliare@demo.example",
        "Renato",
        "Sala",
        Role.LANDLORD,
        "Case Lambro Srl (demo)",
        "lists flats for a company",
    ),
    Account(
        "operatrice@demo.example",
        "Nadia",
        "Riva",
        Role.OPERATOR,
        "Cooperativa Ponte Nuovo (demo)",
        "records needs, proposes",
    ),
    Account(
        "responsabile@demo.example",
        "Marco",
        "Villa",
        Role.MANAGER,
        "Cooperativa Ponte Nuovo (demo)",
        "manages the same body",
    ),
    Account(
        "altro-ente@demo.example",
        "Silvia",
        "Mauri",
        Role.OPERATOR,
        "Associazione Porta Aperta (demo)",
        "an operator of another body",
    ),
    Account(
        "revisione@demo.example",
        "Paola",
        "Galli",
        Role.REVIEWER,
        "Comune di Milano (demo)",
        "reviews offers and bodies",
    ),
    Account(
        "revisione2@demo.example", "Tullio", "Pozzi", Role.REVIEWER, "Comune di Milano (demo)", "a second reviewer"
    ),
    Account("redazione@demo.example", "Gloria", "Beretta", Role.EDITOR, "Comune di Milano (demo)", "edits the pages"),
    Account("analisi@demo.example", "Dario", "Fumagalli", Role.ANALYST, "Comune di Milano (demo)", "reads figures"),
    Account(
        "controllo@demo.example", "Elena", "Cattaneo", Role.AUDITOR, "Comune di Milano (demo)", "reads the audit trail"
    ),
    Account("admin@demo.example", "Ivo", "Brambilla", Role.ADMIN, "Comune di Milano (demo)", "administers the portal"),
)
BODIES = (
    ("Comune di Milano (demo)", BodyForm.PUBLIC),
    ("Cooperativa Ponte Nuovo (demo)", BodyForm.SOCIAL_COOP),
    ("Associazione Porta Aperta (demo)", BodyForm.APS),
    ("Case Lambro Srl (demo)", BodyForm.COMPANY),
    ("Fondazione Casa Comune (demo)", BodyForm.FOUNDATION),
    ("Parrocchia San Materno (demo)", BodyForm.PARISH),
    ("Cooperativa Le Vie (demo)", BodyForm.SOCIAL_COOP),
    ("Associazione Tutti in Cortile (demo)", BodyForm.ODV),
    ("Cooperativa Radici e Ali (demo)", BodyForm.SOCIAL_COOP),
    ("Associazione Ortica Solidale (demo)", BodyForm.APS),
    ("Fondazione Navigli per l’abitare (demo)", BodyForm.FOUNDATION),
    ("Cooperativa Cascina Aperta (demo)", BodyForm.SOCIAL_COOP),
    ("Immobiliare Tre Torri Srl (demo)", BodyForm.COMPANY),
    ("Edilizia Naviglio Spa (demo)", BodyForm.COMPANY),
    ("Parrocchia Santa Rita (demo)", BodyForm.PARISH),
    ("Istituto Case del Nord (demo)", BodyForm.PUBLIC),
    ("Associazione Vicini di Casa (demo)", BodyForm.APS),
    ("Cooperativa Filo Rosso (demo)", BodyForm.SOCIAL_COOP),
    ("Cooperativa Martesana Insieme (demo)", BodyForm.SOCIAL_COOP),
    ("Fondazione Abitare Giovane (demo)", BodyForm.FOUNDATION),
    ("Associazione Comasina Viva (demo)", BodyForm.ODV),
    ("Cooperativa Barona Lavoro (demo)", BodyForm.SOCIAL_COOP),
    ("Immobiliare Porta Nuova Srl (demo)", BodyForm.COMPANY),
    ("Cooperativa Isola dei Mestieri (demo)", BodyForm.SOCIAL_COOP),
    ("Associazione Corvetto Accoglie (demo)", BodyForm.APS),
)
CASE_FORMS = {BodyForm.SOCIAL_COOP, BodyForm.APS, BodyForm.ODV, BodyForm.FOUNDATION}
PENDING = {"Associazione Corvetto Accoglie (demo)", "Cooperativa Isola dei Mestieri (demo)"}


@dataclass
class Cast:
    owners: list[User]
    company_owners: list[Membership]
    operators: list[Membership]
    reviewers: list[User]


def codice_fiscale(number: int) -> str:
    """An eleven-digit code with a right check digit: plausible, and of nobody."""
    digits = f"{9_000_000_000 + number:010d}"
    total = sum(int(d) for d in digits[::2]) + sum((int(d) * 2 - 9 * (int(d) > 4)) for d in digits[1::2])
    return f"{digits}{-total % 10}"


def _user(email: str, first: str, last: str, password: str) -> User:
    user, _ = User.objects.get_or_create(
        email=email, defaults={"first_name": first, "last_name": last, "is_demo": True, "password": password}
    )
    return user


def _member(user: User, role: str, body: Body | None) -> Membership:
    row, _ = Membership.objects.get_or_create(
        user=user, role=role, body=body, defaults={"valid_from": today(), "confirmed_at": now()}
    )
    return row


def make_bodies() -> dict[str, Body]:
    for number, (name, form) in enumerate(BODIES):
        status = BodyStatus.PENDING if name in PENDING else BodyStatus.VERIFIED
        code = codice_fiscale(number)
        Body.objects.get_or_create(
            legal_name=name,
            defaults={
                "form": form,
                "codice_fiscale": code,
                "status": status,
                "is_demo": True,
                "partita_iva": code if form == BodyForm.COMPANY else "",
                "verified_at": now() if status == BodyStatus.VERIFIED else None,
                "pec": f"ente{number}@pec.demo.example",
                "legal_representative": f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
            },
        )
    return {body.legal_name: body for body in Body.objects.filter(is_demo=True)}


def make_cast(rng: random.Random, owners: int) -> Cast:
    """Create the accounts, ``owners`` private landlords and two operators a case-working body."""
    bodies, password = make_bodies(), make_password(PASSWORD)
    for account in ACCOUNTS:
        _member(_user(account.email, account.first, account.last, password), account.role, bodies.get(account.body))
    private = _make_owners(rng, owners, password)
    _make_members(rng, bodies, password)
    members = Membership.objects.filter(user__is_demo=True).select_related("user", "body").order_by("id")
    verified = [m for m in members if m.body is None or m.body.status == BodyStatus.VERIFIED]
    return Cast(
        owners=[User.objects.get(email=ACCOUNTS[0].email), *private],
        company_owners=[m for m in verified if m.role == Role.LANDLORD and m.body],
        operators=[m for m in verified if m.role in {Role.OPERATOR, Role.MANAGER}],
        reviewers=[m.user for m in verified if m.role == Role.REVIEWER],
    )


def _make_owners(rng: random.Random, count: int, password: str) -> list[User]:
    people = [
        User(
            email=f"proprietario{n}@demo.example",
            first_name=rng.choice(FIRST),
            last_name=rng.choice(LAST),
            is_demo=True,
            password=password,
        )
        for n in range(count)
    ]
    User.objects.bulk_create(people, batch_size=5000, ignore_conflicts=True)
    private = list(User.objects.filter(email__startswith="proprietario", is_demo=True).order_by("id")[:count])
    mandates = [Membership(user=u, role=Role.LANDLORD, valid_from=today(), confirmed_at=now()) for u in private]
    Membership.objects.bulk_create(mandates, batch_size=5000, ignore_conflicts=True)
    return private


def _make_members(rng: random.Random, bodies: dict[str, Body], password: str) -> None:
    """Who works for the bodies; and, for everybody, the confirmed address without which nobody signs in."""
    for number, body in enumerate(b for b in bodies.values() if b.form in CASE_FORMS):
        for k in range(2):
            user = _user(f"operatore{number}-{k}@demo.example", rng.choice(FIRST), rng.choice(LAST), password)
            _member(user, Role.OPERATOR, body)
    for body in bodies.values():
        if body.form in {BodyForm.COMPANY, BodyForm.PARISH}:
            user = _user(f"casa{body.codice_fiscale}@demo.example", rng.choice(FIRST), rng.choice(LAST), password)
            _member(user, Role.LANDLORD, body)
    without = User.objects.filter(is_demo=True, emailaddress=None)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in without], batch_size=5000
    )
