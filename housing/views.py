"""What changes outside the wizard: by the owner while the flat is on the market, by the reviewer at her desk."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from marketplace.core.forms import posted
from marketplace.offers.life import Who, parts_of
from marketplace.offers.wizard import live as shared
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import Role

from . import selectors, services
from .forms.live import LiveForm
from .forms.office import OfficeForm
from .models import Flat
from .wizard import WIZARD


@login_required
@require_http_methods(["GET", "POST"])
def live(request: HttpRequest, public_id: str) -> HttpResponse:
    """Dates and a lower rent, without a new review."""

    def form_of(flat: Flat) -> LiveForm:
        return LiveForm(*posted(request), initial=services.live_values(flat))

    return shared.page(request, WIZARD, public_id, form_of, services.change_live)


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
