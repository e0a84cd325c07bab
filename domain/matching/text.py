"""Folding and splitting of a message into words; linear in its length, which is capped."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from domain.folding import fold
from domain.matching.language import ABBREVIATIONS, SHORTHAND, es

# A WhatsApp message holds 65,536 characters at most; nobody lists reforms beyond a few thousand.
MAX_CHARACTERS: Final = 8_000
MAX_WORD: Final = 40

_KEPT: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# A word, or short halves joined as in "k&n", "m+s", "a/c"; or a mark that separates.
_TOKEN: Final = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[&+/][a-z]{1,2}(?![a-z0-9])|\d+(?:[.,]\d+)*|[a-z]+|[.!?;\n]+|[^a-z0-9\s]"
)
# "3.500 kg" is a whole number.
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ABBREVIATED: Final = re.compile(rf"(?<![a-z0-9])({'|'.join(ABBREVIATIONS)})\.(?![a-z0-9.])")
# "1) escape 2) manillar", "1.- escape"; a line may open with "1." alone.
_ORDINAL: Final = re.compile(
    r"(?:(?<=[,:;.\n])|^|(?<=\by)|(?<=\n-))\s*(?<![(\d])\d{1,2}\s?(?:\)|\.-|-\)|º\)?)|(?:^|(?<=\n))\s*\d{1,2}[.\-](?=\s*[a-z])"
)
# "escape + manillar" lists, "2 plazas + en la furgo" is two more.
_PLUS_ITEM: Final = re.compile(r"\s\+\s*(?!(?:en|de|para|pa|a|con|y|por)\b)[a-z0-9]")
# Nothing but words, and none of them stretched.
_BARE: Final = re.compile(r"(?!.*([a-z])\1\1)[a-z ]*")
_STOP: Final = "."
_DIGIT: Final = re.compile(r"\d")
_REPEATED: Final = re.compile(r"([a-z])\1{2,}")


class Break(IntEnum):
    """What separates a word from the one before it."""

    NONE = 0
    COMMA = 1
    COLON = 2
    SENTENCE = 3


@dataclass(slots=True)
class RawWord:
    """A folded word with the separation before it and whether a question mark follows.

    `written` is what stands in the message where that is not the word itself.
    """

    text: str
    gap: Break
    asked: bool
    # Digits of a model's name: "G2", "F45"; but "x2" and "a5" count.
    glued: bool = False
    # The short or Catalan form that one word stands for.
    written: str | None = None


def words_of(text: str) -> list[RawWord]:
    """The folded words of a text, shorthand written in full; what is beyond `MAX_CHARACTERS` is not read."""
    return _spelt_out(split(fold(text[:MAX_CHARACTERS])[: 2 * MAX_CHARACTERS]))


def plain_words(text: str) -> tuple[str, ...] | None:
    """The words of a short text of bare words, the same that `words_of` reads; None of any other text."""
    folded = fold(text)
    if len(folded) > MAX_WORD or _BARE.fullmatch(folded) is None:
        return None
    words = folded.split()
    bare = es.AND_BEFORE_I.isdisjoint(words) and SHORTHAND.keys().isdisjoint(words)
    return tuple(words) if bare else None


def _written_out(text: str) -> str:
    """The text with abbreviations spelt out ("int. del. y tras."): their full stop ends nothing."""
    if _STOP not in text:
        return text
    return _ABBREVIATED.sub(lambda found: " ".join(ABBREVIATIONS[found[1]]) + " ", text)


def split(text: str) -> list[RawWord]:
    """The words of a folded text. Numbers stay whole ("3.850"); digits and letters are parted ("2x")."""
    words: list[RawWord] = []
    gap = Break.SENTENCE
    text = _written_out(text)
    if _DIGIT.search(text) is not None:
        text = _ORDINAL.sub(", ", text)
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if piece[0] in _KEPT:
            glued = piece[0].isdigit() and bool(words) and _is_glued(text, match.start(), words[-1].text)
            words.append(RawWord(_cleaned(piece), gap, False, glued=glued))
            gap = Break.NONE
        elif piece[0] in ".!?;\n":
            # "pues… el manillar": three dots are a pause.
            pause = len(piece) > 1 and not piece.strip(".")
            gap = max(gap, Break.COMMA) if pause else Break.SENTENCE
            if "?" in piece and words:
                last = words[-1]
                words[-1] = RawWord(last.text, last.gap, True)
        elif piece == ":":
            gap = max(gap, Break.COLON)
        elif piece == "+":
            # "2 plazas +", "escape + manillar"
            apart = bool(words) and _PLUS_ITEM.match(text, match.start() - 1) is not None
            words.append(RawWord("mas", max(gap, Break.COMMA) if apart else gap, False))
            gap = Break.NONE
        elif piece == "&":
            words.append(RawWord("y", gap, False))
            gap = Break.NONE
        elif piece == "-":
            # "clip-on" is one thing, "escape - manillar" are two.
            around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
            if around.isspace():
                gap = max(gap, Break.COMMA)
        elif piece not in "_'`´\"#*~«»“”‘’":
            gap = max(gap, Break.COMMA)
    return words


def _is_glued(text: str, start: int, before: str) -> bool:
    """Whether the digits at `start` belong to the letters right before them."""
    return text[start - 1 : start].isalpha() and before not in es.BEFORE_DIGITS


@lru_cache(maxsize=65536)
def _cleaned(word: str) -> str:
    return squeezed(whole_number(word))[:MAX_WORD]


def _spelt_out(raw: list[RawWord]) -> list[RawWord]:
    """The words with WhatsApp shorthand written in full."""
    spelt: list[RawWord] = []
    for place, item in enumerate(raw):
        expansion = SHORTHAND.get(item.text)
        if item.text in es.AND_BEFORE_I:
            # "faro e intermitentes", but "e cambiado" is "he cambiado".
            following = raw[place + 1].text if place + 1 < len(raw) else ""
            expansion = ("y",) if following.startswith(("i", "hi")) else ("he",)
        if expansion is None:
            spelt.append(item)
            continue
        for part, text in enumerate(expansion):
            last = part == len(expansion) - 1
            written = item.text if len(expansion) == 1 else None
            gap = item.gap if part == 0 else Break.NONE
            spelt.append(RawWord(text, gap, item.asked and last, written=written))
    return spelt


def whole_number(word: str) -> str:
    """ "3.850" is 3850; any other word stays what it is."""
    return word.replace(".", "") if _THOUSANDS.fullmatch(word) else word


def squeezed(word: str) -> str:
    """ "holaaa" and "buenassss" lose what is only stretched."""
    return _REPEATED.sub(r"\1", word)
