"""The words of a message with their places, and the table of single words; see words.tsv."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from domain.folding import fold_line

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A folded word and where it stands in the text."""

    text: str
    start: int
    end: int


def spoken(text: str) -> list[Spoken]:
    """The words of a text, numbers whole, folded as everything that is compared."""
    found = ((fold_line(match[0]), match) for match in _WORD.finditer(text))
    return [Spoken(word, match.start(), match.end()) for word, match in found if word and " " not in word]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of this package, comments left out."""
    text = files("agent.assistant").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def meanings(kind: str) -> Mapping[str, str]:
    """The folded words of a class with what each means."""
    return MappingProxyType(
        {
            fold_line(word): meaning[0] if meaning else ""
            for row_kind, listed, *meaning in rows("words.tsv")
            if row_kind == kind
            for word in listed.split()
        }
    )


def number_in(word: str) -> int | None:
    """The whole number that a folded word says; None for another word or one beyond three digits."""
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= 3 else None
    known = meanings("number").get(word)
    return int(known) if known else None
