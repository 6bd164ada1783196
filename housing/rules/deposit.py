"""The deposit (L. 392/1978 art. 11): with a guarantee in its place never above three months' rent."""

from decimal import Decimal

from django.utils.translation import gettext as _

from marketplace.core.numbers import exact, printed
from marketplace.rulebook.selectors import figure


def limit_months() -> Decimal:
    return exact(figure("deposit.max_months").value)


def limit(rent: int) -> Decimal:
    """Highest deposit and guarantee together, in euros."""
    return limit_months() * rent


def problem(deposit_months: Decimal | None, guarantee_months: Decimal | None) -> str:
    """Why this deposit is too high, or "". Guarantees of the city and of bodies come on top and are not counted."""
    total = (deposit_months or Decimal(0)) + (guarantee_months or Decimal(0))
    if total <= limit_months():
        return ""
    values = {"total": printed(total), "limit": printed(limit_months())}
    return _("Deposito e fideiussione insieme fanno %(total)s mesi: il massimo di legge è %(limit)s.") % values
