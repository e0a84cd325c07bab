"""Spanish number plates, current and older (Reglamento General de Vehículos, annex XVIII)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.identity.text import compact, shown
from shared.errors import InvalidInputError

# Without vowels, so that no word appears, and without Ñ and Q, easily misread.
LETTERS = "BCDFGHJKLMNPRSTVWXYZ"

# The provincial series ended in 2000; GE, OR and PM are the older spellings of GI, OU and IB.
PROVINCE_CODES = frozenset(
    """A AB AL AV B BA BI BU C CA CC CE CO CR CS CU GC GE GI GR GU H HU IB J L LE LO LU M MA ML MU NA O OR OU
    P PM PO S SA SE SG SO SS T TE TF TO V VA VI Z ZA""".split()  # noqa: SIM905 - a word list reads better
)
_OFFICIAL = frozenset(["CNP", "DGP", "EA", "ET", "FN", "MF", "MMA", "MOP", "PGC", "PME", "PMM"])


class PlateKind(StrEnum):
    """Series of Spanish plates."""

    ORDINARY = "ordinary"
    PROVINCIAL = "provincial"
    MOPED = "moped"
    HISTORIC = "historic"
    SPECIAL = "special"
    TRAILER = "trailer"
    TEMPORARY = "temporary"
    TOURIST = "tourist"
    OFFICIAL = "official"
    DIPLOMATIC = "diplomatic"


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate: compact (`1234BCD`), for comparing and storing, and as it is written on paper."""

    value: str
    kind: PlateKind
    display: str


_PREFIXED = {
    "C": PlateKind.MOPED,
    "H": PlateKind.HISTORIC,
    "E": PlateKind.SPECIAL,
    "R": PlateKind.TRAILER,
    "P": PlateKind.TEMPORARY,
    "S": PlateKind.TEMPORARY,
    "V": PlateKind.TEMPORARY,
    "T": PlateKind.TOURIST,
}
_ORDINARY = re.compile(rf"([0-9]{{4}})([{LETTERS}]{{3}})")
_WITH_PREFIX = re.compile(rf"([{''.join(_PREFIXED)}])([0-9]{{4}})([{LETTERS}]{{3}})")
_PROVINCIAL = re.compile(r"([A-Z]{1,2})([0-9]{4})([A-Z]{1,2})")
_PROVINCIAL_OLD = re.compile(r"([A-Z]{1,2})([0-9]{1,6})")
_STATE = re.compile(r"([A-Z]{2,3})([0-9]{3,6})([A-Z]{0,2})")
_DIPLOMATIC = re.compile(r"(CD|CC|OI|TA)([0-9]{2,3}?)([0-9]{2,3})")


def parse_plate(value: str, field: str = "matricula") -> Plate:
    """The plate in compact upper case with its series; motorcycles share the series of cars.

    Raises InvalidInputError naming `field` and what is wrong with it.
    """
    plate = compact(value)
    if match := _ORDINARY.fullmatch(plate):
        return Plate(plate, PlateKind.ORDINARY, " ".join(match.groups()))
    if match := _WITH_PREFIX.fullmatch(plate):
        return Plate(plate, _PREFIXED[match[1]], " ".join(match.groups()))
    if match := _PROVINCIAL.fullmatch(plate):
        if match[1] in PROVINCE_CODES:
            return Plate(plate, PlateKind.PROVINCIAL, "-".join(match.groups()))
    # CC 12123 may be an old plate of Cáceres or a consular one: nothing tells them apart, so Cáceres wins.
    elif (match := _PROVINCIAL_OLD.fullmatch(plate)) and match[1] in PROVINCE_CODES:
        return Plate(plate, PlateKind.PROVINCIAL, "-".join(match.groups()))
    if match := _DIPLOMATIC.fullmatch(plate):
        return Plate(plate, PlateKind.DIPLOMATIC, " ".join(match.groups()))
    if (match := _STATE.fullmatch(plate)) and match[1] in _OFFICIAL:
        return Plate(plate, PlateKind.OFFICIAL, " ".join(part for part in match.groups() if part))
    raise InvalidInputError(
        "invalid_plate",
        f"La matrícula {shown(value)} no es una matrícula española: {_reason(plate)}.",
        field,
        "Escríbela como en el permiso de circulación, por ejemplo 1234 BCD, M-1234-AB o C 1234 BCD.",
    )


def _reason(plate: str) -> str:
    if not plate:
        return "está vacía"
    if re.fullmatch(r"[A-Z]?[0-9]{4}[A-ZÑ]{3}", plate):
        if wrong := next((letter for letter in plate[-3:] if letter not in LETTERS), None):
            return f"las tres letras finales no llevan vocales, Ñ ni Q, y esta lleva «{wrong}»"
        return f"no hay ninguna serie que empiece por «{plate[0]}»"
    if match := re.fullmatch(r"([A-Z]{1,2})[0-9]{4,6}[A-Z]{0,2}", plate):
        return f"«{match[1]}» no es el código de ninguna provincia"
    if not re.fullmatch(r"[A-Z0-9]+", plate):
        return "solo puede llevar cifras y letras"
    return "no tiene la forma de ninguna serie"
