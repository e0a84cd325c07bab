"""Cleaning of client text and its words, shared by all readers of answers."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W_]+")
DONT_KNOW = re.compile(
    r"\b(?:no se(?=$|[.,;!?]| (?:que|cual|cuant[oa]s?|donde|si|decir\w*|exacta\w*|ahora|bien|nada|pero"
    r"|la verdad|todavia|aun|tio)\b)|no lo se|nose|ns/?nc|(?:ni|ninguna) idea|no tengo (?:ni |la menor )?idea"
    r"|ni se|lo desconozco|no (?:estoy|lo tengo) (?:muy )?(?:segur[oa]|claro)|no me acuerdo"
    r"|no (?:lo )?recuerdo"
    r"|(?:tengo|tendria) que mirar(?:lo)?"
    r"|(?:luego|manana|despues|ya|ahora) te (?:lo )?(?:digo|miro|paso|mando|envio|confirmo))\b"
)
"""An answer that says the client doesn't know, in folded text ("no se puede" is not one)."""


def clean(text: str) -> str:
    """The text as it may be stored: one line, single spaces, nothing invisible, no unpaired surrogates."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in composed
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


def words(folded: str) -> list[str]:
    """The words of folded text, without punctuation."""
    return _WORDS.findall(folded)


def word_set(listed: str) -> frozenset[str]:
    """The words of a list separated by spaces."""
    return frozenset(listed.split())


def says_dont_know(folded: str) -> bool:
    """Whether the folded answer only says that the client doesn't know."""
    return len(words(folded)) <= 10 and DONT_KNOW.search(folded) is not None
