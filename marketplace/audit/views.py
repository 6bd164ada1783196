"""The register: who did and who read what. Nothing here can be changed."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import actions, selectors
from .filters import EntryFilter

PER_PAGE = 50


@require_safe
@login_required
@permission_required("audit.view_entry", raise_exception=True)
def entry_list(request: HttpRequest) -> HttpResponse:
    found = EntryFilter(request.GET or None, queryset=selectors.entries())
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    bodies = actions.body_names({entry.body_id for entry in page if entry.body_id})
    return render(request, "audit/entry_list.html", {"form": found.form, "page": page, "bodies": bodies})
