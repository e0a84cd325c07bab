"""Cursors of keyset pagination: a page starts after a row, not at a number, so new rows shift nothing."""

import base64
import binascii
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.errors import InvalidInputError

MAX_PAGE = 200


@dataclass(frozen=True, slots=True)
class Position:
    """A row's place in the order by time, then id."""

    moment: datetime
    id: uuid.UUID


def encode_cursor(position: Position) -> str:
    """An opaque text for a place; safe in URLs."""
    moment = position.moment
    # SQLite gives its moments back without their zone, which is always UTC.
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    text = f"{moment.isoformat()}|{position.id.hex}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, field: str) -> Position:
    """The place of a cursor made by `encode_cursor`. Raises InvalidInputError naming `field`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        moment, _, key = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition("|")
        position = Position(datetime.fromisoformat(moment), uuid.UUID(hex=key))
        if position.moment.tzinfo is None:
            raise ValueError("no time zone")
    except (ValueError, binascii.Error):
        raise InvalidInputError(
            "invalid_cursor",
            "El cursor de la página no es válido.",
            field,
            "Usa un cursor tal como vino en una página anterior, o ninguno para empezar.",
        ) from None
    return position


def check_limit(limit: int, field: str = "limit") -> int:
    """The page size. Raises InvalidInputError unless it is from 1 to MAX_PAGE."""
    if not 1 <= limit <= MAX_PAGE:
        raise InvalidInputError(
            "invalid_limit", f"El tamaño de página {limit} no es válido.", field, f"Usa de 1 a {MAX_PAGE}."
        )
    return limit
