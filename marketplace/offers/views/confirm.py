"""The page behind the link of the message "is it still free?"."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django_ratelimit.decorators import ratelimit

from marketplace.core.errors import DomainError

from .. import kinds
from ..models import Answer, Confirmation
from ..services import freshness
from ..services.freshness import LinkExpired, LinkUsed

CHOICES = (Answer.FREE, Answer.LET, Answer.PAUSE)


@never_cache
@sensitive_variables("token")
@ratelimit(key="ip", rate="60/m", block=True)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks and changes nothing, because mail scanners open every link; only the button's POST answers."""
    choice = request.POST.get("answer") if request.method == "POST" else ""
    try:
        question = freshness.open_question(token)
        offer = freshness.answer(link=token, choice=choice) if choice else question.offer
    except Confirmation.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        context = {"error": error, "used": isinstance(error, LinkUsed), "expired": isinstance(error, LinkExpired)}
        return _private(render(request, "offers/confirm.html", context, status=error.status))
    words = kinds.get(offer.kind).words.asking
    context = {"offer": offer, "words": words, "question": question, "choice": choice}
    return _private(render(request, "offers/confirm.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """The address answers for the owner: no other site may learn it, no search engine keep it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
