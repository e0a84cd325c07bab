"""Ways to name something, as look-up keys: what a keyword's words mean whatever their form and order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.matching.keys import number_key, stem_key, synonym_key
from domain.matching.language import NUMBERS, es
from domain.matching.text import plain_words, words_of

# Deeds: in a keyword they may stand apart from their object ("he metido otro motor").
DEED_KEYS: Final = frozenset(
    {"@work", "@increase", "@add", "@move", "@lower", "@cut", "@lengthen", "@remove"}
)
_VERB: Final = re.compile(r"[a-z]+[aei]r(?:l[aeo]s?)?|pase")


class Phrase(NamedTuple):
    """A way to name `target`. `keys` are its meaning words; `weight` is lower for aliases.

    `weak` phrases (brands, mostly) stand in no other text of the element, so beside another element's
    word they only describe it. A tuple, as a catalogue has so many of them.
    """

    target: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    weight: float
    weak: bool = False
    # The stem of the noun that stands first in "X de Y", and the number key of an only noun.
    head: str = ""
    sole: str = ""
    # The stem of the noun that "a" leads to: "pasar a vivienda".
    link: str = ""
    # Written as one word only when spelt right: "tuboescape".
    exact: bool = False
    # What a preposition leads to: "(intermitentes) en la horquilla".
    led: bool = False

    @property
    def singles(self) -> frozenset[str]:
        """The words' keys by number."""
        return frozenset(number_key(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by the key that finds them: one-word phrases by number, longer ones by their rarest stem.

    `keys` are all of these."""

    single: Mapping[str, tuple[Phrase, ...]]
    multi: Mapping[str, tuple[Phrase, ...]]
    targets: frozenset[str]
    keys: frozenset[str]


@lru_cache(maxsize=65536)
def phrase_words(text: str) -> tuple[str, ...]:
    """The folded words of a keyword, as they would be read in a message; remembered."""
    return read_words(text)


def read_words(text: str) -> tuple[str, ...]:
    """The same of a text that is looked at once."""
    words = plain_words(text)
    return tuple(word.text for word in words_of(text)) if words is None else words


def meaning_words(words: Sequence[str]) -> Sequence[str]:
    """The words that carry meaning; all words when none does."""
    if es.FILLERS.isdisjoint(words):
        return words
    return [word for word in words if word not in es.FILLERS] or words


def phrase_keys(words: Sequence[str]) -> tuple[str, ...]:
    """The keys of the words that carry meaning; of all words when none does."""
    return _keys(words, meaning_words(words))


def _keys(words: Sequence[str], meaning: Sequence[str]) -> tuple[str, ...]:
    if len(meaning) > 2 and not es.WITH.isdisjoint(meaning):
        meaning = [word for word in meaning if word not in es.WITH]
    if es.TWO.isdisjoint(meaning):
        keys = tuple(map(stem_key, meaning))
        return keys if len(set(keys)) == len(keys) else tuple(dict.fromkeys(keys))
    pair = any(word in es.TWO and before in es.PLURAL_ARTICLES for before, word in pairwise(words))
    two = "@both" if pair else "2"
    return tuple(dict.fromkeys(two if word in es.TWO else stem_key(word) for word in meaning))


def make_phrase(target: str, words: tuple[str, ...], weight: float, *, weak: bool = False) -> Phrase | None:
    """A phrase; one-word phrases are compared by number, so that nouns of either gender stay apart."""
    if not words:
        return None
    meaning = meaning_words(words)
    if len(meaning) == 1 and meaning[0] not in es.TWO:
        keys: tuple[str, ...] = (synonym_key(meaning[0]) or number_key(meaning[0]),)
    else:
        keys = _keys(words, meaning)
        if len(keys) == 1:
            keys = (keys[0] if keys[0].startswith("@") else number_key(meaning[0]),)
    return Phrase(
        target,
        keys,
        words,
        weight,
        weak,
        _head_key(words, keys),
        _sole_key(meaning, keys),
        _link_key(words, keys),
    )


def _head_key(words: tuple[str, ...], keys: tuple[str, ...]) -> str:
    """The stem of X in "X de Y" and "X que baja Y": such a phrase keeps its order. "" for any other."""
    if len(words) < 3 or words[1] not in es.OF_OR_THAT or not es.POLARITY.isdisjoint(words):
        return ""
    first = stem_key(words[0])
    return "" if first not in keys or first.startswith("@") else first


def _link_key(words: tuple[str, ...], keys: tuple[str, ...]) -> str:
    if len(words) < 3 or words[-2] not in es.TO or words[-1].isdigit():
        return ""
    last = stem_key(words[-1])
    return last if last in keys else ""


def _sole_key(meaning: Sequence[str], keys: tuple[str, ...]) -> str:
    """The number key of the only noun beside positions ("cama de atras"). "" with several."""
    if len(keys) < 2:
        return ""
    sole = ""
    for word in meaning:
        if word in es.POLARITY or word in NUMBERS or synonym_key(word) is not None:
            continue
        if sole:
            return ""
        sole = word
    return number_key(sole) if sole.isalpha() and not _VERB.fullmatch(sole) else ""


def index_phrases(phrases: Iterable[Phrase], frequency: Mapping[str, int]) -> PhraseIndex:
    """The phrases by the keys that find them; `frequency`: in how many phrases each key stands."""
    single: dict[str, list[Phrase]] = defaultdict(list)
    multi: dict[str, list[Phrase]] = defaultdict(list)
    ranks = _Ranks(frequency)
    for phrase in phrases:
        if len(phrase.keys) == 1:
            single[phrase.keys[0]].append(phrase)
        else:
            multi[min(phrase.keys, key=ranks.__getitem__)].append(phrase)
    return PhraseIndex(
        MappingProxyType({key: tuple(group) for key, group in single.items()}),
        MappingProxyType({key: tuple(group) for key, group in multi.items()}),
        frozenset(phrase.target for group in (*single.values(), *multi.values()) for phrase in group),
        frozenset([*single, *multi]),
    )


class _Ranks(dict[str, tuple[bool, int, str]]):
    """How well a key finds a phrase, best first: a deed or a position is everywhere; a rare noun is not."""

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self._frequency = frequency

    def __missing__(self, key: str) -> tuple[bool, int, str]:
        rank = self[key] = (key.startswith("@"), self._frequency.get(key, 0), key)
        return rank
