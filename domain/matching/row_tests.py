"""The tests of a row of `es/judgements.tsv` as one Python function, made when the row is first tried.

The notation is that of `judgements`. The function takes the scene, its words by place, the mention's first
and last place, the place in hand, and the point with which tests in code are asked.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from domain.matching.judged_words import NAMESPACE, Item, in_a_row, item_of, name_of
from domain.matching.scene import Scene, modified_by, sentence_texts

# The point stands last; which it is, is `judgements`' to say.
RowTest = Callable[[Scene, Sequence[str], int, int, int, Any], bool]
RowPlace = Callable[[Scene, Sequence[str], int, int, int, Any], int]
# The expression of a judgement or test in code by its name, with the word at a place in hand.
Named = Callable[[str, str], str]

IN_HAND: Final = "a"
_MESSAGE: Final = "message"
_SENTENCE: Final = "sentence"
# A place that is found once, and each of a stretch.
_HERE: Final = "here"
_EACH: Final = "each"
_UNBOUND: Final = "~"
_BOUNDS: Final = re.compile(r"(\.\.|~|;)")
_STEP: Final = re.compile(r"[mepas]|[+-]\d+|[<>][A-Z_|]+|\^")
_ANCHORS: Final = {
    "m": "m",
    "e": "e",
    "a": "a",
    "s": "s.extents[s.sentences[m]][0]",
    "p": "governor(s, m)",
}
# What a stretch of places ends with: the sentence of its anchor, or its clause.
_ENDS: Final = {"..": "in_sentence", ";": "in_clause"}


def row_test(when: str, named: Named) -> RowTest:
    """The function that all tests of a row are; those that ask another judgement or test come last."""
    tests = sorted(when.split(), key=lambda written: ":" not in written)
    test: RowTest = _function(" and ".join(_test(written, named) for written in tests) or "True")
    return test


def verdict_test(asked: str, named: Named) -> RowTest:
    """The function that says what another judgement says, which may be asked with a place in hand."""
    test: RowTest = _function(_named(asked, named))
    return test


def walked(written: str) -> tuple[RowPlace, RowPlace, bool]:
    """The first and the last place of a walk, and whether it ends with the sentence."""
    first, bound, last = _BOUNDS.split(written)
    return _function(_place(first)), _function(_place(last)), bound != _UNBOUND


def _function(expression: str) -> Any:
    # The expression is made of our own table's rows, checked by its tests; no text of a client gets here.
    return eval(f"lambda s, line, m, e, a, at: {expression}", NAMESPACE)  # noqa: S307


def _test(written: str, named: Named) -> str:
    if written.startswith("!"):
        return f"not {_test(written[1:], named)}"
    stretch, colon, listed = written.partition(":")
    if not colon:
        return _named(written, named)
    item = in_a_row([item_of(part) for part in listed.split("/")])
    if stretch in (_SENTENCE, _MESSAGE):
        return _said(item, whole=stretch == _MESSAGE)
    parts = _BOUNDS.split(stretch)
    if len(parts) == 1:
        return _at(_place(stretch), item)
    first, bound, last = parts
    low, high = _place(first), _place(last)
    if bound == _UNBOUND:
        return _within(f"max({low}, 0)", f"{high} + 1", item)
    ends = f"{_ENDS[bound]}(s, {low}, {high}, {_ANCHORS[first[0]]})"
    return _within_ends(ends, item)


def _named(written: str, named: Named) -> str:
    name, at, place = written.partition("@")
    return named(name, _place(place) if at else IN_HAND)


def _said(item: Item, *, whole: bool) -> str:
    """Whether a word of the message, or of the sentence, is so."""
    said = "s.said" if whole else "sentence_texts(s, m)"
    if whole and not (item.plain or item.affixes):
        return _within("0", "len(s.words)", item)
    if item.words is not None:
        return f"not {name_of(item.words)}.isdisjoint({said})"
    return f"any(map({name_of(item.may_be)}, {said}))"


def _at(place: str, item: Item) -> str:
    """Whether the word at the place is so; a place that takes a call is found once."""
    test = item.fits
    if "(" in place and test.count("{x}") > 1:
        test = test.replace("{x}", f"({_HERE} := {place})", 1)
        place = _HERE
    return f"({test.replace('{x}', place)})"


def _within(low: str, high: str, item: Item) -> str:
    if item.plain and item.words is not None:
        return f"(not {name_of(item.words)}.isdisjoint(line[{low} : {high}]))"
    return f"any({item.fits.replace('{x}', _EACH)} for {_EACH} in range({low}, {high}))"


def _within_ends(ends: str, item: Item) -> str:
    if item.plain and item.words is not None:
        return f"(not {name_of(item.words)}.isdisjoint(line[{ends}]))"
    return f"any({item.fits.replace('{x}', _EACH)} for {_EACH} in places({ends}))"


def _place(written: str) -> str:
    """A place as the table writes it: an anchor and steps from there."""
    anchor, *steps = _STEP.findall(written)
    place = _ANCHORS[anchor]
    for step in steps:
        if step == "^":
            place = f"governor(s, {place})"
        elif step[0] in "+-":
            place = f"{place} {step[0]} {step[1:]}"
        else:
            words = name_of(item_of(step[1:]).words or frozenset())
            place = f"passing(line, {place}, {words}, {1 if step[0] == '>' else -1})"
    return f"({place})" if " " in place else place


def _passing(line: Sequence[str], place: int, words: frozenset[str], direction: int) -> int:
    """The first place from there on whose word is none of these."""
    while line[place] in words:
        place += direction
    return place


def _in_sentence(scene: Scene, low: int, high: int, anchor: int) -> slice:
    first, last = scene.extents[scene.sentences[anchor]]
    return slice(max(low, first), min(high, last) + 1)


def _in_clause(scene: Scene, low: int, high: int, anchor: int) -> slice:
    first, last = scene.clauses[scene.chunks[anchor]]
    return slice(max(low, first), min(high, last) + 1)


def _places(stretch: slice) -> range:
    return range(stretch.start, stretch.stop)


NAMESPACE.update(
    governor=modified_by,
    sentence_texts=sentence_texts,
    passing=_passing,
    in_sentence=_in_sentence,
    in_clause=_in_clause,
    places=_places,
)
