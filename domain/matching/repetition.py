"""Words that a message repeats over and over, cut to a few: a part asked for fifty times is asked for once.

Mentions are judged by what stands around them, so a message of nothing but mentions costs the square of its
length; people write no such message, and its meaning is that of its first few repetitions.
"""

import re
from typing import Final

from domain.folding import fold

# A phrase said more often in a row says nothing new; longer phrases than this are sentences.
KEPT: Final = 6
LONGEST: Final = 8
_WORD_WITH_SPACE: Final = re.compile(r"\S+\s*")


def without_repetition(text: str) -> str:
    """The text with each phrase of up to `LONGEST` words kept at most `KEPT` times in a row. Linear."""
    words = _WORD_WITH_SPACE.findall(text)
    if len(words) <= KEPT:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    for length in range(1, LONGEST + 1):
        words = _cut(words, length)
    return lead + "".join(words)


def _cut(words: list[str], length: int) -> list[str]:
    kept: list[str] = []
    keys: list[str] = []
    repeated = 0
    for word in words:
        key = fold(word.strip())
        repeated = repeated + 1 if len(keys) >= length and keys[-length] == key else 0
        keys.append(key)
        if repeated <= (KEPT - 1) * length:
            kept.append(word)
    return kept
