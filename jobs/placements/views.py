"""What an employer changes outside the wizard, while the placement is on the market."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jobs.models import Placement
from marketplace.core.forms import posted
from marketplace.offers.wizard import live as shared

from . import services
from .forms.live import LiveForm
from .wizard import WIZARD


@login_required
@require_http_methods(["GET", "POST"])
def live(request: HttpRequest, public_id: str) -> HttpResponse:
    """Dates, more seats and a higher pay, without a new review."""

    def form_of(placement: Placement) -> LiveForm:
        return LiveForm(*posted(request), placement=placement, initial=services.live_values(placement))

    return shared.page(request, WIZARD, public_id, form_of, services.change_live)
