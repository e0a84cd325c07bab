"""Whether a model's sentences say only what has been said: about what binds, and what it adds itself. Pure.

The rules of `response_constraints` look for words; a claim finds other ones. So a statement about the
inspection, the law, deadlines, money or what is assured (`claim` in claims.tsv) has to be one that the
dialogue, a tool or a policy has made: its words stand in one sentence there, which denies as often. A
question states nothing. No statement is about something else altogether, and what a model says beside the
draft is made of everyday words and of what has been said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from typing import Final

from agent.assistant.wording import rows, spoken

_SENTENCES: Final = re.compile(r"(?<=[.!?…;])\s+|\n+|(?=[¿¡])")
_LEAD: Final = 3
"""So many words before a question lead to it: «si te encaja, ¿lo aceptas?»."""
_STEM: Final = 5
_SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence by its words: the stems of those that say something, and how often it denies."""

    text: str
    stems: frozenset[str]
    denials: int
    binds: bool
    is_question: bool


def unfounded_claim(text: str, established: str) -> str | None:
    """The first statement about what binds that nobody has made; None where there is none."""
    made = [item for item in _sentences(established) if not item.is_question]
    for item in _sentences(text):
        if item.is_question or not item.binds:
            continue
        if not any(item.stems <= other.stems and item.denials == other.denials for other in made):
            return item.text
    return None


def unsaid_sentence(text: str, established: str) -> str | None:
    """The first statement that tells something of which nothing has been said; None where there is none."""
    known = {_stem(word) for word in _words(established)}
    for item in _sentences(text):
        if not item.is_question and item.stems and not item.stems & known:
            return item.text
    return None


def unknown_words(text: str, established: str) -> list[str]:
    """The words of a text that are neither everyday ones nor said before."""
    known = {_stem(word) for word in _words(established)}
    return [word for word in _words(text) if _tells(word) and _stem(word) not in known]


def _sentences(text: str) -> Iterator[_Sentence]:
    parts = _SENTENCES.split(text)
    for part, after in zip_longest(parts, parts[1:], fillvalue=""):
        words = _words(part)
        leads = after.startswith("¿") and len(words) <= _LEAD
        if words:
            yield _Sentence(
                part.strip(),
                frozenset(_stem(word) for word in words if _tells(word)),
                sum(word in _table("denial") for word in words),
                any(is_claim(word) for word in words),
                "?" in part or leads,
            )


def _words(text: str) -> list[str]:
    """The folded words of a text, without those of its greetings."""
    words = [word.text for word in spoken(text)]
    greets = {
        place + step
        for place, pair in enumerate(pairwise(words))
        if "_".join(pair) in _table("greeting")
        for step in (0, 1)
    }
    return [word for place, word in enumerate(words) if place not in greets]


def _tells(word: str) -> bool:
    """Whether a word says anything by itself."""
    if is_claim(word):
        return True
    return len(word) > _SHORT and not word[0].isdecimal() and _stem(word) not in _everyday()


def is_claim(word: str) -> bool:
    """Whether a statement with this word binds."""
    exact, begins = _claims()
    return word in exact or word.startswith(begins)


def _stem(word: str) -> str:
    return word[:_STEM]


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_stem(word) for word in _table("everyday"))


@cache
def _claims() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words, and beginnings of words."""
    listed = _table("claim")
    exact = frozenset(word for word in listed if not word.endswith("*"))
    return exact, tuple(word.rstrip("*") for word in listed if word.endswith("*"))


@cache
def _table(what: str) -> frozenset[str]:
    return frozenset(word for part, listed in rows("claims.tsv") if part == what for word in listed.split())
