"""Settings of sign-in and sign-up (django-allauth)."""

import environ

env = environ.Env()

ACCOUNT_ADAPTER = "marketplace.organisations.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "marketplace.organisations.forms.LoginForm",
    "signup": "marketplace.organisations.forms.SignupForm",
    "reauthenticate": "marketplace.organisations.second_factor.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a change of password or of a second factor is told by mail
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once it is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_ADAPTER = "marketplace.organisations.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "marketplace.organisations.second_factor.CodeForm",
    "reauthenticate": "marketplace.organisations.second_factor.CodeAgainForm",
    "activate_totp": "marketplace.organisations.second_factor.ActivateForm",
    "add_webauthn": "marketplace.organisations.second_factor.AddKeyForm",
    "edit_webauthn": "marketplace.organisations.second_factor.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Casa e lavoro a Milano"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env("SITE_URL", default="http:").startswith("http:")  # on http://localhost
SECOND_FACTOR_REQUIRED = True  # of operators, managers and the city's staff (organisations.enums.NEEDS_SECOND_FACTOR)

# How often a client may ask. allauth guards its own pages by its defaults; ours count by the same idea of "client".
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
RATELIMIT_FAIL_OPEN = True  # a count that is lost between two looks at it (a flushed cache) is no visitor's fault
RATELIMIT_IP_META_KEY = "allauth.core.internal.httpkit.get_client_ip"
