"""What surrounds a mention, weighed: the words, pairs and triples near it that the second opinion knows.

A feature is written as its kind and its words; a star after each word says that words are meant by their
first letters. Kinds say where: close to the left (`l0`), further and far (`l1`, `l2`), at its place (`l@0`),
anywhere there (`l`), the same to the right; in the sentence (`w`), at its beginning (`b`), in the clause
(`c`), in the sentence before (`p`) and after (`f`); the mention's target (`t`), whether it is asked (`a`),
how many mentions there are (`n`), which one it is (`i`), and which its sentence (`s`).
`benchmarks.opinion_features` has all features that a mention has, known or not: from them weights are learnt.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

# Words of a sentence that are looked at on each side of a mention.
REACH: Final = 14
PLACED: Final = 3
NEAR: Final = 4
STEM: Final = 5
LAST_NUMBERED: Final = 4
PART: Final = "·"
NUMBER: Final = "#"
EDGE: Final = "|"
STEMS: Final = "*"
BREAKS: Final = {Break.COMMA: ",", Break.COLON: ":", Break.SENTENCE: "."}

# Kinds of features that are of one mention, or of its sentence, clause, and the sentences beside it.
TARGET: Final = "t"
ASKED: Final = "a"
MENTIONS: Final = "n"
INDEX: Final = "i"
SENTENCE: Final = "s"
OWN: Final = "w"
BEGINNING: Final = "b"
CLAUSE: Final = "c"
FORMER: Final = "p"
FURTHER: Final = "f"
LEFT: Final = "l"
RIGHT: Final = "r"
_ANY_ZONE: Final = -1


class _Row(NamedTuple):
    """Words in a row, as they stand in a message, that are a feature on one side of a mention."""

    side: str
    zone: int
    number: int


@dataclass(frozen=True, slots=True)
class _Side:
    """What is known of words on one side, by what it is looked up by: a stem or three words, pairs of stems,
    a word or two by zone, a word and a stem by place."""

    all: Mapping[Any, int]
    pairs_of_stems: Mapping[Any, int]
    zones: Sequence[Mapping[Any, int]]
    placed: Sequence[Mapping[str, int]]
    placed_stems: Sequence[Mapping[str, int]]


class Known:
    """The features that have a weight, numbered. A mention has each of them once or not at all."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.weights = list(weights.values())
        # By kind: single words as they are, several as a tuple.
        self.kinds: dict[str, dict[Any, int]] = defaultdict(dict)
        self.rows: tuple[dict[Any, list[_Row]], ...] = (
            defaultdict(list),
            defaultdict(list),
            defaultdict(list),
        )
        for number, name in enumerate(weights):
            kind, *words = name.split()
            if name.endswith(STEMS):
                kind, words = kind + STEMS, [word.removesuffix(STEMS) for word in words]
            self.kinds[kind][words[0] if len(words) == 1 else tuple(words)] = number
            if kind[0] in (LEFT, RIGHT) and len(words) > 1:
                self._add_row(kind, words, number)
        self._own: dict[tuple[str, tuple[int, ...]], int] = {}
        self.left, self.right = self._side(LEFT), self._side(RIGHT)

    def _add_row(self, kind: str, words: Sequence[str], number: int) -> None:
        zone = int(kind[1]) if kind[1:].isdecimal() else _ANY_ZONE
        listed = self.rows[2 if len(words) == PLACED else kind.endswith(STEMS)]
        told = tuple(words if kind[0] == RIGHT else reversed(words))
        listed[told].append(_Row(kind[0], zone, number))

    def _side(self, name: str) -> _Side:
        return _Side(
            self.kinds[name],
            self.kinds[f"{name}{STEMS}"],
            [self.kinds[f"{name}{zone}"] for zone in range(3)],
            [self.kinds[f"{name}@{place}"] for place in range(PLACED)],
            [self.kinds[f"{name}@{place}{STEMS}"] for place in range(PLACED)],
        )

    def weight_of_one(self, target: str, *told: int) -> int:
        """The weight of what a mention is: its target, and as numbers whether it is asked, how many there
        are, which it is, which its sentence is, and whether that is the last."""
        weight = self._own.get((target, told))
        if weight is None:
            asked, count, index, number, last = told
            named: tuple[tuple[str, Any], ...] = (
                (TARGET, target),
                (ASKED, str(bool(asked))),
                (MENTIONS, str(count)),
                (INDEX, str(index)),
                (SENTENCE, (str(number), str(bool(last)))),
            )
            weight = self.sum_of({self.kinds[kind].get(name) for kind, name in named})
            self._own[target, told] = weight
        return weight

    def sum_of(self, found: set[int | None]) -> int:
        """The sum of the weights of features, None among them for what is not known."""
        found.discard(None)
        return sum(map(self.weights.__getitem__, found))  # type: ignore[arg-type]


class Line:
    """The words of a message as features name them: parts and numbers are all alike, marks stand between.

    `at` is where the word of each place stands among the marked ones.
    """

    def __init__(self, known: Known, scene: Scene) -> None:
        self.known = known
        words = [NUMBER if text.isdigit() else text for text in scene.line[: len(scene.words)]]
        for place in scene.owner:
            words[place] = PART
        marked, at = [EDGE], list[int]()
        for first, last in scene.clauses.values():
            if first <= last:
                marked.append(BREAKS[scene.gaps[first]])
                at += range(len(marked), len(marked) + last + 1 - first)
                marked += words[first : last + 1]
        self.words, self.marked, self.at = words, marked, at
        self.stems = [word[:STEM] for word in words]
        self.marked_stems = stems = [word[:STEM] for word in marked]
        # Known words in a row, each with the places of its first and last.
        self.rows: dict[str, list[tuple[int, int, int, int]]] = {LEFT: [], RIGHT: []}
        pairs, of_stems, triples = known.rows
        self._add(1, map(pairs.get, pairwise(marked)))
        self._add(1, map(of_stems.get, pairwise(stems)))
        self._add(2, map(triples.get, zip(marked, marked[1:], marked[2:], strict=False)))

    def _add(self, length: int, known: Iterable[list[_Row] | None]) -> None:
        for place, listed in [(place, listed) for place, listed in enumerate(known) if listed]:
            for side, zone, number in listed:
                self.rows[side].append((place, place + length, zone, number))


def weight_beside(line: Line, scene: Scene, index: int) -> int:
    """The weight of what holds of one mention alone: its own, and of the words on both sides of it."""
    mention, known, at = scene.mentions[index], line.known, line.at
    number, start, end = scene.sentences[mention.start], mention.start, mention.end
    first, last = scene.extents[number]
    low, high = at[max(first, start - REACH)], at[start] - 1
    found: set[int | None] = {
        row
        for begin, end_of_row, zone, row in line.rows[LEFT]
        if low <= begin and end_of_row <= high and (zone == _ANY_ZONE or zone == (high - end_of_row >= NEAR))
    }
    _add_side(found, known.left, line, slice(high, low - 1, -1), ends=start - REACH <= first)
    low, high = at[end] + 1, at[min(last, end + REACH)]
    found.update(
        [
            row
            for begin, end_of_row, zone, row in line.rows[RIGHT]
            if low <= begin and end_of_row <= high and (zone == _ANY_ZONE or zone == (begin - low >= NEAR))
        ]
    )
    _add_side(found, known.right, line, slice(low, high + 1), ends=end + REACH >= last)
    own = known.weight_of_one(
        mention.targets[0],
        scene.words[start].asked,
        min(len(scene.mentions), LAST_NUMBERED),
        min(index, LAST_NUMBERED),
        min(number, LAST_NUMBERED),
        last == len(scene.words) - 1,
    )
    return own + known.sum_of(found)


def _add_side(found: set[int | None], side: _Side, line: Line, stretch: slice, *, ends: bool) -> None:
    """Adds the single words of a side, from the mention away; where the sentence `ends`, with its edge."""
    words, stems = line.marked[stretch], line.marked_stems[stretch]
    if ends:
        if words:
            found.add(side.pairs_of_stems.get((stems[-1], EDGE)))
            found.add(side.zones[len(words) > NEAR].get((words[-1], EDGE)))
        if len(words) > 1:
            found.add(side.all.get((words[-2], words[-1], EDGE)))
        words.append(EDGE)
        stems.append(EDGE)
    near, further, far = side.zones
    found.update(
        map(side.all.get, stems),
        map(near.get, words[:NEAR]),
        map(further.get, words[NEAR : 2 * NEAR]),
        map(far.get, words[2 * NEAR :]),
    )
    for placed, placed_stems, word, stem in zip(side.placed, side.placed_stems, words, stems, strict=False):
        found.add(placed.get(word))
        found.add(placed_stems.get(stem))


def stretches(scene: Scene, mention: Mention) -> tuple[tuple[str, int], ...]:
    """The stretches of words around a mention, by kind and number: several mentions may share them."""
    number = scene.sentences[mention.start]
    return (
        (OWN, number),
        (CLAUSE, scene.chunks[mention.start]),
        (FORMER, number - 1),
        (FURTHER, number + 1),
    )


def weight_within(line: Line, scene: Scene, kind: str, number: int) -> int:
    """The weight of the words in such a stretch."""
    known = line.known.kinds[kind].get
    if kind == CLAUSE:
        first, last = scene.clauses[number]
        return line.known.sum_of(set(map(known, line.stems[first : last + 1])))
    first, last = scene.extents.get(number, (0, -1))
    words = line.words[first : last + 1]
    found = set(map(known, words))
    if kind == OWN:
        beginning = line.known.kinds[BEGINNING].get
        found.update(map(known, pairwise(words)))
        found |= {beginning(words[0] if len(words) == 1 else tuple(words[:length])) for length in (2, 3)}
    return line.known.sum_of(found)
