"""Writes on people: their own data, and the second factor of demonstration accounts."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.errors import NotAllowed
from marketplace.core.locks import lock

from .models import User

PROFILE_FIELDS = ("first_name", "last_name", "phone", "language")
DEMO_TOTP_SECRET = "PROVAILPORTALECASAELAVOROMILANO2"  # noqa: S105 -- printed by ./dev up, refused outside DEBUG


@transaction.atomic
def update_profile(*, actor: User, **values: Any) -> User:
    """Change one's own name, telephone and language."""
    user = lock(User.objects.all(), pk=actor.pk)
    changed = [name for name in PROFILE_FIELDS if name in values and getattr(user, name) != values[name]]
    for name in changed:
        setattr(user, name, values[name])
    if changed:
        user.save(update_fields=changed)
        audit.log("profile.changed", actor=user, obj=user, fields=changed)
    return user


@transaction.atomic
def give_demo_totp(user: User) -> str:
    """Give a demonstration account the authenticator that ``./dev up`` and ``manage.py totp`` know; return its secret.

    Raises ``NotAllowed`` for real people and outside DEBUG: a known secret protects nothing.
    """
    if not (settings.DEMO and user.is_demo):
        raise NotAllowed(_("Solo le persone inventate di una macchina di prova hanno un codice noto."))
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, DEMO_TOTP_SECRET)
    return DEMO_TOTP_SECRET


def demo_code(user: User) -> str:
    """The code that the authenticator of a demonstration account shows now. Raises ``NotAllowed`` as above."""
    if not (settings.DEMO and user.is_demo):
        raise NotAllowed(_("Solo le persone inventate di una macchina di prova hanno un codice noto."))
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(decrypt(row.data["secret"]), counters[len(counters) // 2]))
