"""The log's line for each request."""

from django.http import HttpRequest
from django_structlog import middlewares

LONGEST_LOGGED = 2000  # characters of an address: a flood of long ones must not fill the disk


class RequestMiddleware(middlewares.RequestMiddleware):
    @staticmethod
    def format_request(request: HttpRequest) -> str:
        query = request.META.get("QUERY_STRING", "")[:LONGEST_LOGGED]
        return f"{request.method} {request.path[:LONGEST_LOGGED]}{'?' if query else ''}{query}"
