"""Ways of speaking that decide how a mention is meant, whatever else stands near it: "me echo atrás con el
manillar", "no consigo homologar el escape", "el motor tiene 30.000 km".

Each is a row of `es/cues.tsv`; the rules they follow are those of docs/labelling-guide.md, sections 1 and 6.
Only the rows whose rarest words stand around the mention are tried (`required`). Of those that fit, the
highest rank decides, then the longest stretch of words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from operator import itemgetter
from typing import Final

import re2

from domain.matching.language import affixes, es
from domain.matching.mentions import Mention, Status
from domain.matching.phrase_patterns import MENTION, OTHER, Surroundings, clause_of, expression, surroundings
from domain.matching.required import Required, places
from domain.matching.scene import Scene, sentence_texts
from domain.matching.tables import rows

# An item of a list of parts stands among at least so many.
_LISTED: Final = 3


class Stretch(StrEnum):
    """Where a condition looks: the whole message, the mention's sentence, or the words after the mention."""

    MESSAGE = "message"
    SENTENCE = "sentence"
    AFTER = "after"


class Scope(StrEnum):
    """How far a cue looks around the mention: to the next comma, or to the ends of its sentence."""

    CLAUSE = "clause"
    SENTENCE = "sentence"


class _Place(IntEnum):
    """The mention's place in a cue: it opens it, closes it, or stands amid its words."""

    OPENING = 0
    CLOSING = 1
    AMID = 2


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
    """A row of the table. It fits in its `example` and does not in its `counterexample`, where it has one;
    there `X` stands for the mention, `Y` for others."""

    name: str
    status: Status
    rank: int
    scope: Scope
    pattern: str
    conditions: tuple[Condition, ...]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cue that fits a mention, and the words it fits, written with a space after each."""

    cue: Cue
    words: str


def decisive(scene: Scene, mention: Mention) -> Evidence | None:
    """The evidence that decides how the mention is meant; None where no cue fits."""
    place = mention.places[0]
    if place not in scene.cues:
        scene.cues[place] = _decisive(scene, mention)
    known: Evidence | None = scene.cues[place]
    return known


def _decisive(scene: Scene, mention: Mention) -> Evidence | None:
    found = evidence(scene, mention)
    best = max(found, key=lambda fitting: (fitting.cue.rank, len(fitting.words.split())), default=None)
    if best is not None and best.cue.status is Status.DENIED and _is_left_standing(scene, mention):
        return None
    return best


def evidence(scene: Scene, mention: Mention) -> list[Evidence]:
    """All cues that fit a mention, in the order of the table within each place of the mention."""
    number = scene.sentences[mention.start]
    left = scene.sayable.get(number)
    if left is None:
        left = scene.sayable[number] = _required().left(_said(scene, mention))
    if left:
        first, last = (
            scene.clauses[scene.chunks[mention.start]][0],
            scene.clauses[scene.chunks[mention.end]][1],
        )
        if (first, last) != scene.extents[number]:
            left &= _required().left((OTHER, *scene.line[first : last + 1])) | _of_sentences()
    if not left:
        return []
    around = surroundings(scene, mention)
    return [
        Evidence(cue, stretch)
        for cue, stretch in _fitting(around, left)
        if not any(_silences(condition, scene, mention, around) for condition in cue.conditions)
    ]


def _said(scene: Scene, mention: Mention) -> Iterable[str]:
    """The words that patterns may find in the sentence of a mention."""
    said = sentence_texts(scene, mention.start)
    return (OTHER, *said) if len(scene.mentions) > 1 else said


@cache
def all_cues() -> tuple[Cue, ...]:
    """The rows of the table."""
    return tuple(
        Cue(
            name,
            Status(status),
            int(rank),
            Scope(scope),
            pattern,
            tuple(_condition(written) for written in unless.split()),
            example,
            counterexample[0] if counterexample else "",
        )
        for name, status, rank, scope, pattern, unless, example, *counterexample in rows("cues")
    )


def _fitting(around: Surroundings, left: int) -> Iterator[tuple[Cue, str]]:
    tokens, here = around.tokens, around.here
    before, after = tokens[here - 1] if here else "", tokens[here + 1] if here + 1 < len(tokens) else ""
    left &= _required().beside(before, after)
    stretches: dict[Scope, tuple[str, str, str]] = {}
    for number in places(left):
        cue, part, pattern = _compiled(number)
        if cue.scope not in stretches:
            seen = around if cue.scope is Scope.SENTENCE else clause_of(around)
            stretches[cue.scope] = _written(seen)
        found = pattern.search(stretches[cue.scope][part])
        if found is not None:
            yield cue, found[0]


def _written(seen: Surroundings) -> tuple[str, str, str]:
    """The words from the mention on, those up to it, and all of them, by the mention's place in a cue."""
    text = "".join([f"{token} " for token in seen.tokens])
    start = sum([len(token) + 1 for token in seen.tokens[: seen.here]])
    return text[start:], " " + text[: start + len(MENTION) + 1], " " + text


@cache
def _ordered() -> tuple[tuple[Cue, _Place], ...]:
    """The cues by the place of the mention in them."""
    return tuple(sorted(((cue, _place_of(cue)) for cue in all_cues()), key=itemgetter(1)))


@cache
def _required() -> Required:
    return Required(cue.pattern for cue, _ in _ordered())


@cache
def _of_sentences() -> int:
    """The cues that look beyond the clause of the mention."""
    return sum(1 << place for place, (cue, _) in enumerate(_ordered()) if cue.scope is Scope.SENTENCE)


@cache
def _compiled(number: int) -> tuple[Cue, _Place, re2._Regexp]:
    cue, place = _ordered()[number]
    return cue, place, re2.compile(_anchored(cue))


def _place_of(cue: Cue) -> _Place:
    slots = cue.pattern.split()
    if slots[0] == MENTION:
        return _Place.OPENING
    return _Place.CLOSING if slots[-1] == MENTION else _Place.AMID


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
        said = scene.said
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
    bare = scene.line[mention.start - 1] not in es.DETERMINERS
    if bare and scene.line[mention.end + 1] in es.OUT and len(scene.mentions) >= _LISTED:
        return True
    return not es.BESIDES_WORDS.isdisjoint(scene.line[mention.start - back] for back in (1, 2, 3))
