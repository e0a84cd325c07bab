"""Ways to name something, as look-up keys: what a keyword's words mean whatever their form and order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.folding import fold
from domain.matching.keys import number_key, stem_key, synonym_key
from domain.matching.language import NUMBERS, SYNONYMS, es
from domain.matching.text import plain_words, words_of

# Deeds: in a keyword they may stand apart from their object ("he metido otro motor").
DEED_KEYS: Final = frozenset(
    {"@work", "@increase", "@add", "@move", "@lower", "@cut", "@lengthen", "@remove"}
)
# All but nouns and what describes them.
_TELLING: Final = es.WITH.union(es.TWO, es.POLARITY, NUMBERS, *SYNONYMS.values())
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

    single: Mapping[str, Sequence[Phrase]]
    multi: Mapping[str, Sequence[Phrase]]
    keys: frozenset[str]


@lru_cache(maxsize=65536)
def phrase_words(text: str) -> tuple[str, ...]:
    """The folded words of a keyword, as they would be read in a message; remembered."""
    return read_words(text)


def read_words(text: str) -> tuple[str, ...]:
    """The same of a text that is looked at once."""
    return _read(text, fold(text))


def read_all(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The same of many texts, which are folded at once."""
    folded = fold("\n".join(texts)).split("\n")
    return map(_read, texts, folded if len(folded) == len(texts) else map(fold, texts))


def _read(text: str, folded: str) -> tuple[str, ...]:
    words = plain_words(folded)
    return tuple(word.text for word in words_of(text, folded)) if words is None else words


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
        return _distinct(map(stem_key, meaning))
    pair = any(word in es.TWO and before in es.PLURAL_ARTICLES for before, word in pairwise(words))
    two = "@both" if pair else "2"
    return _distinct(two if word in es.TWO else stem_key(word) for word in meaning)


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    listed = tuple(keys)
    return listed if len(set(listed)) == len(listed) else tuple(dict.fromkeys(listed))


def make_phrase(target: str, words: tuple[str, ...], weight: float) -> Phrase | None:
    """A phrase; one-word phrases are compared by number, so that nouns of either gender stay apart."""
    return phrase_of(target, words, meaning_words(words), weight) if words else None


def phrase_of(
    target: str, words: tuple[str, ...], meaning: Sequence[str], weight: float, *, weak: bool = False
) -> Phrase:
    """The same of words of which those that carry `meaning` are known."""
    plain = _TELLING.isdisjoint(meaning)
    if len(meaning) == 1 and meaning[0] not in es.TWO:
        keys: tuple[str, ...] = (synonym_key(meaning[0]) or number_key(meaning[0]),)
    else:
        keys = _distinct(map(stem_key, meaning)) if plain else _keys(words, meaning)
        if len(keys) == 1:
            keys = (keys[0] if keys[0].startswith("@") else number_key(meaning[0]),)
    head = link = ""
    if len(words) > 2:
        head, link = _head_key(words, keys), _link_key(words, keys)
    sole = "" if plain or len(keys) < 2 else _sole_key(meaning)
    return Phrase(target, keys, words, weight, weak, head, sole, link)


def _head_key(words: tuple[str, ...], keys: tuple[str, ...]) -> str:
    """The stem of X in "X de Y" and "X que baja Y": such a phrase keeps its order. "" for any other."""
    if words[1] not in es.OF_OR_THAT or not es.POLARITY.isdisjoint(words):
        return ""
    first = stem_key(words[0])
    return "" if first not in keys or first.startswith("@") else first


def _link_key(words: tuple[str, ...], keys: tuple[str, ...]) -> str:
    if words[-2] not in es.TO or words[-1].isdigit():
        return ""
    last = stem_key(words[-1])
    return last if last in keys else ""


def _sole_key(meaning: Sequence[str]) -> str:
    """The number key of the only noun beside positions ("cama de atras"). "" with several."""
    sole = ""
    for word in meaning:
        if word in es.POLARITY or word in NUMBERS or synonym_key(word) is not None:
            continue
        if sole:
            return ""
        sole = word
    return number_key(sole) if sole.isalpha() and not _VERB.fullmatch(sole) else ""


class Ranks(dict[str, tuple[bool, int, str]]):
    """How well a key finds a phrase, best first: a deed or a position is everywhere; a rare noun is not.

    Of what a catalogue names anywhere: its phrases by their only key, and in how many others each key stands.
    """

    def __init__(self, single: Mapping[str, Sequence[Phrase]], frequency: Mapping[str, int]) -> None:
        for key, count in frequency.items():
            self[key] = (key.startswith("@"), count + len(single.get(key, ())), key)
        self._single = single

    def __missing__(self, key: str) -> tuple[bool, int, str]:
        rank = self[key] = (key.startswith("@"), len(self._single.get(key, ())), key)
        return rank


def index_phrases(phrases: Iterable[Phrase], ranks: Ranks) -> PhraseIndex:
    """The phrases by the keys that find them."""
    single: dict[str, list[Phrase]] = {}
    longer: list[Phrase] = []
    for phrase in phrases:
        if len(phrase.keys) == 1:
            single.setdefault(phrase.keys[0], []).append(phrase)
        else:
            longer.append(phrase)
    return phrase_index(single, longer, ranks)


def phrase_index(single: dict[str, list[Phrase]], longer: Iterable[Phrase], ranks: Ranks) -> PhraseIndex:
    """The same of phrases by their only key, and of those that have several."""
    multi: dict[str, list[Phrase]] = {}
    for phrase in longer:
        multi.setdefault(min(map(ranks.__getitem__, phrase.keys))[2], []).append(phrase)
    keys = frozenset([*single, *multi])
    return PhraseIndex(MappingProxyType(single), MappingProxyType(multi), keys)
