"""Numbers of the rulebook as exact decimals, and numbers printed for people."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import number_format

CENT = Decimal("0.01")


def exact(value: Any) -> Decimal:
    """JSON's numbers without the noise of binary fractions."""
    return Decimal(str(value))


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def printed(value: Any) -> str:
    """ "42", "28,8", "977,50" in the reader's language: no decimals where there are none."""
    number = exact(value)
    if number == number.to_integral_value():
        return number_format(number, 0)
    text = number_format(number, 2)
    return text[:-1] if text.endswith("0") else text


def euros(amount: Decimal | int) -> str:
    """Like "977,50 €": cents only where there are any."""
    number = cents(exact(amount))
    digits = 0 if number == number.to_integral_value() else 2
    return f"{number_format(number, digits, force_grouping=number >= 10_000)}\N{NO-BREAK SPACE}€"
