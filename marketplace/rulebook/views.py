from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import selectors
from .enums import TOPICS
from .forms import RulesForm


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """Every figure that the portal reckons with, open to anybody: value, validity, reference, how sure it is."""
    form = RulesForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {"q": "", "past": False}
    rows = selectors.history(values["q"], past=values["past"])
    ordered = sorted(rows, key=lambda row: (list(TOPICS).index(row.topic), row.title, row.valid.lower))
    topics = [(TOPICS[topic], list(group)) for topic, group in groupby(ordered, key=lambda row: row.topic)]
    context = {"form": form, "topics": topics, "count": len(ordered), "searched": bool(values["q"])}
    return render(request, "rulebook/rules.html", context)
