"""Which rows of `es/judgements.tsv` may fit, as bits: read off single words, each looked up once for all.

What a row asks of the word at one of a few places, and of the words of the sentence or the message as a
whole, is settled here for all rows at once, and tried no more. For what it asks elsewhere, the rarest words
that must stand somewhere in the sentence or message are looked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final, NamedTuple

from domain.matching.judged_words import BEGINNING, Item, Nature, item_of
from domain.matching.language import es
from domain.matching.reading import Word
from domain.matching.scene import Scene, modified_by
from domain.matching.text import Break

# The places of which each word knows what rows ask there; those of the word in hand stand first.
_PLACES: Final = (
    *("a", "a+1", "a-1", "a+2", "a-2"),
    *("m", "m-1", "m-2", "e", "e+1", "e+2", "e+3", "p", "p-1", "p-2", "p+1"),
)
# Then so many words that must stand in the sentence and in the message, and what must not stand there.
_KEYS: Final = 2
_SENTENCE: Final = len(_PLACES)
_MESSAGE: Final = _SENTENCE + _KEYS
_NOT_IN_SENTENCE: Final = _MESSAGE + _KEYS
_NOT_IN_MESSAGE: Final = _NOT_IN_SENTENCE + 1
_COLUMNS: Final = _NOT_IN_MESSAGE + 1
_WHOLES: Final = {"sentence": (_SENTENCE, _NOT_IN_SENTENCE), "message": (_MESSAGE, _NOT_IN_MESSAGE)}
_WIDTH_OF_AFFIXES: Final = 100
_WIDTH_OF_ARTICLES: Final = 1_000
_MAX_KNOWN: Final = 50_000
_ABSENT: Final = "!"
_OF_SENTENCE: Final = ("sentence", "s")
_IN_HAND: Final = "a"
_COLON: Final = ("COLON", False)
# No sentence has this number.
_WHOLE_MESSAGE: Final = -2
_BOUNDS: Final = ("..", ";")

# A word of a mention, and of one that only describes another.
_PART: Final = 1
_WEAK: Final = 2

# What a word says of rows at each place, and last of the sentence and message it stands in.
Bits = tuple[int, ...]
_Parts = list[tuple[int, int]]
# What the word at a place must be, and what it must not be.
_Conditions = tuple[tuple[Item, bool], ...]


class Asked(NamedTuple):
    """A test of a row: as written, where it looks, whether it must not hold, and what must stand there."""

    written: str
    stretch: str
    denied: bool
    items: tuple[Item, ...]


def asked_by(test: str) -> Asked:
    """A test taken apart; one that asks another judgement, or code, has no items."""
    stretch, colon, listed = test.removeprefix(_ABSENT).partition(":")
    items = tuple(item_of(part) for part in listed.split("/")) if colon else ()
    return Asked(test, stretch, test.startswith(_ABSENT), items)


class _Row:
    """What one row asks, sorted by where it can be settled; `left` is what is still to be tried."""

    def __init__(self, tests: Iterable[Asked], *, in_sentence: bool) -> None:
        self.texts: dict[int, list[tuple[Item, bool]]] = defaultdict(list)
        self.natures: dict[int, list[tuple[Item, bool]]] = defaultdict(list)
        self.unwanted: list[tuple[int, Item]] = []
        self.left: list[str] = []
        # Items that must stand somewhere, each with the test that this settles ("" where it does not).
        self._keys: dict[int, list[tuple[Item, str]]] = {_SENTENCE: [], _MESSAGE: []}
        self._in_sentence = in_sentence
        for test in tests:
            if not self._is_settled(test):
                self.left.append(test.written)

    def needed(self) -> Iterable[tuple[int, Item]]:
        """The column of each word that must stand somewhere: so many as there are, what settles first."""
        for column, found in self._keys.items():
            found.sort(key=lambda key: (not key[1], _width(key[0])))
            for at, (item, settled) in enumerate(found[:_KEYS]):
                if settled:
                    self.left.remove(settled)
                yield column + at, item

    def _is_settled(self, test: Asked) -> bool:
        if not test.items:
            return False
        if test.stretch in _PLACES and len(test.items) == 1:
            return self._is_settled_at(_PLACES.index(test.stretch), test)
        item = test.items[0]
        of_words = len(test.items) == 1 and item.is_of_words and not (item.kinds or item.phrased)
        whole = test.stretch in _WHOLES
        if test.denied:
            if whole and of_words:
                self.unwanted.append((_WHOLES[test.stretch][1], item))
            return whole and of_words
        for item in test.items:
            if item.is_of_words:
                self._keys[self._column(test)].append((item, test.written if whole and of_words else ""))
        return False

    def _is_settled_at(self, place: int, test: Asked) -> bool:
        item, at = test.items[0], (test.items[0], test.denied)
        textual = item.words is not None or bool(item.affixes or item.shapes)
        if test.denied and (not item.is_local or len(item.kinds) + textual > 1):
            return False
        if textual:
            self.texts[place].append(at)
            if test.stretch.startswith(_IN_HAND) and item.is_of_words and not test.denied:
                self._keys[self._column(test)].append((item, ""))
        if item.kinds:
            self.natures[place].append(at)
        return item.is_local

    def _column(self, test: Asked) -> int:
        """Where the words of a test must stand: in the mention's sentence, or anywhere in the message."""
        if test.stretch == _IN_HAND:
            return _SENTENCE if self._in_sentence else _MESSAGE
        bound = any(bound in test.stretch for bound in _BOUNDS) and not test.stretch.startswith(_IN_HAND)
        return _SENTENCE if bound or test.stretch in _OF_SENTENCE else _MESSAGE


class Sieve:
    """The rows of all judgements by what they ask of words and places.

    Sets of rows are bits by number. Most words say something in few columns: of each class of words, only
    the columns are kept that it says something in.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._every = (1 << count) - 1
        # Rows that ask nothing of the word at a place, or need no word in the sentence or message.
        self._free = [0] * _COLUMNS
        self._of_words: dict[frozenset[str], int] = defaultdict(int)
        # Those that fit where none of the words stands, and by a word's beginning or end.
        self._of_no_words: dict[frozenset[str], int] = defaultdict(int)
        self._of_affixes: dict[tuple[str, str], int] = defaultdict(int)
        self._of_others: dict[_Conditions, int] = defaultdict(int)
        # The same of what a place is besides its word.
        self._natural = 0
        self._of_natures: dict[_Conditions, int] = defaultdict(int)
        self._by_word: dict[str, list[_Parts]] = defaultdict(list)
        self._by_unwanted: dict[str, list[_Parts]] = defaultdict(list)
        self._affixes: dict[tuple[str, int], dict[str, _Parts]] = defaultdict(dict)
        self._shortest = 0
        self._openings: set[str] = set()
        self._others: list[tuple[Item, bool, _Parts]] = []
        self._askers: list[tuple[int, int]] = []
        # Rows that fit after a colon only.
        self._after_colon = 0
        # What a nature leaves in each column, and of those what a word leaves that says nothing.
        self._natures: dict[Nature, tuple[Bits, Bits]] = {}
        self._base: Bits = ()
        self._texts: dict[str, tuple[list[_Parts], list[_Parts]]] = {}
        self._outside: Bits = ()

    def add(self, number: int, tests: Sequence[Asked], *, in_sentence: bool) -> list[str]:
        """Take in a row, whose word in hand stands `in_sentence` of the mention; the tests that are left."""
        row, bit = _Row(tests, in_sentence=in_sentence), 1 << number
        asked = {*row.texts}
        for place, conditions in row.texts.items():
            self._add(place, conditions, bit)
        for place, conditions in row.natures.items():
            if any(_COLON in item.kinds and not denied for item, denied in conditions):
                self._after_colon |= bit
            self._of_natures[tuple(conditions)] |= self._at(place, bit)
        for column, item in row.needed():
            asked.add(column)
            self._add(column, [(item, False)], bit)
        for column, item in row.unwanted:
            self._add(column, [(item, False)], bit)
        for column in range(_NOT_IN_SENTENCE):
            self._free[column] |= 0 if column in asked else bit
        for place in range(len(_PLACES)):
            self._natural |= 0 if place in row.natures else self._at(place, bit)
        return row.left

    def close(self, askers: Iterable[tuple[int, int]]) -> None:
        """Index what the rows ask, when all are in.

        `askers` are bits of rows that fit only where one of a set of rows is left; the set's own come first.
        """
        for of_words, by_word in ((self._of_words, self._by_word), (self._of_no_words, self._by_unwanted)):
            for words, bits in of_words.items():
                parts = self._parted(bits)
                for word in words:
                    by_word[word].append(parts)
        base = [*self._free[:_SENTENCE], 0]
        for bits in self._of_no_words.values():
            for column, part in self._parted(bits):
                base[column] |= part
        self._base = tuple(base)
        self._others = [(*conditions[0], self._parted(bits)) for conditions, bits in self._of_others.items()]
        for end, affix in sorted(self._of_affixes, reverse=True):
            self._affixes[end, len(affix)][affix] = self._parted(self._of_affixes[end, affix])
        beginnings = [affix for end, affix in self._of_affixes if end == BEGINNING]
        self._shortest = min(map(len, beginnings), default=0)
        self._openings = {affix[: self._shortest] for affix in beginnings}
        asking: dict[int, int] = defaultdict(int)
        for bit, needed in askers:
            asking[needed] |= bit
        self._askers = [(needed, ~bits) for needed, bits in asking.items()]
        self._outside = self._said("", Nature(Break.SENTENCE, there=False))

    def _at(self, column: int, bits: int) -> int:
        return bits << column * self._count

    def _add(self, column: int, conditions: Sequence[tuple[Item, bool]], bit: int) -> None:
        bits = self._at(column, bit)
        listed = [item.words for item, denied in conditions if item.words is not None and not denied]
        item, denied = conditions[0]
        if listed:
            narrowest = min(listed, key=len)
            if len(conditions) > 1 or not item.plain:
                narrowest = frozenset(word for word in narrowest if _are_met(conditions, word))
            self._of_words[narrowest] |= bits
        elif len(conditions) == 1 and denied and item.plain and item.words is not None:
            self._of_no_words[item.words] |= bits
        elif len(conditions) == 1 and not denied and item.is_affix:
            end, affixes, _ = item.affixes[0]
            for affix in affixes:
                self._of_affixes[end, affix] |= bits
        else:
            # No row of the table asks two such things of one place.
            assert len(conditions) == 1, conditions
            self._of_others[tuple(conditions)] |= bits

    def note(self, scene: Scene) -> None:
        """Note at each place of a message, and for each sentence, which rows may fit there."""
        masks, words = scene.masks, scene.words
        masks += [word.rows.get(0) or self._met(word, 0) for word in words]
        for place, owner in scene.owner.items():
            part = _WEAK if scene.mentions[owner].weak else _PART
            masks[place] = words[place].rows.get(part) or self._met(words[place], part)
        everywhere = 0
        for number, (first, last) in scene.extents.items():
            whole = 0
            for bits in masks[first : last + 1]:
                whole |= bits[-1]
            scene.wholes[number] = whole
            everywhere |= whole
        masks += [self._outside] * (len(scene.line) - len(masks))
        message = ~(everywhere >> (_NOT_IN_MESSAGE - _SENTENCE) * self._count) & self._every
        for column in range(_MESSAGE, _NOT_IN_SENTENCE):
            message &= everywhere >> (column - _SENTENCE) * self._count | self._free[column]
        if all(scene.gaps[first] is not Break.COLON for first, _ in scene.clauses.values()):
            message &= ~self._after_colon
        scene.keys[_WHOLE_MESSAGE] = message

    def of_sentence(self, scene: Scene, number: int) -> int:
        """The rows that may fit in a sentence by its words and the message's."""
        rows = scene.keys.get(number)
        if rows is None:
            whole = scene.wholes[number]
            rows = ~(whole >> (_NOT_IN_SENTENCE - _SENTENCE) * self._count) & scene.keys[_WHOLE_MESSAGE]
            for column in range(_SENTENCE, _MESSAGE):
                rows &= whole >> (column - _SENTENCE) * self._count | self._free[column]
            for needed, others in self._askers:
                if not rows & needed:
                    rows &= others
            scene.keys[number] = rows
        return rows

    def at_mention(self, scene: Scene, m: int, e: int) -> int:
        """The rows that may fit a mention, or a noun, from `m` to `e`, whatever the word in hand."""
        masks, p = scene.masks, modified_by(scene, m)
        return (
            self.of_sentence(scene, scene.sentences[m])
            & masks[m][5]
            & masks[m - 1][6]
            & masks[m - 2][7]
            & masks[e][8]
            & masks[e + 1][9]
            & masks[e + 2][10]
            & masks[e + 3][11]
            & masks[p][12]
            & masks[p - 1][13]
            & masks[p - 2][14]
            & masks[p + 1][15]
        )

    def _met(self, word: Word, part: int) -> Bits:
        """What a word says of rows, by place, where it is no part (0), or one of a mention."""
        number = word.number is not None
        nature = Nature(word.gap, part > 0, part == _WEAK, word.asked, not word.known, number)
        bits = word.rows[part] = self._said(word.text, nature)
        return bits

    def _said(self, text: str, nature: Nature) -> Bits:
        natural, base = self._by_nature(nature)
        if text not in self._texts:
            if len(self._texts) >= _MAX_KNOWN:
                self._texts.clear()
            self._texts[text] = self._by_text(text)
        taken, given = self._texts[text]
        if not (taken or given):
            return base
        columns = list(base)
        for parts in taken:
            for column, bits in parts:
                columns[column] &= ~bits
        for parts in given:
            for column, bits in parts:
                columns[column] |= bits & natural[column]
        return tuple(columns)

    def _parted(self, bits: int) -> _Parts:
        """The columns that are not empty, each with its number: those of places, and the rest as one."""
        columns = [bits >> place * self._count & self._every for place in range(_SENTENCE)]
        columns.append(bits >> _SENTENCE * self._count)
        return [(number, column) for number, column in enumerate(columns) if column]

    def _by_nature(self, nature: Nature) -> tuple[Bits, Bits]:
        known = self._natures.get(nature)
        if known is None:
            met = [bits for asked, bits in self._of_natures.items() if _are_so(asked, nature)]
            left = dict(self._parted(reduce(or_, met, self._natural)))
            natural = (*(left.get(place, 0) for place in range(_SENTENCE)), -1)
            known = self._natures[nature] = natural, tuple(map(and_, natural, self._base))
        return known

    def _by_text(self, text: str) -> tuple[list[_Parts], list[_Parts]]:
        """What a word takes from the columns, and what it gives to them."""
        given = list(self._by_word.get(text, ()))
        for (end, length), listed in self._affixes.items():
            if end == BEGINNING and text[: self._shortest] not in self._openings:
                # The endings stand first, and few words begin as any of them does.
                break
            parts = listed.get(text[:length] if end == BEGINNING else text[-length:])
            if parts is not None:
                given.append(parts)
        given += [parts for item, denied, parts in self._others if item.may_be(text) is not denied]
        return self._by_unwanted.get(text, []), given


def at_hand(masks: Sequence[Bits], place: int, rows: int) -> int:
    """Those of the rows that may fit with the word at the place in hand."""
    rows &= masks[place][0]
    if rows:
        rows &= masks[place + 1][1] & masks[place - 1][2] & masks[place + 2][3] & masks[place - 2][4]
    return rows


def _are_met(conditions: Iterable[tuple[Item, bool]], word: str) -> bool:
    return all(item.may_be(word) is not denied for item, denied in conditions)


def _are_so(conditions: Iterable[tuple[Item, bool]], nature: Nature) -> bool:
    return all(item.may_stand(nature) is not denied for item, denied in conditions)


def _width(item: Item) -> int:
    """How common what is asked for is: articles and the like stand everywhere."""
    if item.words is None:
        return _WIDTH_OF_AFFIXES
    return len(item.words) + (0 if item.words.isdisjoint(es.EVERYWHERE) else _WIDTH_OF_ARTICLES)
