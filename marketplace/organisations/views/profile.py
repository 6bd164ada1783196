from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.services import update_profile
from marketplace.core.forms import posted

from .. import selectors
from ..forms import ProfileForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own data, roles and the security of the access."""
    form = ProfileForm(*posted(request), instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        user = update_profile(actor=request.user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Dati salvati."))
        return redirect("profile")
    context = {"form": form, "own_memberships": selectors.own_memberships(request.user)}
    return render(request, "organisations/profile.html", context, status=422 if form.errors else 200)
