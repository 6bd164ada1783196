"""Filters of the reviewer's queue."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from . import kinds
from .enums import OfferState
from .models import Offer

SEEN_BY_REVIEW = [
    OfferState.SUBMITTED,
    OfferState.CHANGES,
    OfferState.PUBLISHED,
    OfferState.PAUSED,
    OfferState.REJECTED,
]


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.code, kind.label) for kind in kinds.all_kinds()]


class QueueFilter(filters.FilterSet):
    """State (those that wait, unless another is chosen), kind, and "taken charge of by me"."""

    state = filters.ChoiceFilter(
        label=_("Stato"), choices=[(state.value, state.label) for state in SEEN_BY_REVIEW], empty_label=None
    )
    kind = filters.ChoiceFilter(label=_("Tipo"), choices=_kinds, empty_label=_("Tutti"))
    mine = filters.BooleanFilter(
        label=_("Solo quelle che ho preso in carico"), method="only_mine", widget=forms.CheckboxInput
    )

    class Meta:
        model = Offer
        fields = ["state", "kind"]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any):
        chosen = data.copy() if data else {}
        if not chosen.get("state"):
            chosen["state"] = OfferState.SUBMITTED
        super().__init__(chosen, *args, **kwargs)

    def only_mine(self, rows: QuerySet[Offer], name: str, value: bool) -> QuerySet[Offer]:
        return rows.filter(reviewer=self.request.user) if value else rows
