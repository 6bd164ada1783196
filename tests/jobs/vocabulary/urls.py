"""The portal's addresses and a page with the pickers."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from marketplace.core.forms import posted
from marketplace.urls import handler400, handler403, handler404, handler500  # noqa: F401
from marketplace.urls import urlpatterns as real
from tests.jobs.vocabulary.forms import Work


def work(request: HttpRequest) -> HttpResponse:
    form = Work(*posted(request), initial={"occupations": ["9412"]})
    saved = form.cleaned_data if request.method == "POST" and form.is_valid() else ""
    status = 422 if request.method == "POST" and not saved else 200
    return render(request, "vocabulary_tests/work.html", {"form": form, "saved": saved}, status=status)


urlpatterns = [*i18n_patterns(path("prova/lavoro/", work), prefix_default_language=False), *real]
