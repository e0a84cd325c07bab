"""Text folded for comparisons: lower case, no accents, nothing invisible. The one folding of the house.

Whoever compares what people typed, a matcher, a reader of answers or a list of names, folds it here first.
"""

import re
import unicodedata
from typing import Final, Literal

_SPACES: Final = frozenset({"Cc", "Zs", "Zl", "Zp"})
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Cn", "Co"})
# Signs up to here are remembered: Latin, its accents and punctuation. Others are looked up each time.
_REMEMBERED: Final = 0x3000


class _Signs(dict[int, str | None]):
    """What each sign is folded to, None where it is dropped; found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        category = unicodedata.category(char)
        kept = None if category in _DROPPED else char
        if char != "\n" and category in _SPACES:
            kept = " "
        if code < _REMEMBERED:
            self[code] = kept
        return kept


_SIGNS: Final = _Signs()
# The marks that accents are written out to: all of them are dropped.
_MARKS: Final = re.compile("[\u0300-\u036f]+")


def fold(text: str, form: Literal["NFKD", "NFD"] = "NFKD") -> str:
    """Lower case without accents (ñ becomes n) or invisible characters; lines stay lines, and every other
    sign keeps its place.

    NFKD writes compatibility forms out («ﬁ» is «fi», «²» is «2»); with NFD they stay what they are.
    """
    if text.isascii() and text.isprintable():
        # Nothing to drop or to write out, as in most words of most texts.
        return text.lower()
    written_out = unicodedata.normalize(form, text.casefold())
    plain = _MARKS.sub("", written_out)
    if plain.isascii() and plain.replace("\n", "").isprintable():
        return plain
    return written_out.translate(_SIGNS)


def fold_line(text: str) -> str:
    """The text folded onto one line with single spaces and none at the ends.

    Compatibility forms stay (º doesn't become o), so that «nº 2» never reads as «no 2».
    """
    return " ".join(fold(text, "NFD").split())
