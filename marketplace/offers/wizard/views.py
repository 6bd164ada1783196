"""The wizard's pages. Every step works as a plain form; the script only saves earlier and oftener."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.core.clock import ROME
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.organisations.selectors import valid_memberships

from .. import kinds
from ..photos import selectors as photos
from ..photos.services import LIMIT
from ..selectors import due_on
from ..services import drafts
from . import services
from .forms import StepForm
from .services import Saved
from .steps import PHOTOS, Step
from .wizard import Wizard


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """GET says what is needed; POST begins a draft for oneself, or for the body that one acts for."""
    membership = _mandate(request, kinds.get(wizard.kind).roles)
    if request.method == "POST":
        offer = drafts.create_draft(actor=request.user, kind=wizard.kind, body=membership.body)
        return redirect(wizard.url("step", offer.public_id, wizard.steps.first.code))
    for_body = wizard.words.for_body % {"body": membership.body} if membership.body else ""
    return render(request, "offers/wizard/new.html", {"wizard": wizard, "words": wizard.words, "for_body": for_body})


def _mandate(request: HttpRequest, roles: frozenset[str]) -> Any:
    """The mandate for such an offer: the one acted for, else any other. Raises ``PermissionDenied``."""
    if request.acting and request.acting.role in roles:
        return request.acting
    other = valid_memberships(request.user).filter(role__in=roles).first()
    if other is None:
        raise PermissionDenied
    return other


@login_required
@require_GET
def resume(request: HttpRequest, wizard: Wizard, public_id: str) -> HttpResponse:
    """The draft without a step: where something is missing first."""
    missing = wizard.missing(own_or_404(wizard, request, public_id))
    return redirect(wizard.url("step", public_id, missing[0].step if missing else wizard.steps.last.code))


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, wizard: Wizard, public_id: str, code: str) -> HttpResponse:
    """One step: shown, or saved and left for the next."""
    content, here = own_or_404(wizard, request, public_id), _step(wizard, code)
    if not content.offer.editable and here is not wizard.steps.last:
        return redirect(wizard.url("step", public_id, wizard.steps.last.code))
    if request.method == "POST":
        return _post(request, wizard, content, here)
    form = here.form.of(content) if here.form and content.offer.editable else None
    return _page(request, wizard, content, here, form)


def _post(request: HttpRequest, wizard: Wizard, content: Any, here: Step) -> HttpResponse:
    if here.form is None:
        return _onwards(request, wizard, content, here)
    try:
        saved = _save(request, wizard, content, here)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(wizard.url("step", content.offer.public_id, wizard.steps.last.code))
    for name, values in saved.conflicts.items():
        theirs = ", ".join(values["theirs"]) or _("vuoto")
        text = _("In un’altra finestra c’è scritto «%(theirs)s». Correggi qui, o salva di nuovo per tenere il tuo.")
        saved.form.add_error(name, text % {"theirs": theirs})
    if button := next((name for name in wizard.buttons if name in request.POST), None):
        return _press(request, wizard, saved, here, button)
    if saved.form.errors:
        status = HTTPStatus.CONFLICT if saved.conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, wizard, saved.content, here, saved.form, status)
    return _onwards(request, wizard, saved.content, here)


def _press(request: HttpRequest, wizard: Wizard, saved: Saved, here: Step, button: str) -> HttpResponse:
    """A button of the kind's own, such as those of rows; what the step said has been saved already."""
    try:
        fragment = wizard.buttons[button](request, saved)
    except DomainError as error:
        saved.form.add_error(None, error.message)
        return _page(request, wizard, saved.content, here, saved.form, HTTPStatus.UNPROCESSABLE_ENTITY)
    url = wizard.url("step", saved.content.offer.public_id, here.code)
    return redirect(f"{url}#{fragment}" if fragment else url)


def _onwards(request: HttpRequest, wizard: Wizard, content: Any, here: Step) -> HttpResponse:
    following = wizard.steps.after(here)
    if following is None:
        return _send(request, wizard, content)
    return redirect(wizard.url("step", content.offer.public_id, following.code))


def _send(request: HttpRequest, wizard: Wizard, content: Any) -> HttpResponse:
    last = wizard.steps.last
    form = last.form.of(content)
    try:
        services.send(wizard, offer_id=content.pk, declared="declared" in request.POST, actor=request.user)
    except DomainError as error:
        context = {"send_error": error.message}
        return _page(request, wizard, content, last, form, HTTPStatus.UNPROCESSABLE_ENTITY, context)
    return redirect(wizard.url("sent", content.offer.public_id))


@login_required
@require_GET
def sent(request: HttpRequest, wizard: Wizard, public_id: str) -> HttpResponse:
    """The receipt: number, what happens next, by when."""
    offer = own_or_404(wizard, request, public_id).offer
    summary_url = wizard.url("step", public_id, wizard.steps.last.code)
    if offer.submitted_at is None:
        return redirect(summary_url)
    context = {"offer": offer, "words": wizard.words, "answer_by": due_on(offer), "summary_url": summary_url}
    return render(request, "offers/wizard/sent.html", context)


@login_required
@require_POST
def reopen(request: HttpRequest, wizard: Wizard, public_id: str) -> HttpResponse:
    """Take the offer off the pages, or back from the office, to change it."""
    content = own_or_404(wizard, request, public_id)
    try:
        drafts.reopen(offer_id=content.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(wizard.url("step", public_id, wizard.steps.last.code))
    messages.success(request, _("Ora puoi modificare l’annuncio. Quando hai finito, invialo di nuovo."))
    return redirect(wizard.url("step", public_id, wizard.steps.first.code))


@require_POST
def autosave(request: HttpRequest, wizard: Wizard, public_id: str, code: str) -> JsonResponse:
    """Save what a step's fields say now. Answers 200, 401, 404, 409 or 422: see ``core/frontend/js/autosave.js``."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    content, here = own_or_404(wizard, request, public_id), _step(wizard, code)
    if here.form is None:
        raise Http404
    try:
        saved = _save(request, wizard, content, here)
    except NotAllowed:
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    except DomainError as error:
        return JsonResponse({"errors": {"__all__": [str(error.message)]}}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    beside = _beside(wizard, saved.content, here)
    body = {
        "version": saved.version,
        "saved_at": saved.at.astimezone(ROME).strftime("%H:%M"),
        "missing_html": render_to_string("offers/wizard/_missing.html", beside, request),
        "hints_html": render_to_string("offers/wizard/_hints.html", beside, request),
    }
    if saved.conflicts:
        return JsonResponse({**body, "fields": saved.conflicts}, status=HTTPStatus.CONFLICT)
    if saved.form.errors:
        return JsonResponse({**body, "errors": saved.form.errors}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(body)


def _save(request: HttpRequest, wizard: Wizard, content: Any, here: Step) -> Saved:
    version = request.POST.get("version", "")
    return services.save_step(
        wizard,
        offer_id=content.pk,
        version=int(version) if version.isdecimal() else 0,
        bind=lambda locked: here.form(request.POST, content=locked),
        actor=request.user,
    )


def own_or_404(wizard: Wizard, request: HttpRequest, public_id: str) -> Any:
    """The content, for who may write it. Raises ``Http404`` for anybody else."""
    try:
        return wizard.own(request.user, public_id)
    except wizard.model.DoesNotExist:
        raise Http404 from None


def _step(wizard: Wizard, code: str) -> Step:
    try:
        return wizard.steps.by_code[code]
    except KeyError:
        raise Http404 from None


def _beside(wizard: Wizard, content: Any, here: Step) -> dict[str, Any]:
    """What stands beside the fields and follows every saving."""
    missing = wizard.missing(content)
    return {
        "wizard": wizard,
        "offer": content.offer,
        "here": here,
        "missing": missing,
        "missing_by_step": wizard.by_step(missing),
        "hints": wizard.hints(content, here.code),
    }


def _page(
    request: HttpRequest,
    wizard: Wizard,
    content: Any,
    here: Step,
    form: StepForm | None,
    status: int = HTTPStatus.OK,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    beside = _beside(wizard, content, here)
    offer, before, todo = content.offer, wizard.steps.before(here), {item.step for item in beside["missing"]}

    def state(one: Step) -> str:
        waits = one.code in todo or (todo and one is wizard.steps.last)  # the summary is done when all the rest is
        return "current" if one is here else "todo" if waits else "done"

    def url(one: Step) -> str:
        return wizard.url("step", offer.public_id, one.code)

    context = {
        **beside,
        "content": content,
        "words": wizard.words,
        "form": form,
        "steps": [{"label": one.label, "url": url(one), "state": state(one)} for one in wizard.steps],
        "step_number": wizard.steps.index(here) + 1,
        "steps_total": len(wizard.steps),
        "step_label": here.label,
        "previous_url": url(before) if before else "",
        "saved_at": offer.changed_at if offer.version > 1 else None,
        **_shared_parts(wizard, content, here),
        **wizard.parts(content, here),
        **(extra or {}),
    }
    return render(request, here.template, context, status=status)


def _shared_parts(wizard: Wizard, content: Any, here: Step) -> dict[str, Any]:
    """What the steps that all kinds have show besides their fields."""
    if here is wizard.steps.last:
        return {"sections": [section for section in wizard.sections(content) if section.step is not here]}
    if here.code == PHOTOS:
        return {"photos": photos.of_offer(content.offer), "photo_limit": LIMIT}
    return {}
