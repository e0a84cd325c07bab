"""JSON bodies within bounds: depth and number of values are counted before anything parses or shows them.

The count is linear and cheap: strings are cut out by one regular expression that never goes back, and what
is left are brackets and commas. A parser's recursion and a validator's list of errors come after it.
"""

import json
import re
from typing import Any, Final

from fastapi.exceptions import RequestValidationError

from api.problems import ApiError

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 20_000

# A string ends at its quote or with the body, so each byte is looked at once.
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_STRUCTURE: Final = b"[]{},"
_NOT_STRUCTURE: Final = bytes(set(range(256)) - set(_STRUCTURE))
_OPENING: Final = frozenset(b"[{")


def read_json(body: bytes) -> Any:
    """The value of a body. Raises ApiError (422) beyond the bounds, RequestValidationError for no JSON."""
    check_json(body)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise malformed_json() from error


def check_json(body: bytes) -> None:
    """Raise ApiError (422) for a body nested too deep or of too many values, RequestValidationError for one
    that is not UTF-8; whether it is JSON is not looked at."""
    if b"\x00" in body:
        # UTF-16 or UTF-32, which Python's parser would take and the count would misread.
        raise malformed_json()
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise malformed_json() from error
    structure = _STRING.sub(b"", body).translate(None, _NOT_STRUCTURE)
    brackets = structure.translate(None, b",")
    if len(structure) - len(brackets) + sum(map(brackets.count, (b"[", b"{"))) > MAX_VALUES:
        raise ApiError(
            422,
            "too_many_values",
            f"El cuerpo tiene más de {MAX_VALUES} valores.",
            "Envía menos datos en cada petición.",
            "body",
        )
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in _OPENING else -1
        if depth > MAX_DEPTH:
            raise ApiError(
                422,
                "nested_too_deep",
                f"El cuerpo tiene más de {MAX_DEPTH} niveles de listas y objetos.",
                "Envía los datos con menos niveles.",
                "body",
            )


def malformed_json() -> RequestValidationError:
    """What FastAPI raises for a body that is no JSON."""
    return RequestValidationError(
        [{"type": "json_invalid", "loc": ("body", 0), "msg": "", "input": None, "ctx": {}}]
    )
