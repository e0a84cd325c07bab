"""Whole messages that ask for nothing, whatever parts they name: the inspection is passed, all
is in the papers.

Each is a row of `es/kinds.tsv`, a pattern over the whole message in the notation of `phrase_patterns`.
"""

from functools import cache
from typing import Final

import re2

from domain.matching.language import es
from domain.matching.phrase_patterns import expression, message_tokens
from domain.matching.scene import Scene
from domain.matching.tables import rows

_ABSENT: Final = "!"


def is_of_no_request(scene: Scene) -> bool:
    """Whether a row of the table fits the message and none of its conditions silences it."""
    text = "".join(f" {token}" for token in message_tokens(scene)) + " "
    kinds, patterns = _compiled()
    fitting = patterns.Match(text) or ()
    if not fitting:
        return False
    said = frozenset(word.text for word in scene.words)
    return any(all(_holds(written, said) for written in kinds[index]) for index in fitting)


@cache
def _compiled() -> tuple[tuple[tuple[str, ...], ...], re2.Set]:
    """The conditions of each row, and the set that tries all patterns at once."""
    patterns = re2.Set.SearchSet()
    conditions: list[tuple[str, ...]] = []
    for _, pattern, unless, *_ in rows("kinds"):
        patterns.Add(f" {expression(pattern)}")
        conditions.append(tuple(unless.split()))
    patterns.Compile()
    return tuple(conditions), patterns


def _holds(written: str, said: frozenset[str]) -> bool:
    """Whether a condition lets the row speak: no word of the class is said, or, after `!`, one is."""
    found = not getattr(es, written.removeprefix(_ABSENT)).isdisjoint(said)
    return found == written.startswith(_ABSENT)
