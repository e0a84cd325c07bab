"""Spanish ordinals as laws number provisions: «primera», «decimotercera», «vigésima segunda»."""

import re
from typing import Final

from domain.folding import fold_line

_UNITS: Final = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven")
_WRITTEN: Final = ("primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven")
_TENS: Final = (
    ("decim", "décim"),
    ("vigesim", "vigésim"),
    ("trigesim", "trigésim"),
    ("cuadragesim", "cuadragésim"),
)


def _table() -> dict[str, int]:
    """Every way of writing 1 to 49, folded, with the stem's ending left off."""
    found = {unit: number for number, unit in enumerate(_UNITS, 1)}
    found |= {"undecim": 11, "duodecim": 12, "septimo y": 7}
    for tens, (stem, _) in enumerate(_TENS, 1):
        found[stem] = tens * 10
        for number, unit in enumerate(_UNITS, 1):
            for ending in ("o", "a"):
                found[f"{stem}{ending} {unit}"] = tens * 10 + number
                found[f"{stem}{ending}{unit}"] = tens * 10 + number
            found[f"{stem}o{unit}"] = tens * 10 + number
    return found


_NUMBERS: Final = _table()
_WORD: Final = r"[^\W\d_]+"
PATTERN: Final = rf"(?:{_WORD}(?:\s+{_WORD})?)"
"""What could be an ordinal in words; `ordinal_of` says whether it is one."""

_DIGITS: Final = re.compile(r"(\d{1,2})(?:\.?[ºª°oa])?\.?")


def ordinal_of(words: str) -> int | None:
    """The number that an ordinal names («quinta», «5.ª», «decimotercero»), None when it is none."""
    folded = fold_line(words)
    if match := _DIGITS.fullmatch(folded):
        return int(match[1]) or None
    return _NUMBERS.get(folded[:-1]) if folded[-1:] in {"o", "a"} else None


def feminine(number: int) -> str:
    """The ordinal in words as a provision bears it: 5 is «quinta», 13 «decimotercera»."""
    if number <= len(_WRITTEN):
        return f"{_WRITTEN[number - 1]}a"
    tens, unit = divmod(number, 10)
    if not 1 <= tens <= len(_TENS):
        return str(number)
    stem, accented = _TENS[tens - 1]
    if unit == 0:
        return f"{accented}a"
    if tens == 1:
        return {1: "undécima", 2: "duodécima"}.get(unit, f"{stem}o{_WRITTEN[unit - 1]}a")
    return f"{accented}a {_WRITTEN[unit - 1]}a"
