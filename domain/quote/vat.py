"""What an amount is with VAT."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_CENT: Final = Decimal("0.01")


def with_vat(amount: Decimal, rate: int) -> Decimal:
    """The amount (EUR) with `rate` percent of VAT on top, in whole cents, half a cent up."""
    return (amount * (100 + rate) / 100).quantize(_CENT, ROUND_HALF_UP)
