"""Characters of a regulation as they are stored: no marks of layout, one kind of space, letters as people
type them. Signs that mean something in law (º, ª, ², ³, ½, …) stay what they are."""

import re
import unicodedata
from typing import Final

# NFKC would write «1.ª» as «1.a» and «m²» as «m2»: quotations would no longer be those of the law.
_KEPT: Final = frozenset("ºª²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾…™ℓµ´¨¯¸")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00"))
_SPACES: Final = re.compile(r"[^\S\n]+")


def tidy(text: str) -> str:
    """The text in compatibility form but for `_KEPT`, without invisible characters, with single spaces;
    its line breaks stay."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
        text = "".join(
            char if char in _KEPT or char.isascii() else unicodedata.normalize("NFKC", char) for char in text
        )
        text = unicodedata.normalize("NFC", text)
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines())


def tidy_line(text: str) -> str:
    """The text tidied onto one line."""
    return " ".join(tidy(text).split())


def letters_share(text: str) -> float:
    """Which part of the visible characters are letters: forms and formulas have few."""
    visible = [char for char in text if not char.isspace()]
    return sum(char.isalpha() for char in visible) / len(visible) if visible else 0.0
