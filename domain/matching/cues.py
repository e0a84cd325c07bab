"""Ways of speaking that decide how a mention is meant, whatever else stands near it: "me echo atrás con el
manillar", "no consigo homologar el escape", "el motor tiene 30.000 km".

Each is a row of `es/cues.tsv`; the rules they follow are those of docs/labelling-guide.md, sections 1 and 6.
All rows are tried at once: they are compiled into one automaton for each place the mention may have in them.
Of the rows that fit, the highest rank decides, then the longest stretch of words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import re2

from domain.matching.language import affixes, es
from domain.matching.mentions import Mention, Status
from domain.matching.phrase_patterns import MENTION, Surroundings, expression, surroundings
from domain.matching.scene import Scene, sentence_texts
from domain.matching.tables import rows

# An item of a list of parts stands among at least so many.
_LISTED: Final = 3


class Stretch(StrEnum):
    """Where a condition looks: the whole message, the mention's sentence, or the words after the mention."""

    MESSAGE = "message"
    SENTENCE = "sentence"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that silence a cue: those of a class, or that begin so, in a stretch of the message.

    With `wanted`, they must be there for the cue to speak.
    """

    stretch: Stretch
    words: frozenset[str]
    beginnings: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table. In the `example`, in which it fits, `X` stands for the mention, `Y` for others."""

    name: str
    status: Status
    rank: int
    pattern: str
    conditions: tuple[Condition, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cue that fits a mention, and the words it fits, written with a space after each."""

    cue: Cue
    words: str


@dataclass(frozen=True, slots=True)
class Automaton:
    """Cues in which the mention has the same place, and the set that tries them all."""

    cues: tuple[Cue, ...]
    patterns: re2.Set


def decisive(scene: Scene, mention: Mention) -> Evidence | None:
    """The evidence that decides how the mention is meant; None where no cue fits."""
    found = evidence(scene, mention)
    best = max(found, key=lambda fitting: (fitting.cue.rank, len(fitting.words.split())), default=None)
    if best is not None and best.cue.status is Status.DENIED and _is_left_standing(scene, mention):
        return None
    return best


def evidence(scene: Scene, mention: Mention) -> list[Evidence]:
    """All cues that fit a mention, in the order of the table within each place of the mention."""
    around = surroundings(scene, mention)
    return [
        Evidence(cue, stretch)
        for cue, stretch in _fitting(around)
        if not any(_silences(condition, scene, mention, around) for condition in cue.conditions)
    ]


@cache
def all_cues() -> tuple[Cue, ...]:
    """The rows of the table."""
    return tuple(
        Cue(
            name,
            Status(status),
            int(rank),
            pattern,
            tuple(_condition(written) for written in unless.split()),
            example,
        )
        for name, status, rank, pattern, unless, example in rows("cues")
    )


def _fitting(around: Surroundings) -> Iterator[tuple[Cue, str]]:
    text = "".join(f"{token} " for token in around.tokens)
    start = sum(len(token) + 1 for token in around.tokens[: around.here])
    end = start + len(MENTION) + 1
    opening, closing, amid = _automata()
    for automaton, stretch in (
        (opening, text[start:]),
        (closing, " " + text[:end]),
        (amid, " " + text),
    ):
        for index in automaton.patterns.Match(stretch) or ():
            cue = automaton.cues[index]
            yield cue, _expression(cue).search(stretch)[0]


@cache
def _automata() -> tuple[Automaton, Automaton, Automaton]:
    """The cues that open with the mention, those that close with it, and the others."""
    opening: list[Cue] = []
    closing: list[Cue] = []
    amid: list[Cue] = []
    for cue in all_cues():
        slots = cue.pattern.split()
        group = opening if slots[0] == MENTION else closing if slots[-1] == MENTION else amid
        group.append(cue)
    return _automaton(opening), _automaton(closing), _automaton(amid)


def _automaton(cues: Iterable[Cue]) -> Automaton:
    listed = tuple(cues)
    patterns = re2.Set.SearchSet()
    for cue in listed:
        patterns.Add(_anchored(cue))
    patterns.Compile()
    return Automaton(listed, patterns)


@cache
def _expression(cue: Cue) -> re2._Regexp:
    return re2.compile(_anchored(cue))


def _anchored(cue: Cue) -> str:
    """The cue's expression; whatever stands before it, it begins with a word."""
    slots = cue.pattern.split()
    if slots[0] == MENTION:
        return f"^{expression(cue.pattern)}"
    return f" {expression(cue.pattern)}{'$' if slots[-1] == MENTION else ''}"


def _condition(written: str) -> Condition:
    """A condition as the table writes it: `message:CLASS`, `sentence:BEGINNINGS*`, `!after:CLASS`."""
    stretch, _, name = written.removeprefix("!").partition(":")
    wanted = written.startswith("!")
    if name.endswith("*"):
        return Condition(Stretch(stretch), frozenset(), getattr(affixes, name[:-1]), wanted)
    return Condition(Stretch(stretch), getattr(es, name), (), wanted)


def _silences(condition: Condition, scene: Scene, mention: Mention, around: Surroundings) -> bool:
    said: Iterable[str]
    if condition.stretch is Stretch.MESSAGE:
        said = {word.text for word in scene.words}
    elif condition.stretch is Stretch.SENTENCE:
        said = sentence_texts(scene, mention.start)
    else:
        said = around.tokens[around.here :]
    if condition.beginnings:
        there = any(text.startswith(condition.beginnings) for text in said)
    else:
        there = not condition.words.isdisjoint(said)
    return there != condition.wanted


def _is_left_standing(scene: Scene, mention: Mention) -> bool:
    """Whether words that take a part back leave this one: "aparte del escape no he tocado nada", or an item
    of a list of what has been taken off ("guardabarros trasero fuera")."""
    bare = scene.text(mention.start - 1) not in es.DETERMINERS
    if bare and scene.text(mention.end + 1) in es.OUT and len(scene.mentions) >= _LISTED:
        return True
    return not es.BESIDES_WORDS.isdisjoint(scene.text(mention.start - back) for back in (1, 2, 3))
