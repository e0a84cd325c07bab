"""Which of the laws at hand a question names: by number («866/2010»), by initials («RGC») or by words of its
title («el reglamento de circulación», «la orden de matrículas del 85»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.folding import fold_line
from domain.regulations.everyday import stems_of
from domain.regulations.identifiers import Identifiers


@dataclass(frozen=True, slots=True)
class Law:
    """A law by its key here (whatever the caller has), its title and its number."""

    key: str
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class NamedLaws:
    """`keys`: the laws meant; empty where none is named. `is_unknown`: one is, and it is not at hand.
    `words`: those of the question that name it."""

    keys: frozenset[str] = frozenset()
    is_unknown: bool = False
    words: frozenset[str] = frozenset()


_SMALL: Final = frozenset(
    (
        "a",
        "al",
        "de",
        "del",
        "el",
        "en",
        "la",
        "las",
        "lo",
        "los",
        "por",
        "que",
        "se",
        "su",
        "y",
        "para",
        "con",
    )
)
_NUMBER: Final = re.compile(r"\d{1,4}/\d{2,4}")
_DATES: Final = frozenset(
    (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
        "noviembre", "diciembre",
    )
)  # fmt: skip
_KINDS: Final = frozenset(("ley", "orden", "real", "decreto", "directiva", "norma"))
_SHORTENED: Final = 3
_COMMON: Final = 0.6
"""A word in more than this share of the titles tells no law from another."""


def named_laws(named: Identifiers, laws: Sequence[Law]) -> NamedLaws:
    """The laws that the words beside an identifier name."""
    if named.law is not None:
        keys = frozenset(law.key for law in laws if named.law in _numbers(law))
        return NamedLaws(keys, is_unknown=not keys)
    best: dict[str, tuple[float, int]] = {}
    used: dict[str, set[str]] = {}
    titles = {law.key: _content(law.title) for law in laws}
    for law in laws:
        matched = {word: at for word in named.rest if (at := _place(word, titles[law.key])) is not None}
        telling = {word for word in matched if _share(word, titles) <= _COMMON and word not in _DATES}
        if not telling:
            continue
        span = max(matched.values()) - min(matched.values())
        best[law.key] = (sum(2.0 - _share(word, titles) for word in matched), -span)
        used[law.key] = set(matched)
    if not best:
        return NamedLaws()
    top = max(best.values())
    keys = frozenset(key for key, score in best.items() if score == top)
    return NamedLaws(keys, words=frozenset(word for key in keys for word in used[key]))


def _numbers(law: Law) -> set[str]:
    found = set(_NUMBER.findall(fold_line(law.title)))
    if law.number:
        found.add(law.number)
    # A title names other laws too, after its own number.
    own = _NUMBER.search(law.number or "") or _NUMBER.search(law.title)
    return {own[0]} if own else found


def _content(title: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[^\W_]+", fold_line(title)) if word not in _SMALL)


def _place(word: str, title: tuple[str, ...]) -> int | None:
    """Where a word of the question stands in a title: as a stem, a year's last digits, or initials."""
    if word in _SMALL or word in _KINDS:
        return None
    (stem, *_) = stems_of(word) or (word,)
    for at, other in enumerate(title):
        if other == word or stems_of(other)[:1] == (stem,):
            return at
        if word.isdigit() and len(word) == 2 and len(other) == 4 and other.endswith(word):
            return at
    if word.isalpha() and len(word) >= _SHORTENED:
        for at, other in enumerate(title):
            if len(other) >= len(word) + _SHORTENED and other.startswith(word):
                return at  # «gas» for «gaseosos»
    if word.isalpha() and 3 <= len(word) <= 5:
        initials = "".join(other[0] for other in title)
        at = initials.find(word)
        return at if at >= 0 else None
    return None


def _share(word: str, titles: dict[str, tuple[str, ...]]) -> float:
    return sum(_place(word, title) is not None for title in titles.values()) / len(titles)
