"""What surrounds a mention, by name: the words, pairs and triples near it that the second opinion weighs.

A feature's name is its kind and its words: `l0 ya tengo` is a pair close to the left of the mention. The walk
over a message asks tables for the names of what it meets: while learning, tables that name anything; while
reading, those of the features that have a weight, so that nothing else is ever put into words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from domain.matching.mentions import Mention
from domain.matching.scene import Scene
from domain.matching.text import Break

# Words of a sentence that are looked at on each side of a mention.
REACH: Final = 14
_PLACED: Final = 3
_NEAR: Final = 4
_ZONES: Final = 3
_STEM: Final = 5
_LAST_NUMBERED: Final = 4

# Kinds of features: the side of the mention, its sentence and clause, the sentence before or after its own.
_LEFT: Final = "l"
_RIGHT: Final = "r"
_OWN: Final = "w"
_CLAUSE: Final = "c"
_FORMER: Final = "p"
_FURTHER: Final = "f"
_BEGINNING: Final = "b"
_PART: Final = "·"
_NUMBER: Final = "#"
_EDGE: Final = "|"
_STEMS: Final = "*"
_BREAKS: Final[Mapping[Break, str]] = {
    Break.COMMA: ",",
    Break.COLON: ":",
    Break.SENTENCE: ".",
}


class Names(Protocol):
    """The name of a feature by its last word, where it is wanted."""

    def get(self, word: str, /) -> str | None: ...


class Pairs(Protocol):
    """The names of features by their last word but one."""

    def get(self, word: str, /) -> Names | None: ...


class Triples(Protocol):
    """The names of features by their last word but two."""

    def get(self, word: str, /) -> Pairs | None: ...


@dataclass(frozen=True, slots=True)
class SideTables:
    """The names of what stands on one side of a mention: its stems, words by distance and by place, pairs of
    stems, of words near and far, and triples."""

    stems: Names
    zones: Sequence[Names]
    placed: Sequence[Names]
    placed_stems: Sequence[Names]
    stem_pairs: Pairs
    near_pairs: Pairs
    far_pairs: Pairs
    triples: Triples


@dataclass(frozen=True, slots=True)
class Tables:
    """The names of all features. `told` has those of no more than a few words, each by its whole name."""

    told: Callable[[str], str | None]
    left: SideTables
    right: SideTables
    own: Names
    own_pairs: Pairs
    clause: Names
    former: Names
    further: Names


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


# A stretch of words that several mentions share: its kind, its number, and the names of what stands in it.
Stretch = tuple[str, int, Callable[[], Iterable[str | None]]]


def features(scene: Scene, index: int) -> frozenset[str]:
    """The names of all that surrounds a mention: its sentence by place, pair and triple, those beside it."""
    line = line_of(scene)
    found = set(beside(scene, line, EVERYTHING, index))
    for _, _, stretch in stretches(scene, line, EVERYTHING, scene.mentions[index]):
        found.update(stretch())
    return frozenset(name for name in found if name is not None)


def beside(scene: Scene, line: Line, tables: Tables, index: int) -> list[str | None]:
    """The names of what holds of one mention alone; None for what has none."""
    mention = scene.mentions[index]
    number = scene.sentences[mention.start]
    first, last = scene.extents[number]
    told = tables.told
    found = [
        told(f"t {mention.targets[0]}"),
        told(f"a {scene.words[mention.start].asked}"),
        told(f"n {min(len(scene.mentions), _LAST_NUMBERED)}"),
        told(f"i {min(index, _LAST_NUMBERED)}"),
        told(f"s {min(number, _LAST_NUMBERED)} {last == len(scene.words) - 1}"),
    ]
    begin, end = max(first, mention.start - REACH), min(last, mention.end + REACH)
    leftwards = slice(line.at[mention.start] - 1, line.at[begin] - 1, -1)
    _add_side(found, tables.left, line, leftwards, edge=mention.start - REACH <= first)
    rightwards = slice(line.at[mention.end] + 1, line.at[end] + 1)
    _add_side(found, tables.right, line, rightwards, edge=mention.end + REACH >= last)
    return found


def stretches(scene: Scene, line: Line, tables: Tables, mention: Mention) -> tuple[Stretch, ...]:
    """The stretches of words around a mention, with what has a name in them."""
    number = scene.sentences[mention.start]
    clause = scene.chunks[mention.start]
    none = (0, -1)
    return (
        (_OWN, number, partial(_sentence, tables, line.words, *scene.extents[number])),
        (_CLAUSE, clause, partial(_said, tables.clause, line.stems, *scene.clauses[clause])),
        (
            _FORMER,
            number,
            partial(_said, tables.former, line.words, *scene.extents.get(number - 1, none)),
        ),
        (
            _FURTHER,
            number,
            partial(_said, tables.further, line.words, *scene.extents.get(number + 1, none)),
        ),
    )


def _said(names: Names, words: Sequence[str], first: int, last: int) -> Iterable[str | None]:
    return map(names.get, words[first : last + 1])


def _sentence(tables: Tables, words: Sequence[str], first: int, last: int) -> Iterable[str | None]:
    own = words[first : last + 1]
    return [
        *map(tables.own.get, own),
        *_paired(tables.own_pairs, own),
        *(tables.told(f"{_BEGINNING} {' '.join(own[:length])}") for length in (2, 3)),
    ]


def _paired(pairs: Pairs, words: Sequence[str]) -> list[str | None]:
    following = zip(map(pairs.get, words), words[1:], strict=False)
    return [names.get(word) for names, word in following if names is not None]


def _add_side(found: list[str | None], tables: SideTables, line: Line, stretch: slice, *, edge: bool) -> None:
    """The names of the words of a side, from the mention away: alone, by place, in pairs and in triples."""
    words, stems = list(line.marked[stretch]), list(line.marked_stems[stretch])
    if edge:
        words.append(_EDGE)
        stems.append(_EDGE)
    found += map(tables.stems.get, stems)
    for zone, names in enumerate(tables.zones):
        last = _NEAR * (zone + 1) if zone < _ZONES - 1 else None
        found += map(names.get, words[_NEAR * zone : last])
    found += [names.get(word) for names, word in zip(tables.placed, words, strict=False)]
    found += [names.get(stem) for names, stem in zip(tables.placed_stems, stems, strict=False)]
    found += _paired(tables.stem_pairs, stems)
    found += _paired(tables.near_pairs, words[: _NEAR + 1])
    found += _paired(tables.far_pairs, words[_NEAR:])
    following = zip(map(tables.triples.get, words), words[1:], words[2:], strict=False)
    for pairs, word, other in following:
        if pairs is not None and (third := pairs.get(word)) is not None:
            found.append(third.get(other))


def line_of(scene: Scene) -> Line:
    """The words of a message as features name them: mentions and numbers are all alike."""
    owner, gaps = scene.owner, scene.gaps
    words: list[str] = []
    marked = [_EDGE]
    at: list[int] = []
    for place, text in enumerate(scene.line[: len(scene.words)]):
        word = _PART if place in owner else _NUMBER if text.isdigit() else text
        if (gap := gaps[place]) is not Break.NONE:
            marked.append(_BREAKS[gap])
        at.append(len(marked))
        marked.append(word)
        words.append(word)
    return Line(words, [word[:_STEM] for word in words], marked, [word[:_STEM] for word in marked], at)


@dataclass(frozen=True, slots=True)
class _AnyName:
    """Names anything: what a feature's name begins with, and what it ends with."""

    begun: str
    ending: str = ""

    def get(self, word: str, /) -> str | None:
        return f"{self.begun} {word}{self.ending}"


@dataclass(frozen=True, slots=True)
class _AnyPair:
    begun: str
    ending: str = ""

    def get(self, word: str, /) -> Names | None:
        return _AnyName(f"{self.begun} {word}{self.ending}", self.ending)


@dataclass(frozen=True, slots=True)
class _AnyTriple:
    begun: str

    def get(self, word: str, /) -> Pairs | None:
        return _AnyPair(f"{self.begun} {word}")


def _any_of_side(side: str) -> SideTables:
    return SideTables(
        stems=_AnyName(side),
        zones=[_AnyName(f"{side}{zone}") for zone in range(_ZONES)],
        placed=[_AnyName(f"{side}@{place}") for place in range(_PLACED)],
        placed_stems=[_AnyName(f"{side}@{place}", _STEMS) for place in range(_PLACED)],
        stem_pairs=_AnyPair(side, _STEMS),
        near_pairs=_AnyPair(f"{side}0"),
        far_pairs=_AnyPair(f"{side}1"),
        triples=_AnyTriple(side),
    )


EVERYTHING: Final = Tables(
    told=str,
    left=_any_of_side(_LEFT),
    right=_any_of_side(_RIGHT),
    own=_AnyName(_OWN),
    own_pairs=_AnyPair(_OWN),
    clause=_AnyName(_CLAUSE),
    former=_AnyName(_FORMER),
    further=_AnyName(_FURTHER),
)


class _Listed:
    """Given features by kind, number of words and whether they are of stems, then word by word."""

    def __init__(self, names: Iterable[str]) -> None:
        self.told: dict[str, str] = {}
        self._by_kind: dict[tuple[str, int, bool], dict[str, str]] = {}
        self._pairs: dict[tuple[str, bool], dict[str, dict[str, str]]] = {}
        self._triples: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        self.told[name] = name
        kind, *parts = name.split()
        of_stems = name.endswith(_STEMS)
        words = [part.removesuffix(_STEMS) if of_stems else part for part in parts]
        if len(words) == 1:
            self._by_kind.setdefault((kind, 1, of_stems), {})[words[0]] = name
        elif len(words) == 2:
            self._pairs.setdefault((kind, of_stems), {}).setdefault(words[0], {})[words[1]] = name
        elif len(words) == 3:
            first = self._triples.setdefault(kind, {}).setdefault(words[0], {})
            first.setdefault(words[1], {})[words[2]] = name

    def names(self, kind: str, *, of_stems: bool = False) -> dict[str, str]:
        return self._by_kind.get((kind, 1, of_stems), {})

    def pairs(self, kind: str, *, of_stems: bool = False) -> dict[str, dict[str, str]]:
        return self._pairs.get((kind, of_stems), {})

    def side(self, side: str) -> SideTables:
        return SideTables(
            stems=self.names(side),
            zones=[self.names(f"{side}{zone}") for zone in range(_ZONES)],
            placed=[self.names(f"{side}@{place}") for place in range(_PLACED)],
            placed_stems=[self.names(f"{side}@{place}", of_stems=True) for place in range(_PLACED)],
            stem_pairs=self.pairs(side, of_stems=True),
            near_pairs=self.pairs(f"{side}0"),
            far_pairs=self.pairs(f"{side}1"),
            triples=self._triples.get(side, {}),
        )


def tables_of(names: Iterable[str]) -> Tables:
    """The tables that name the given features alone."""
    listed = _Listed(names)
    return Tables(
        told=listed.told.get,
        left=listed.side(_LEFT),
        right=listed.side(_RIGHT),
        own=listed.names(_OWN),
        own_pairs=listed.pairs(_OWN),
        clause=listed.names(_CLAUSE),
        former=listed.names(_FORMER),
        further=listed.names(_FURTHER),
    )


__all__ = ["REACH", "Line", "Tables", "beside", "features", "line_of", "stretches", "tables_of"]
