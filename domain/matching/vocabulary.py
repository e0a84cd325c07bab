"""A catalogue's words, compiled once into look-up tables that a message is read against.

All knowledge of elements comes from the catalogue's names, keywords, aliases and texts; see
docs/decisions/0005-matching.md for what the compilation derives from them.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from domain.catalogue import Catalogue, CatalogueElement, CatalogueWork
from domain.catalogue.questions import Option
from domain.matching.keys import number_key, plain_number_key
from domain.matching.language import es
from domain.matching.naming import PARENTHESIS, POSITION_KEYS, Names, element_phrases, family_keys
from domain.matching.phrases import (
    Phrase,
    PhraseIndex,
    Ranks,
    index_phrases,
    make_phrase,
    phrase_index,
    phrase_keys,
    phrase_words,
)
from domain.matching.spelling import SpellingIndex, build_spelling_index
from domain.matching.works import contrary_phrases, counted, reverses, work_phrases, works_by_target

ACCESSORY: Final = "accessory"
_KEYS: Final = attrgetter("keys")


@dataclass(frozen=True, slots=True)
class Host:
    """A choice between variants: a parent with its children, or elements that differ only in position.

    `context` phrases name a variant beside a mention of the host; `answers` do so in reply to its question;
    `every` phrases take all variants. `code` None: elements without a common parent.
    """

    node: str
    code: str | None
    question: str
    variants: tuple[str, ...]
    context: PhraseIndex
    answers: PhraseIndex
    every: PhraseIndex
    takes_all: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the matcher needs of one catalogue. Immutable; safe to share between threads.

    `works` are beyond the tariff, by the target of their mentions; `contrary` phrases silence their target,
    one of those `contradicted`; `reverses` has element and work by either of the two, where the one is the
    other's opposite, and `counted` the stems of what both have more or less of. `things` are the nouns of an
    element that is several things by its name: "Ventanas y puertas".
    """

    phrases: PhraseIndex
    hosts: Mapping[str, Host]
    host_of: Mapping[str, str]
    ancestors: Mapping[str, tuple[str, ...]]
    options: Mapping[str, Option]
    countable: frozenset[str]
    stems: frozenset[str]
    own_words: Mapping[str, frozenset[str]]
    covers: Mapping[str, frozenset[str]]
    things: Mapping[str, frozenset[str]]
    spelling: SpellingIndex
    works: Mapping[str, CatalogueWork]
    contrary: PhraseIndex
    contradicted: frozenset[str]
    reverses: Mapping[str, tuple[str, str]]
    counted: Mapping[tuple[str, str], frozenset[str]]
    # What words have been found to be, by their letters and as they are written: caches of `reading`.
    forms: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    words: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


@lru_cache(maxsize=1)
def language_spelling() -> tuple[SpellingIndex, SpellingIndex]:
    """The everyday words, which compete with the catalogue's for a misspelt word: first those that win ties,
    then the forms of verbs, which are so many that one resembles nearly any word."""
    return (
        build_spelling_index(word for word in es.PLAIN_WORDS if len(word) > 3),
        build_spelling_index(word for word in es.PROTECTED_WORDS - es.PLAIN_WORDS if len(word) > 3),
    )


def compile_vocabulary(catalogue: Catalogue) -> Vocabulary:
    """The vocabulary of a catalogue. Linear in its size."""
    with _nothing_collected():
        return _compiled(catalogue)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is compiled stays: looking through it for garbage again and again takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled and not gc.get_freeze_count():
            # As old as it will be, without a look at each object.
            gc.freeze()
            gc.unfreeze()
        if was_enabled:
            gc.enable()


def _compiled(catalogue: Catalogue) -> Vocabulary:
    elements = catalogue.elements
    hosts_data = dict(_parents(catalogue)) | dict(_families(elements.values()))
    host_of = {code: node for node, (_, codes) in hosts_data.items() for code in codes}

    names = Names(catalogue)
    context: dict[str, list[Phrase]] = defaultdict(list)
    summary = _Summary(host_of)
    for element in elements.values():
        general, bound = element_phrases(element, names, host_of.get(element.code))
        summary.add(general)
        if bound:
            context[host_of[element.code]].extend(bound)
            summary.add_bound(bound)
    others = [
        Phrase(node, family_keys(elements[codes[0]]), (node,), 1.0)
        for node, (_, codes) in hosts_data.items()
        if node not in elements
    ]
    summary.add([*others, *work_phrases(catalogue.works.values())])
    ranks = Ranks(summary.single, summary.frequency)

    hosts = {
        node: Host(
            node,
            node if node in elements else None,
            question,
            codes,
            index_phrases(context[node], ranks),
            index_phrases([*context[node], *names.answers(codes)], ranks),
            index_phrases(_every(elements.get(node), codes), ranks),
            node not in elements or bool(elements[node].multi_select_keywords),
        )
        for node, (question, codes) in hosts_data.items()
    }
    contrary = list(contrary_phrases(catalogue))
    return Vocabulary(
        phrases=phrase_index(summary.single, summary.longer, ranks),
        hosts=MappingProxyType(hosts),
        host_of=MappingProxyType(host_of),
        ancestors=MappingProxyType(
            {code: tuple(parent.code for parent in catalogue.ancestors(code)) for code in elements}
        ),
        options=MappingProxyType(
            {code: Option(code=code, name=element.name) for code, element in elements.items()}
        ),
        countable=frozenset(code for code, element in elements.items() if element.is_countable),
        stems=frozenset(key for key in summary.stems.union(summary.frequency) if len(key) > 2),
        own_words=MappingProxyType({target: frozenset(own) for target, own in summary.own_words.items()}),
        covers=MappingProxyType(dict(_covering(elements.values()))),
        things=MappingProxyType(dict(_of_several_things(elements.values()))),
        spelling=build_spelling_index(summary.spelt - es.COMMON_WORDS, summary.brands),
        works=works_by_target(catalogue),
        contrary=index_phrases(contrary, ranks),
        contradicted=frozenset(phrase.target for phrase in contrary),
        reverses=reverses(catalogue),
        counted=counted(catalogue),
    )


def _covering(elements: Iterable[CatalogueElement]) -> Iterator[tuple[str, frozenset[str]]]:
    """The elements whose names another one lists: "Llantas o neumáticos con ensayo" takes in both."""
    named = {
        element.code: phrase_words(PARENTHESIS.sub("", element.name))
        for element in elements
        if element.parent_code is None
    }
    by_key = {phrase_keys(words)[0]: code for code, words in named.items() if len(words) == 1}
    for code, words in named.items():
        if not es.OR.isdisjoint(words):
            own = phrase_keys(words)
            yield code, frozenset(by_key[key] for key in own if key in by_key and len(own) > 1)


def _of_several_things(elements: Iterable[CatalogueElement]) -> Iterator[tuple[str, frozenset[str]]]:
    """The countable elements whose name is a list, with the nouns of it, by number."""
    for element in elements:
        words = phrase_words(PARENTHESIS.sub("", element.name))
        if element.is_countable and not es.AND.isdisjoint(words):
            yield element.code, frozenset(number_key(word) for word in words if word not in es.AND)


class _Summary:
    """What all phrases come to. They are added element by element, while they are at hand: walking through
    all of a large catalogue's phrases once more takes longer than making them.

    Those that name something anywhere: `single` by their only key, `longer` ones with in how many of them
    each key stands. `own_words`: those in any phrase of an element, by number; a host has those of its
    variants too.
    """

    def __init__(self, host_of: Mapping[str, str]) -> None:
        self.single: dict[str, list[Phrase]] = {}
        self.longer: list[Phrase] = []
        self.frequency: Counter[str] = Counter()
        self.stems: set[str] = set()
        self.spelt: set[str] = set()
        self.brands: set[str] = set()
        self.own_words: dict[str, set[str]] = defaultdict(set)
        self._host_of = host_of

    def add(self, phrases: Sequence[Phrase]) -> None:
        """Take in the phrases of an element, or those of families and works."""
        longer: list[Phrase] = []
        for phrase in phrases:
            if len(phrase.keys) > 1:
                longer.append(phrase)
                continue
            self.single.setdefault(phrase.keys[0], []).append(phrase)
            if phrase.weak:
                self.brands.update(phrase.words)
        self.longer += longer
        self.frequency.update(chain.from_iterable(map(_KEYS, longer)))
        self._add_words(phrases)

    def add_bound(self, phrases: Sequence[Phrase]) -> None:
        """Take in the phrases that name an element beside its host."""
        self.stems.update(*[phrase.keys for phrase in phrases if len(phrase.keys) > 1])
        self._add_words(phrases)

    def _add_words(self, phrases: Sequence[Phrase]) -> None:
        words: dict[str, list[str]] = defaultdict(list)
        spelt: list[str] = []
        for phrase in phrases:
            words[phrase.target] += phrase.words
            if not phrase.exact:
                spelt += phrase.words
        self.spelt.update(set(spelt))
        for target, own in words.items():
            numbers = set(map(plain_number_key, set(own)))
            self.own_words[target] |= numbers
            if target in self._host_of:
                self.own_words[self._host_of[target]] |= numbers


def _parents(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    for element in catalogue.elements.values():
        variants = tuple(
            code for code in element.child_codes if catalogue.elements[code].variant_type != ACCESSORY
        )
        if variants and (element.question_hint or catalogue.is_abstract(element.code)):
            yield element.code, (element.question_hint or _choice_text(variants, catalogue), variants)


def _choice_text(codes: tuple[str, ...], catalogue: Catalogue) -> str:
    return f"¿Cuál de estos es: {', '.join(catalogue.elements[code].name for code in codes)}?"


def _families(
    elements: Iterable[CatalogueElement],
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Elements without a parent whose names differ only in position: "guardabarros delantero"."""
    groups: dict[tuple[str, ...], list[CatalogueElement]] = defaultdict(list)
    for element in elements:
        name = phrase_keys(phrase_words(PARENTHESIS.sub("", element.name)))
        if element.parent_code is None and POSITION_KEYS & set(name):
            groups[family_keys(element)].append(element)
    return {
        "~" + "+".join(sorted(member.code for member in members)): (
            f"¿Te refieres a {_list_names(members)}?",
            tuple(member.code for member in members),
        )
        for keys, members in groups.items()
        if keys and len(members) > 1
    }


def _list_names(members: list[CatalogueElement]) -> str:
    names = [member.name.lower() for member in members]
    return f"{', '.join(names[:-1])}, {names[-1]} o a ambos"


def _every(parent: CatalogueElement | None, codes: tuple[str, ...]) -> list[Phrase]:
    ways = parent.multi_select_keywords if parent is not None else ("ambos", "los dos", "delantero y trasero")
    made = (make_phrase(codes[0], phrase_words(way), 1.0) for way in ways)
    return [phrase for phrase in made if phrase is not None]
