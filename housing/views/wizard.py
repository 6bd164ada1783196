"""The wizard of a flat. Every step works as a plain form; the script only saves earlier and oftener."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.core.clock import ROME
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.offers.photos import selectors as photos
from marketplace.offers.photos.services import LIMIT
from marketplace.offers.selectors import due_on
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from marketplace.organisations.selectors import valid_memberships

from .. import completeness, details, hints, printed, selectors, services, steps
from ..enums import RoomType
from ..forms import StepForm
from ..models import Flat
from ..services import Saved
from ..steps import Step


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET says what is needed; POST begins a draft for oneself, or for the body that one acts for."""
    membership = _landlord(request)
    if request.method == "POST":
        offer = drafts.create_draft(actor=request.user, kind="flat", body=membership.body)
        return redirect("flat_step", offer.public_id, steps.FIRST.code)
    return render(request, "housing/new.html", {"steps": steps.STEPS, "membership": membership})


def _landlord(request: HttpRequest) -> Any:
    """The mandate to offer a flat: the one acted for, else any other. Raises ``PermissionDenied``."""
    if request.acting and request.acting.role == Role.LANDLORD:
        return request.acting
    other = valid_memberships(request.user).filter(role=Role.LANDLORD).first()
    if other is None:
        raise PermissionDenied
    return other


@login_required
@require_GET
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft without a step: where something is missing first."""
    missing = completeness.missing(own_or_404(request, public_id))
    return redirect("flat_step", public_id, missing[0].step if missing else steps.LAST.code)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """One step: shown, or saved and left for the next."""
    flat, here = own_or_404(request, public_id), _step(code)
    if not flat.offer.editable and here is not steps.LAST:
        return redirect("flat_step", public_id, steps.LAST.code)
    if request.method == "POST":
        return _post(request, flat, here)
    form = here.form.of(flat) if here.form and flat.offer.editable else None
    return _page(request, flat, here, form)


def _post(request: HttpRequest, flat: Flat, here: Step) -> HttpResponse:
    if here.form is None:
        return _onwards(request, flat, here)
    try:
        saved = _save(request, flat, here)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("flat_step", flat.offer.public_id, steps.LAST.code)
    if saved.conflicts:
        for name, values in saved.conflicts.items():
            theirs = ", ".join(values["theirs"]) or _("vuoto")
            text = _("In un’altra finestra c’è scritto «%(theirs)s». Correggi qui, o salva di nuovo per tenere il tuo.")
            saved.form.add_error(name, text % {"theirs": theirs})
    if "remove" in request.POST or "add" in request.POST:
        return _change_rooms(request, saved)
    if saved.form.errors:
        status = HTTPStatus.CONFLICT if saved.conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, saved.flat, here, saved.form, status)
    return _onwards(request, saved.flat, here)


def _change_rooms(request: HttpRequest, saved: Saved) -> HttpResponse:
    """The buttons of the rooms' rows; what the rows said has been saved already."""
    flat = saved.flat
    try:
        if room_id := request.POST.get("remove", ""):
            if room_id.isdecimal():
                services.remove_room(offer_id=flat.pk, room_id=int(room_id), actor=request.user)
            anchor = "#stanze"
        else:
            room = services.add_room(offer_id=flat.pk, room_type=request.POST.get("room_type", ""), actor=request.user)
            anchor = f"#stanza-{room.pk}"
    except DomainError as error:
        saved.form.add_error(None, error.message)
        return _page(request, flat, _step("stanze"), saved.form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(reverse("flat_step", args=[flat.offer.public_id, "stanze"]) + anchor)


def _onwards(request: HttpRequest, flat: Flat, here: Step) -> HttpResponse:
    if here is steps.LAST:
        return _send(request, flat)
    following = steps.after(here)
    return redirect("flat_step", flat.offer.public_id, following.code)


def _send(request: HttpRequest, flat: Flat) -> HttpResponse:
    form = steps.LAST.form.of(flat)
    try:
        services.send(offer_id=flat.pk, declared="declared" in request.POST, actor=request.user)
    except DomainError as error:
        context = {"send_error": error.message}
        return _page(request, flat, steps.LAST, form, HTTPStatus.UNPROCESSABLE_ENTITY, context)
    return redirect("flat_sent", flat.offer.public_id)


@login_required
@require_GET
def sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt: number, what happens next, by when."""
    flat = own_or_404(request, public_id)
    if flat.offer.submitted_at is None:
        return redirect("flat_step", public_id, steps.LAST.code)
    return render(request, "housing/sent.html", {"offer": flat.offer, "answer_by": due_on(flat.offer)})


@login_required
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the flat off the pages, or back from the office, to change it."""
    flat = own_or_404(request, public_id)
    try:
        drafts.reopen(offer_id=flat.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("flat_step", public_id, steps.LAST.code)
    messages.success(request, _("Ora puoi modificare l’annuncio. Quando hai finito, invialo di nuovo."))
    return redirect("flat_step", public_id, steps.FIRST.code)


@require_POST
def autosave(request: HttpRequest, public_id: str, code: str) -> JsonResponse:
    """Save what a step's fields say now. Answers 200, 401, 404, 409 or 422: see ``core/frontend/js/autosave.js``."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    flat, here = own_or_404(request, public_id), _step(code)
    if here.form is None:
        raise Http404
    try:
        saved = _save(request, flat, here)
    except NotAllowed:
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    except DomainError as error:
        return JsonResponse({"errors": {"__all__": [str(error.message)]}}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    body = {
        "version": saved.version,
        "saved_at": saved.at.astimezone(ROME).strftime("%H:%M"),
        "missing_html": render_to_string("housing/_missing.html", _missing(saved.flat), request),
        "hints_html": render_to_string("housing/_hints.html", {"hints": hints.of_step(saved.flat, code)}, request),
    }
    if saved.conflicts:
        return JsonResponse({**body, "fields": saved.conflicts}, status=HTTPStatus.CONFLICT)
    if saved.form.errors:
        return JsonResponse({**body, "errors": saved.form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(body)


def _save(request: HttpRequest, flat: Flat, here: Step) -> Saved:
    version = request.POST.get("version", "")
    return services.save_step(
        offer_id=flat.pk,
        version=int(version) if version.isdecimal() else 0,
        bind=lambda locked: here.form(request.POST, flat=locked),
        actor=request.user,
    )


def own_or_404(request: HttpRequest, public_id: str) -> Flat:
    """The flat, for who may write it. Raises ``Http404`` for anybody else."""
    try:
        return selectors.own_flat(request.user, public_id)
    except Flat.DoesNotExist:
        raise Http404 from None


def _step(code: str) -> Step:
    try:
        return steps.BY_CODE[code]
    except KeyError:
        raise Http404 from None


def _missing(flat: Flat) -> dict[str, Any]:
    return {"missing": completeness.missing(flat), "offer": flat.offer}


def _page(
    request: HttpRequest,
    flat: Flat,
    here: Step,
    form: StepForm | None,
    status: int = HTTPStatus.OK,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    offer, before = flat.offer, steps.before(here)
    missing = completeness.missing(flat)
    open_steps = {item.step for item in missing}

    def state(one: Step) -> str:
        return "current" if one is here else "todo" if one.code in open_steps else "done"

    context = {
        "flat": flat,
        "offer": offer,
        "form": form,
        "here": here,
        "steps": [{"label": s.label, "url": _url(offer, s), "state": state(s)} for s in steps.STEPS],
        "step_number": steps.STEPS.index(here) + 1,
        "steps_total": len(steps.STEPS),
        "step_label": here.label,
        "previous_url": _url(offer, before) if before else "",
        "saved_at": offer.changed_at if offer.version > 1 else None,
        "missing": missing,
        "hints": hints.of_step(flat, here.code),
        **_parts(flat, here),
        **(extra or {}),
    }
    return render(request, here.template, context, status=status)


def _parts(flat: Flat, here: Step) -> dict[str, Any]:
    """What single steps show besides their fields."""
    match here.code:
        case "indirizzo":
            return {"map": details.map_layers()}
        case "foto":
            return {"photos": photos.of_offer(flat.offer), "photo_limit": LIMIT}
        case "stanze":
            return {"room_types": RoomType.choices}
        case "riepilogo":
            return {"sections": printed.sections(flat)}
    return {}


def _url(offer: Any, one: Step) -> str:
    return reverse("flat_step", args=[offer.public_id, one.code])
