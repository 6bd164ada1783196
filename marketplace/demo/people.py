"""The invented bodies and people, each marked as such, and the accounts that a visitor may try."""

import random
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.organisations.models import Body, Membership

from .bodies import BY_NAME, make_bodies
from .checks import make_checks
from .names import FIRST, LAST

PASSWORD = "prova-il-portale-2026"  # printed by ./dev up, only on a private machine


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
    Account(
        "impresa@demo.example",
        "Bruno",
        "Colombo",
        Role.EMPLOYER,
        "Trattoria Naviglio Grande Srl (demo)",
        "offers work, answers proposals",
    ),
    Account("mensa@demo.example", "Laura", "Pozzi", Role.EMPLOYER, "Mensa Bicocca Srl (demo)", "its DURC has run out"),
    Account(
        "formazione@demo.example",
        "Anna",
        "Cattaneo",
        Role.TRAINER,
        "Scuola Isola dei Mestieri (demo)",
        "holds courses, keeps registers",
    ),
    Account("admin@demo.example", "Ivo", "Brambilla", Role.ADMIN, "Comune di Milano (demo)", "administers the portal"),
)


@dataclass
class Cast:
    owners: list[User]
    company_owners: list[Membership]
    operators: list[Membership]
    reviewers: list[User]
    employers: list[Membership]
    trainers: list[Membership]


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


def make_cast(rng: random.Random, owners: int) -> Cast:
    """Create the accounts, ``owners`` private landlords and two operators a case-working body."""
    bodies, password = make_bodies(), make_password(PASSWORD)
    for account in ACCOUNTS:
        _member(_user(account.email, account.first, account.last, password), account.role, bodies.get(account.body))
    private = _make_owners(rng, owners, password)
    _make_members(rng, bodies, password)
    members = Membership.objects.filter(user__is_demo=True).select_related("user", "body").order_by("id")
    make_checks(bodies)
    verified = [m for m in members if m.body is None or m.body.status == BodyStatus.VERIFIED]
    return Cast(
        owners=[User.objects.get(email=ACCOUNTS[0].email), *private],
        company_owners=[m for m in verified if m.role == Role.LANDLORD and m.body],
        operators=[m for m in verified if m.role in {Role.OPERATOR, Role.MANAGER}],
        reviewers=[m.user for m in verified if m.role == Role.REVIEWER],
        employers=[m for m in members if m.role == Role.EMPLOYER],
        trainers=[m for m in members if m.role == Role.TRAINER],
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
    known = {account.body for account in ACCOUNTS if account.role in {Role.EMPLOYER, Role.TRAINER}}
    for number, (name, body) in enumerate(bodies.items()):
        about, code = BY_NAME[name], body.codice_fiscale
        wanted = [(Role.OPERATOR, f"operatore{number}-{k}") for k in range(2) if about.cases]
        wanted += [(Role.LANDLORD, f"casa{code}")] if about.lets else []
        if name not in known:
            wanted += [(Role.EMPLOYER, f"lavoro{code}")] if about.trades else []
            wanted += [(Role.TRAINER, f"corsi{code}")] if about.courses else []
        for role, email in wanted:
            _member(_user(f"{email}@demo.example", rng.choice(FIRST), rng.choice(LAST), password), role, body)
    without = User.objects.filter(is_demo=True, emailaddress=None)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in without], batch_size=5000
    )
