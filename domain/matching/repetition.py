"""Words that a message repeats over and over, cut to a few: a part asked for fifty times is asked for once.

Mentions are judged by what stands around them, so a message of nothing but mentions costs the square of its
length; people write no such message, and its meaning is that of its first few repetitions.
"""

import re
from collections import Counter
from typing import Final

from domain.folding import fold

# A phrase said more often in a row says nothing new; longer phrases than this are sentences.
KEPT: Final = 6
LONGEST: Final = 8
_WORD_WITH_SPACE: Final = re.compile(r"\S+\s*")


def without_repetition(text: str, folded: str) -> str:
    """The text, which is also given `folded`, with each phrase of up to `LONGEST` words kept at most `KEPT`
    times in a row. Linear."""
    said = folded.split()
    if len(said) - len(set(said)) < KEPT or max(Counter(said).values()) <= KEPT:
        # Each word of a phrase that is cut stands in the text more often than the phrase is kept.
        return text
    words = [(word, fold(word.strip())) for word in _WORD_WITH_SPACE.findall(text)]
    lead = text[: len(text) - len(text.lstrip())]
    for length in range(1, LONGEST + 1):
        words = _cut(words, length)
    return lead + "".join(word for word, _ in words)


def _cut(words: list[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    repeated = 0
    for place, (word, key) in enumerate(words):
        repeated = repeated + 1 if place >= length and words[place - length][1] == key else 0
        if repeated <= (KEPT - 1) * length:
            kept.append((word, key))
    return kept
