"""The value of a setting as staff type it, read by its type. Pure."""

import json
import re
from typing import assert_never

from domain.folding import fold_line
from domain.identity.text import shown
from shared.errors import InvalidInputError
from shared.vocabularies import SettingValueType

_YES = frozenset({"true", "si", "1", "on", "verdadero"})
_NO = frozenset({"false", "no", "0", "off", "falso"})
_LONGEST = 10_000


def read_value(
    key: str, value: str, value_type: SettingValueType, bounds: tuple[int, int] | None = None
) -> str:
    """The value as it is stored: whole numbers without leading zeros, true or false, JSON as given.

    `bounds` are the least and the most of a whole number. Raises InvalidInputError naming `key`.
    """
    if len(value) > _LONGEST or any("\ud800" <= char <= "\udfff" or char == "\x00" for char in value):
        raise _error(key, value, "no es texto que se pueda guardar", f"Usa {_LONGEST} caracteres como mucho.")
    match value_type:
        case SettingValueType.STRING:
            return value
        case SettingValueType.INTEGER:
            return _whole_number(key, value, bounds)
        case SettingValueType.BOOLEAN:
            return _yes_or_no(key, value)
        case SettingValueType.JSON:
            return _json(key, value)
        case _:
            assert_never(value_type)


def _whole_number(key: str, value: str, bounds: tuple[int, int] | None) -> str:
    text = value.strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise _error(key, value, "no es un número entero", "Escribe solo cifras, por ejemplo 30.")
    number = int(text)
    if bounds is not None and not bounds[0] <= number <= bounds[1]:
        least, most = bounds
        raise _error(key, value, "no está entre los límites", f"Escribe un número de {least} a {most}.")
    return str(number)


def _yes_or_no(key: str, value: str) -> str:
    word = fold_line(value).strip()
    if word in _YES:
        return "true"
    if word in _NO:
        return "false"
    raise _error(key, value, "no es sí ni no", "Escribe «sí» o «no».")


def _json(key: str, value: str) -> str:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        raise _error(
            key, value, "no es JSON", 'Escríbelo entre comillas simples, por ejemplo \'["a", "b"]\'.'
        ) from None
    return value


def _error(key: str, value: str, reason: str, remedy: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_setting_value", f"El valor {shown(value)} del ajuste {key} {reason}.", key, remedy
    )
