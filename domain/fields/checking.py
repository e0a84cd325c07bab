"""Reads an answer by the type of its field: the one entry to the readers of this package."""

import math
from datetime import date
from typing import Final, assert_never

from domain.catalogue import CatalogueField
from domain.fields.boolean import boolean_of, read_boolean
from domain.fields.choice import read_choice
from domain.fields.dates import date_of, read_date, today_in_spain
from domain.fields.free_text import read_text
from domain.fields.messages import rejection
from domain.fields.number import number_of, read_number
from domain.fields.photo import read_photo
from domain.fields.result import Accepted, Rejected, Scalar
from domain.fields.wording import clean
from shared.vocabularies import FieldType

MAX_ANSWER: Final = 5_000
"""Longest answer that is read, in characters; it bounds the time of every reader."""


def check_answer(field: CatalogueField, raw: object, *, today: date | None = None) -> Accepted | Rejected:
    """The typed answer to the field, or a message for the client. Any input gets an answer, none raises.

    `raw` is a client's text or a JSON scalar; an accepted value given again is accepted unchanged. `today`
    is what relative dates count from, the current date in Spain by default.
    """
    if raw is None or (isinstance(raw, str) and not clean(raw[:MAX_ANSWER])):
        return rejection(field, "falta la respuesta", field.example)
    if isinstance(raw, str) and len(raw) > MAX_ANSWER:
        return rejection(field, f"es demasiado largo (como máximo {MAX_ANSWER} caracteres)", field.example)
    if not isinstance(raw, str | int | float) or (isinstance(raw, float) and not math.isfinite(raw)):
        return rejection(field, "no es una respuesta que se pueda leer; escríbela como texto", field.example)
    match field.field_type:
        case FieldType.BOOLEAN:
            return read_boolean(field, raw)
        case FieldType.SELECT:
            return read_choice(field, raw)
        case FieldType.NUMBER:
            return read_number(field, str(raw) if isinstance(raw, bool) else raw)
        case FieldType.DATE:
            return read_date(field, _as_text(raw), today or today_in_spain())
        case FieldType.PHOTO:
            return read_photo(field, _as_text(raw))
        case FieldType.TEXT:
            return read_text(field, _as_text(raw))
        case _:
            assert_never(field.field_type)


def reading_of(field: CatalogueField, text: str) -> Scalar | None:
    """What a text of the catalogue (a condition value) means for the field's type, whatever its rules.

    Numbers come as Decimal-exact int or float, dates as ISO text; None when it means nothing of that type.
    """
    match field.field_type:
        case FieldType.BOOLEAN:
            return boolean_of(text)
        case FieldType.NUMBER:
            value = number_of(field, text)
            if value is None:
                return None
            return int(value) if value == value.to_integral_value() else float(value)
        case FieldType.DATE:
            day = date_of(text, today_in_spain())
            return None if day is None else day.isoformat()
        case FieldType.TEXT | FieldType.SELECT | FieldType.PHOTO:
            return clean(text)
        case _:
            assert_never(field.field_type)


def _as_text(raw: str | float | bool) -> str:
    """A JSON scalar as text; numbers too long to be anything meant come as nothing."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "sí" if raw else "no"
    return str(raw) if abs(raw) < 10**15 else ""
