"""A question as people type it, written out, and the words of the law for what it speaks of."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

from domain.folding import fold_line
from domain.regulations.es.everyday import EVERYDAY, SHORTENED

_STEM: Final = snowballstemmer.stemmer("spanish").stemWord
_WORDS: Final = re.compile(r"[^\W_]+")
_PIECES: Final = re.compile(r"[^\W_]+|[\W_]+")


@dataclass(frozen=True, slots=True)
class EverydayReading:
    """`spelled`: the question with shortened words written out. `legal`: what the law calls what it names."""

    spelled: str
    legal: tuple[str, ...]

    @property
    def in_both_words(self) -> str:
        """The question followed by the law's words: a small model does not know that they mean the same."""
        return f"{self.spelled} {', '.join(self.legal)}" if self.legal else self.spelled


def read_everyday(question: str) -> EverydayReading:
    """The reading of a question."""
    spelled = "".join(SHORTENED.get(piece.lower(), piece) for piece in _PIECES.findall(question))
    stems = stems_of(spelled)
    rows = _rows_by_first_stem()
    found: dict[int, str] = {}
    for place, stem in enumerate(stems):
        for phrase, number, legal in rows.get(stem, ()):
            if stems[place : place + len(phrase)] == phrase:
                found.setdefault(number, legal)
    return EverydayReading(spelled, tuple(found.values()))


def stems_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, each by its stem."""
    return tuple(_STEM(word) for word in _WORDS.findall(fold_line(text)))


@lru_cache(maxsize=1)
def _rows_by_first_stem() -> dict[str, list[tuple[tuple[str, ...], int, str]]]:
    rows: defaultdict[str, list[tuple[tuple[str, ...], int, str]]] = defaultdict(list)
    for number, (phrases, legal) in enumerate(EVERYDAY):
        for phrase in phrases:
            stems = stems_of(phrase)
            rows[stems[0]].append((stems, number, legal))
    return dict(rows)
