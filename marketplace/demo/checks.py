"""What the Comune has looked at of the invented bodies: in force, ending soon, ended, and waiting for a reviewer."""

from datetime import timedelta

from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body
from marketplace.trust import kinds, rules
from marketplace.trust.enums import Accreditation, CheckState
from marketplace.trust.models import Check

from .bodies import BY_NAME

RECENT = 20  # days since a check was done, unless the table says otherwise
ENDS_SOON, ENDED = 112, 150  # days after which a DURC has a week left, and has run out
OTHER_DAYS = {
    ("Mensa Bicocca Srl (demo)", kinds.DURC): ENDED,
    ("Logistica Martesana Srl (demo)", kinds.DURC): ENDS_SOON,
    ("Sartoria Bovisa Srl (demo)", kinds.VISURA): 175,
    ("Centro Studi Barona (demo)", kinds.TRAINING): 355,
}
BRINGS_TOGETHER = {  # the others accompany people and send them to one of these (D.Lgs. 276/2003 art. 6)
    "Cooperativa Ponte Nuovo (demo)": (Accreditation.LOMBARDY, RECENT),
    "Cooperativa Le Vie (demo)": (Accreditation.LOMBARDY, 356),
    "Fondazione Casa Comune (demo)": (Accreditation.ASSOCIATION, RECENT),
    "Associazione Porta Aperta (demo)": (Accreditation.ASSOCIATION, 400),
}
ACCREDITED = {"Scuola Isola dei Mestieri (demo)", "Centro Studi Barona (demo)"}
PROPOSED = {kinds.DVR, kinds.QUOTA_68, kinds.CAPORALATO}  # declarations: there is no paper to open


def make_checks(bodies: dict[str, Body]) -> None:
    """Write the checks of firms, of bodies that bring people and employers together, and of training bodies."""
    reviewer = User.objects.filter(is_demo=True, memberships__role=Role.REVIEWER).order_by("pk").first()
    rows = []
    for name, body in bodies.items():
        if BY_NAME[name].pending:
            rows += [_proposal(body, kind) for kind in kinds.asked_of(body, _roles(name)) if kind.code in PROPOSED]
        else:
            rows += [
                _check(body, kind, reviewer)
                for kind in kinds.asked_of(body, _roles(name))
                if kind.code not in (kinds.LABOUR, kinds.TRAINING) or name in BRINGS_TOGETHER or name in ACCREDITED
            ]
    Check.objects.bulk_create(rows)


def _roles(name: str) -> set[str]:
    about = BY_NAME[name]
    held = {Role.EMPLOYER: about.trades, Role.TRAINER: about.courses, Role.OPERATOR: about.cases}
    return {role for role, holds in held.items() if holds}


def _check(body: Body, kind: kinds.CheckKind, reviewer: User) -> Check:
    title, days = BRINGS_TOGETHER.get(body.legal_name, ("", RECENT)) if kind.code == kinds.LABOUR else ("", RECENT)
    done = today() - timedelta(days=OTHER_DAYS.get((body.legal_name, kind.code), days))
    until = rules.valid_until(kind, issued_on=done, done_on=done)
    return Check(
        body=body, kind=kind.code, state=CheckState.OK, done_by=reviewer, done_on=done, accreditation=title,
        issued_on=None if kind.from_register else done, valid_until=until,
        number=f"DEMO-{body.codice_fiscale[-4:]}" if kinds.NUMBER in kind.asks else "",
        sections="A, B" if kinds.SECTIONS in kind.asks else "",
    )  # fmt: skip


def _proposal(body: Body, kind: kinds.CheckKind) -> Check:
    return Check(
        body=body, kind=kind.code, state=CheckState.PROPOSED, proposed_at=now() - timedelta(days=2),
        issued_on=today() - timedelta(days=3),
    )  # fmt: skip
