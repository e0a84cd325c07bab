"""Ways to name something, as look-up keys: what a keyword's words mean whatever their form and order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from domain.matching.keys import number_key, stem_key, synonym_key
from domain.matching.language import NUMBERS, es
from domain.matching.text import words_of

# Deeds: in a keyword they may stand apart from their object ("he metido otro motor").
DEED_KEYS: Final = frozenset(
    {"@work", "@increase", "@add", "@move", "@lower", "@cut", "@lengthen", "@remove"}
)
_VERB: Final = re.compile(r"[a-z]+[aei]r(?:l[aeo]s?)?|pase")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to name `target`. `keys` are its meaning words; `weight` is lower for aliases.

    `weak` phrases (brands, mostly) stand in no other text of the element, so beside another element's
    word they only describe it.
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
    """Phrases by the key that finds them: one-word phrases by number, longer ones by their rarest stem."""

    single: Mapping[str, tuple[Phrase, ...]]
    multi: Mapping[str, tuple[Phrase, ...]]


@lru_cache(maxsize=65536)
def phrase_words(text: str) -> tuple[str, ...]:
    """The folded words of a keyword, as they would be read in a message."""
    return tuple(word.text for word in words_of(text))


def phrase_keys(words: Iterable[str]) -> tuple[str, ...]:
    """The keys of the words that carry meaning; of all words when none does."""
    listed = tuple(words)
    kept = [word for word in listed if word not in es.FILLERS] or list(listed)
    if len(kept) > 2:
        kept = [word for word in kept if word not in es.WITH]
    pair = any(
        text in es.TWO and listed[place - 1] in es.PLURAL_ARTICLES
        for place, text in enumerate(listed)
        if place
    )
    keys = [("@both" if pair else "2") if word in es.TWO else stem_key(word) for word in kept]
    return tuple(dict.fromkeys(keys))


def make_phrase(target: str, words: tuple[str, ...], weight: float, *, weak: bool = False) -> Phrase | None:
    """A phrase; one-word phrases are compared by number, so that nouns of either gender stay apart."""
    if not words:
        return None
    meaning = [word for word in words if word not in es.FILLERS] or list(words)
    if len(meaning) == 1 and meaning[0] not in es.TWO:
        keys: tuple[str, ...] = (synonym_key(meaning[0]) or number_key(meaning[0]),)
    else:
        keys = phrase_keys(words)
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
    first = stem_key(words[0])
    if len(words) < 3 or words[1] not in es.OF_OR_THAT or first not in keys or first.startswith("@"):
        return ""
    return "" if es.POLARITY & set(words) else first


def _link_key(words: tuple[str, ...], keys: tuple[str, ...]) -> str:
    last = stem_key(words[-1])
    return last if len(words) > 2 and words[-2] in es.TO and last in keys and not words[-1].isdigit() else ""


def _sole_key(meaning: list[str], keys: tuple[str, ...]) -> str:
    """The number key of the only noun beside positions ("cama de atras"). "" with several."""
    nouns = [
        word
        for word in meaning
        if not (stem_key(word).startswith("@") or word in es.POLARITY or word in NUMBERS)
    ]
    single = len(keys) > 1 and len(nouns) == 1 and nouns[0].isalpha() and not _VERB.fullmatch(nouns[0])
    return number_key(nouns[0]) if single else ""


def index_phrases(phrases: Iterable[Phrase], frequency: Mapping[str, int]) -> PhraseIndex:
    """The phrases by the keys that find them; `frequency`: in how many phrases each key stands."""
    single: dict[str, list[Phrase]] = defaultdict(list)
    multi: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        if len(phrase.keys) == 1:
            single[phrase.keys[0]].append(phrase)
        else:
            # A deed or a position is everywhere; the noun finds the phrase.
            anchor = min(phrase.keys, key=lambda key: (key.startswith("@"), frequency.get(key, 0), key))
            multi[anchor].append(phrase)
    return PhraseIndex(
        MappingProxyType({key: tuple(group) for key, group in single.items()}),
        MappingProxyType({key: tuple(group) for key, group in multi.items()}),
    )
