"""Everyday Spanish as the matcher's rules name it: `es.ARTICLES` is a class of words, `affixes.LEAVING` a
tuple of beginnings or endings, `sayings.AGAIN` a set of phrases.

Every name here stands in a table of `es/` (see `tables`), and none of them speaks of an element: what can be
homologated is the catalogue's to say.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, Generic, TypeVar

from domain.matching.conjugation import conjugated
from domain.matching.tables import gathered, resolved, rows

Entry = TypeVar("Entry")


class Table(Generic[Entry]):
    """The entries of a table as attributes."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.__dict__.update(entries)

    def __getattr__(self, name: str) -> Entry:
        raise AttributeError(f"no table of domain/matching/es has {name}")


def _values(kind: str) -> dict[str, int]:
    return {word: int(value) for named, word, value in rows("values") if named == kind}


def _short(kind: str) -> dict[str, tuple[str, ...]]:
    return {short: tuple(words.split()) for named, short, words in rows("shorthand") if named == kind}


def _phrases() -> dict[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name, phrase in rows("phrases"):
        found[name].add(tuple(phrase.split()))
    return {name: frozenset(group) for name, group in found.items()}


NUMBERS: Final = _values("NUMBERS")
ORDINALS: Final = _values("ORDINALS")
# Words that say how many of something a vehicle has.
COUNTED: Final = _values("COUNTED")
# Clients mix Catalan in: its everyday words are read as the Spanish ones.
SHORTHAND: Final = _short("SHORTHAND") | _short("CATALAN")
ABBREVIATIONS: Final = _short("ABBREVIATIONS")
CONTRACTIONS: Final = _short("CONTRACTIONS")
# Kinds of a thing, each by the thing: a "portón" is a door.
THINGS: Final = {kind: thing for kind, (thing,) in _short("THINGS").items()}
# Words after an element's word that say another thing is meant: a ladder to the roof is no step.
OTHER_KINDS: Final = {word: frozenset(kinds) for word, kinds in gathered("other_kinds").items()}

affixes: Final = Table({name: tuple(listed) for name, listed in gathered("affixes").items()})
sayings: Final = Table(_phrases())
_GIVEN: Final = {
    "NUMBERS": frozenset(NUMBERS),
    "IN_EVERYDAY_PHRASES": frozenset(word for phrase in sayings.EVERYDAY_PHRASES for word in phrase),
    "OPENING_EACH_SIDE": frozenset(first for first, *_ in sayings.EACH_SIDE),
    "OPENING_OFF_CATALOGUE_PAIRS": frozenset(first for first, *_ in sayings.OFF_CATALOGUE_PAIRS),
    "OPENING_WHAT_COUNTS": frozenset(first for first, *_ in sayings.WHAT_COUNTS),
}
es: Final = Table(resolved(gathered("word_classes"), _GIVEN, conjugated))

# Different words for one meaning: the key on the left stands for all of them.
SYNONYMS: Final[dict[str, frozenset[str]]] = {
    "@front": es.FRONT,
    "@rear": es.REAR,
    "@both": es.BOTH,
    "@work": es.WORK,
    "@increase": es.INCREASE,
    "@add": es.ADD,
    "@move": es.MOVE,
    "@lower": es.LOWER,
    "@cut": es.CUT,
    "@lengthen": es.LENGTHEN,
    "@remove": es.REMOVE,
    "@more": es.MORE,
    "@same": es.SAME,
}
