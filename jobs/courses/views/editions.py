"""Editions and their lessons: pages of the body that teaches, in the draft and on the market alike."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobs.models import Course, CourseEdition
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers.wizard.views import own_or_404

from .. import selectors
from ..forms import editions as forms
from ..rules import timetable
from ..rules.timetable import Slot
from ..services import editions, lessons
from ..steps import EDITIONS
from ..wizard import WIZARD


@login_required
@require_GET
def edition_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """All editions of a course, with what can be done to each."""
    course = own_or_404(WIZARD, request, public_id)
    rows = [selectors.view(edition) for edition in course.editions.all()]
    context = {"course": course, "offer": course.offer, "editions": rows, "may_change": _may_change(course)}
    return render(request, "jobs/courses/editions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edition_new(request: HttpRequest, public_id: str) -> HttpResponse:
    course = own_or_404(WIZARD, request, public_id)
    return _edit(request, course, None)


@login_required
@require_http_methods(["GET", "POST"])
def edition_edit(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    edition = selectors.own_edition(request.user, public_id, edition_id)
    return _edit(request, edition.course, edition)


def _edit(request: HttpRequest, course: Course, edition: CourseEdition | None) -> HttpResponse:
    initial = forms.saved_edition(edition) if edition else {"waiting_list": True}
    if request.method != "POST":
        return _form(request, course, edition, forms.EditionForm(initial=initial), forms.times_formset(None, edition))
    if "more" in request.POST:
        form = forms.EditionForm(initial=initial | request.POST.dict())
        return _form(request, course, edition, form, forms.times_formset(forms.with_more_rows(request.POST), edition))
    form, times = forms.EditionForm(request.POST), forms.times_formset(request.POST, edition)
    if form.is_valid() and times.is_valid():
        try:
            saved = _save(request, course, edition, form.plan(forms.lines(times)))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _saved_words(course, saved))
            return back(course)
    return _form(request, course, edition, form, times, HTTPStatus.UNPROCESSABLE_ENTITY)


def _save(request: HttpRequest, course: Course, edition: CourseEdition | None, plan: Any) -> CourseEdition:
    if edition is None:
        return editions.add(offer_id=course.pk, plan=plan, actor=request.user)
    return editions.change(edition_id=edition.pk, plan=plan, actor=request.user)


def _saved_words(course: Course, edition: CourseEdition) -> str:
    """What was made of the timetable, set against the course's hours."""
    rows = list(edition.lessons.filter(cancelled_at=None))
    if not rows:
        return _("Edizione salvata. Manca l’orario: senza, non ci sono lezioni.")
    made = round(timetable.hours(Slot(row.start, row.end) for row in rows), 1)
    values = {"count": len(rows), "hours": f"{made:g}".replace(".", ","), "total": course.hours_total}
    if course.hours_total:
        return _("Edizione salvata: %(count)s lezioni, %(hours)s ore. Il corso ne ha %(total)s.") % values
    return _("Edizione salvata: %(count)s lezioni, %(hours)s ore.") % values


def _form(
    request: HttpRequest,
    course: Course,
    edition: CourseEdition | None,
    form: forms.EditionForm,
    times: Any,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"course": course, "offer": course.offer, "edition": edition, "form": form, "times": times}
    context |= {"back_url": back(course).url, "may_change": _may_change(course)}
    return render(request, "jobs/courses/edition.html", context, status=status)


def back(course: Course) -> Any:
    """Where the editions are: in a draft a step of the wizard, else the page of their own."""
    if course.offer.editable:
        return redirect("course_step", course.offer.public_id, EDITIONS)
    return redirect("edition_list", course.offer.public_id)


@login_required
@require_POST
def edition_confirm(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    edition = selectors.own_edition(request.user, public_id, edition_id)
    try:
        editions.confirm(edition_id=edition.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Edizione confermata: il corso parte."))
    return back(edition.course)


@login_required
@require_http_methods(["GET", "POST"])
def edition_cancel(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    """GET asks, POST cancels."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    if request.method == "POST":
        try:
            editions.cancel(edition_id=edition.pk, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Edizione annullata. Avvisiamo noi chi era iscritto o in lista d’attesa."))
        return back(edition.course)
    context = {"edition": edition, "row": selectors.view(edition), "offer": edition.course.offer}
    return render(request, "jobs/courses/edition_cancel.html", context | {"back_url": back(edition.course).url})


@login_required
@require_http_methods(["GET", "POST"])
def edition_lessons(request: HttpRequest, public_id: str, edition_id: str) -> HttpResponse:
    """The lessons of an edition, and a form for one more."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    form = forms.LessonForm(*posted(request))
    if form.is_valid():
        try:
            lessons.add(edition_id=edition.pk, actor=request.user, **form.values())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Lezione aggiunta."))
            return redirect("edition_lessons", public_id, edition_id)
    context = {"edition": edition, "offer": edition.course.offer, "form": form, "lessons": edition.lessons.all()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "jobs/courses/lessons.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def lesson_edit(request: HttpRequest, public_id: str, edition_id: str, lesson_id: str) -> HttpResponse:
    """Move a lesson; its other buttons cancel it or take it up again."""
    edition = selectors.own_edition(request.user, public_id, edition_id)
    lesson = selectors.own_lesson(edition, lesson_id)
    verb = {"annulla": lessons.cancel, "ripristina": lessons.restore}.get(request.POST.get("azione", ""))
    form = forms.LessonForm(*(() if verb else posted(request)), initial=forms.saved_lesson(lesson))
    if verb or form.is_valid():
        try:
            if verb:
                verb(lesson_id=lesson.pk, actor=request.user)
            else:
                lessons.move(lesson_id=lesson.pk, actor=request.user, **form.values())
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("lesson_edit", public_id, edition_id, lesson_id)
        messages.success(request, _("Fatto: il calendario è aggiornato."))
        return redirect("edition_lessons", public_id, edition_id)
    context = {"edition": edition, "offer": edition.course.offer, "lesson": lesson, "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "jobs/courses/lesson.html", context, status=status)


def _may_change(course: Course) -> bool:
    return course.offer.state in editions.CHANGEABLE
