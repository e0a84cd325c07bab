"""Judgements: what the words at known places beside a mention say of it, as rows of `es/judgements.tsv`.

A judgement is a list of rows; the first that fits decides. A row fits where all its tests hold:

`m-1:ARTICLES`      the word before the mention is of that class; `m` is the mention's first word, `e` its
                    last, `s` the first of its sentence, `a` the word in hand. `A|B` either class, `A&B`
                    both, `A&!B` one and not the other, `A*` the word begins as that affix says, `*A` it
                    ends so, `=A` a phrase of `sayings` begins.
                    Capitals in `KINDS` are no class but the place's nature: `PART`, `END`, `BREAK` …
`e+1..e+5:A/B`      somewhere there, in the sentence, stands A with B after it; with `~` for `..` beyond the
                    sentence too, with `;` only between the commas around it.
`sentence:A`        a word of the mention's sentence is of that class; `message:A` (or `message:A/B`) one of
                    the message.
`m^`                the word that governs the mention (`p` for short); `a+1>A` the first word from there on
                    that is none of A, `m-1<A` the same to the left.
`name`, `name@a+1`  another judgement, or a test in code, with that word in hand.

`!` before a test: it must not hold. A row's verdict is `yes`, `no`, `=name` (as another judgement says) or,
in a judgement that walks over a stretch of words (its first row: `walk`), `go` on to the next word.

Rows whose words are nowhere in a message, or not where they must stand, are never tried: each word knows,
once for all messages, the rows that it may make fit by standing somewhere, and by standing at each of some
places. What is tried is a Python function made of the row's tests (`row_tests`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from domain.matching.judged_words import NAMESPACE, Item, item_of, name_of
from domain.matching.mentions import Mention, Status
from domain.matching.row_tests import IN_HAND, RowPlace, RowTest, row_test, verdict_test, walked
from domain.matching.scene import Scene, modified_by
from domain.matching.tables import rows


@dataclass(slots=True)
class Point:
    """Where a judgement looks: the words from `m` to `e` (a mention's, or a noun), and the word in hand.

    `index` and `earlier` are the mention's number and the statuses of those before it, where they are known.
    """

    scene: Scene
    m: int
    e: int
    a: int = -1
    subject: Mention | None = None
    index: int = -1
    earlier: Sequence[Status] = ()
    # Bits of the rows that may fit here, as soon as they are known.
    live: int = -1

    @property
    def mention(self) -> Mention:
        """The mention that is judged; only judgements of mentions ask for it."""
        assert self.subject is not None
        return self.subject


Test = Callable[[Point], bool]

# Tests written in code, by name: whether something holds of the point with its word in hand.
NAMED: Final[dict[str, Test]] = {"always": lambda _: True}

_YES: Final = "yes"
_NO: Final = "no"
_GO: Final = "go"
_WALK: Final = "walk"
# What a row needs is looked up by so many of its narrowest classes; an affix counts as this many words.
_KEYS: Final = 3
_WIDTH_OF_AFFIXES: Final = 100
# Single places that rows hang on: what a word says of rows comes in this order, after the rows' keys.
_PLACES: Final = (IN_HAND, "m", "m-1", "p", "p-1", "e+1")
_HAND, _M, _BEFORE_M, _P, _BEFORE_P, _AFTER_E = range(_KEYS, _KEYS + len(_PLACES))


@dataclass(slots=True)
class Row:
    """A row: its number among all rows, its verdict, and its tests as they are written.

    `keys` are what must stand somewhere in the message, `at` what must stand at single places; `asks` names
    the judgements that must hold for it, `says_so` the one that is its verdict. `test` and `says` are made
    when the row is first tried.
    """

    number: int
    name: str
    verdict: str
    when: str
    keys: tuple[Item, ...]
    at: Mapping[str, Item]
    asks: tuple[str, ...]
    says_so: str | None
    test: RowTest | None = None
    says: RowTest | None = None

    def ready(self) -> RowTest:
        """Makes the functions of the row."""
        self.test = row_test(self.when, _asked)
        self.says = verdict_test(self.verdict[1:], _asked) if self.says_so else None
        return self.test


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rows of one judgement and the stretch it walks over, if it does.

    `first` is the number of its first row; sets of its rows are bits from there on: `bits` are all of them,
    `telling` those that can say yes.
    """

    name: str
    rows: tuple[Row, ...]
    walk: tuple[RowPlace, RowPlace, bool] | None
    first: int
    bits: int
    telling: int


def about(scene: Scene, mention: Mention, place: int = -1) -> Point:
    """The point at which a mention is judged."""
    return Point(scene, mention.start, mention.end, place, mention)


def holds(name: str, point: Point) -> bool:
    """Whether a judgement says yes."""
    return _says_yes(_judgements()[name], point, point.a)


def deciding_rows(name: str, point: Point) -> Iterator[Row]:
    """The rows that decide a judgement, those of the judgements it asks included. For tests and figures."""
    yield from _deciding_rows(_judgements()[name], point, point.a)


def _deciding_rows(judgement: Judgement, point: Point, place: int) -> Iterator[Row]:
    decided = _decided(judgement, _live(judgement, point), point, place)
    if decided is not None:
        row, at = decided
        yield row
        if row.says_so is not None:
            asked, _, written = row.verdict[1:].partition("@")
            hand = walked(f"{written or IN_HAND}..m")[0]
            yield from _deciding_rows(
                _judgements()[asked], point, hand(point.scene, point.scene.line, point.m, point.e, at, point)
            )


def _says_yes(judgement: Judgement, point: Point, place: int) -> bool:
    live = _live(judgement, point)
    if not live & judgement.telling:
        return False
    decided = _decided(judgement, live, point, place)
    if decided is None:
        return False
    row, at = decided
    if row.says is None:
        return row.verdict == _YES
    return row.says(point.scene, point.scene.line, point.m, point.e, at, point)


def _live(judgement: Judgement, point: Point) -> int:
    """The rows that the message's words and those beside the mention may make fit."""
    if point.live < 0:
        scene, m = point.scene, point.m
        if not scene.masks:
            _note_words(scene)
        masks, p = scene.masks, modified_by(scene, m)
        point.live = (
            scene.keys[0]
            & masks[m][_M]
            & masks[m - 1][_BEFORE_M]
            & masks[p][_P]
            & masks[p - 1][_BEFORE_P]
            & masks[point.e + 1][_AFTER_E]
        )
    return point.live >> judgement.first & judgement.bits


def _decided(judgement: Judgement, live: int, point: Point, place: int) -> tuple[Row, int] | None:
    """The row that decides, and the place in hand at which it does."""
    masks, first = point.scene.masks, judgement.first
    if judgement.walk is None:
        row = _first_fitting(judgement, masks[place][_HAND] >> first & live, point, place)
        return None if row is None else (row, place)
    for at in _walked(judgement.walk, point, place):
        here = masks[at][_HAND] >> first & live
        if here:
            row = _first_fitting(judgement, here, point, at)
            if row is not None and row.verdict != _GO:
                return row, at
    return None


def _first_fitting(judgement: Judgement, live: int, point: Point, place: int) -> Row | None:
    scene, m, e, rows_ = point.scene, point.m, point.e, judgement.rows
    line = scene.line
    while live:
        lowest = live & -live
        row = rows_[lowest.bit_length() - 1]
        if (row.test or row.ready())(scene, line, m, e, place, point):
            return row
        live ^= lowest
    return None


def _walked(walk: tuple[RowPlace, RowPlace, bool], point: Point, place: int) -> range:
    """The places of a walk, in order; with a bounded one, only those of the sentence."""
    scene, m, e = point.scene, point.m, point.e
    first, last, bounded = walk
    begin, end = first(scene, scene.line, m, e, place, point), last(scene, scene.line, m, e, place, point)
    low, high = (0, len(scene.words) - 1) if not bounded else scene.extents[scene.sentences[m]]
    if end >= begin:
        return range(max(begin, low), min(end, high) + 1)
    return range(min(begin, high), max(end, low) - 1, -1)


def _note_words(scene: Scene) -> None:
    """Note what each word of a message says of the rows, and which rows they may make fit together."""
    masks = list(map(rows_of, scene.line[: len(scene.words)]))
    first, second, third = _rows_by_word().without_key
    for keys in masks:
        first |= keys[0]
        second |= keys[1]
        third |= keys[2]
    scene.masks.extend(masks)
    scene.masks.extend([rows_of("")] * (len(scene.line) - len(masks)))
    scene.keys.append(first & second & third)


@lru_cache(maxsize=65536)
def rows_of(word: str) -> tuple[int, ...]:
    """What a word says of the rows: bits of those whose first, second and third key it is; then, for each of
    the single places, of those that may fit where it stands there."""
    index = _rows_by_word()
    found = list(index.by_word.get(word, index.by_none))
    for item, bits in index.by_affixes:
        if item.may_be(word):
            found = [known | more for known, more in zip(found, bits, strict=True)]
    free = (0,) * _KEYS + index.free
    return tuple(known | more for known, more in zip(found, free, strict=True))


@dataclass(frozen=True, slots=True)
class _Index:
    """Sets of rows as bits: by word and affix, first by key and then by place; those without each key, and
    those that hang on no word at each place."""

    by_word: Mapping[str, Sequence[int]]
    by_affixes: Sequence[tuple[Item, Sequence[int]]]
    by_none: Sequence[int]
    without_key: tuple[int, ...]
    free: tuple[int, ...]


@cache
def _rows_by_word() -> _Index:
    none = (0,) * (_KEYS + len(_PLACES))
    by_word: dict[str, list[int]] = defaultdict(lambda: list(none))
    by_affixes: dict[tuple[tuple[str, tuple[str, ...]], ...], tuple[Item, list[int]]] = {}
    every = all_rows()
    for row in every:
        placed = ((_KEYS + which, row.at[place]) for which, place in enumerate(_PLACES) if place in row.at)
        for which, item in (*enumerate(row.keys), *placed):
            for word in item.words or ():
                by_word[word][which] |= 1 << row.number
            if item.words is None:
                by_affixes.setdefault(item.affixes, (item, list(none)))[1][which] |= 1 << row.number
    return _Index(
        by_word,
        tuple(by_affixes.values()),
        none,
        tuple(_bits([len(row.keys) <= key for row in every]) for key in range(_KEYS)),
        tuple(_bits([place not in row.at for row in every]) for place in _PLACES),
    )


@cache
def all_rows() -> tuple[Row, ...]:
    """The rows of all judgements, in the order of the table."""
    return tuple(row for judgement in _judgements().values() for row in judgement.rows)


@cache
def _judgements() -> Mapping[str, Judgement]:
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, verdict, when in rows("judgements"):
        listed[name].append((verdict, when))
    found: dict[str, Judgement] = {}
    number = 0
    for name, given in listed.items():
        walk = given[0][1] if given[0][0] == _WALK else None
        made = [_row(number + at, name, *cells) for at, cells in enumerate(given[1 if walk else 0 :])]
        number += len(made)
        found[name] = Judgement(
            name,
            tuple(made),
            walked(walk) if walk else None,
            first=made[0].number,
            bits=_bits([True for _ in made]),
            telling=_bits([row.verdict not in (_NO, _GO) for row in made]),
        )
    _inherit(found)
    return found


def _inherit(judgements: Mapping[str, Judgement]) -> None:
    """Give each row the keys of the judgements it asks: one of their words must stand in the message too."""
    needed: dict[str, Item | None] = {}

    def need_of(name: str) -> Item | None:
        if name not in needed:
            words: set[str] | None = set()
            for row in judgements[name].rows:
                asked = [need_of(other) for other in row.asks if other in judgements]
                row.keys = _narrowest((*row.keys, *(item for item in asked if item is not None)))
                if row.verdict in (_NO, _GO) or words is None:
                    continue
                narrowest = row.keys[0].words if row.keys else None
                words = None if narrowest is None else words | narrowest
            needed[name] = None if words is None else Item("", frozenset(words), plain=True)
        return needed[name]

    for name in judgements:
        need_of(name)


def _narrowest(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=_width)[:_KEYS])


def _bits(wanted: Sequence[bool]) -> int:
    return sum(1 << at for at, is_wanted in enumerate(wanted) if is_wanted)


def _row(number: int, name: str, verdict: str, when: str) -> Row:
    written = when.split()
    keys = [found for test in written for found in _keys(test)]
    at: dict[str, Item] = {}
    for item, place in sorted(keys, key=lambda key: _width(key[0])):
        if place in _PLACES:
            at.setdefault(place, item)
    return Row(
        number,
        name,
        verdict,
        when,
        keys=_narrowest([item for item, _ in keys]),
        at=at,
        asks=tuple(test.partition("@")[0] for test in written if ":" not in test and test[0] != "!"),
        says_so=verdict[1:].partition("@")[0] if verdict.startswith("=") else None,
    )


def _width(item: Item) -> int:
    return len(item.words) if item.words is not None else _WIDTH_OF_AFFIXES


def _keys(test: str) -> Iterator[tuple[Item, str]]:
    """What must stand in the message for the test to hold, each with the place at which it must."""
    place, colon, items = test.partition(":")
    if colon and not place.startswith("!"):
        for step, written in enumerate(items.split("/")):
            item = item_of(written)
            if item.is_of_words:
                yield item, "" if step else place


def _asked(name: str, place: str) -> str:
    """The expression that asks a judgement, or a test in code, with a place in hand."""
    judgement = _judgements().get(name)
    if judgement is None:
        return f"{name_of(NAMED[name])}(holding(at, {place}))"
    return f"says_yes({name_of(judgement)}, at, {place})"


def _holding(point: Point, place: int) -> Point:
    """The point with another word in hand, for as long as a test in code looks at it."""
    point.a = place
    return point


NAMESPACE.update(says_yes=_says_yes, holding=_holding)

__all__ = ["NAMED", "Judgement", "Point", "Row", "Test", "about", "all_rows", "deciding_rows", "holds"]
