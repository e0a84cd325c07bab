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
from functools import cache, lru_cache
from typing import Final

from domain.matching.language import affixes, es, sayings
from domain.matching.mentions import Mention, Status
from domain.matching.scene import Scene, governor, is_question, sentence_texts
from domain.matching.tables import rows
from domain.matching.text import Break


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
PlaceTest = Callable[[Scene, int], bool]

# Tests written in code, by name: whether something holds of the point with its word in hand.
NAMED: Final[dict[str, Test]] = {"always": lambda _: True}

_YES: Final = "yes"
_NO: Final = "no"
_GO: Final = "go"
_WALK: Final = "walk"
_MESSAGE: Final = "message"
_SENTENCE: Final = "sentence"
# Which end of a word an affix is.
_BEGINNING: Final = "beginning"
_ENDING: Final = "ending"

_PLATE_DIGITS: Final = 4
_PLATE_LETTERS: Final = 3

KINDS: Final[Mapping[str, PlaceTest]] = {
    "ANY": lambda _scene, _place: True,
    "THERE": lambda scene, place: 0 <= place < len(scene.words),
    "BREAK": lambda scene, place: scene.gaps[place] is not Break.NONE,
    "END": lambda scene, place: scene.gaps[place] is not Break.NONE,
    "COLON": lambda scene, place: scene.gaps[place] is Break.COLON,
    "SENTENCE": lambda scene, place: scene.gaps[place] is Break.SENTENCE,
    "PART": lambda scene, place: place in scene.owner,
    "WEAK": lambda scene, place: place in scene.owner and scene.mentions[scene.owner[place]].weak,
    "ASKED": lambda scene, place: place < len(scene.words) and scene.words[place].asked,
    "UNKNOWN": lambda scene, place: place < len(scene.words) and not scene.words[place].known,
    "NUMBER": lambda scene, place: place < len(scene.words) and scene.words[place].number is not None,
    "DIGITS": lambda scene, place: scene.line[place].isdecimal(),
    "PLATE": lambda scene, place: scene.line[place].isdecimal() and len(scene.line[place]) == _PLATE_DIGITS,
    "LETTERS": lambda scene, place: len(scene.line[place]) == _PLATE_LETTERS,
    "QUESTION": is_question,
}


@dataclass(frozen=True, slots=True)
class Item:
    """What one place must be: a word of a class and whatever else. `words` None: any word."""

    words: frozenset[str] | None
    others: tuple[PlaceTest, ...] = ()
    affixes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def fits(self, scene: Scene, place: int) -> bool:
        """Whether the word at `place` is so."""
        if self.words is not None and scene.line[place] not in self.words:
            return False
        return all(other(scene, place) for other in self.others)

    def may_be(self, word: str) -> bool:
        """Whether the word can be meant, wherever it stands."""
        if self.words is not None:
            return word in self.words
        return all(
            word.startswith(listed) if end == _BEGINNING else word.endswith(listed)
            for end, listed in self.affixes
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A compiled row: its number among all rows, its verdict, its tests, and what must stand somewhere."""

    number: int
    name: str
    verdict: str
    when: str
    tests: tuple[Test, ...]
    key: Item | None
    # The key is what the word in hand must be.
    keyed_here: bool

    def fits(self, point: Point) -> bool:
        """Whether all its tests hold."""
        return all(test(point) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rows of one judgement and the stretch it walks over, if it does."""

    rows: tuple[Row, ...]
    first: Place | None
    last: Place | None
    bounded: bool
    # Bits of the rows that must be tried whatever stands in the message, and of those that can say yes.
    unkeyed: int
    telling: int
    # Bits of all rows but those that the word in hand must make fit.
    elsewhere: int
    bits: int


def about(scene: Scene, mention: Mention, place: int = -1) -> Point:
    """The point at which a mention is judged."""
    return Point(scene, mention.start, mention.end, place, mention)


def holds(name: str, point: Point) -> bool:
    """Whether a judgement says yes."""
    judgement = _judgements()[name]
    live = (live_rows(point.scene) | judgement.unkeyed) & judgement.bits
    if not live & judgement.telling:
        return False
    if judgement.first is None:
        return _says(_deciding(judgement, live, point), point)
    return any(_says(row, at) for row, at in _walked(judgement, live, point))


def deciding_rows(name: str, point: Point) -> Iterator[Row]:
    """The rows that decide a judgement, those of the judgements it asks included. For tests and figures."""
    judgement = _judgements()[name]
    live = (live_rows(point.scene) | judgement.unkeyed) & judgement.bits
    found = [(_deciding(judgement, live, point), point)] if judgement.first is None else []
    for row, at in found or _walked(judgement, live, point):
        if row is not None:
            yield row
            if row.verdict.startswith("="):
                yield from deciding_rows(row.verdict[1:].partition("@")[0], at)


def _walked(judgement: Judgement, live: int, point: Point) -> Iterator[tuple[Row, Point]]:
    """The row that ends the walk, if one does, and where."""
    assert judgement.first is not None
    assert judgement.last is not None
    first, last = judgement.first(point), judgement.last(point)
    scene, step = point.scene, 1 if last >= first else -1
    at = point.holding(first)
    sentence = scene.sentences[point.m if step < 0 else point.e]
    # Walking left from before the first word ends at once.
    for place in range(
        max(first, 0) if step > 0 else first, max(min(last + step, len(scene.words)), -1), step
    ):
        if judgement.bounded and scene.sentences[place] != sentence:
            if place < point.m and step > 0:
                continue
            return
        at.a = place
        here = live & (rows_of(scene.line[place]) | judgement.elsewhere)
        row = _deciding(judgement, here, at) if here else None
        if row is not None and row.verdict != _GO:
            yield row, at
            return


def _deciding(judgement: Judgement, live: int, point: Point) -> Row | None:
    """The first live row that fits."""
    offset = judgement.rows[0].number
    live >>= offset
    while live:
        lowest = live & -live
        row = judgement.rows[lowest.bit_length() - 1]
        if row.fits(point):
            return row
        live ^= lowest
    return None


def _says(row: Row | None, point: Point) -> bool:
    if row is None:
        return False
    if row.verdict.startswith("="):
        return _named(row.verdict[1:])(point)
    return row.verdict == _YES


def live_rows(scene: Scene) -> int:
    """Bits of the rows that the message's words may make fit."""
    if not scene.live:
        live = 0
        for word in scene.said:
            live |= rows_of(word)
        scene.live.append(live)
    return scene.live[0]


@lru_cache(maxsize=65536)
def rows_of(word: str) -> int:
    """Bits of the rows that a word may make fit."""
    bits = _rows_by_word().get(word, 0)
    for item, number in _rows_by_affix():
        if item.may_be(word):
            bits |= 1 << number
    return bits


@cache
def _rows_by_word() -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in all_rows():
        for word in (row.key.words or ()) if row.key is not None else ():
            found[word] |= 1 << row.number
    return found


@cache
def _rows_by_affix() -> Sequence[tuple[Item, int]]:
    return [(row.key, row.number) for row in all_rows() if row.key is not None and row.key.words is None]


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
    places = re.split(r"\.\.|~", walk) if walk else []
    first, last = (_place(written) for written in places) if places else (None, None)
    return Judgement(
        tuple(made),
        first,
        last,
        walk is not None and ".." in walk,
        unkeyed=sum(1 << row.number for row in made if row.key is None),
        telling=sum(1 << row.number for row in made if row.verdict not in (_NO, _GO)),
        elsewhere=sum(1 << row.number for row in made if not row.keyed_here),
        bits=sum(1 << row.number for row in made),
    )


def _row(number: int, name: str, verdict: str, when: str) -> Row:
    written = when.split()
    keys = [found for test in written for found in _keys(test)]
    here = [item for item, in_hand in keys if in_hand]
    key = min(here or [item for item, _ in keys], key=_width, default=None)
    return Row(number, name, verdict, when, tuple(_test(test) for test in written), key, bool(here))


def _width(item: Item) -> int:
    return len(item.words) if item.words is not None else 100


def _keys(test: str) -> Iterator[tuple[Item, bool]]:
    """What must stand in the message for the test to hold, each with whether it must be the word in hand."""
    place, colon, items = test.partition(":")
    if colon and not place.startswith("!"):
        for step, written in enumerate(items.split("/")):
            item = _item(written)
            if item.words is not None or item.affixes:
                yield item, place == _IN_HAND and step == 0


def _test(written: str) -> Test:
    if written.startswith("!"):
        wanted = _test(written[1:])
        return lambda point: not wanted(point)
    stretch, colon, listed = written.partition(":")
    if not colon:
        return _named(written)
    items = tuple(_item(item) for item in listed.split("/"))
    if stretch == _MESSAGE and (len(items) > 1 or items[0].others):
        return lambda point: any(
            _in_a_row(point.scene, place, items) for place in range(len(point.scene.words))
        )
    if stretch in (_SENTENCE, _MESSAGE):
        return _said(stretch, items[0])
    parts = re.split(r"(\.\.|~|;)", stretch)
    if len(parts) == 1:
        return _at(_place(stretch), items)
    return _within(_place(parts[0]), _place(parts[2]), items, parts[1], _place(parts[0][0]))


def _named(written: str) -> Test:
    """A judgement or a test in code by its name; which of them is known once all modules are loaded."""
    name, at, place = written.partition("@")
    hand = _place(place) if at else None

    def test(point: Point) -> bool:
        there = point if hand is None else point.holding(hand(point))
        if name in _judgements():
            return holds(name, there)
        return NAMED[name](there)

    return test


def _said(stretch: str, item: Item) -> Test:
    words = item.words
    whole = stretch == _MESSAGE
    if words is not None:
        return lambda point: (
            not words.isdisjoint(point.scene.said if whole else sentence_texts(point.scene, point.m))
        )
    return lambda point: any(
        item.may_be(word) for word in (point.scene.said if whole else sentence_texts(point.scene, point.m))
    )


def _at(place: Place, items: Sequence[Item]) -> Test:
    only = items[0]
    words = only.words
    if len(items) == 1 and words is not None and not only.others:
        return lambda point: point.scene.line[place(point)] in words
    if len(items) == 1:
        return lambda point: only.fits(point.scene, place(point))
    return lambda point: _in_a_row(point.scene, place(point), items)


def _within(first: Place, last: Place, items: Sequence[Item], bound: str, anchor: Place) -> Test:
    """A stretch of places; bound by the sentence of the anchor, by its clause, or by neither."""

    def test(point: Point) -> bool:
        scene = point.scene
        places = range(first(point), last(point) + 1)
        if bound == _UNBOUND:
            return any(_in_a_row(scene, place, items) for place in places)
        numbers = scene.chunks if bound == _CLAUSE else scene.sentences
        own = numbers[anchor(point)]
        return any(numbers[place] == own and _in_a_row(scene, place, items) for place in places)

    return test


def _in_a_row(scene: Scene, place: int, items: Sequence[Item]) -> bool:
    return all(item.fits(scene, place + step) for step, item in enumerate(items))


_ANCHORS: Final[Mapping[str, Place]] = {
    "m": lambda point: point.m,
    "e": lambda point: point.e,
    "a": lambda point: point.a,
    "s": lambda point: _opening(point.scene, point.m),
}
_FIRST: Final = "m"
_IN_HAND: Final = "a"
_UNBOUND: Final = "~"
_CLAUSE: Final = ";"
_GOVERNOR: Final = "p"
_STEP: Final = re.compile(r"[mepas]|[+-]\d+|[<>][A-Z_|]+|\^")


def _opening(scene: Scene, place: int) -> int:
    while place > 0 and scene.gaps[place] is not Break.SENTENCE:
        place -= 1
    return place


@cache
def _place(written: str) -> Place:
    """A place as the table writes it: an anchor and steps from there."""
    anchor, *steps = _STEP.findall(written)
    if anchor == _GOVERNOR:
        steps = ["^", *steps]
    if not steps:
        return _ANCHORS[anchor]
    before = _place(written[: len(written) - len(steps[-1])]) if steps[-1] != "^" or len(steps) > 1 else None
    return _step(before or _place(_FIRST), steps[-1])


def _step(before: Place, step: str) -> Place:
    if step == "^":
        return lambda point: governor(point.scene, before(point))
    if step[0] in "+-":
        distance = int(step)
        return lambda point: before(point) + distance
    words = _item(step[1:]).words or frozenset()
    direction = 1 if step[0] == ">" else -1

    def passing(point: Point) -> int:
        line, place = point.scene.line, before(point)
        while line[place] in words:
            place += direction
        return place

    return passing


@cache
def _item(written: str) -> Item:
    words: frozenset[str] | None = None
    others: list[PlaceTest] = []
    ends: list[tuple[str, tuple[str, ...]]] = []
    for part in written.split("&"):
        name = part.removeprefix("!")
        denied = name != part
        found = _atom(name)
        if name.startswith("=") and not denied:
            first = frozenset(phrase[0] for phrase in getattr(sayings, name[1:]))
            words = first if words is None else words & first
        if isinstance(found, frozenset) and not denied:
            words = found if words is None else words & found
        elif isinstance(found, frozenset) and words is not None:
            words -= found
        elif isinstance(found, tuple):
            others.append(_negated(_affixed(*found), denied))
            ends += [found] if not denied else []
        elif callable(found):
            others.append(_negated(found, denied))
    return Item(words, tuple(others), tuple(ends))


def _atom(name: str) -> frozenset[str] | tuple[str, tuple[str, ...]] | PlaceTest:
    if name in KINDS:
        return KINDS[name]
    if name.startswith("="):
        return _phrase(getattr(sayings, name[1:]))
    if name.endswith("*"):
        return (_BEGINNING, getattr(affixes, name[:-1]))
    if name.startswith("*"):
        return (_ENDING, getattr(affixes, name[1:]))
    return frozenset().union(*(getattr(es, part) for part in name.split("|")))


def _affixed(end: str, listed: tuple[str, ...]) -> PlaceTest:
    if end == _BEGINNING:
        return lambda scene, place: scene.line[place].startswith(listed)
    return lambda scene, place: scene.line[place].endswith(listed)


def _negated(test: PlaceTest, denied: bool) -> PlaceTest:
    return (lambda scene, place: not test(scene, place)) if denied else test


def _phrase(phrases: frozenset[tuple[str, ...]]) -> PlaceTest:
    return lambda scene, place: any(
        tuple(scene.line[place : place + len(phrase)]) == phrase for phrase in phrases
    )


__all__ = ["NAMED", "Judgement", "Point", "Row", "about", "all_rows", "deciding_rows", "holds", "live_rows"]
