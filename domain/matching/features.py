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
    """What is known of single words on one side: their stems, words by zone, both by place."""

    stems: Mapping[str, int]
    zones: Sequence[Mapping[str, int]]
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
        self.left, self.right = self._side(LEFT), self._side(RIGHT)

    def _add_row(self, kind: str, words: Sequence[str], number: int) -> None:
        zone = int(kind[1]) if kind[1:].isdecimal() else _ANY_ZONE
        listed = self.rows[2 if len(words) == PLACED else kind.endswith(STEMS)]
        told = tuple(words if kind[0] == RIGHT else reversed(words))
        listed[told].append(_Row(kind[0], zone, number))

    def _side(self, name: str) -> _Side:
        return _Side(
            self.kinds[name],
            [self.kinds[f"{name}{zone}"] for zone in range(3)],
            [self.kinds[f"{name}@{place}"] for place in range(PLACED)],
            [self.kinds[f"{name}@{place}{STEMS}"] for place in range(PLACED)],
        )

    def sum_of(self, found: set[int | None]) -> int:
        """The sum of the weights of features, None among them for what is not known."""
        found.discard(None)
        return sum(map(self.weights.__getitem__, found))  # type: ignore[arg-type]


class Line:
    """The words of a message as features name them: parts and numbers are all alike, marks stand between.

    `at` is where the word of each place stands among the marked ones.
    """

    def __init__(self, known: Known, scene: Scene) -> None:
        owner, gaps = scene.owner, scene.gaps
        self.known = known
        self.words: list[str] = []
        self.marked = [EDGE]
        self.at: list[int] = []
        for place, text in enumerate(scene.line[: len(scene.words)]):
            word = PART if place in owner else NUMBER if text.isdigit() else text
            if gap := gaps[place]:
                self.marked.append(BREAKS[gap])
            self.at.append(len(self.marked))
            self.marked.append(word)
            self.words.append(word)
        self.stems = [word[:STEM] for word in self.words]
        self.marked_stems = [word[:STEM] for word in self.marked]
        # Known words in a row, each with the places of its first and last.
        self.rows: dict[str, list[tuple[int, int, int, int]]] = {LEFT: [], RIGHT: []}
        pairs, stems, triples = known.rows
        marked, marked_stems = self.marked, self.marked_stems
        self._add(1, map(pairs.get, pairwise(marked)))
        self._add(1, map(stems.get, pairwise(marked_stems)))
        self._add(2, map(triples.get, zip(marked, marked[1:], marked[2:], strict=False)))

    def _add(self, length: int, known: Iterable[list[_Row] | None]) -> None:
        found = list(known)
        if found.count(None) == len(found):
            return
        for place, listed in enumerate(found):
            if listed is not None:
                for side, zone, number in listed:
                    self.rows[side].append((place, place + length, zone, number))


def weight_beside(line: Line, scene: Scene, index: int) -> int:
    """The weight of what holds of one mention alone: its own, and of the words on both sides of it."""
    mention, known, at = scene.mentions[index], line.known, line.at
    number = scene.sentences[mention.start]
    first, last = scene.extents[number]
    kinds = known.kinds
    found: set[int | None] = {
        kinds[TARGET].get(mention.targets[0]),
        kinds[ASKED].get(str(scene.words[mention.start].asked)),
        kinds[MENTIONS].get(str(min(len(scene.mentions), LAST_NUMBERED))),
        kinds[INDEX].get(str(min(index, LAST_NUMBERED))),
        kinds[SENTENCE].get((str(min(number, LAST_NUMBERED)), str(last == len(scene.words) - 1))),
    }
    low, high = at[max(first, mention.start - REACH)], at[mention.start] - 1
    leftwards = slice(high, low - 1, -1)
    _add_side(found, known.left, line, leftwards, LEFT if mention.start - REACH <= first else "")
    for begin, end, zone, row in line.rows[LEFT]:
        if low <= begin and end <= high and (zone == _ANY_ZONE or zone == (high - end >= NEAR)):
            found.add(row)
    low, high = at[mention.end] + 1, at[min(last, mention.end + REACH)]
    rightwards = slice(low, high + 1)
    _add_side(found, known.right, line, rightwards, RIGHT if mention.end + REACH >= last else "")
    for begin, end, zone, row in line.rows[RIGHT]:
        if low <= begin and end <= high and (zone == _ANY_ZONE or zone == (begin - low >= NEAR)):
            found.add(row)
    return known.sum_of(found)


def _add_side(found: set[int | None], side: _Side, line: Line, stretch: slice, edge: str) -> None:
    """Adds the single words of a side, from the mention away; at an `edge`, which side's it is."""
    words, stems = line.marked[stretch], line.marked_stems[stretch]
    if edge:
        _add_edge(found, line.known.kinds, words, stems, edge)
        words.append(EDGE)
        stems.append(EDGE)
    near, further, far = side.zones
    found.update(
        map(side.stems.get, stems),
        map(near.get, words[:NEAR]),
        map(further.get, words[NEAR : 2 * NEAR]),
        map(far.get, words[2 * NEAR :]),
    )
    for placed, placed_stems, word, stem in zip(side.placed, side.placed_stems, words, stems, strict=False):
        found.add(placed.get(word))
        found.add(placed_stems.get(stem))


def _add_edge(
    found: set[int | None],
    kinds: Mapping[str, Mapping[Any, int]],
    words: Sequence[str],
    stems: Sequence[str],
    side: str,
) -> None:
    """Adds the words in a row that end with the sentence."""
    if words:
        found.add(kinds[f"{side}{STEMS}"].get((stems[-1], EDGE)))
        found.add(kinds[f"{side}{int(len(words) > NEAR)}"].get((words[-1], EDGE)))
    if len(words) > 1:
        found.add(kinds[side].get((words[-2], words[-1], EDGE)))


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
