"""The page on which an owner changes what needs no new review, while her offer is on the market."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from marketplace.core.errors import DomainError

from .. import kinds
from ..enums import OfferState
from ..services import drafts
from .views import own_or_404
from .wizard import Wizard

ON_THE_MARKET = frozenset({OfferState.PUBLISHED, OfferState.PAUSED})


def page(
    request: HttpRequest,
    wizard: Wizard,
    public_id: str,
    form_of: Callable[[Any], forms.Form],
    change: Callable[..., Any],
) -> HttpResponse:
    """``form_of`` makes the kind's form for its content; ``change`` is its service, which takes ``form.answers()``.

    An offer that is not on the market has its wizard for that.
    """
    content = own_or_404(wizard, request, public_id)
    if content.offer.state not in ON_THE_MARKET:
        return redirect("my_offer", public_id)
    form = form_of(content)
    if form.is_valid() and _changed(request, content, form, change):
        messages.success(request, _("Fatto: l’annuncio è aggiornato."))
        return redirect("my_offer", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    # after a clash of two windows the version is the new one: whoever reads the warning may save again
    context = {"form": form, "offer": own_or_404(wizard, request, public_id).offer}
    return render(
        request, "offers/wizard/live.html", context | {"title": kinds.get(wizard.kind).words.live}, status=status
    )


def _changed(request: HttpRequest, content: Any, form: Any, change: Callable[..., Any]) -> bool:
    try:
        change(offer_id=content.pk, actor=request.user, **form.answers())
    except drafts.StaleVersion as error:
        form.add_error(None, _("{what} Guarda com’è adesso, poi salva di nuovo.").format(what=error.message))
        return False
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
