"""How an element is called: phrases of its name, keywords and aliases, anywhere and beside its parent's name.

Each element's own ways are worked out once, as its variants and their siblings are judged by them too.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.catalogue import Catalogue, CatalogueElement
from domain.matching.keys import number_key, plain_number_key, stem_key
from domain.matching.language import NUMBERS, es
from domain.matching.phrases import (
    Phrase,
    make_phrase,
    meaning_words,
    phrase_keys,
    phrase_of,
    phrase_words,
    read_all,
    read_words,
)

POSITION_KEYS: Final = frozenset({"@front", "@rear"})
PARENTHESIS: Final = re.compile(r"\([^)]*\)")
# What a variant's keyword holds besides telling words.
_SAYS_NOTHING: Final = es.FUNCTION_WORDS.union(es.QUALIFIERS, NUMBERS)
_MIN_JOINED: Final = 6
# "tuboescape", of "tubo de escape".
_MIN_JOINED_OVER: Final = 9
_MAX_BRAND_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Named:
    """The ways to name an element, each as a phrase, and what it is written as one word, if it may be; the
    words of its name and of each keyword."""

    ways: Sequence[Phrase]
    joined: Sequence[Phrase | None]
    name: tuple[str, ...]
    keywords: Set[tuple[str, ...]]


class Names:
    """What the elements of a catalogue are called; each is looked at when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._named: dict[str, Named] = {}
        self._keys: dict[str, frozenset[tuple[str, ...]]] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._denied: dict[str, frozenset[str]] = {}

    def named(self, code: str) -> Named:
        """How an element is named."""
        found = self._named.get(code)
        if found is None:
            found = self._named[code] = _named(self.catalogue.elements[code])
        return found

    def ways(self, code: str) -> Sequence[Phrase]:
        """The ways to name an element."""
        return self.named(code).ways

    def keys(self, code: str) -> frozenset[tuple[str, ...]]:
        """The keys of each way."""
        found = self._keys.get(code)
        if found is None:
            found = self._keys[code] = frozenset(way.keys for way in self.ways(code))
        return found

    def stems(self, code: str) -> frozenset[str]:
        """The stems of all words that carry meaning in a way."""
        found = self._stems.get(code)
        if found is None:
            found = self._stems[code] = frozenset(
                key for way in self.ways(code) for key in phrase_keys(way.words)
            )
        return found

    def denied(self, code: str) -> frozenset[str]:
        """The stems of the ways that deny: "sin aumento", "no afecta"."""
        found = self._denied.get(code)
        if found is None:
            denials = [words for way in self.ways(code) if not es.REFUSALS.isdisjoint(words := way.words)]
            found = self._denied[code] = (
                frozenset(key for words in denials for key in phrase_keys(words)) - es.POLARITY
            )
        return found

    def answers(self, codes: Sequence[str]) -> Iterator[Phrase]:
        """The phrases that answer which of these elements is meant."""
        for code in codes:
            for way in self.ways(code):
                yield way._replace(weak=False) if way.weak else way


def element_phrases(
    element: CatalogueElement, names: Names, host: str | None
) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases that name the element anywhere, and those that name it beside its host."""
    catalogue = names.catalogue
    ancestors = [parent.code for parent in catalogue.ancestors(element.code)]
    inherited: set[tuple[str, ...]] = set().union(*map(names.keys, ancestors))
    # Kept only where variants or siblings ask for it too: to free it all at the end takes longer.
    named = names.named(element.code) if host is not None or element.child_codes else _named(element)
    family = host if host is not None and host not in catalogue.elements else None
    head = {stem_key(word) for word in family_words(element)} if family else set()
    beside = None
    if host is not None:
        stems = head or set().union(*map(names.stems, ancestors))
        beside = _Beside(element, host, stems, names)
    general: dict[tuple[str, ...], Phrase] = {}
    bound: dict[tuple[str, ...], Phrase] = {}
    for way, joined in zip(named.ways, named.joined, strict=True):
        words = way.words
        if beside is not None and (rest := beside.rest(way)) is not None:
            bound.setdefault(rest.keys, rest)
        # "Placa solar (regulador interior)" without its bracket is only the parent's name.
        if way.keys in inherited and words not in named.keywords and words != named.name:
            continue
        if beside is not None and family is None and beside.is_bare(words):
            continue
        if family and head <= {stem_key(word) for word in words} and POSITION_KEYS.isdisjoint(way.keys):
            _add_phrase(general, Phrase(family, way.keys, words, way.weight))
        else:
            _add_phrase(general, way)
        if joined is not None:
            general.setdefault(joined.keys, joined)
    return list(general.values()), list(bound.values())


def family_words(element: CatalogueElement) -> tuple[str, ...]:
    """The words of the element's name without those of a position."""
    words = phrase_words(PARENTHESIS.sub("", element.name))
    return tuple(word for word in words if stem_key(word) not in POSITION_KEYS)


def family_keys(element: CatalogueElement) -> tuple[str, ...]:
    """The keys that elements share whose names differ in position alone."""
    phrase = make_phrase(element.code, family_words(element), 1.0)
    return phrase.keys if phrase else ()


def _named(element: CatalogueElement) -> Named:
    name = read_words(element.name)
    keywords = list(read_all(element.keywords))
    aliases = list(read_all(element.aliases))
    own_keywords = set(keywords)
    named = [*keywords, *aliases]
    meanings = list(map(meaning_words, named))
    vouched_for = _vouched_for(element, named, meanings)
    # A phrase that is keyword and alias gives way to the elements that have it as a keyword alone.
    both = {keyword for keyword in {*element.keywords} & {*element.aliases} if " " in keyword}
    plain = [PARENTHESIS.sub(" ", element.name), *PARENTHESIS.sub("", element.name).split("/")]
    first, *parts = map(read_words, plain)
    written = [(words, meaning_words(words), 1.0) for words in (first, name, *parts)]
    weights = [*(0.95 if keyword in both else 1.0 for keyword in element.keywords), *(0.95 for _ in aliases)]
    written += zip(named, meanings, weights, strict=True)
    ways: list[Phrase] = []
    joined: list[Phrase | None] = []
    for words, meaning, weight in written:
        if words:
            strange = len(meaning) <= _MAX_BRAND_WORDS and vouched_for.isdisjoint(meaning)
            weak = strange and words in own_keywords
            ways.append(phrase_of(element.code, words, meaning, weight, weak=weak))
            joined.append(_joined(element.code, words, meaning, weight) if len(meaning) == 2 else None)
    return Named(ways, joined, name, own_keywords)


def _vouched_for(
    element: CatalogueElement, named: Sequence[tuple[str, ...]], meanings: Sequence[Sequence[str]]
) -> set[str]:
    """The words of keywords and aliases that the element's own prose has, in any number, or that stand beside
    such words. A keyword found nowhere else is a brand or a nickname."""
    texts = [element.name, element.description, element.question_hint or ""]
    texts += [
        image.title + " " + image.user_instruction + " " + image.description for image in element.images
    ]
    texts += [field.label for field in element.fields]
    prose = set().union(*map(_numbers, texts))
    numbers = {word: number_key(word) for word in set().union(*named)}
    strange = {
        word for word, number in numbers.items() if number not in prose and word not in es.COMMON_WORDS
    }
    vouched: set[str] = set()
    for words, meaning in zip(named, meanings, strict=True):
        if len(meaning) > 1:
            # "caja de filtro" vouches for its words, "givi trekker" for neither.
            unknown = () if strange.isdisjoint(words) else [word for word in words if word in strange]
            if len(unknown) < 2:
                vouched.update(unknown or words)
    known = prose.union(map(numbers.__getitem__, vouched))
    return {word for word, number in numbers.items() if number in known}


# Pictures and fields of many elements have the same texts.
@lru_cache(maxsize=1024)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(map(number_key, read_words(text)))


def _add_phrase(general: dict[tuple[str, ...], Phrase], phrase: Phrase) -> None:
    """Adds a way to name an element, unless another says the same."""
    known = general.setdefault(phrase.keys, phrase)
    if known is phrase:
        return
    if len(phrase.keys) == 1:
        general[phrase.keys] = known._replace(words=tuple(dict.fromkeys((*known.words, *phrase.words))))
    elif phrase.head and not known.head:
        # "soporte faro" stands for "soporte de faro": "un faro con soporte" is none.
        general[phrase.keys] = known._replace(head=phrase.head)
    elif phrase.sole and not _nouns(phrase) <= set(known.words):
        # "añadir una plaza" beside "añadir plazas": an everyday noun must be the keyword's own.
        general.setdefault((*phrase.keys, *phrase.words), phrase)


def _nouns(phrase: Phrase) -> set[str]:
    return {word for word in phrase.words if number_key(word) == phrase.sole}


def _joined(code: str, words: tuple[str, ...], pair: Sequence[str], weight: float) -> Phrase | None:
    """Two words written as one: "portamatriculas" of "porta matriculas"."""
    joined = "".join(pair)
    parted = len(words) > 2
    if len(joined) < (_MIN_JOINED_OVER if parted else _MIN_JOINED) or not joined.isalpha():
        return None
    return Phrase(code, (plain_number_key(joined),), (joined,), weight, exact=parted)


class _Beside:
    """What an element's ways say beside its host, a parent or a family of like names, and what without it.

    `stems` are those of the words that name the host.
    """

    def __init__(self, element: CatalogueElement, host: str, stems: set[str], names: Names) -> None:
        parent = names.catalogue.elements.get(host)
        siblings = parent.child_codes if parent is not None else ()
        self._code = element.code
        self._stems = stems
        self._is_family = parent is None
        self._qualified = _shares_a_word(element, names.catalogue)
        # What other variants deny says nothing by itself.
        self._opposites: set[str] = set().union(
            *(names.denied(code) for code in siblings if code != element.code)
        )

    def rest(self, way: Phrase) -> Phrase | None:
        """The keyword without the words that name the host: "suspension trasera" leaves "trasera".

        Beside a family only keywords that do name it count.
        """
        words = way.words
        rest = tuple([word for word in words if stem_key(word) not in self._stems])
        if es.FILLERS.issuperset(rest) or (self._is_family and len(rest) == len(words)):
            return None
        meaning = meaning_words(rest)
        made = way if rest == words else phrase_of(self._code, rest, meaning, 1.0)
        keys = phrase_keys(rest)
        if "@work" in keys or (self._is_family and not POSITION_KEYS.issuperset(keys)):
            return None
        if len(keys) == 1:
            if meaning[0] in es.POLARITY or keys[0] == "@more":
                return None
            everyday = meaning[0] in es.COMMON_WORDS and meaning[0] not in es.QUALIFIERS
            if rest != words and everyday and not keys[0].startswith("@"):
                return None
        led = rest[0] in es.PREPOSITIONS and len(keys) == 1 and not keys[0].startswith("@")
        return made._replace(weight=1.0, weak=False, led=led)

    def is_bare(self, words: tuple[str, ...]) -> bool:
        """Whether a variant's keyword says nothing without its parent."""
        return _needs_host(words, qualified=self._qualified) or self._is_contradicted(words)

    def _is_contradicted(self, words: tuple[str, ...]) -> bool:
        if not self._opposites:
            return False
        keys = set(phrase_keys(words))
        return es.POLARITY.isdisjoint(keys) and not self._opposites.isdisjoint(keys - self._stems)


def _shares_a_word(element: CatalogueElement, catalogue: Catalogue) -> bool:
    """Whether element and parent have a word of their names in common."""
    if element.parent_code is None:
        return False
    parent = catalogue.elements[element.parent_code]
    own, others = (phrase_keys(phrase_words(name)) for name in (element.name, parent.name))
    return not set(own).isdisjoint(others)


def _needs_host(words: tuple[str, ...], *, qualified: bool) -> bool:
    """Whether a variant's keyword says nothing without its parent: "trasera", "no", "con ensayo"."""
    if _SAYS_NOTHING.issuperset(word for word in words if not word.isdigit()):
        return True
    if not qualified:
        return False
    meaning = [word for word in words if word not in es.FUNCTION_WORDS and word not in NUMBERS]
    telling = [word for word in meaning if word not in es.QUALIFIERS and not word.isdigit()]
    if any(word in es.ADMIN_WORDS for word in meaning):
        return len([word for word in telling if word not in es.ADMIN_WORDS]) == 0
    return len(meaning) == 1 and (meaning[0] in es.COMMON_WORDS or meaning[0] in es.GENERIC_NOUNS)
