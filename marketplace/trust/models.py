from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock
from marketplace.core.ids import public_id
from marketplace.organisations.models import Body, private_storage
from marketplace.organisations.uploads import ENDINGS, sniff

from . import kinds
from .enums import OUTCOMES, Accreditation, CheckState


def evidence_name(check: "Check", filename: str) -> str:
    """Where a paper is filed: nothing of the name under which it came, the ending from its bytes."""
    file: UploadedFile = check.evidence.file
    return f"checks/{clock.today():%Y}/{public_id()}.{ENDINGS.get(sniff(file), 'bin')}"


class Check(models.Model):
    """A dated check (verifica) on a body: what was looked at, by whom, when, with which outcome and until when.

    A row is never changed once it is decided: a newer check of the same kind replaces it. Of each kind a body has one
    current check at most, and beside it one proposal (a paper or a declaration that waits for a reviewer).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(_("verifica"), max_length=24)
    state = models.CharField(_("esito"), max_length=10, choices=CheckState)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(_("controllata il"), null=True, blank=True)
    issued_on = models.DateField(_("data del documento"), null=True, blank=True)
    stated_until = models.DateField(_("scadenza scritta sul documento"), null=True, blank=True)
    valid_until = models.DateField(
        _("vale fino al"), null=True, blank=True, help_text="Last day; computed when it is decided (see ``rules``)."
    )
    number = models.CharField(_("numero o protocollo"), max_length=60, blank=True)
    accreditation = models.CharField(_("titolo"), max_length=30, choices=Accreditation, blank=True)
    sections = models.CharField(_("sezioni"), max_length=200, blank=True)
    note = models.TextField(_("nota"), max_length=2000, blank=True, help_text="The body reads it.")
    evidence = models.FileField(_("documento"), upload_to=evidence_name, storage=private_storage, blank=True)
    warned_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days before the end of which the last warning spoke."
    )
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is history.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=Q(replaced_at=None, state__in=sorted(OUTCOMES)),
                name="check_one_current",
            ),
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=Q(replaced_at=None, state=CheckState.PROPOSED),
                name="check_one_proposal",
            ),
            models.CheckConstraint(
                condition=Q(state=CheckState.PROPOSED) | Q(done_by__isnull=False, done_on__isnull=False),
                name="check_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckState.OK) | Q(valid_until__isnull=False), name="check_ok_has_an_end"
            ),
        ]
        indexes = [
            models.Index(
                fields=["valid_until"], name="check_expiry", condition=Q(replaced_at=None, state=CheckState.OK)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.body_id} {self.state}"

    @property
    def about(self) -> kinds.CheckKind:
        """Its kind's description."""
        return kinds.get(self.kind)
