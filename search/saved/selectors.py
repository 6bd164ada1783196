"""Reading the searches that people keep."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from marketplace.core.clock import now

from ..models import SavedSearch
from ..models.saved import Wanted

LATELY = timedelta(days=7)
_DERIVED = [field.name for field in Wanted._meta.get_fields()]


def searches_of(user: Any) -> QuerySet[SavedSearch]:
    """Her own, the latest first; ``lately`` says how many offers were found in the last seven days."""
    lately = Count("hits", filter=Q(hits__found_at__gte=now() - LATELY))
    return SavedSearch.objects.filter(user=user).defer(*_DERIVED).annotate(lately=lately)
