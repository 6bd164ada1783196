from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.ids import public_id

from .enums import BodyForm, BodyStatus, Role, RuntsSection
from .validators import validate_ateco

INVITATION_LASTS = timedelta(days=14)


def private_storage() -> Storage:
    """Where documents lie that no address leads to: views serve them."""
    return storages["private"]


def invitation_end() -> datetime:
    return now() + INVITATION_LASTS


class Body(models.Model):
    """A body (ente): firm, training body, third-sector body, owner that is not a person, or the Comune."""

    legal_name = models.CharField(_("denominazione"), max_length=200)
    form = models.CharField(_("forma giuridica"), max_length=20, choices=BodyForm)
    codice_fiscale = models.CharField(_("codice fiscale"), max_length=16, unique=True)
    partita_iva = models.CharField(_("partita IVA"), max_length=11, blank=True)
    pec = models.EmailField(_("PEC"), blank=True)
    rea = models.CharField(_("numero REA"), max_length=20, blank=True)
    ateco = ArrayField(
        models.CharField(max_length=8, validators=[validate_ateco]),
        verbose_name=_("codici ATECO"),
        default=list,
        blank=True,
        help_text="ATECO 2025: what the body does; the first two digits are the division.",
    )
    runts_number = models.CharField(_("numero RUNTS"), max_length=30, blank=True)
    runts_section = models.CharField(_("sezione RUNTS"), max_length=20, choices=RuntsSection, blank=True)
    legal_representative = models.CharField(_("rappresentante legale"), max_length=160, blank=True)
    phone = models.CharField(_("telefono"), max_length=30, blank=True)
    website = models.URLField(_("sito"), blank=True)
    address = models.CharField(_("indirizzo della sede"), max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=BodyStatus, default=BodyStatus.PENDING)
    status_at = models.DateTimeField(default=now, help_text="Since when it is in this state.")
    status_note = models.TextField(blank=True, help_text="The reviewer's words to the body.")
    integration_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="The term rests until the body answers (L. 241/1990 art. 2)."
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["legal_name"]

    def __str__(self) -> str:
        return self.legal_name


class Membership(models.Model):
    """The mandate of a person to act in a role, for a body or (landlords only) for herself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("ruolo"), max_length=12, choices=Role)
    valid_from = models.DateField(_("valido dal"))
    valid_to = models.DateField(_("valido fino al"), null=True, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="A manager of the body or a reviewer has confirmed this mandate."
    )
    mandate_document = models.FileField(
        _("delega o incarico"), upload_to="mandates/%Y/", blank=True, storage=private_storage
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                nulls_distinct=False,
                name="membership_once",
                violation_error_message=_("Hai già questo ruolo."),
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(role=Role.LANDLORD), name="membership_body_unless_landlord"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_in_force(self) -> bool:
        """Is it for the person herself or for a verified body? What waits for the verification gives no rights yet."""
        return self.body is None or self.body.status == BodyStatus.VERIFIED

    @property
    def label(self) -> str:
        """How the strip "you act as" names this membership."""
        return f"{self.get_role_display()} · {self.body}" if self.body else str(self.get_role_display())


class Invitation(models.Model):
    """A manager asks a colleague, by e-mail, to join the body; accepting it makes a confirmed membership."""

    key = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail della persona"))
    role = models.CharField(_("ruolo"), max_length=12, choices=Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "body",
                "role",
                name="invitation_once",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role} {self.body}"
