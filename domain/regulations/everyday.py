"""A question as people type it, written out, the words of the law for what it speaks of, and what a passage
has to speak of to answer it.

The words are rows that staff edits (`everyday_words`); here is how they are read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

import snowballstemmer

from domain.folding import fold_line
from shared.vocabularies import EverydayKind

_STEM: Final = snowballstemmer.stemmer("spanish").stemWord
_WORDS: Final = re.compile(r"[^\W_]+")
_PARTICIPLE: Final = re.compile(r"(\w{3,})ao(s?)", re.IGNORECASE)
"""As people speak: «quitao», «aparcaos»."""

_PIECES: Final = re.compile(r"[^\W_]+|[\W_]+")

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EverydayRow:
    """Phrases of people and what the law says for them.

    `legal` depends on the kind: words of the law for the same (meaning), the word written out (spelling), or
    groups of words of which a passage must have one to answer a question about it (subject).
    """

    kind: EverydayKind
    phrases: tuple[str, ...]
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EverydayReading:
    """`spelled`: the question with shortened words written out. `legal`: what the law calls what it names.
    `subjects`: of each subject it is about, the groups of words of which a passage must have one."""

    spelled: str
    legal: tuple[str, ...] = ()
    subjects: tuple[tuple[str, ...], ...] = ()

    @property
    def in_both_words(self) -> str:
        """The question followed by the law's words: a small model does not know that they mean the same."""
        return f"{self.spelled} {', '.join(self.legal)}" if self.legal else self.spelled


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rows, found by the first stem of their phrases."""

    _shortened: Mapping[str, str]
    _meanings: Mapping[str, Sequence[tuple[Stems, int, EverydayRow]]]
    _subjects: Mapping[str, Sequence[tuple[Stems, int, EverydayRow]]]

    @classmethod
    def of(cls, rows: Iterable[EverydayRow]) -> Self:
        """The glossary of these rows."""
        given = list(rows)
        return cls(
            {
                phrase.lower(): row.legal[0]
                for row in given
                if row.kind is EverydayKind.SPELLING
                for phrase in row.phrases
            },
            _by_first_stem(row for row in given if row.kind is EverydayKind.MEANING),
            _by_first_stem(row for row in given if row.kind is EverydayKind.SUBJECT),
        )

    def read(self, question: str) -> EverydayReading:
        """The reading of a question."""
        spelled = "".join(self._written_out(piece) for piece in _PIECES.findall(question))
        stems = stems_of(spelled)
        return EverydayReading(
            spelled,
            tuple(" ".join(row.legal) for row in _named(stems, self._meanings)),
            tuple(row.legal for row in _named(stems, self._subjects)),
        )

    def _written_out(self, piece: str) -> str:
        known = self._shortened.get(piece.lower())
        if known is not None:
            return known
        spoken = _PARTICIPLE.fullmatch(piece)
        return f"{spoken[1]}ado{spoken[2]}" if spoken is not None else piece


def stems_of(text: str) -> Stems:
    """The folded words of a text, each by its stem."""
    return tuple(_stem(word) for word in _WORDS.findall(fold_line(text)))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stem: str = _STEM(word)
    return stem


def _by_first_stem(rows: Iterable[EverydayRow]) -> dict[str, list[tuple[Stems, int, EverydayRow]]]:
    found: defaultdict[str, list[tuple[Stems, int, EverydayRow]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for phrase in row.phrases:
            if stems := stems_of(phrase):
                found[stems[0]].append((stems, number, row))
    return dict(found)


def _named(
    stems: Stems, rows: Mapping[str, Sequence[tuple[Stems, int, EverydayRow]]]
) -> Iterator[EverydayRow]:
    """The rows with a phrase among the stems, each once, in the order in which they are named."""
    seen: set[int] = set()
    for place, stem in enumerate(stems):
        for phrase, number, row in rows.get(stem, ()):
            if number not in seen and stems[place : place + len(phrase)] == phrase:
                seen.add(number)
                yield row
