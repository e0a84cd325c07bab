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

Rows whose words are nowhere in a message are never tried: each word knows, once for all messages, the rows
that it may make fit.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial, reduce
from typing import Final

from domain.matching.judged_words import Item, PlaceTest, item_of
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene, modified_by, sentence_texts
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

    @property
    def mention(self) -> Mention:
        """The mention that is judged; only judgements of mentions ask for it."""
        assert self.subject is not None
        return self.subject

    def holding(self, place: int) -> "Point":
        """The same point with another word in hand."""
        return Point(self.scene, self.m, self.e, place, self.subject, self.index, self.earlier)


Test = Callable[[Point], bool]
Place = Callable[[Point], int]

# Tests written in code, by name: whether something holds of the point with its word in hand.
NAMED: Final[dict[str, Test]] = {"always": lambda _: True}

_YES: Final = "yes"
_NO: Final = "no"
_GO: Final = "go"
_WALK: Final = "walk"
_MESSAGE: Final = "message"
_SENTENCE: Final = "sentence"
# What a row needs is looked up by so many of its narrowest classes; an affix counts as this many words.
_KEYS: Final = 3
_WIDTH_OF_AFFIXES: Final = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A compiled row: its number among all rows, and the test that all its tests are.

    `keys` are what must stand somewhere in the message, `here` what the word in hand must be, `says` its
    verdict as a test; `asks` names the tests or judgements that must hold for it.
    """

    number: int
    name: str
    verdict: str
    when: str
    fits: Test
    says: Test
    keys: tuple[Item, ...]
    here: Item | None
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rows of one judgement and the stretch it walks over, if it does; sets of rows as bits.

    `telling` are the rows that can say yes, `elsewhere` those that do not hang on the word in hand.
    """

    rows: tuple[Row, ...]
    walk: tuple[Place, Place] | None
    bounded: bool
    bits: int
    telling: int
    elsewhere: int


def about(scene: Scene, mention: Mention, place: int = -1) -> Point:
    """The point at which a mention is judged."""
    return Point(scene, mention.start, mention.end, place, mention)


def holds(name: str, point: Point) -> bool:
    """Whether a judgement says yes."""
    return _says_yes(_judgements()[name], point)


def deciding_rows(name: str, point: Point) -> Iterator[Row]:
    """The rows that decide a judgement, those of the judgements it asks included. For tests and figures."""
    decided = _decided(_judgements()[name], point)
    if decided is not None:
        row, at = decided
        yield row
        if row.verdict.startswith("="):
            asked, _, place = row.verdict[1:].partition("@")
            if asked in _judgements():
                yield from deciding_rows(asked, at.holding(_place(place)(at)) if place else at)


def _says_yes(judgement: Judgement, point: Point) -> bool:
    known = point.scene.live
    if not (known[0] if known else live_rows(point.scene))[1] & judgement.telling:
        return False
    decided = _decided(judgement, point)
    return decided is not None and decided[0].says(decided[1])


def _decided(judgement: Judgement, point: Point) -> tuple[Row, Point] | None:
    """The row that decides, and the point with the word in hand at which it does."""
    known = point.scene.live
    live = (known[0] if known else live_rows(point.scene))[0] & judgement.bits
    if judgement.walk is None:
        row = _first_fitting(judgement, live, point)
        return None if row is None else (row, point)
    at = point.holding(-1)
    line = point.scene.line
    for place in _walked(judgement.walk, point, bounded=judgement.bounded):
        here = live & (rows_in_hand(line[place]) | judgement.elsewhere)
        if here:
            at.a = place
            row = _first_fitting(judgement, here, at)
            if row is not None and row.verdict != _GO:
                return row, at
    return None


def _walked(walk: tuple[Place, Place], point: Point, *, bounded: bool) -> range:
    """The places of a walk, in order; with `bounded`, only those of the sentence."""
    scene, first, last = point.scene, walk[0](point), walk[1](point)
    low, high = (0, len(scene.words) - 1) if not bounded else scene.extents[scene.sentences[point.m]]
    if last >= first:
        return range(max(first, low), min(last, high) + 1)
    return range(min(first, high), max(last, low) - 1, -1)


def _first_fitting(judgement: Judgement, live: int, point: Point) -> Row | None:
    live >>= judgement.rows[0].number
    while live:
        lowest = live & -live
        row = judgement.rows[lowest.bit_length() - 1]
        if row.fits(point):
            return row
        live ^= lowest
    return None


def live_rows(scene: Scene) -> tuple[int, int]:
    """Bits of the rows that the message's words may make fit, and of those that may then say yes."""
    if not scene.live:
        first, second, third = _rows_without_keys()
        for word in scene.said:
            keys = rows_of(word)
            first |= keys[0]
            second |= keys[1]
            third |= keys[2]
        live, mute = first & second & third, 0
        for bit, telling, verdict in _dependencies():
            if live & bit and not live & telling & ~mute:
                if verdict:
                    mute |= bit
                else:
                    live ^= bit
        scene.live.append((live, live & ~mute))
    return scene.live[0]


@lru_cache(maxsize=65536)
def rows_of(word: str) -> tuple[int, int, int]:
    """Bits of the rows whose first, second and third key a word is."""
    by_word, by_affix = _rows_by_key()
    found = list(by_word.get(word, (0, 0, 0)))
    for item, which, bit in by_affix:
        if item.may_be(word):
            found[which] |= bit
    return found[0], found[1], found[2]


@lru_cache(maxsize=65536)
def rows_in_hand(word: str) -> int:
    """Bits of the rows that a word may make fit when it is the one in hand."""
    return sum(1 << row.number for row in all_rows() if row.here is not None and row.here.may_be(word))


@cache
def _rows_by_key() -> tuple[Mapping[str, list[int]], Sequence[tuple[Item, int, int]]]:
    by_word: dict[str, list[int]] = defaultdict(lambda: [0] * _KEYS)
    by_affix: list[tuple[Item, int, int]] = []
    for row in all_rows():
        for which, item in enumerate(row.keys):
            for word in item.words or ():
                by_word[word][which] |= 1 << row.number
            if item.words is None:
                by_affix.append((item, which, 1 << row.number))
    return by_word, by_affix


@cache
def _rows_without_keys() -> tuple[int, int, int]:
    """Bits of the rows with no first, no second and no third key."""
    without = [sum(1 << row.number for row in all_rows() if len(row.keys) <= which) for which in range(_KEYS)]
    return without[0], without[1], without[2]


@cache
def _dependencies() -> Sequence[tuple[int, int, bool]]:
    """The rows that need another judgement: their bit, that judgement's telling rows, and whether it is their
    verdict. Judgements stand before those that ask them."""
    judgements = _judgements()
    found: list[tuple[int, int, bool]] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name in seen or name not in judgements:
            return
        seen.add(name)
        for row in judgements[name].rows:
            for asked in row.asks:
                visit(asked)
            for place, asked in enumerate(row.asks):
                if asked in judgements:
                    verdict = row.verdict.startswith("=") and place == len(row.asks) - 1
                    found.append((1 << row.number, judgements[asked].telling, verdict))

    for name in judgements:
        visit(name)
    return found


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
        found[name] = _judgement(made, walk)
    return found


def _judgement(made: Sequence[Row], walk: str | None) -> Judgement:
    first, bound, last = re.split(_BOUNDS, walk) if walk else ("", "", "")
    return Judgement(
        tuple(made),
        (_place(first), _place(last)) if walk else None,
        bound != _UNBOUND,
        bits=sum(1 << row.number for row in made),
        telling=sum(1 << row.number for row in made if row.verdict not in (_NO, _GO)),
        elsewhere=sum(1 << row.number for row in made if row.here is None),
    )


def _row(number: int, name: str, verdict: str, when: str) -> Row:
    written = when.split()
    keys = [found for test in written for found in _keys(test)]
    asks = [test.partition("@")[0] for test in written if test.islower() and ":" not in test]
    says: Test = _yes if verdict == _YES else _no
    if verdict.startswith("="):
        asks.append(verdict[1:].partition("@")[0])
        says = _named(verdict[1:])
    fits = [_test(test) for test in written]
    in_hand = [item for item, here in keys if here]
    narrowest = sorted((item for item, _ in keys), key=_width)[:_KEYS]
    return Row(
        number,
        name,
        verdict,
        when,
        reduce(_both, fits),
        says,
        tuple(narrowest),
        min(in_hand, key=_width, default=None),
        tuple(asks),
    )


def _yes(_: Point) -> bool:
    return True


def _no(_: Point) -> bool:
    return False


def _both(one: Test, other: Test) -> Test:
    return lambda point: one(point) and other(point)


def _width(item: Item) -> int:
    return len(item.words) if item.words is not None else _WIDTH_OF_AFFIXES


def _keys(test: str) -> Iterator[tuple[Item, bool]]:
    """What must stand in the message for the test to hold, each with whether it must be the word in hand."""
    place, colon, items = test.partition(":")
    if colon and not place.startswith("!"):
        for step, written in enumerate(items.split("/")):
            item = item_of(written)
            if item.is_of_words:
                yield item, place == _IN_HAND and step == 0


def _test(written: str) -> Test:
    if written.startswith("!"):
        wanted = _test(written[1:])
        return lambda point: not wanted(point)
    stretch, colon, listed = written.partition(":")
    if not colon:
        return _named(written)
    items = [item_of(item) for item in listed.split("/")]
    one = items[0] if len(items) == 1 else Item(_in_a_row([item.fits for item in items]), None)
    if stretch == _MESSAGE and not (one.plain or one.affixes):
        return lambda point: _is_within(one, point.scene, 0, len(point.scene.words))
    if stretch in (_SENTENCE, _MESSAGE):
        return _said(one, whole=stretch == _MESSAGE)
    parts = re.split(_BOUNDS, stretch)
    if len(parts) == 1:
        return _at(_place(stretch), one)
    return _within(_place(parts[0]), _place(parts[2]), one, parts[1], _place(parts[0][0]))


def _named(written: str) -> Test:
    """A judgement or a test in code by its name; which of them is known once all modules are loaded."""
    name, at, place = written.partition("@")
    hand = _place(place) if at else None
    test: Test | None = None

    def ask(point: Point) -> bool:
        nonlocal test
        if test is None:
            judgement = _judgements().get(name)
            test = NAMED[name] if judgement is None else partial(_says_yes, judgement)
        return test(point if hand is None else point.holding(hand(point)))

    return ask


def _said(item: Item, *, whole: bool) -> Test:
    """Whether a word of the message, or of the sentence, is so."""

    def test(point: Point) -> bool:
        said = point.scene.said if whole else sentence_texts(point.scene, point.m)
        if item.words is not None:
            return not item.words.isdisjoint(said)
        return any(item.may_be(word) for word in said)

    return test


def _at(place: Place, item: Item) -> Test:
    words, fits = item.words, item.fits
    if words is not None and item.plain:
        return lambda point: point.scene.line[place(point)] in words
    return lambda point: fits(point.scene, place(point))


def _within(first: Place, last: Place, item: Item, bound: str, anchor: Place) -> Test:
    """A stretch of places; bound by the sentence of the anchor, by its clause, or by neither."""

    def test(point: Point) -> bool:
        scene = point.scene
        low, high = first(point), last(point)
        if bound == _UNBOUND:
            return _is_within(item, scene, max(low, 0), high + 1)
        own = anchor(point)
        begin, end = (
            scene.clauses[scene.chunks[own]] if bound == _CLAUSE else scene.extents[scene.sentences[own]]
        )
        return _is_within(item, scene, max(low, begin), min(high, end) + 1)

    return test


def _is_within(item: Item, scene: Scene, low: int, high: int) -> bool:
    if item.plain and item.words is not None:
        return not item.words.isdisjoint(scene.line[low:high])
    return any(item.fits(scene, place) for place in range(low, high))


def _in_a_row(tests: Sequence[PlaceTest]) -> PlaceTest:
    first, *others = tests

    def test(scene: Scene, place: int) -> bool:
        if not first(scene, place):
            return False
        return all(other(scene, place + step) for step, other in enumerate(others, 1))

    return test


_ANCHORS: Final[Mapping[str, Place]] = {
    "m": lambda point: point.m,
    "e": lambda point: point.e,
    "a": lambda point: point.a,
    "s": lambda point: point.scene.extents[point.scene.sentences[point.m]][0],
    "p": lambda point: modified_by(point.scene, point.m),
}
_IN_HAND: Final = "a"
_UNBOUND: Final = "~"
_CLAUSE: Final = ";"
_BOUNDS: Final = re.compile(r"(\.\.|~|;)")
_STEP: Final = re.compile(r"[mepas]|[+-]\d+|[<>][A-Z_|]+|\^")


@cache
def _place(written: str) -> Place:
    """A place as the table writes it: an anchor and steps from there."""
    anchor, *steps = _STEP.findall(written)
    return reduce(_step, steps, _ANCHORS[anchor])


def _step(before: Place, step: str) -> Place:
    if step == "^":
        return lambda point: modified_by(point.scene, before(point))
    if step[0] in "+-":
        distance = int(step)
        return lambda point: before(point) + distance
    words = item_of(step[1:]).words or frozenset()
    direction = 1 if step[0] == ">" else -1

    def passing(point: Point) -> int:
        line, place = point.scene.line, before(point)
        while line[place] in words:
            place += direction
        return place

    return passing


__all__ = ["NAMED", "Judgement", "Point", "Row", "about", "all_rows", "deciding_rows", "holds", "live_rows"]
