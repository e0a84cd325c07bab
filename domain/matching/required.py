"""Which patterns of a table can fit at all: those whose rarest words all stand among the words at hand, and
whose words beside the mention stand beside it.

Each word knows, once for all messages, the patterns of which it is the rarest word, the second, the third,
and those that have it right before and right after the mention; so a message asks few patterns whether they
fit. The notation is that of `phrase_patterns`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Final

from domain.matching.language import CONTRACTIONS, es

# So many slots of a pattern are looked up by their words.
_KEYS: Final = 3
_BEFORE: Final = _KEYS
_AFTER: Final = _BEFORE + 1
_COLUMNS: Final = _AFTER + 1
_NONE: Final = (0,) * _COLUMNS
# Words of which it is remembered what they say.
_MAX_KNOWN: Final = 50_000
# A word that stands everywhere is as common as so many others.
_COMMON: Final = 40
_OPTIONAL: Final = "?"
_BEGINNING: Final = "*"
_EITHER: Final = "|"
_MENTION: Final = "X"
_OTHER: Final = "Y"
# Slots that stand for no words of their own, or for the end of the text too.
_WORDLESS: Final = ("…", "~", "#", _MENTION, "END")


class _Known(dict[str, tuple[int, ...]]):
    """What words say, looked up when they are first met."""

    def __init__(self, look_up: Callable[[str], tuple[int, ...]]) -> None:
        self._look_up = look_up

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= _MAX_KNOWN:
            self.clear()
        keys = self[word] = self._look_up(word)
        return keys


class Required:
    """The patterns of a table by the words that they need; sets of patterns are bits in the table's order."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._without = [0] * _COLUMNS
        self._by_word: dict[str, list[int]] = defaultdict(lambda: [0] * _COLUMNS)
        self._by_beginning: dict[str, list[int]] = defaultdict(lambda: [0] * _COLUMNS)
        self._known = _Known(self._look_up)
        for number, pattern in enumerate(patterns):
            keys = sorted(_needed(pattern), key=_commonness)[:_KEYS]
            columns: list[list[str] | None] = [*keys, *[None] * (_KEYS - len(keys)), *_beside(pattern)]
            self._add(1 << number, columns)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning}) or [0]
        self._openings = {beginning[: self._lengths[0]] for beginning in self._by_beginning}

    def left(self, words: Iterable[str]) -> int:
        """The patterns that the words leave; a contraction stands for both of its words."""
        first, second, third, _, _ = self._without
        for keys in map(self._known.__getitem__, words):
            if keys is not _NONE:
                first |= keys[0]
                second |= keys[1]
                third |= keys[2]
        return first & second & third

    def beside(self, before: str, after: str) -> int:
        """The patterns that the words right before and right after the mention leave; "" where it ends."""
        leading, following = self._known[before], self._known[after]
        return (leading[_BEFORE] | self._without[_BEFORE]) & (following[_AFTER] | self._without[_AFTER])

    def _add(self, bit: int, columns: Sequence[Sequence[str] | None]) -> None:
        for column, words in enumerate(columns):
            if words is None:
                self._without[column] |= bit
                continue
            for word in words:
                if word.endswith(_BEGINNING):
                    self._by_beginning[word.removesuffix(_BEGINNING)][column] |= bit
                else:
                    self._by_word[word][column] |= bit

    def _look_up(self, word: str) -> tuple[int, ...]:
        parts = CONTRACTIONS.get(word, (word,))
        lists = [self._by_word[part] for part in parts if part in self._by_word]
        for part in parts:
            # Few words begin as any of them does.
            lengths = self._lengths if part[: self._lengths[0]] in self._openings else ()
            begun = [part[:length] for length in lengths if length <= len(part)]
            lists += [self._by_beginning[said] for said in begun if said in self._by_beginning]
        return tuple(reduce(or_, column) for column in zip(*lists, strict=True)) if lists else _NONE


def places(bits: int) -> list[int]:
    """The numbers of the patterns in a set, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _needed(pattern: str) -> list[list[str]]:
    """The words of each slot that must stand in what the pattern fits; a beginning ends with its mark."""
    slots = [slot for slot in pattern.split() if not slot.startswith((_OPTIONAL, *_WORDLESS))]
    listed = [slot.split(_EITHER) for slot in slots]
    return [words for words in listed if not any(word.startswith(_WORDLESS) for word in words)]


def _commonness(words: Sequence[str]) -> int:
    return sum(_COMMON if word in es.EVERYWHERE or word == _OTHER else 1 for word in words)


def _beside(pattern: str) -> tuple[list[str] | None, list[str] | None]:
    """The words of which one must stand right before, and right after, the mention; None for any."""
    slots = pattern.split()
    if _MENTION not in slots:
        return None, None
    here = slots.index(_MENTION)
    return _first(slots[:here][::-1]), _first(slots[here + 1 :])


def _first(slots: Iterable[str]) -> list[str] | None:
    """The words with which these slots can begin; None where they may be any, or none at all."""
    found: list[str] = []
    for slot in slots:
        listed = slot.removeprefix(_OPTIONAL).split(_EITHER)
        if any(word.startswith(_WORDLESS) for word in listed):
            return None
        found += listed
        if not slot.startswith(_OPTIONAL):
            return found
    return None
