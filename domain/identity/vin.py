"""Vehicle identification numbers (VIN, ISO 3779) and the shorter chassis numbers of older vehicles.

The check digit of position 9 exists only where the manufacturer's region prescribes it: North America
(49 CFR 565) and China (GB 16735). European numbers use that position freely.
"""

import re
from dataclasses import dataclass

from domain.identity.text import compact, shown
from shared.errors import InvalidInputError

LENGTH = 17
_MIN_CHASSIS_LENGTH = 4
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}


@dataclass(frozen=True, slots=True)
class ChassisNumber:
    """A number as stamped on the frame. `is_vin` False: an older or short one, worth confirming."""

    value: str
    is_vin: bool
    has_check_digit: bool


def parse_chassis_number(value: str, field: str = "bastidor") -> ChassisNumber:
    """The number in compact upper case, its check digit verified where the region prescribes one.

    Raises InvalidInputError naming `field` and the wrong part: characters, length or check digit.
    """
    number = compact(value)
    if not re.fullmatch(r"[A-Z0-9]+", number):
        raise _error(value, field, "solo puede llevar cifras y letras sin acento ni eñe")
    if len(number) > LENGTH:
        raise _error(value, field, f"tiene {len(number)} caracteres y el máximo es {LENGTH}")
    if len(number) < LENGTH:
        if len(number) < _MIN_CHASSIS_LENGTH or not any(character.isdigit() for character in number):
            raise _error(value, field, f"es demasiado corto: un bastidor tiene {LENGTH} caracteres")
        return ChassisNumber(number, is_vin=False, has_check_digit=False)
    if not _VIN.fullmatch(number):
        wrong = next(character for character in number if character in "IOQ")
        alike = "1" if wrong == "I" else "0"
        raise _error(value, field, f"no puede llevar la letra «{wrong}» (¿es un {alike}?)")
    defined = prescribes_check_digit(number)
    if defined and number[8] != (expected := check_digit(number)):
        raise _error(
            value,
            field,
            f"el dígito de control (posición 9) es «{number[8]}» y a los demás caracteres "
            f"les corresponde «{expected}»",
        )
    return ChassisNumber(number, is_vin=True, has_check_digit=defined)


def short_chassis_number(value: str) -> str | None:
    """The number where it is valid and shorter than a VIN, hence worth confirming; else None."""
    try:
        found = parse_chassis_number(value)
    except InvalidInputError:
        return None
    return None if found.is_vin else found.value


def prescribes_check_digit(vin: str) -> bool:
    """Whether the region of the VIN's manufacturer prescribes a check digit (United States, Canada, Mexico,
    China)."""
    first, second = vin[0], vin[1]
    if first in "1245L":
        return True
    if first == "3":  # 3A-3W is Mexico; the rest of 3 is Central America
        return "A" <= second <= "W"
    return first == "7" and second not in "ABCDE"  # 7A-7E is New Zealand, the rest the United States


def check_digit(vin: str) -> str:
    """The check digit that the other 16 characters ask for: a digit, or X for ten."""
    remainder = sum(_VALUES[character] * weight for character, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if remainder == 10 else str(remainder)


def _error(value: str, field: str, reason: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_vin",
        f"El bastidor {shown(value)} no es válido: {reason}.",
        field,
        "Cópialo del apartado E de la ficha técnica o del permiso de circulación.",
    )
