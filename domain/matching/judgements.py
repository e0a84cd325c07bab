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

What a row asks of single words is settled for all rows at once (`row_masks`); what is left is tried by a
Python function made of those tests (`row_tests`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.matching.judged_words import NAMESPACE, name_of
from domain.matching.mentions import Mention, Status
from domain.matching.row_masks import Sieve, asked_by, at_hand
from domain.matching.row_tests import IN_HAND, RowPlace, RowTest, row_test, verdict_test, walked
from domain.matching.scene import Scene
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
_ALWAYS: Final = "always"
NAMED: Final[dict[str, Test]] = {_ALWAYS: lambda _: True}

_YES: Final = "yes"
_NO: Final = "no"
_GO: Final = "go"
_WALK: Final = "walk"


@dataclass(slots=True)
class Row:
    """A row: its number among all rows, its verdict, and its tests as they are written.

    `left` are those that its words do not settle; `asks` names the judgements that must hold for it and
    `needs` has, for each, the rows of which one must be left; `says_so` is the judgement that is its verdict.
    `test` and `says` are made when the row is first tried.
    """

    number: int
    name: str
    verdict: str
    when: str
    left: str
    asks: tuple[str, ...]
    says_so: str | None
    needs: tuple[int, ...] = ()
    test: RowTest | None = None
    says: RowTest | None = None

    def ready(self) -> RowTest:
        """Makes the functions of the row."""
        self.test = row_test(self.left, _asked)
        self.says = verdict_test(self.verdict[1:], _asked) if self.says_so else None
        return self.test


@dataclass(slots=True)
class Judgement:
    """The rows of one judgement and the stretch it walks over, if it does.

    `every` are the rows of all judgements, `bits` its own among them; of the rows `telling`, one must be left
    for it to say yes. `asks_of_hand`: one of them asks something of the word in hand, or beside it.
    """

    name: str
    every: Sequence[Row]
    walk: tuple[RowPlace, RowPlace, bool] | None
    bits: int
    asks_of_hand: bool
    telling: int = 0


def about(scene: Scene, mention: Mention, place: int = -1) -> Point:
    """The point at which a mention is judged."""
    return Point(scene, mention.start, mention.end, place, mention)


def holds(name: str, point: Point) -> bool:
    """Whether a judgement says yes."""
    if point.live < 0:
        _look(point)
    return _says_yes(_judgements()[name], point, point.a)


def deciding_rows(name: str, point: Point) -> Iterator[Row]:
    """The rows that decide a judgement, those of the judgements it asks included. For tests and figures."""
    if point.live < 0:
        _look(point)
    yield from _deciding_rows(_judgements()[name], point, point.a)


def _deciding_rows(judgement: Judgement, point: Point, place: int) -> Iterator[Row]:
    decided = _decided(judgement, point, place)
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
    if not point.live & judgement.telling:
        return False
    decided = _decided(judgement, point, place)
    if decided is None:
        return False
    row, at = decided
    if not row.says_so:
        return row.verdict == _YES
    if row.says is None:
        row.ready()
    return row.says is not None and row.says(point.scene, point.scene.line, point.m, point.e, at, point)


def _look(point: Point) -> None:
    """Note the rows that the message's words and those beside the mention may make fit."""
    scene, place = point.scene, (point.m, point.e)
    known = scene.lives.get(place)
    if known is None:
        if not scene.masks:
            _sieve().note(scene)
        known = scene.lives[place] = _sieve().at_mention(scene, *place)
    point.live = known


def _decided(judgement: Judgement, point: Point, place: int) -> tuple[Row, int] | None:
    """The row that decides, and the place in hand at which it does."""
    masks, live = point.scene.masks, point.live & judgement.bits
    if judgement.walk is None:
        here = at_hand(masks, place, live) if judgement.asks_of_hand else live
        row = _first_fitting(judgement.every, here, point, place)
        return None if row is None else (row, place)
    for at in _walked(judgement.walk, point, place):
        if live & masks[at][0] and (here := at_hand(masks, at, live)):
            row = _first_fitting(judgement.every, here, point, at)
            if row is not None and row.verdict != _GO:
                return row, at
    return None


def _first_fitting(every: Sequence[Row], here: int, point: Point, place: int) -> Row | None:
    while here:
        lowest = here & -here
        row = every[lowest.bit_length() - 1]
        if not row.left:
            return row
        if not row.needs or all(map(point.live.__and__, row.needs)):
            test = row.test or row.ready()
            if test(point.scene, point.scene.line, point.m, point.e, place, point):
                return row
        here ^= lowest
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


def all_rows() -> Sequence[Row]:
    """The rows of all judgements, in the order of the table."""
    return next(iter(_judgements().values())).every


@cache
def _judgements() -> Mapping[str, Judgement]:
    return _compiled()[0]


@cache
def _sieve() -> Sieve:
    return _compiled()[1]


@cache
def _compiled() -> tuple[Mapping[str, Judgement], Sieve]:
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, verdict, when, *_ in rows("judgements"):
        listed[name].append((verdict, when))
    found: dict[str, Judgement] = {}
    sieve = Sieve(sum(map(len, listed.values())))
    every: list[Row] = []
    for name, given in listed.items():
        walk = walked(given.pop(0)[1]) if given[0][0] == _WALK else None
        first, asks_of_hand = len(every), False
        for verdict, when in given:
            tests = [asked_by(test) for test in when.split()]
            asks_of_hand |= any(test.items and test.stretch.startswith(IN_HAND) for test in tests)
            left = sieve.add(len(every), tests, in_sentence=walk is not None and walk[2])
            every.append(_row(len(every), name, verdict, when, left))
        found[name] = Judgement(name, every, walk, _bits(every[first:]), asks_of_hand)
    for judgement in found.values():
        judgement.telling = _telling(judgement, found)
    for row in every:
        row.needs = tuple(found[name].telling for name in row.asks if name in found)
    sieve.close([(1 << row.number, need) for row in _asked_first(found) for need in row.needs])
    return found, sieve


def _asked_first(judgements: Mapping[str, Judgement]) -> list[Row]:
    """The rows that ask judgements, each after the rows of those."""
    found: dict[int, Row] = {}

    def visit(judgement: Judgement) -> None:
        for row in judgement.every:
            if 1 << row.number & judgement.bits and row.needs and row.number not in found:
                for name in row.asks:
                    if name in judgements:
                        visit(judgements[name])
                found[row.number] = row

    for judgement in judgements.values():
        visit(judgement)
    return list(found.values())


def _telling(judgement: Judgement, judgements: Mapping[str, Judgement]) -> int:
    """The rows of which one must be left for a judgement to say yes: its own, or those of another that a row
    asks for nothing else."""
    telling = 0
    for row in judgement.every:
        if 1 << row.number & judgement.bits and row.verdict not in (_NO, _GO):
            asked = next((name for name in (*row.asks, row.says_so) if name in judgements), None)
            bare = asked is not None and row.when in (_ALWAYS, row.left)
            telling |= _telling(judgements[asked], judgements) if asked and bare else 1 << row.number
    return telling


def _bits(wanted: Sequence[Row]) -> int:
    return sum(1 << row.number for row in wanted)


def _row(number: int, name: str, verdict: str, when: str, left: Sequence[str]) -> Row:
    return Row(
        number,
        name,
        verdict,
        when,
        left=" ".join(test for test in left if test != _ALWAYS),
        asks=tuple(test.partition("@")[0] for test in left if ":" not in test and test[0] != "!"),
        says_so=verdict[1:].partition("@")[0] if verdict.startswith("=") else None,
    )


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
