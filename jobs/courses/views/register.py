"""The register of an edition, one enrolment of it, and the calendar of its lessons."""

from http import HTTPStatus
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobs.enums import EnrolmentState, Outcome
from jobs.models import CourseEdition, Enrolment
from marketplace.audit import services as audit
from marketplace.core.clock import today
from marketplace.core.errors import DomainError

from .. import ics, presence, selectors
from ..forms.register import CertifyForm, DropForm
from ..register import as_csv, register
from ..services import attendance, enrolments


@login_required
@require_http_methods(["GET", "POST"])
def edition_register(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    """One lesson's register: tick who was there. Case codes only."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    shown = register(edition, request.POST.get("lezione") or request.GET.get("lezione", ""))
    if request.method == "POST" and shown.lesson:
        present = {int(pk) for pk in request.POST.getlist("presente") if pk.isdecimal()}
        try:
            attendance.mark(lesson_id=shown.lesson.pk, present=present, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Registro salvato."))
        url = reverse("edition_register", args=[public_id, edition_id])
        return redirect(f"{url}?lezione={shown.lesson.public_id}")
    context = {"edition": edition, "offer": edition.course.offer, "register": shown, "course": edition.course}
    return render(request, "jobs/courses/register.html", context)


@login_required
@require_GET
def edition_register_csv(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    """The whole register as a file."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    audit.log("register.exported", actor=request.user, obj=edition)
    answer = HttpResponse(as_csv(edition), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="registro-{edition.public_id}.csv"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def enrolment(request: HttpRequest, public_id: str, edition_id: str, agreement_id: str) -> HttpResponse:
    """What can be done with one enrolment: start, complete, certify, leave."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    row = selectors.enrolled(edition).filter(agreement__public_id=agreement_id).first()
    if row is None:
        raise Http404
    forms = _forms(request, edition)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            if _act(request, row, forms):
                messages.success(request, _("Fatto: l’iscrizione è aggiornata."))
                return redirect("edition_register", public_id, edition_id)
        except DomainError as error:
            messages.error(request, error.message)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    row.refresh_from_db(fields=["state"])
    context = {"edition": edition, "offer": edition.course.offer, "course": edition.course, "enrolment": row}
    context |= {"rate": presence.of_enrolment(row), "over": edition.end <= today(), "states": EnrolmentState, **forms}
    return render(request, "jobs/courses/enrolment.html", context, status=status)


def _forms(request: HttpRequest, edition: CourseEdition) -> dict[str, django_forms.Form]:
    action, language = request.POST.get("azione"), Outcome.CEFR in edition.course.outcomes
    return {
        "drop_form": DropForm(request.POST if action == "lascia" else None),
        "certify_form": CertifyForm(
            request.POST if action == "certifica" else None, language=language, initial={"on": today()}
        ),
    }


def _act(request: HttpRequest, row: Enrolment, forms: dict[str, Any]) -> bool:
    """Do what was asked; False where its form is not valid. Raises ``DomainError``."""
    drop, certify = forms["drop_form"], forms["certify_form"]
    match request.POST.get("azione"):
        case "inizia":
            enrolments.start(enrolment_id=row.pk, actor=request.user)
        case "finisci":
            enrolments.complete(enrolment_id=row.pk, actor=request.user)
        case "certifica" if certify.is_valid():
            enrolments.certify(enrolment_id=row.pk, actor=request.user, **certify.cleaned_data)
        case "lascia" if drop.is_valid():
            enrolments.drop(enrolment_id=row.pk, actor=request.user, **drop.cleaned_data)
        case _:
            return False
    return True


@require_GET
def edition_ics(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    """The lessons as a calendar, for everybody: of a course that is or was on the site."""
    edition = selectors.calendar_edition(public_id, edition_id)
    answer = HttpResponse(ics.lessons(edition), content_type=f"{ics.TYPE}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="corso-{edition.public_id}.ics"'
    return answer
