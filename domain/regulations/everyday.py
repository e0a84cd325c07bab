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

_INFINITIVE: Final = re.compile(r"\w{2,}[aei]r")
_PAST: Final = re.compile(r"\w{2,}[ai]d[oa]s?")
_WITH_PRONOUN: Final = re.compile(r"\w{2,}[aei]r(?:me|te|se|nos)?(?:l[aoe]s?)?(?<!r)")
_FUNCTION_WORDS: Final = frozenset(
    ("bajo", "como", "cuando", "entre", "este", "para", "por", "si", "sobre", "solo", "tras", "uno", "vale")
)
"""Words that are seldom forms of a noun or verb with the same stem."""

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
class _Word:
    folded: str
    stem: str


_Phrase = tuple[_Word, ...]
_Rows = Mapping[str, Sequence[tuple[_Phrase, int, EverydayRow]]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rows, found by the first stem of their phrases."""

    _shortened: Mapping[str, str]
    _meanings: _Rows
    _subjects: _Rows

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
        words = _words_of(spelled)
        return EverydayReading(
            spelled,
            tuple(" ".join(row.legal) for row in _named(words, self._meanings)),
            tuple(row.legal for row in _named(words, self._subjects)),
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


def _words_of(text: str) -> _Phrase:
    return tuple(_Word(word, _stem(word)) for word in _WORDS.findall(fold_line(text)))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stem: str = _STEM(word)
    return stem


def _by_first_stem(rows: Iterable[EverydayRow]) -> _Rows:
    found: defaultdict[str, list[tuple[_Phrase, int, EverydayRow]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for phrase in row.phrases:
            if words := _words_of(phrase):
                found[words[0].stem].append((words, number, row))
    return dict(found)


def _named(words: _Phrase, rows: _Rows) -> Iterator[EverydayRow]:
    """The rows with a phrase among the words, each once, in the order in which they are named."""
    seen: set[int] = set()
    for place, word in enumerate(words):
        for phrase, number, row in rows.get(word.stem, ()):
            said = words[place : place + len(phrase)]
            if number not in seen and len(said) == len(phrase) and all(map(_is_form_of, said, phrase)):
                seen.add(number)
                yield row


def _is_form_of(said: _Word, word: _Word) -> bool:
    """Whether what was said is a form of a phrase's word. Equal stems are not enough: «plazo» is no form of
    «plaza», nor «pasar» of «pasada», nor «como» of «comer»."""
    if said.stem != word.stem:
        return False
    if said.folded == word.folded:
        return True
    if said.folded in _FUNCTION_WORDS:
        return False
    if _INFINITIVE.fullmatch(word.folded):
        return True
    for form in (_PAST, _WITH_PRONOUN):
        if form.fullmatch(word.folded):
            return form.fullmatch(said.folded) is not None
    return not _one_and_many(said.folded).isdisjoint(_one_and_many(word.folded))


def _one_and_many(word: str) -> set[str]:
    """The word, and what it is without an ending of the plural, of nouns or of verbs."""
    return {word, *(word.removesuffix(ending) for ending in ("s", "es", "n", "en"))}
