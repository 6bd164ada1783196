"""A firm or a training body loads its offers from a file: send, look at each row, correct, take in."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_ratelimit.decorators import ratelimit

from jobs.models import Fate, ImportRow, ImportRun, ImportState
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers import kinds
from marketplace.organisations.models import Membership
from marketplace.organisations.selectors import valid_memberships

from . import services
from .files import write_csv, write_xlsx
from .forms import ConfirmForm, RowForm, UploadForm
from .kinds import sheets
from .sheets import Sheet

PAGE = 50
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
UPLOADS = "20/h"
WAITING = frozenset({ImportState.READING, ImportState.APPLYING})


@login_required
@require_http_methods(["GET", "POST"])
@ratelimit(key="user", rate=UPLOADS, method="POST")
def run_list(request: HttpRequest) -> HttpResponse:
    """The files sent so far, and the form for another."""
    mandates = _mandates(request)
    choices = [(code, str(kinds.get(code).label_plural)) for code in mandates]
    form = UploadForm(*posted(request), kinds=choices)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        code = form.cleaned_data["kind"]
        try:
            run = services.start(
                kind=code, body=mandates[code].body, actor=request.user, file_name=file.name,
                data=file.read(services.MOST_BYTES + 1),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(error.field or None, error.message)
        else:
            return redirect("import_run", run.public_id)
    runs = ImportRun.objects.filter(actor=request.user).defer("data").annotate(count=Count("rows"))[:20]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "jobs/importing/list.html", {"form": form, "runs": runs, "kinds": choices}, status=status)


def _mandates(request: HttpRequest) -> dict[str, Membership]:
    """By kind the body that one may load offers for, the one acted for first. Raises ``PermissionDenied`` for none."""
    own = [m for m in valid_memberships(request.user).select_related("body") if m.body_id]
    if request.acting:
        own.sort(key=lambda m: m.pk != request.acting.pk)
    found = {}
    for code in sheets():
        roles = kinds.get(code).roles
        if mandate := next((m for m in own if m.role in roles), None):
            found[code] = mandate
    if not found:
        raise PermissionDenied
    return found


@login_required
@require_GET
def template(request: HttpRequest, kind: str, extension: str) -> HttpResponse:
    """The file to start from, with an example row and what each column takes."""
    if kind not in sheets() or extension not in TYPES:
        raise Http404
    sheet = sheets()[kind]
    rows = [[row.get(name, "") for name in sheet.names] for row in sheet.examples]
    if extension == "csv":
        data = write_csv(sheet.names, rows)
    else:
        data = write_xlsx(sheet.names, rows, [(_("Colonna"), _("Che cosa scrivere")), *_guide(sheet)], _("Istruzioni"))
    return _file(data, f"modello-{kind}.{extension}", TYPES[extension])


def _guide(sheet: Sheet) -> list[tuple[str, str]]:
    """Column and what it takes, from the wizard's own labels, helps and choices."""
    fields = {name: field for step in sheet.wizard.steps if step.form for name, field in step.form.base_fields.items()}
    lines = [
        (services.KEY, _("Un codice tuo, diverso per ogni riga: se carichi di nuovo il file, la riga non si ripete."))
    ]
    for column in sheet.columns:
        field = fields[column.field]
        choices = [str(label) for code, label in getattr(field, "choices", []) if code != ""]
        texts = [str(field.label or ""), str(field.help_text or ""), "; ".join(choices)]
        lines.append((column.name, " — ".join(filter(None, texts))))
    return lines + [(name, str(example)) for name, example in sheet.special.items()]


@login_required
@require_GET
def run_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The rows with what each would do; while the worker is at it, a page that asks again."""
    run = _own(request, public_id)
    counts = dict(run.rows.values_list("fate").annotate(n=Count("pk")).order_by())
    wanted = request.GET.get("esito", "")
    rows = run.rows.select_related("offer")
    if wanted in Fate.values:
        rows = rows.filter(fate=wanted)
    page = Paginator(rows.order_by("number"), PAGE).get_page(request.GET.get("page"))
    fates = [(fate.value, fate.label, counts.get(fate.value, 0)) for fate in Fate if counts.get(fate.value)]
    waiting = run.state in WAITING
    ready = run.rows.filter(fate__in=[Fate.NEW, Fate.CHANGED], applied_at=None).count() if not waiting else 0
    context = {
        "run": run, "kind": kinds.get(run.kind), "page": page, "fates": fates, "wanted": wanted, "waiting": waiting,
        "total": sum(counts.values()), "ready": ready, "bad": counts.get(Fate.BAD, 0), "form": ConfirmForm(),
    }  # fmt: skip
    fragment = request.htmx and not request.htmx.history_restore_request
    return render(request, "jobs/importing/_rows.html" if fragment else "jobs/importing/run.html", context)


@login_required
@require_POST
def run_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    run = _own(request, public_id)
    form = ConfirmForm(request.POST)
    form.is_valid()
    try:
        services.confirm(run_id=run.pk, declared=form.cleaned_data["declared"], actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("import_run", public_id)


@login_required
@require_GET
def bad_rows(request: HttpRequest, public_id: str) -> HttpResponse:
    """The rows to correct as a file, with what is wrong in a last column; it can be sent again as it is."""
    run = _own(request, public_id)
    names = sheets()[run.kind].names
    rows = run.rows.filter(fate=Fate.BAD).order_by("number")
    lines = [[*(row.cells.get(name, "") for name in names), _sentences(row)] for row in rows]
    return _file(write_csv([*names, services.REMARKS], lines), f"da-correggere-{run.public_id}.csv", TYPES["csv"])


def _sentences(row: ImportRow) -> str:
    return " | ".join(f"{column}: {text}" for column, text in row.errors)


@login_required
@require_http_methods(["GET", "POST"])
def row_edit(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Correct one row here, instead of in the file."""
    run = _own(request, public_id)
    row = get_object_or_404(run.rows, number=number)
    sheet = sheets()[run.kind]
    cells = request.POST.dict() if request.method == "POST" else row.cells
    form = RowForm(*posted(request), sheet=sheet, cells=cells, errors=row.errors)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.correct(row_id=row.pk, cells=form.cells(), actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("import_run", public_id)
        if row.fate != Fate.BAD:
            messages.success(request, _("La riga %(n)s è a posto.") % {"n": row.number})
            return redirect("import_run", public_id)
        form = RowForm(request.POST, sheet=sheet, cells=cells, errors=row.errors)
        form.full_clean()
        for column, text in row.errors:
            form.add_error(column if column in form.fields else None, text)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "jobs/importing/row.html", {"run": run, "row": row, "form": form}, status=status)


def _own(request: HttpRequest, public_id: str) -> ImportRun:
    return get_object_or_404(ImportRun.objects.defer("data").filter(actor=request.user), public_id=public_id)


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
