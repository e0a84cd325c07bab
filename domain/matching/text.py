"""Folding and splitting of a message into words; linear in its length, which is capped."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from domain.folding import fold
from domain.matching.language import ABBREVIATIONS, SHORTHAND, affixes, es


class Break(IntEnum):
    """What separates a word from the one before it."""

    NONE = 0
    COMMA = 1
    COLON = 2
    SENTENCE = 3


# A WhatsApp message holds 65,536 characters at most; nobody lists reforms beyond a few thousand.
MAX_CHARACTERS: Final = 8_000
MAX_WORD: Final = 40
# Chunks of which it is remembered what they hold.
_MAX_CHUNKS: Final = 50_000

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
_MAY_NUMBER: Final = re.compile(r"\d\s?[).\-º]")
# "1 toldo", at the beginning of a line or of a sentence.
_UNDOTTED: Final = re.compile(r"(?:(?<=[\n.;:])|^)\s*(\d{1,2})\s+(?=([a-z]+))")
# Nothing but words, and none of them stretched.
_BARE: Final = re.compile(r"(?!.*([a-z])\1\1)[a-z ]*")
_BARE_OR_NUMBERS: Final = re.compile(r"(?!.*([a-z])\1\1)(?: |[a-z]++(?![0-9])|[0-9]++(?![a-z]))*+")
# Words that are read as others.
_CHANGED: Final = es.AND_BEFORE_I.union(SHORTHAND)
# "escape + manillar" lists, "2 plazas + en la furgo" is two more, "ruedas + anchas" are wider.
_LISTING_PLUS: Final = re.compile(rf"(?<=\s)\+(?=\s*(?!(?:{'|'.join(sorted(es.AFTER_MORE))})\b)[a-z0-9])")
# No text has this sign once it is folded.
_LISTED: Final = "\ue000"
# What a mark after a plain word parts.
_PLAIN_MARKS: Final = {",": Break.COMMA, ".": Break.SENTENCE}
# Signs that are read as words.
_WORDS: Final = {"+": "mas", _LISTED: "mas", "&": "y"}
_STOP: Final = "."
_REPEATED: Final = re.compile(r"([a-z])\1{2,}")


class RawWord(NamedTuple):
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


class _Chunk(NamedTuple):
    """What stands between two spaces: its words, the first of them as `opening` is written, and the marks
    before and after them.

    `asks`: a question mark before all words. `hangs`: what follows says what the last word is.
    """

    words: tuple[RawWord, ...] = ()
    opening: str = ""
    before: Break = Break.NONE
    after: Break = Break.NONE
    asks: bool = False
    hangs: bool = False


# Chunks met before, by what is written: mostly single words.
_CHUNKS: Final[dict[str, _Chunk]] = {}


def words_of(text: str, folded: str | None = None) -> list[RawWord]:
    """The folded words of a text, shorthand written in full; what is beyond `MAX_CHARACTERS` is not read.

    Whoever has it `folded` already passes that too.
    """
    if folded is None or len(text) > MAX_CHARACTERS:
        folded = fold(text[:MAX_CHARACTERS])
    return split(folded[: 2 * MAX_CHARACTERS])


def split(folded: str) -> list[RawWord]:
    """The words of a folded text. Numbers stay whole ("3.850"); digits and letters are parted ("2x")."""
    words: list[RawWord] = []
    gap = Break.SENTENCE
    unclear = -1
    for written in _with_marks(folded).split(" "):
        if not written:
            continue
        told, opening, before, after, asks, hangs = _CHUNKS.get(written) or _chunk(written)
        if before:
            gap = max(gap, before)
        if asks and words:
            words[-1] = _asked(words[-1])
        if not told:
            continue
        if unclear >= 0:
            words[unclear] = _and_or_have(words[unclear], opening)
            unclear = -1
        words += told
        if gap and gap > told[0].gap:
            text, _, asked, glued, spelt_out = told[0]
            words[-len(told)] = RawWord(text, gap, asked, glued, spelt_out)
        gap = after
        if hangs:
            unclear = len(words) - 1
    if unclear >= 0:
        words[unclear] = _and_or_have(words[unclear], "")
    return words


def _with_marks(text: str) -> str:
    """The text with what its marks mean together with the words around them: numbers of a list, a plus."""
    if _MAY_NUMBER.search(text) is not None:
        text = _ORDINAL.sub(", ", _written_out(text))
    if _is_numbered(text):
        text = _UNDOTTED.sub(f"{_STOP} ", text)
    return _LISTING_PLUS.sub(_LISTED, text) if "+" in text else text


def _is_numbered(text: str) -> bool:
    """ "1 toldo", "2 claraboya": lines whose numbers are in order and can't all be counts, as a noun of one
    stands beside a number of several."""
    items = _UNDOTTED.findall(text)
    if len(items) < 2 or [int(number) for number, _ in items] != list(range(1, len(items) + 1)):
        return False
    if any(noun in es.IS_OR_ARE for _, noun in items):
        # "1 es el faro": the number is what is spoken of.
        return False
    return any(int(number) > 1 and noun[-1] not in affixes.PLURAL_S for number, noun in items)


def plain_words(folded: str) -> tuple[str, ...] | None:
    """The words of a folded text of bare words and numbers, the same that `split` reads; None of others."""
    if _BARE.fullmatch(folded) is None and _BARE_OR_NUMBERS.fullmatch(folded) is None:
        return None
    words = tuple(folded.split())
    if len(folded) > MAX_WORD and len(max(words, key=len, default="")) > MAX_WORD:
        return None
    return words if _CHANGED.isdisjoint(words) else None


def _written_out(text: str) -> str:
    """The text with abbreviations spelt out ("int. del. y tras."): their full stop ends nothing."""
    if _STOP not in text:
        return text
    return _ABBREVIATED.sub(lambda found: " ".join(ABBREVIATIONS[found[1]]) + " ", text)


def _chunk(written: str) -> _Chunk:
    """What stands between two spaces, remembered where it is short."""
    chunk = _plain(written) or _parted(written)
    if len(written) <= MAX_WORD:
        if len(_CHUNKS) >= _MAX_CHUNKS:
            _CHUNKS.clear()
        _CHUNKS[written] = chunk
    return chunk


def _plain(written: str) -> _Chunk | None:
    """A chunk that is one word, with a comma or full stop after it at most; None for any other."""
    after = _PLAIN_MARKS.get(written[-1], Break.NONE)
    text = written[:-1] if after else written
    if not (text.isascii() and text.isalpha()) or (after is Break.SENTENCE and text in ABBREVIATIONS):
        return None
    word = RawWord(squeezed(text)[:MAX_WORD], Break.NONE, False)
    is_short = word.text in SHORTHAND
    hangs = word.text in es.AND_BEFORE_I
    return _Chunk(
        tuple(_spelt_out([word])) if is_short else (word,), word.text, Break.NONE, after, hangs=hangs
    )


def _parted(written: str) -> _Chunk:
    """A chunk with the words and marks that its signs come to."""
    words: list[RawWord] = []
    before = gap = Break.NONE
    asks = False
    text = _written_out(written)
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if (word := _WORDS.get(piece)) is not None or piece[0] in _KEPT:
            glued = piece[0].isdigit() and bool(words) and _is_glued(text, match.start(), words[-1].text)
            if piece == _LISTED:
                gap = max(gap, Break.COMMA)
            words.append(RawWord(word or _cleaned(piece), gap, False, glued=glued))
            gap = Break.NONE
            continue
        gap = max(gap, _break_of(text, match.start(), piece))
        if "?" in piece and words:
            words[-1] = _asked(words[-1])
        asks = asks or ("?" in piece and not words)
        before = before if words else gap
    opening = words[0].text if words else ""
    hangs = bool(words) and words[-1].text in es.AND_BEFORE_I
    return _Chunk(tuple(_spelt_out(words)), opening, before, gap if words else Break.NONE, asks, hangs)


def _break_of(text: str, start: int, mark: str) -> Break:
    """What a mark in a chunk parts."""
    if mark[0] in ".!?;\n":
        # "pues… el manillar": three dots are a pause.
        pause = len(mark) > 1 and not mark.strip(".")
        return Break.COMMA if pause else Break.SENTENCE
    if mark in ":→":
        return Break.COLON
    if mark == "-":
        # "clip-on" is one thing, "escape - manillar" are two.
        around = (text[start - 1 : start] if start else "") + text[start + 1 : start + 2]
        return Break.NONE if around.strip() else Break.COMMA
    return Break.NONE if mark in "_'`´\"#*~«»“”‘’" else Break.COMMA


def _asked(word: RawWord) -> RawWord:
    return RawWord(word.text, word.gap, True, written=word.written)


def _is_glued(text: str, start: int, before: str) -> bool:
    """Whether the digits at `start` belong to the letters right before them."""
    return text[start - 1 : start].isalpha() and before not in es.BEFORE_DIGITS


def _cleaned(word: str) -> str:
    return squeezed(whole_number(word))[:MAX_WORD]


def _spelt_out(raw: Sequence[RawWord]) -> Iterator[RawWord]:
    """The words with WhatsApp shorthand written in full; a last one that hangs on what follows as it is."""
    for place, item in enumerate(raw):
        if item.text in es.AND_BEFORE_I:
            following = raw[place + 1].text if place + 1 < len(raw) else None
            yield item if following is None else _and_or_have(item, following)
            continue
        expansion = SHORTHAND.get(item.text)
        if expansion is None:
            yield item
            continue
        for part, text in enumerate(expansion):
            last = part == len(expansion) - 1
            written = item.text if len(expansion) == 1 else None
            gap = item.gap if part == 0 else Break.NONE
            yield RawWord(text, gap, item.asked and last, written=written)


def _and_or_have(word: RawWord, following: str) -> RawWord:
    """ "faro e intermitentes", but "e cambiado" is "he cambiado"."""
    return RawWord(
        "y" if following.startswith(("i", "hi")) else "he", word.gap, word.asked, written=word.text
    )


def whole_number(word: str) -> str:
    """ "3.850" is 3850; any other word stays what it is."""
    return word.replace(".", "") if _THOUSANDS.fullmatch(word) else word


def squeezed(word: str) -> str:
    """ "holaaa" and "buenassss" lose what is only stretched."""
    return _REPEATED.sub(r"\1", word) if _REPEATED.search(word) is not None else word
