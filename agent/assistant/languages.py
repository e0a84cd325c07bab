"""Whether a message is in another language than Spanish, by its small words; see languages.tsv. Pure."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from agent.assistant.wording import meanings, rows, spoken
from domain.folding import fold_line

_FEWEST_WORDS: Final = 3
_FEWEST_HITS: Final = 2


@dataclass(frozen=True, slots=True)
class Language:
    """A language with the sentence that says in it that a person will answer."""

    name: str
    words: frozenset[str]
    sentence: str


def language_of(text: str) -> Language | None:
    """The language of a text that is not Spanish, None of Spanish and of what tells nothing."""
    words = [word.text for word in spoken(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    spanish = sum(word in meanings("spanish") for word in words)
    best = max(_table(), key=lambda item: sum(word in item.words for word in words))
    hits = sum(word in best.words for word in words)
    return best if hits >= _FEWEST_HITS and hits > spanish and 3 * hits >= len(words) else None


@cache
def _table() -> tuple[Language, ...]:
    return tuple(
        Language(name, frozenset(fold_line(word) for word in listed.split()), sentence)
        for name, listed, sentence in rows("languages.tsv")
    )
