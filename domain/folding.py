"""Text folded for comparisons: lower case, no accents, nothing invisible. The one folding of the house.

Whoever compares what people typed, a matcher, a reader of answers or a list of names, folds it here first.
"""

import unicodedata
from typing import Final, Literal

_SPACES: Final = frozenset({"Cc", "Zs", "Zl", "Zp"})
_DROPPED: Final = frozenset({"Mn", "Me", "Cf", "Cs", "Cn", "Co"})


def fold(text: str, form: Literal["NFKD", "NFD"] = "NFKD") -> str:
    """Lower case without accents (ñ becomes n) or invisible characters; lines stay lines, and every other
    sign keeps its place.

    NFKD writes compatibility forms out («ﬁ» is «fi», «²» is «2»); with NFD they stay what they are.
    """
    if text.isascii() and text.isprintable():
        # Nothing to drop or to write out, as in most words of most texts.
        return text.lower()
    kept = []
    for char in unicodedata.normalize(form, text.casefold()):
        category = unicodedata.category(char)
        if char == "\n":
            kept.append(char)
        elif category in _SPACES:
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(char)
    return "".join(kept)


def fold_line(text: str) -> str:
    """The text folded onto one line with single spaces and none at the ends.

    Compatibility forms stay (º doesn't become o), so that «nº 2» never reads as «no 2».
    """
    return " ".join(fold(text, "NFD").split())
