"""What one visitor may ask for."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

LONGEST_QUERY = 4000  # characters of an address's query: every filter with all its options is shorter
View = Callable[..., HttpResponse]


def short_query(view: View) -> View:
    """Answer an overlong address at once, before anybody reads its parameters."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            request.META["QUERY_STRING"] = ""
            request.GET = QueryDict()
            return render(request, "search/too_long.html", status=HTTPStatus.REQUEST_URI_TOO_LONG)
        return view(request, *args, **kwargs)

    return limited
