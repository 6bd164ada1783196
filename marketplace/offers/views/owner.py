"""An owner's own offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from marketplace.core.errors import DomainError
from marketplace.core.forms import posted

from .. import kinds
from ..dashboard import dashboard
from ..enums import OfferState
from ..forms import WithdrawForm
from ..kinds import OfferKind
from ..models import Offer
from ..selectors import due_on, get_owned_or_404
from ..services import drafts, freshness, market
from ..timeline import timeline


@require_GET
@login_required
def my_offers(request: HttpRequest) -> HttpResponse:
    """What to do now, and every own offer with its state."""
    role = request.acting.role if request.acting else ""
    new = [(kind, reverse(kind.new_url)) for kind in kinds.all_kinds() if kind.new_url and role in kind.roles]
    context = {
        "page": dashboard(request.user, request.acting), "new": new,
        "empty": [kind.words.empty for kind, _url in new],
    }  # fmt: skip
    return render(request, "offers/my_offers.html", context)


@require_GET
@login_required
def my_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """One own offer: what to do, and all that has happened."""
    offer = get_owned_or_404(request.user, public_id)
    return render(request, "offers/my_offer.html", _offer_context(request, offer))


def _offer_context(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    page = dashboard(request.user, None, [offer])
    return {
        "offer": offer,
        "row": page.rows[0],
        "page": page,
        "kind": kinds.get(offer.kind),
        "due": due_on(offer) if offer.state == OfferState.SUBMITTED else None,
        "message": _last_message(offer),
        "entries": timeline(offer, request.user),
    }


def _last_message(offer: Offer) -> str:
    """What the Comune has asked for, while it is still to be done."""
    if offer.state not in {OfferState.CHANGES, OfferState.REJECTED}:
        return ""
    change = offer.changes.filter(new=offer.state).last()
    return change.note if change else ""


@dataclass(frozen=True)
class Step:
    """A button of the owner's pages. With a ``question`` a page asks first and says what follows."""

    act: Callable[[Offer, Any, dict[str, Any]], Any]
    done: str | Promise
    question: str | Promise = ""
    consequence: str | Promise = ""
    label: str | Promise = ""
    form: Any = None
    danger: bool = False


def steps_of(kind: OfferKind) -> dict[str, Step]:
    """The steps by the last part of their address, in the words of the kind."""
    return {
        "pausa": Step(
            lambda offer, user, _data: market.pause(offer_id=offer.pk, actor=user),
            _("L’annuncio è in pausa: non si vede più online. Puoi rimetterlo quando vuoi."),
        ),
        "online": Step(
            lambda offer, user, _data: market.resume(offer_id=offer.pk, actor=user),
            _("L’annuncio è di nuovo online."),
        ),
        "libera": Step(
            lambda offer, user, _data: freshness.confirm_free(offer_id=offer.pk, actor=user), kind.words.asking.thanks
        ),
        "affittata": Step(
            lambda offer, user, _data: market.mark_let_elsewhere(offer_id=offer.pk, actor=user),
            _("Grazie di avercelo detto: l’annuncio non è più online."),
        ),
        "riprendi": Step(
            lambda offer, user, _data: drafts.recall(offer_id=offer.pk, actor=user),
            _("L’annuncio è di nuovo una bozza: modificalo e rimandalo."),
        ),
        **_asked_first(kind),
    }


def _asked_first(kind: OfferKind) -> dict[str, Step]:
    edit = _(
        "Lo togliamo dal sito mentre lo modifichi. Quando lo rimandi, il Comune guarda solo quello che è cambiato."
    )
    return {
        "modifica": Step(
            lambda offer, user, _data: drafts.reopen(offer_id=offer.pk, actor=user),
            _("Ora puoi modificare l’annuncio. Quando è pronto, rimandalo in revisione."),
            _("Vuoi modificare l’annuncio?"),
            format_lazy("{} {}", edit, kind.words.live_hint) if kind.live_name else edit,
            _("Modifica e rimanda in revisione"),
        ),
        "ritira": Step(
            lambda offer, user, data: market.withdraw(offer_id=offer.pk, actor=user, reason=data["reason"]),
            _("L’annuncio è ritirato."),
            _("Vuoi ritirare l’annuncio?"),
            _("Non si vedrà più online. Quello che hai scritto resta: potrai proporlo di nuovo."),
            _("Ritira l’annuncio"),
            WithdrawForm,
            danger=True,
        ),
        "elimina": Step(
            lambda offer, user, _data: drafts.delete_draft(offer_id=offer.pk, actor=user),
            _("La bozza è eliminata."),
            _("Vuoi eliminare questa bozza?"),
            _("Testi e foto si perdono: non si può tornare indietro."),
            _("Elimina la bozza"),
            danger=True,
        ),
    }


@login_required
def my_offer_action(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """A step of the owner. GET asks where there is something to ask and changes nothing."""
    offer = get_owned_or_404(request.user, public_id)
    kind = kinds.get(offer.kind)
    step = steps_of(kind).get(action)
    if step is None:
        raise Http404
    form = step.form(*posted(request), kind=kind) if step.form else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _perform(request, offer, action, step, form.cleaned_data if form else {})
    if not step.question:
        return redirect("my_offer", public_id=public_id)
    context = {"offer": offer, "step": step, "form": form}
    return render(request, "offers/ask.html", context, status=422 if form and form.errors else 200)


def _perform(request: HttpRequest, offer: Offer, action: str, step: Step, data: dict[str, Any]) -> HttpResponse:
    try:
        step.act(offer, request.user, data)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("my_offer", public_id=offer.public_id)
    messages.success(request, step.done)
    if action in {"modifica", "riprendi"}:
        return redirect(kinds.get(offer.kind).edit_url(offer))
    return redirect("my_offers") if action == "elimina" else redirect("my_offer", public_id=offer.public_id)
