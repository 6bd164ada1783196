"""What changes outside the wizard: by the owner while the flat is on the market, by the reviewer at her desk."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers.enums import OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.services import drafts
from marketplace.offers.wizard.views import own_or_404
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import Role

from . import selectors, services
from .forms.live import LiveForm
from .forms.office import OfficeForm
from .models import Flat
from .wizard import WIZARD

ON_THE_MARKET = {OfferState.PUBLISHED, OfferState.PAUSED}


@login_required
@require_http_methods(["GET", "POST"])
def live(request: HttpRequest, public_id: str) -> HttpResponse:
    """Dates and a lower rent, without a new review; a flat that is not on the market has its wizard for that."""
    flat = own_or_404(WIZARD, request, public_id)
    if flat.offer.state not in ON_THE_MARKET:
        return redirect("my_offer", public_id)
    form = LiveForm(*posted(request), initial=services.live_values(flat))
    if form.is_valid() and _changed(request, flat, form):
        messages.success(request, _("Fatto: l’annuncio è aggiornato."))
        return redirect("my_offer", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    # after a clash of two windows the version is the new one: whoever reads the warning may save again
    context = {"form": form, "flat": flat, "offer": own_or_404(WIZARD, request, public_id).offer}
    return render(request, "housing/live.html", context, status=status)


def _changed(request: HttpRequest, flat: Flat, form: LiveForm) -> bool:
    try:
        services.change_live(offer_id=flat.pk, actor=request.user, **form.answers())
    except drafts.StaleVersion as error:
        form.add_error(None, _("{what} Guarda com’è adesso, poi salva di nuovo.").format(what=error.message))
        return False
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


@acting_as(Role.REVIEWER)
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest, public_id: str) -> HttpResponse:
    """The reviewer enters the accord's zone and the attested persons. Not for her own offers: 404."""
    flat = selectors.flats().filter(offer__public_id=public_id).first()
    if flat is None or Who.REVIEWER not in parts_of(request.user, flat.offer):
        raise Http404
    initial = {"concordato_zone": flat.concordato_zone, "attested_persons": flat.attested_persons}
    form = OfficeForm(*posted(request), initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        zone, persons = values["concordato_zone"], values["attested_persons"]
        services.set_office_values(offer_id=flat.pk, zone=zone, persons=persons, actor=request.user)
        return redirect("review_offer", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "housing/office.html", {"form": form, "offer": flat.offer}, status=status)
