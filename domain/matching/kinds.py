"""Whole messages that ask for nothing, whatever parts they name: the inspection is passed, all
is in the papers.

Each is a row of `es/kinds.tsv`, a pattern over the whole message in the notation of `phrase_patterns`.
"""

from functools import cache
from typing import Final

import re2

from domain.matching.language import es
from domain.matching.phrase_patterns import expression, message_tokens
from domain.matching.required import Required, places
from domain.matching.scene import Scene
from domain.matching.tables import rows

_ABSENT: Final = "!"


def is_of_no_request(scene: Scene) -> bool:
    """Whether a row of the table fits the message and none of its conditions silences it."""
    left = [
        number
        for number in places(_required().left(scene.said))
        if all(_holds(written, scene.said) for written in _rows()[number][1])
    ]
    if not left:
        return False
    text = "".join(f" {token}" for token in message_tokens(scene)) + " "
    return any(_compiled(number).search(text) for number in left)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The pattern of each row and its conditions."""
    return tuple((pattern, tuple(unless.split())) for _, pattern, unless, *_ in rows("kinds"))


@cache
def _required() -> Required:
    return Required(pattern for pattern, _ in _rows())


@cache
def _compiled(number: int) -> re2._Regexp:
    return re2.compile(f" {expression(_rows()[number][0])}")


def _holds(written: str, said: frozenset[str]) -> bool:
    """Whether a condition lets the row speak: no word of the class is said, or, after `!`, one is."""
    found = not getattr(es, written.removeprefix(_ABSENT)).isdisjoint(said)
    return found == written.startswith(_ABSENT)
