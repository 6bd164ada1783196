from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does on the portal, for herself or for a body (``domain.md`` §4)."""

    LANDLORD = "landlord", _("Chi affitta una casa")
    EMPLOYER = "employer", _("Impresa che offre lavoro")
    TRAINER = "trainer", _("Ente di formazione")
    OPERATOR = "operator", _("Operatrice o operatore di un ente")
    MANAGER = "manager", _("Responsabile di un ente")
    REVIEWER = "reviewer", _("Comune: revisione")
    EDITOR = "editor", _("Comune: redazione")
    ANALYST = "analyst", _("Comune: analisi")
    AUDITOR = "auditor", _("Controllo e protezione dati")
    ADMIN = "admin", _("Amministrazione del portale")


CASE_WORKERS = frozenset({Role.OPERATOR, Role.MANAGER})
CITY_STAFF = frozenset({Role.REVIEWER, Role.EDITOR, Role.ANALYST, Role.AUDITOR, Role.ADMIN})
OFFERERS = frozenset({Role.LANDLORD, Role.EMPLOYER, Role.TRAINER})
NEEDS_SECOND_FACTOR = CASE_WORKERS | CITY_STAFF
# Whom the holder of a role may bring into her body. Who may invite also runs the body's page and ends mandates.
INVITABLE: dict[str, tuple[Role, ...]] = {
    Role.MANAGER: (Role.OPERATOR, Role.MANAGER),
    Role.LANDLORD: (Role.LANDLORD,),
    Role.EMPLOYER: (Role.EMPLOYER,),
    Role.TRAINER: (Role.TRAINER,),
    Role.ADMIN: (Role.REVIEWER, Role.EDITOR, Role.ANALYST, Role.AUDITOR, Role.ADMIN),
}


class BodyStatus(TextChoices):
    PENDING = "pending", _("In attesa di verifica")
    VERIFIED = "verified", _("Verificato")
    SUSPENDED = "suspended", _("Sospeso")
    REVOKED = "revoked", _("Revocato")


# From which state a reviewer may move a body to which. Revoking a pending one is refusing it.
TRANSITIONS: dict[str, frozenset[BodyStatus]] = {
    BodyStatus.PENDING: frozenset({BodyStatus.VERIFIED, BodyStatus.REVOKED}),
    BodyStatus.VERIFIED: frozenset({BodyStatus.SUSPENDED, BodyStatus.REVOKED}),
    BodyStatus.SUSPENDED: frozenset({BodyStatus.VERIFIED, BodyStatus.REVOKED}),
    BodyStatus.REVOKED: frozenset(),
}


class BodyForm(TextChoices):
    COMPANY = "company", _("Società")
    SOLE_TRADER = "sole_trader", _("Ditta individuale")
    SOCIAL_COOP = "social_coop", _("Cooperativa sociale")
    APS = "aps", _("Associazione di promozione sociale")
    ODV = "odv", _("Organizzazione di volontariato")
    FOUNDATION = "foundation", _("Fondazione")
    PARISH = "parish", _("Parrocchia o ente religioso")
    PUBLIC = "public", _("Ente pubblico")
    SCHOOL = "school", _("Scuola, CPIA o centro di formazione")
    OTHER = "other", _("Altra forma")


# Forms that trade: they have a partita IVA, a PEC and a number in the business register (REA).
BUSINESSES = frozenset({BodyForm.COMPANY, BodyForm.SOLE_TRADER, BodyForm.SOCIAL_COOP})
# Forms that live in the third-sector register (D.Lgs. 117/2017 art. 4); social co-operatives enter it by their REA.
THIRD_SECTOR = frozenset({BodyForm.APS, BodyForm.ODV})


class RuntsSection(TextChoices):
    """Sections of the national register of the third sector (D.Lgs. 117/2017 art. 46)."""

    ODV = "odv", _("Organizzazioni di volontariato")
    APS = "aps", _("Associazioni di promozione sociale")
    PHILANTHROPIC = "philanthropic", _("Enti filantropici")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Imprese sociali")
    NETWORK = "network", _("Reti associative")
    MUTUAL = "mutual", _("Società di mutuo soccorso")
    OTHER = "other", _("Altri enti del Terzo settore")
