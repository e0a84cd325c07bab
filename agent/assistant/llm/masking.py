"""Personal data taken out of what a language model reads, and put back into what it writes. Pure.

What has a form (NIF, plate, VIN, phone, e-mail, IBAN) is found wherever it stands, also in spellings that no
validation would take; what has none (names, addresses) by the values that are known of the client.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

PLACE: Final = re.compile(r"\[\[\s*DATO\s*(\d{1,4})\s*\]\]", re.IGNORECASE)
"""What stands for a personal datum."""
SANITISED: Final = "[dato personal]"
_SHORTEST: Final = 3
_FORMS: Final = re.compile(
    r"""
    [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # e-mail
    | \b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b  # IBAN
    | \b(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b                      # VIN
    | \b(?:[XYZ][ -]?)?\d{1,2}\.?\d{3}\.?\d{3}[ -]?[A-Z]\b            # NIF, NIE
    | \b[A-HJNP-SUVW][ -]?\d{7}[ -]?[0-9A-J]\b                    # CIF
    | \b\d{4}[ -]?[BCDFGHJ-NPR-TV-Z]{3}\b                         # plate
    | (?-i:\b[A-Z]{1,2}[ -]?\d{4}[ -]?[A-Z]{1,2}\b)               # plate with its province
    | (?<![\w,.])(?:\+|\b00)\d(?:[ .-]?\d){6,14}(?!\d)            # phone abroad
    | (?<![\w,.])[6-9]\d(?:[ .-]?\d){7}(?![\w,.]?\d)              # phone
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Mask:
    """The personal data of one turn: each has its number, the same wherever it stands."""

    def __init__(self, known: Iterable[object] = ()) -> None:
        self._values: list[str] = []
        self._known: list[str] = []
        self.learn(known)

    def learn(self, known: Iterable[object]) -> None:
        """From now on these values are taken out as well; short ones stand in other words by chance."""
        texts = {value.strip() for value in known if isinstance(value, str)}
        longer = {text for text in texts if len(text) >= _SHORTEST} | set(self._known)
        self._known = sorted(longer, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """The text with a place for each personal datum."""
        for value in self._known:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", self._place, text, flags=re.IGNORECASE)
        return _FORMS.sub(self._place, text)

    def show(self, text: str) -> str:
        """The text with the data back in their places; a place that stands for nothing stays."""
        return PLACE.sub(lambda found: self._value(found) or found[0], text)

    def cover(self, text: str) -> str:
        """The text with a place for each datum that has one already, and no other taken for a datum."""
        for number, value in sorted(enumerate(self._values, 1), key=lambda item: -len(item[1])):
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", f"[[DATO{number}]]", text)
        return text

    def _value(self, place: re.Match[str]) -> str | None:
        number = int(place[1])
        return self._values[number - 1] if 1 <= number <= len(self._values) else None

    def _place(self, found: re.Match[str]) -> str:
        if found[0] not in self._values:
            self._values.append(found[0])
        return f"[[DATO{self._values.index(found[0]) + 1}]]"


def sanitised(mask: Mask, value: Any, *, is_data: bool = False) -> Any:
    """Parameters of a tool as they may be kept: without personal data, and of data without any value."""
    if isinstance(value, str):
        return SANITISED if is_data else PLACE.sub(SANITISED, mask.hide(value))[:1_000]
    if isinstance(value, dict):
        return {
            str(sanitised(mask, str(key)))[:100]: sanitised(mask, item, is_data=is_data and key != "dato")
            for key, item in list(value.items())[:50]
        }
    if isinstance(value, list):
        return [sanitised(mask, item, is_data=is_data) for item in value[:50]]
    return value if isinstance(value, int | float | bool | None) else str(type(value))
