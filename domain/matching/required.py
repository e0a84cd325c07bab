"""Which patterns of a table can fit at all: those whose rarest words all stand among the words at hand.

Each word knows, once for all messages, the patterns of which it is the rarest word, the second, the third; so
a message asks few patterns whether they fit. The notation is that of `phrase_patterns`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

# So many slots of a pattern are looked up by their words.
_KEYS: Final = 3
# Words of which it is remembered what they say.
_MAX_KNOWN: Final = 50_000
_OPTIONAL: Final = "?"
_BEGINNING: Final = "*"
_EITHER: Final = "|"
# Slots that stand for no words of their own, or for the end of the text too.
_WORDLESS: Final = ("…", "~", "#", "X", "END")


class Required:
    """The patterns of a table by the words that they need; sets of patterns are bits in the table's order."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._without = [0] * _KEYS
        self._by_word: dict[str, list[int]] = defaultdict(lambda: [0] * _KEYS)
        self._by_beginning: dict[str, list[int]] = defaultdict(lambda: [0] * _KEYS)
        self._known: dict[str, tuple[int, int, int]] = {}
        for number, pattern in enumerate(patterns):
            self._add(1 << number, sorted(_needed(pattern), key=len)[:_KEYS])
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})

    def left(self, words: Iterable[str]) -> int:
        """The patterns that the words leave."""
        first, second, third = self._without
        for word in words:
            keys = self._known.get(word) or self._look_up(word)
            first |= keys[0]
            second |= keys[1]
            third |= keys[2]
        return first & second & third

    def _add(self, bit: int, needed: Sequence[Sequence[str]]) -> None:
        for key in range(_KEYS):
            if key >= len(needed):
                self._without[key] |= bit
                continue
            for word in needed[key]:
                if word.endswith(_BEGINNING):
                    self._by_beginning[word.removesuffix(_BEGINNING)][key] |= bit
                else:
                    self._by_word[word][key] |= bit

    def _look_up(self, word: str) -> tuple[int, int, int]:
        found = [0, 0, 0]
        lists = [self._by_word.get(word)]
        lists += [self._by_beginning.get(word[:length]) for length in self._lengths if length <= len(word)]
        for bits in lists:
            for key in range(_KEYS) if bits is not None else ():
                found[key] |= bits[key] if bits is not None else 0
        if len(self._known) >= _MAX_KNOWN:
            self._known.clear()
        keys = self._known[word] = (found[0], found[1], found[2])
        return keys


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
