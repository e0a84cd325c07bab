"""A catalogue's words, compiled once into look-up tables that a message is read against.

All knowledge of elements comes from the catalogue's names, keywords, aliases and texts; see
docs/decisions/0005-matching.md for what the compilation derives from them.
"""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from domain.catalogue import Catalogue, CatalogueElement, CatalogueWork
from domain.catalogue.questions import Option
from domain.matching.keys import number_key, stem_key
from domain.matching.language import NUMBERS, es
from domain.matching.phrases import (
    Phrase,
    PhraseIndex,
    index_phrases,
    make_phrase,
    phrase_keys,
    phrase_words,
)
from domain.matching.spelling import SpellingIndex, build_spelling_index
from domain.matching.works import contrary_phrases, counted, reverses, work_phrases, works_by_target

POSITION_KEYS: Final = frozenset({"@front", "@rear"})
ACCESSORY: Final = "accessory"
_PARENTHESIS: Final = re.compile(r"\([^)]*\)")
_MIN_JOINED: Final = 6
# "tuboescape", of "tubo de escape".
_MIN_JOINED_OVER: Final = 9
_MAX_BRAND_WORDS: Final = 2


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

    `works` are beyond the tariff, by the target of their mentions; `contrary` phrases silence their target;
    `reverses` has element and work by either of the two, where the one is the other's opposite,
    and `counted` the stems of what both have more or less of.
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
    spelling: SpellingIndex
    works: Mapping[str, CatalogueWork]
    contrary: PhraseIndex
    reverses: Mapping[str, tuple[str, str]]
    counted: Mapping[tuple[str, str], frozenset[str]]
    # What words have been found to be, by what was written: a cache of `reading`.
    forms: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


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
        if was_enabled:
            gc.enable()


def _compiled(catalogue: Catalogue) -> Vocabulary:
    elements = catalogue.elements
    hosts_data = dict(_parents(catalogue)) | dict(_families(elements.values()))
    host_of = {code: node for node, (_, codes) in hosts_data.items() for code in codes}

    phrases: list[Phrase] = []
    context: dict[str, list[Phrase]] = defaultdict(list)
    for element in elements.values():
        general, bound = _element_phrases(element, catalogue, host_of.get(element.code))
        phrases.extend(general)
        if bound:
            context[host_of[element.code]].extend(bound)
    for node, (_, codes) in hosts_data.items():
        if node not in elements:
            phrases.append(Phrase(node, _family_keys(elements[codes[0]]), (node,), 1.0))
    phrases.extend(work_phrases(catalogue.works.values()))

    frequency: dict[str, int] = defaultdict(int)
    for phrase in phrases:
        for key in set(phrase.keys):
            frequency[key] += 1
    hosts = {
        node: Host(
            node,
            node if node in elements else None,
            question,
            codes,
            index_phrases(context[node], frequency),
            index_phrases([*context[node], *_answers(catalogue, codes)], frequency),
            index_phrases(_every(elements.get(node), codes), frequency),
            node not in elements or bool(elements[node].multi_select_keywords),
        )
        for node, (question, codes) in hosts_data.items()
    }
    everything = [*phrases, *(phrase for group in context.values() for phrase in group)]
    return Vocabulary(
        phrases=index_phrases(phrases, frequency),
        hosts=MappingProxyType(hosts),
        host_of=MappingProxyType(host_of),
        ancestors=MappingProxyType(
            {code: tuple(parent.code for parent in catalogue.ancestors(code)) for code in elements}
        ),
        options=MappingProxyType(
            {code: Option(code=code, name=element.name) for code, element in elements.items()}
        ),
        countable=frozenset(code for code, element in elements.items() if element.is_countable),
        stems=frozenset(
            key for phrase in everything for key in phrase.keys if len(phrase.keys) > 1 and len(key) > 2
        ),
        own_words=MappingProxyType(_own_words(everything, host_of)),
        covers=MappingProxyType(dict(_covering(elements.values()))),
        spelling=build_spelling_index(
            (
                word
                for phrase in everything
                if not phrase.exact
                for word in phrase.words
                if word not in es.COMMON_WORDS
            ),
            {word for phrase in everything if phrase.weak and len(phrase.keys) == 1 for word in phrase.words},
        ),
        works=works_by_target(catalogue),
        contrary=index_phrases(contrary_phrases(catalogue), frequency),
        reverses=reverses(catalogue),
        counted=counted(catalogue),
    )


def _covering(elements: Iterable[CatalogueElement]) -> Iterator[tuple[str, frozenset[str]]]:
    """The elements whose names another one lists: "Llantas o neumáticos con ensayo" takes in both."""
    named = {
        element.code: phrase_words(_PARENTHESIS.sub("", element.name))
        for element in elements
        if element.parent_code is None
    }
    by_keys = {frozenset(phrase_keys(words)): code for code, words in named.items() if len(words) == 1}
    for code, words in named.items():
        if not es.OR.isdisjoint(words):
            own = set(phrase_keys(words))
            yield code, frozenset(other for keys, other in by_keys.items() if keys < own)


def _own_words(phrases: Iterable[Phrase], host_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The words in any phrase of an element, by number; a host has those of its variants too."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        own = {number_key(word) for word in phrase.words}
        found[phrase.target] |= own
        if phrase.target in host_of:
            found[host_of[phrase.target]] |= own
    return {target: frozenset(own) for target, own in found.items()}


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
        name = phrase_keys(phrase_words(_PARENTHESIS.sub("", element.name)))
        if element.parent_code is None and POSITION_KEYS & set(name):
            groups[_family_keys(element)].append(element)
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


def _family_words(element: CatalogueElement) -> tuple[str, ...]:
    words = phrase_words(_PARENTHESIS.sub("", element.name))
    return tuple(word for word in words if stem_key(word) not in POSITION_KEYS)


def _family_keys(element: CatalogueElement) -> tuple[str, ...]:
    phrase = make_phrase(element.code, _family_words(element), 1.0)
    return phrase.keys if phrase else ()


def _named_ways(element: CatalogueElement) -> Iterator[tuple[str, float]]:
    yield _PARENTHESIS.sub(" ", element.name), 1.0
    yield element.name, 1.0
    for part in _PARENTHESIS.sub("", element.name).split("/"):
        yield part, 1.0
    # A phrase that is keyword and alias gives way to the elements that have it as a keyword alone.
    for keyword in element.keywords:
        yield keyword, 0.95 if " " in keyword and keyword in element.aliases else 1.0
    for alias in element.aliases:
        yield alias, 0.95


def _element_phrases(
    element: CatalogueElement, catalogue: Catalogue, host: str | None
) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases that name the element anywhere, and those that name it beside its host."""
    evidence = _evidence(element)
    inherited_words = [
        phrase_words(way) for parent in catalogue.ancestors(element.code) for way, _ in _named_ways(parent)
    ]
    inherited = {phrase.keys for words in inherited_words if (phrase := make_phrase("", words, 1.0))}
    family = host if host is not None and host not in catalogue.elements else None
    head = {stem_key(word) for word in _family_words(element)} if family else set()
    host_keys = head or {key for words in inherited_words for key in phrase_keys(words)}
    qualified = element.parent_code is not None and bool(
        set(phrase_keys(phrase_words(element.name)))
        & set(phrase_keys(phrase_words(catalogue.elements[element.parent_code].name)))
    )
    opposites = _opposites(element, catalogue, host)
    own_keywords = {phrase_words(keyword) for keyword in element.keywords}
    general: dict[tuple[str, ...], Phrase] = {}
    bound: dict[tuple[str, ...], Phrase] = {}
    for way, weight in _named_ways(element):
        words = phrase_words(way)
        alone = [word for word in words if word not in es.FILLERS] or list(words)
        weak = (
            len(alone) <= _MAX_BRAND_WORDS
            and words in own_keywords
            and all(number_key(word) not in evidence for word in alone)
        )
        phrase = make_phrase(element.code, words, weight, weak=weak)
        if phrase is None:
            continue
        if host is not None:
            rest = _beside_host(words, element.code, host_keys, named=family is not None)
            if rest:
                bound.setdefault(rest.keys, rest)
        # "Placa solar (regulador interior)" without its bracket is only the parent's name.
        if phrase.keys in inherited and words not in own_keywords and way != element.name:
            continue
        bare = _needs_host(words, qualified=qualified) or _is_contradicted(words, host_keys, opposites)
        if host is not None and family is None and bare:
            continue
        if family and head <= {stem_key(word) for word in words} and not POSITION_KEYS & set(phrase.keys):
            phrase = Phrase(family, phrase.keys, phrase.words, phrase.weight)
        _add_phrase(general, phrase)
        if len(alone) == 2 and all(word.isalpha() for word in alone):
            joined = "".join(alone)
            parted = alone != list(words)
            if len(joined) >= (_MIN_JOINED_OVER if parted else _MIN_JOINED):
                key = number_key(joined)
                general.setdefault((key,), Phrase(element.code, (key,), (joined,), weight, exact=parted))
    return list(general.values()), list(bound.values())


def _add_phrase(general: dict[tuple[str, ...], Phrase], phrase: Phrase) -> None:
    """Adds a way to name an element, unless another says the same."""
    known = general.get(phrase.keys)
    if known is None:
        general[phrase.keys] = phrase
    elif len(phrase.keys) == 1:
        general[phrase.keys] = replace(known, words=tuple(dict.fromkeys((*known.words, *phrase.words))))
    elif phrase.head and not known.head:
        # "soporte faro" stands for "soporte de faro": "un faro con soporte" is none.
        general[phrase.keys] = replace(known, head=phrase.head)
    elif phrase.sole and not _nouns(phrase) <= set(known.words):
        # "añadir una plaza" beside "añadir plazas": an everyday noun must be the keyword's own.
        general.setdefault((*phrase.keys, *phrase.words), phrase)


def _nouns(phrase: Phrase) -> set[str]:
    return {word for word in phrase.words if number_key(word) == phrase.sole}


def _evidence(element: CatalogueElement) -> set[str]:
    """Words of the element's own prose, by number. A keyword found nowhere in it is a brand or a nickname."""
    texts = [element.name, element.description, element.question_hint or ""]
    texts += [
        image.title + " " + image.user_instruction + " " + image.description for image in element.images
    ]
    texts += [field.label for field in element.fields]
    prose = {number_key(word) for text in texts for word in phrase_words(text)}
    named = (phrase_words(way) for way in (*element.keywords, *element.aliases))
    ways = [words for words in named if len([word for word in words if word not in es.FILLERS]) > 1]
    # "caja de filtro" vouches for its words, "givi trekker" for neither.
    vouched = {
        number_key(word)
        for words in ways
        for place, word in enumerate(words)
        if all(
            other in es.COMMON_WORDS or number_key(other) in prose
            for other in (*words[:place], *words[place + 1 :])
        )
    }
    return prose | vouched


def _needs_host(words: tuple[str, ...], *, qualified: bool) -> bool:
    """Whether a variant's keyword says nothing without its parent: "trasera", "no", "con ensayo"."""
    meaning = [word for word in words if word not in es.FUNCTION_WORDS and word not in NUMBERS]
    telling = [word for word in meaning if word not in es.QUALIFIERS and not word.isdigit()]
    if not telling:
        return True
    if not qualified:
        return False
    if any(word in es.ADMIN_WORDS for word in meaning):
        return len([word for word in telling if word not in es.ADMIN_WORDS]) == 0
    return len(meaning) == 1 and (meaning[0] in es.COMMON_WORDS or meaning[0] in es.GENERIC_NOUNS)


def _opposites(element: CatalogueElement, catalogue: Catalogue, host: str | None) -> set[str]:
    """What other variants deny: "sin aumento", "no afecta". Their words say nothing by themselves."""
    parent = catalogue.elements.get(host or "")
    others = [code for code in parent.child_codes if code != element.code] if parent is not None else []
    denials = [
        words
        for code in others
        for way, _ in _named_ways(catalogue.elements[code])
        if set(words := phrase_words(way)) & es.REFUSALS
    ]
    return {key for words in denials for key in phrase_keys(words)} - es.POLARITY


def _is_contradicted(words: tuple[str, ...], host_keys: set[str], opposites: set[str]) -> bool:
    keys = set(phrase_keys(words))
    return not keys & es.POLARITY and bool((keys - host_keys) & opposites)


def _beside_host(words: tuple[str, ...], code: str, host_keys: set[str], *, named: bool) -> Phrase | None:
    """The keyword without the words that name the host: "suspension trasera" leaves "trasera".

    With `named`, only keywords that do name the host count.
    """
    if named and not host_keys & {stem_key(word) for word in words}:
        return None
    rest = tuple(word for word in words if stem_key(word) not in host_keys)
    keys = phrase_keys(rest)
    if set(rest) <= es.FILLERS or "@work" in keys or (named and not set(keys) <= POSITION_KEYS):
        return None
    meaning = [word for word in rest if word not in es.FILLERS] or list(rest)
    if len(keys) == 1:
        if meaning[0] in es.POLARITY or keys[0] == "@more":
            return None
        everyday = meaning[0] in es.COMMON_WORDS and meaning[0] not in es.QUALIFIERS
        if rest != words and everyday and not keys[0].startswith("@"):
            return None
    made = make_phrase(code, rest, 1.0)
    led = rest[0] in es.PREPOSITIONS and len(keys) == 1 and not keys[0].startswith("@")
    return replace(made, led=led) if made is not None else None


def _answers(catalogue: Catalogue, codes: tuple[str, ...]) -> Iterator[Phrase]:
    for code in codes:
        for way, weight in _named_ways(catalogue.elements[code]):
            phrase = make_phrase(code, phrase_words(way), weight)
            if phrase is not None:
                yield phrase


def _every(parent: CatalogueElement | None, codes: tuple[str, ...]) -> list[Phrase]:
    ways = parent.multi_select_keywords if parent is not None else ("ambos", "los dos", "delantero y trasero")
    made = (make_phrase(codes[0], phrase_words(way), 1.0) for way in ways)
    return [phrase for phrase in made if phrase is not None]
