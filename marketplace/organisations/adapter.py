"""How allauth writes to people and where it sends them: through our own messages, to our own pages."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation

from marketplace.accounts.models import User
from marketplace.notifications import services as notifications

from .audiences import AUDIENCES


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a message, in the person's language where we know her, instead of sending a mail in the request."""
        person = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = person.language if person else translation.get_language()
        with translation.override(language):
            mail = self.render_mail(template_prefix, email, {"email": email, "request": self.request, **context})
        notifications.write(
            kind=f"account.{template_prefix.rpartition('/')[2]}",
            user=person,
            address=email,
            language=language,
            subject=mail.subject,
            text=f"{mail.body.strip()}\n",
        )

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Keep with a new person her language and the page that she came by, for her first sign-in on any device."""
        user.language = translation.get_language() or user.language
        user.audience = audience_of(request.POST.get("next", ""))
        return super().save_user(request, user, form, commit=commit)


def audience_of(path: str) -> str:
    """The slug of the sign-up page that ``next`` leads back to, "" for any other address."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    slug = match.kwargs.get("slug", "") if match.url_name == "join_start" else ""
    return slug if slug in AUDIENCES else ""
