"""Free text of people: names, streets, makes. Kept as written, apart from spaces and Unicode form."""

import re
import unicodedata

from shared.errors import InvalidInputError

_SPACES = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[\s.\-_/·‐‑‒–—]+")
# What shows nothing by itself: zero-width and other format characters, combining marks.
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Zs"})
SHOWN_LENGTH = 60


def parse_text(value: str, field: str, max_length: int) -> str:
    """The text in Unicode form NFC, with single spaces and none at the ends.

    Raises InvalidInputError naming `field` when nothing that can be seen is left, when it is longer than
    `max_length` characters, or when it holds control or lone surrogate characters, which no database stores.
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", value)).strip()
    if all(unicodedata.category(character) in _INVISIBLE for character in text):
        raise InvalidInputError("empty_value", f"El dato «{field}» está vacío.", field, "Escríbelo.")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise InvalidInputError(
            "bad_characters",
            f"El dato «{field}» contiene caracteres que no son texto.",
            field,
            "Escríbelo de nuevo a mano, sin pegarlo.",
        )
    if len(text) > max_length:
        raise InvalidInputError(
            "too_long",
            f"El dato «{field}» tiene {len(text)} caracteres y el máximo es {max_length}.",
            field,
            "Abrévialo.",
        )
    return text


def compact(value: str) -> str:
    """Upper case without spaces, dots, hyphens or slashes: how identifiers are compared and stored."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", value)).upper()


def shown(value: str) -> str:
    """What an error message repeats of a value: printable and short, however long the input was."""
    text = "".join(
        character if character.isprintable() else " "
        for character in _SPACES.sub(" ", value[: SHOWN_LENGTH * 2])
    ).strip()
    return f"«{text[:SHOWN_LENGTH]}…»" if len(text) > SHOWN_LENGTH else f"«{text}»"
