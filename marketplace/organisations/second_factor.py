"""allauth's forms and messages of the second factor, in our words."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .forms import drop_placeholders


class Adapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Questo codice non vale. Cambia ogni 30 secondi: scrivi quello che l’app mostra adesso.")
    }


class _Code(forms.Form):
    """A form with a code: of the app or, but where that is set up, one of the recovery codes."""

    label: str | Promise = _("Codice")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.label
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        drop_placeholders(self)


class CodeForm(_Code, BaseAuthenticateForm):
    pass


class CodeAgainForm(_Code, BaseCodeAgainForm):
    pass


class ActivateForm(_Code, ActivateTOTPForm):
    label = _("Codice di 6 cifre")


class PasswordAgainForm(BaseReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        drop_placeholders(self)


class _Named(forms.Form):
    """A form with the name by which a person tells her keys apart."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nome della chiave")
        self.fields["name"].help_text = _("Per riconoscerla, per esempio «Telefono» o «Chiave dell’ufficio».")


class AddKeyForm(_Named, AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Entra solo con questa chiave, senza la password")
        self.fields["passwordless"].help_text = _("Il dispositivo ti chiede l’impronta, il volto o un PIN.")


class EditKeyForm(_Named, EditWebAuthnForm):
    pass
