"""The client's words as they were written: the reading folds, corrects and spells out, answers quote.

Made only where an answer quotes something; linear in the message's length.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from domain.folding import fold
from domain.matching.text import MAX_CHARACTERS, MAX_WORD, squeezed, whole_number

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")
# Between the ends of what is quoted the reading may have more or fewer words than were written.
_SLACK: Final = 3


class _Token(NamedTuple):
    """A word of the message: folded as the reading has it, and where it stands."""

    folded: str
    start: int
    end: int


class Wording:
    """A message to quote from."""

    def __init__(self, text: str) -> None:
        self._text = text[:MAX_CHARACTERS]
        self._tokens = [
            _Token(_folded(found.group()), found.start(), found.end())
            for found in _TOKEN.finditer(self._text)
        ]

    def quoted(self, said: Sequence[str]) -> str:
        """The stretch that the folded words stand for, as written; each by itself where it is not found."""
        for place, token in enumerate(self._tokens):
            if said and token.folded == said[0] and (end := self._end(place, said)) is not None:
                # What nobody sees stays behind: broken emoji, marks of direction.
                shown = (char if char.isprintable() else " " for char in self._text[token.start : end])
                return " ".join("".join(shown).split())
        return " ".join(self._word(word) for word in said)

    def _end(self, place: int, said: Sequence[str]) -> int | None:
        """Where the stretch ends that begins with the token at `place`."""
        if len(said) == 1:
            return self._tokens[place].end
        nearest = place + len(said) - 1
        within = range(max(place + 1, nearest - _SLACK), min(len(self._tokens), nearest + _SLACK + 1))
        ends = [at for at in within if self._tokens[at].folded == said[-1]]
        return self._tokens[min(ends, key=lambda at: abs(at - nearest))].end if ends else None

    def _word(self, word: str) -> str:
        for place, token in enumerate(self._tokens):
            if token.folded == word:
                return self._text[token.start : token.end]
            following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
            if following is not None and token.folded + following.folded == word:
                return self._text[token.start : following.end]
        return word


def _folded(word: str) -> str:
    return squeezed(whole_number(fold(word)))[:MAX_WORD]
