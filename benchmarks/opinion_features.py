"""All that surrounds a mention, whether it has a weight or not: what the second opinion is learnt from.

A feature is a tuple of its kind and its words: `("l0", "ya", "tengo")` is a pair close to the left of the
mention. The table of weights writes it with spaces; a kind of stems ends with a star, which the table writes
after each of them. `domain.matching.features` weighs those that are known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

from domain.matching.features import (
    ASKED,
    BEGINNING,
    BREAKS,
    CLAUSE,
    EDGE,
    FORMER,
    FURTHER,
    INDEX,
    LAST_NUMBERED,
    LEFT,
    MENTIONS,
    NEAR,
    NUMBER,
    OWN,
    PART,
    PLACED,
    REACH,
    RIGHT,
    SENTENCE,
    STEM,
    STEMS,
    TARGET,
    stretches,
)
from domain.matching.scene import Scene
from domain.matching.text import Break

Feature = tuple[str, ...]

_ZONES: Final = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """The kinds of what stands on one side of a mention: words by distance and by place, as they are and by
    their stems, pairs of stems, of words near and far, and triples."""

    words: str
    stems: str
    zones: Sequence[str]
    placed: Sequence[str]
    placed_stems: Sequence[str]


def _side(name: str) -> _Side:
    return _Side(
        name,
        f"{name}{STEMS}",
        [f"{name}{zone}" for zone in range(_ZONES)],
        [f"{name}@{place}" for place in range(PLACED)],
        [f"{name}@{place}{STEMS}" for place in range(PLACED)],
    )


_ON_THE_LEFT: Final = _side(LEFT)
_ON_THE_RIGHT: Final = _side(RIGHT)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a message and their beginnings by place, and both with the marks between them.

    `at` is where the word of each place stands among the marked ones.
    """

    words: Sequence[str]
    stems: Sequence[str]
    marked: Sequence[str]
    marked_stems: Sequence[str]
    at: Sequence[int]


def written(feature: Feature) -> str:
    """A feature as the table of weights writes it."""
    kind, *words = feature
    if kind.endswith(STEMS):
        return " ".join((kind[:-1], *(f"{word}{STEMS}" for word in words)))
    return " ".join(feature)


def feature_of(name: str) -> Feature:
    """The feature that the table of weights writes so."""
    kind, *words = name.split()
    if name.endswith(STEMS):
        return (f"{kind}{STEMS}", *(word.removesuffix(STEMS) for word in words))
    return (kind, *words)


def features(scene: Scene, index: int) -> set[Feature]:
    """All that surrounds a mention: its sentence by place, pair and triple, those beside it."""
    line = line_of(scene)
    found = set(beside(scene, line, index))
    for kind, number in stretches(scene, scene.mentions[index]):
        found.update(stretch(scene, line, kind, number))
    return found


def beside(scene: Scene, line: Line, index: int) -> Iterator[Feature]:
    """What holds of one mention alone; some of it twice."""
    mention = scene.mentions[index]
    number = scene.sentences[mention.start]
    first, last = scene.extents[number]
    told: Sequence[Feature] = (
        (TARGET, mention.targets[0]),
        (ASKED, str(scene.words[mention.start].asked)),
        (MENTIONS, str(min(len(scene.mentions), LAST_NUMBERED))),
        (INDEX, str(min(index, LAST_NUMBERED))),
        (SENTENCE, str(min(number, LAST_NUMBERED)), str(last == len(scene.words) - 1)),
    )
    begin, end = max(first, mention.start - REACH), min(last, mention.end + REACH)
    leftwards = slice(line.at[mention.start] - 1, line.at[begin] - 1, -1)
    rightwards = slice(line.at[mention.end] + 1, line.at[end] + 1)
    return chain(
        told,
        _of_side(_ON_THE_LEFT, line, leftwards, edge=mention.start - REACH <= first),
        _of_side(_ON_THE_RIGHT, line, rightwards, edge=mention.end + REACH >= last),
    )


def stretch(scene: Scene, line: Line, kind: str, number: int) -> Iterator[Feature]:
    """What stands in a stretch of words; some of it twice."""
    if kind == CLAUSE:
        return _alone(kind, line.stems, *scene.clauses[number])
    if kind in (FORMER, FURTHER):
        return _alone(kind, line.words, *scene.extents.get(number, (0, -1)))
    first, last = scene.extents[number]
    own = line.words[first : last + 1]
    return chain(
        zip(repeat(OWN), own, strict=False),
        zip(repeat(OWN), own, own[1:], strict=False),
        ((BEGINNING, *own[:length]) for length in (2, 3)),
    )


def _alone(kind: str, words: Sequence[str], first: int, last: int) -> Iterator[Feature]:
    return zip(repeat(kind), words[first : last + 1], strict=False)


def _of_side(side: _Side, line: Line, stretch: slice, *, edge: bool) -> Iterator[Feature]:
    """The words of a side, from the mention away: alone, by place, in pairs and in triples."""
    words, stems = list(line.marked[stretch]), list(line.marked_stems[stretch])
    if edge:
        words.append(EDGE)
        stems.append(EDGE)
    near, far = words[: NEAR + 1], words[NEAR:]
    zones = (words[:NEAR], words[NEAR : 2 * NEAR], words[2 * NEAR :])
    return chain(
        zip(repeat(side.words), stems, strict=False),
        zip(repeat(side.zones[0]), zones[0], strict=False),
        zip(repeat(side.zones[1]), zones[1], strict=False),
        zip(repeat(side.zones[2]), zones[2], strict=False),
        zip(side.placed, words, strict=False),
        zip(side.placed_stems, stems, strict=False),
        zip(repeat(side.stems), stems, stems[1:], strict=False),
        zip(repeat(side.zones[0]), near, near[1:], strict=False),
        zip(repeat(side.zones[1]), far, far[1:], strict=False),
        zip(repeat(side.words), words, words[1:], words[2:], strict=False),
    )


def line_of(scene: Scene) -> Line:
    """The words of a message as features name them: mentions and numbers are all alike."""
    owner, gaps = scene.owner, scene.gaps
    words: list[str] = []
    marked = [EDGE]
    at: list[int] = []
    for place, text in enumerate(scene.line[: len(scene.words)]):
        word = PART if place in owner else NUMBER if text.isdigit() else text
        if (gap := gaps[place]) is not Break.NONE:
            marked.append(BREAKS[gap])
        at.append(len(marked))
        marked.append(word)
        words.append(word)
    return Line(words, [word[:STEM] for word in words], marked, [word[:STEM] for word in marked], at)


__all__ = ["Feature", "feature_of", "features", "written"]
