"""Cleaning and folding of client text, shared by all readers of answers."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W_]+")
DONT_KNOW = re.compile(
    r"\b(?:no (?:lo )?se(?! (?:ve|aprecia|lee|nota|distingue|tapa|cambia|modifica|mueve|quita|toca)\b)"
    r"|(?:ni|ninguna) idea|no (?:estoy|lo tengo) (?:muy )?(?:segur[oa]|claro)|ns/?nc|nose"
    r"|no tengo (?:ni |la menor )?idea|no me acuerdo|no (?:lo )?recuerdo|ni se|lo desconozco"
    r"|(?:tengo|tendria) que mirar(?:lo)?|luego (?:te )?(?:lo )?(?:digo|miro))\b"
)
"""An answer that says the client doesn't know, in folded text ("no se ve" is not one)."""


def clean(text: str) -> str:
    """The text as it may be stored: one line, single spaces, nothing invisible, no unpaired surrogates."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in composed
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


def fold(text: str) -> str:
    """The text for comparisons: clean, lower case, without accents (ñ becomes n).

    Compatibility forms stay (º doesn't become o), so that «nº 2» never reads as «no 2».
    """
    decomposed = unicodedata.normalize("NFD", clean(text).casefold())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def words(folded: str) -> list[str]:
    """The words of folded text, without punctuation."""
    return _WORDS.findall(folded)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list separated by spaces."""
    return frozenset(listed.split())


def says_dont_know(folded: str) -> bool:
    """Whether the folded answer only says that the client doesn't know."""
    return len(words(folded)) <= 10 and DONT_KNOW.search(folded) is not None
