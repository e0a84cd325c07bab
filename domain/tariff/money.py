"""An amount of money as staff type it: «180», «175,50», «1.234,50 €». Pure."""

import re
from decimal import Decimal
from typing import Final

from domain.identity.text import shown
from shared.errors import InvalidInputError

MOST: Final = Decimal("99999999.99")
"""What a price column holds."""

_SPANISH = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{1,2}))?", re.ASCII)
_DECIMAL_POINT = re.compile(r"(?P<whole>\d+)\.(?P<cents>\d{1,2})", re.ASCII)


def parse_amount(value: str, field: str = "price") -> Decimal:
    """The amount in EUR with two decimals, from 0 on. A dot before three digits groups thousands.

    Raises InvalidInputError naming `field`.
    """
    text = re.sub(r"\s*(?:€|eur|euros?)\s*$", "", value.strip(), flags=re.IGNORECASE)
    match = _SPANISH.fullmatch(text) or _DECIMAL_POINT.fullmatch(text)
    if match is None:
        raise _error(value, field, "no es un importe en euros")
    amount = Decimal(f"{match['whole'].replace('.', '')}.{(match['cents'] or '').ljust(2, '0')}")
    if amount > MOST:
        raise _error(value, field, "pasa del máximo, 99.999.999,99 €")
    return amount


def _error(value: str, field: str, reason: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_amount",
        f"El importe {shown(value)} {reason}.",
        field,
        "Escríbelo en euros sin IVA y con dos decimales como mucho, por ejemplo 180 o 175,50.",
    )
