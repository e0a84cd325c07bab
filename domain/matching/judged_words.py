"""What the word at one place must be, as `es/judgements.tsv` writes it: a class, an affix, a kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.matching.language import affixes, es, sayings
from domain.matching.scene import Scene, is_question
from domain.matching.text import Break

PlaceTest = Callable[[Scene, int], bool]

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
    """What one place must be. `words` and `affixes` say what its word must be; with neither, any word may."""

    fits: PlaceTest
    words: frozenset[str] | None
    affixes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Whether nothing is asked but that the word is one of `words`.
    plain: bool = False

    @property
    def is_of_words(self) -> bool:
        """Whether it hangs on the word, wherever it stands."""
        return self.words is not None or bool(self.affixes)

    def may_be(self, word: str) -> bool:
        """Whether the word can be meant."""
        if self.words is not None:
            return word in self.words
        return all(
            word.startswith(listed) if end == _BEGINNING else word.endswith(listed)
            for end, listed in self.affixes
        )


@cache
def item_of(written: str) -> Item:
    """The item that these words of the table mean."""
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
        elif isinstance(found, frozenset):
            words = (words or frozenset()) - found
        elif isinstance(found, tuple):
            others.append(_negated(_affixed(*found), denied=denied))
            ends += [] if denied else [found]
        else:
            others.append(_negated(found, denied=denied))
    return Item(_all_of(words, others), words, tuple(ends), plain=not others)


def _all_of(words: frozenset[str] | None, others: Sequence[PlaceTest]) -> PlaceTest:
    if words is None:
        only = others[0]
        if len(others) == 1:
            return only
        return lambda scene, place: all(other(scene, place) for other in others)
    if not others:
        return lambda scene, place: scene.line[place] in words
    return lambda scene, place: scene.line[place] in words and all(other(scene, place) for other in others)


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


def _negated(test: PlaceTest, *, denied: bool) -> PlaceTest:
    return (lambda scene, place: not test(scene, place)) if denied else test


def _phrase(phrases: frozenset[tuple[str, ...]]) -> PlaceTest:
    return lambda scene, place: any(
        tuple(scene.line[place : place + len(phrase)]) == phrase for phrase in phrases
    )
