"""Vehicle, dimensions, workshop, inspection station and notes of a case: typed validation, then storage."""

import re
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.records import lock_open_case
from database.models import Case
from database.models.base import utcnow
from domain.fields.boolean import boolean_of
from domain.fields.unchanged import says_unchanged
from domain.identity import (
    community_named,
    parse_chassis_number,
    parse_phone,
    parse_plate,
    parse_text,
    province_named,
)
from domain.identity.text import shown
from shared.errors import InvalidInputError

Value = str | int | bool | None

_OLDEST_VEHICLE = 1885
_MILLIMETRES = re.compile(
    r"\s*(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?:,(?P<part>[0-9]{1,3}))?\s*(?P<unit>mm|cm|m)?\.?\s*",
    re.IGNORECASE,
)
_PER_UNIT = {"mm": 1, "cm": 10, "m": 1000}
_SHORTEST, _LONGEST = 100, 25_000


async def update_case_data(
    session: AsyncSession,
    case_id: uuid.UUID,
    data: Mapping[str, Value],
    *,
    expected_version: int | None = None,
) -> Case:
    """Validate and store data by column name, None clearing one; what is not named stays.

    Text is read as people write it («2,10 m», «sí», «Vizcaya»); of seats and dimensions also «no cambia»,
    kept in their `…_sin_cambio`. Raises InvalidInputError naming the column (then nothing is stored),
    NotFoundError, and ConflictError for a closed case or another editor's change.
    """
    values = {name: _parsed(name, value) for name, value in _explicit(data).items()}
    case = await lock_open_case(session, case_id, expected_version)
    for name, value in values.items():
        setattr(case, name, value)
    await session.flush()
    return case


def _explicit(data: Mapping[str, Value]) -> dict[str, Value]:
    """The data with each «no cambia» as its own column, which a new value takes back."""
    explicit = dict(data)
    for column, flag in UNCHANGED.items():
        given = data.get(column)
        if isinstance(given, str) and says_unchanged(given):
            explicit |= {column: None, flag: True}
        elif flag in data and _parsed(flag, data[flag]):
            if given is not None:
                raise _invalid(
                    flag,
                    "sí",
                    f"contradice a «{column}»",
                    "Da la medida nueva o di que no cambia, no las dos.",
                )
            explicit[column] = None
        elif column in data:
            explicit[flag] = False
    return explicit


def _parsed(name: str, value: Value) -> Value:
    parse = PARSERS.get(name)
    if parse is None:
        raise InvalidInputError(
            "unknown_field",
            f"«{name[:60]}» no es un dato del expediente.",
            name[:60],
            f"Los datos son: {', '.join(PARSERS)}.",
        )
    if value is None:
        return False if name in UNCHANGED.values() else None
    return parse(value, name)


def _text(value: Value, field: str, *, longest: int) -> str:
    return parse_text(_as_text(value, field), field, longest)


def _lines(value: Value, field: str, *, longest: int) -> str:
    """Text of several lines, each as `parse_text` leaves it; empty ones only between others."""
    written = _as_text(value, field)
    parse_text(written, field, longest)
    lines = [parse_text(line, field, longest) if line.strip() else "" for line in written.splitlines()]
    return "\n".join(lines).strip("\n")


def _by(parser: Callable[[str, str], str]) -> Callable[[Value, str], Value]:
    return lambda value, field: parser(_as_text(value, field), field)


def _as_text(value: Value, field: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _invalid(field, value, "no es un texto", "Escríbelo como texto.")
    return str(value)


def _whole(value: Value, field: str, *, least: int, most: int) -> int:
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, str) and re.fullmatch(r"[0-9]{1,6}", text):
        text = int(text)
    if isinstance(text, bool) or not isinstance(text, int) or not least <= text <= most:
        raise _invalid(
            field, value, "no es un número válido", f"Escribe un número entero de {least} a {most}."
        )
    return text


def _year(value: Value, field: str) -> int:
    return _whole(value, field, least=_OLDEST_VEHICLE, most=utcnow().year + 1)


def _millimetres(value: Value, field: str) -> int:
    """A length: a whole number is in millimetres; text may give its unit."""
    remedy = f"Escríbela en milímetros (de {_SHORTEST} a {_LONGEST}) o con su unidad, por ejemplo 2,10 m."
    amount: int | None = None
    if isinstance(value, str) and (match := _MILLIMETRES.fullmatch(value)):
        thousandths = int(match["whole"].replace(".", "")) * 1000 + int((match["part"] or "").ljust(3, "0"))
        total = thousandths * _PER_UNIT[(match["unit"] or "mm").lower()]
        if total % 1000 == 0:
            amount = total // 1000
    elif isinstance(value, int) and not isinstance(value, bool):
        amount = value
    if amount is None or not _SHORTEST <= amount <= _LONGEST:
        raise _invalid(field, value, "no es una medida válida", remedy)
    return amount


def _yes_or_no(value: Value, field: str) -> bool:
    answer = value if isinstance(value, bool) else boolean_of(value) if isinstance(value, str) else None
    if answer is None:
        raise _invalid(field, value, "no es un sí ni un no", "Responde sí o no.")
    return answer


def _invalid(field: str, value: Value, reason: str, remedy: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_value", f"El dato «{field}» {shown(str(value))} {reason}.", field, remedy
    )


Parser = Callable[[Value, str], Value]

VEHICLE: Final[Mapping[str, Parser]] = {
    "matricula": _by(lambda text, field: parse_plate(text, field).value),
    "bastidor": _by(lambda text, field: parse_chassis_number(text, field).value),
    "marca": partial(_text, longest=100),
    "modelo": partial(_text, longest=100),
    "anio": _year,
    "plazas_iniciales": partial(_whole, least=1, most=100),
    "plazas_finales": partial(_whole, least=1, most=100),
}
DIMENSIONS: Final[Mapping[str, Parser]] = {
    "nueva_altura_mm": _millimetres,
    "nueva_anchura_mm": _millimetres,
    "nueva_longitud_mm": _millimetres,
}
UNCHANGED: Final[Mapping[str, str]] = {
    "plazas_finales": "plazas_sin_cambio",
    "nueva_altura_mm": "altura_sin_cambio",
    "nueva_anchura_mm": "anchura_sin_cambio",
    "nueva_longitud_mm": "longitud_sin_cambio",
}
"""The column that says of a new value, asked for, that the reform leaves it as it was."""
WORKSHOP: Final[Mapping[str, Parser]] = {
    "taller_propio": _yes_or_no,
    "taller_nombre": partial(_text, longest=200),
    "taller_responsable": partial(_text, longest=200),
    "taller_domicilio": partial(_text, longest=255),
    "taller_provincia": _by(province_named),
    "taller_ciudad": partial(_text, longest=100),
    "taller_telefono": _by(parse_phone),
    "taller_registro_industrial": partial(_text, longest=100),
    "taller_actividad": partial(_text, longest=200),
}
ITV: Final[Mapping[str, Parser]] = {
    "itv_comunidad": _by(community_named),
    "itv_nombre": partial(_text, longest=200),
}
STAFF: Final[Mapping[str, Parser]] = {"notes": partial(_lines, longest=10_000)}
PARSERS: Final[Mapping[str, Parser]] = {
    **VEHICLE,
    **DIMENSIONS,
    **dict.fromkeys(UNCHANGED.values(), _yes_or_no),
    **WORKSHOP,
    **ITV,
    **STAFF,
}
"""Each column that may be written and how its value is read."""
