"""What an employer changes outside the wizard, while the placement is on the market."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs.models import Placement
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers.enums import OfferState
from marketplace.offers.services import drafts
from marketplace.offers.wizard.views import own_or_404

from . import services
from .forms.live import LiveForm
from .wizard import WIZARD

CHANGEABLE = {OfferState.PUBLISHED, OfferState.PAUSED}


@login_required
@require_http_methods(["GET", "POST"])
def live(request: HttpRequest, public_id: str) -> HttpResponse:
    """Dates, more seats and a higher pay, without a new review; elsewhere the wizard is for that."""
    placement = own_or_404(WIZARD, request, public_id)
    if placement.offer.state not in CHANGEABLE:
        return redirect("my_offer", public_id)
    form = LiveForm(*posted(request), placement=placement, initial=services.live_values(placement))
    if form.is_valid() and _changed(request, placement, form):
        messages.success(request, _("Fatto: l’annuncio è aggiornato."))
        return redirect("my_offer", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    # after a clash of two windows the version is the new one: whoever reads the warning may save again
    context = {"form": form, "offer": own_or_404(WIZARD, request, public_id).offer}
    return render(request, "jobs/placements/live.html", context, status=status)


def _changed(request: HttpRequest, placement: Placement, form: LiveForm) -> bool:
    try:
        services.change_live(offer_id=placement.pk, actor=request.user, **form.answers())
    except drafts.StaleVersion as error:
        form.add_error(None, _("{what} Guarda com’è adesso, poi salva di nuovo.").format(what=error.message))
        return False
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
