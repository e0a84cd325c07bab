"""What is known beyond the tariff, as words: work without a price, and what elements and works are not.

Works are spotted like elements, under targets of their own. Contrary words silence a phrase of their target
that stands near them: the «anclaje» of an «asiento» is no suspension.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from domain.catalogue import Catalogue, CatalogueWork
from domain.matching.phrases import Phrase, make_phrase, phrase_keys, phrase_words

# No element's code begins so.
_MARK: Final = "*"


def work_target(code: str) -> str:
    """What mentions of a work have as their target."""
    return _MARK + code


def work_phrases(works: Iterable[CatalogueWork]) -> Iterator[Phrase]:
    """The phrases that name the works: their names and keywords."""
    for work in works:
        ways = (phrase_words(way) for way in (work.name, *work.keywords))
        phrases = (make_phrase(work_target(work.code), words, 1.0) for words in ways)
        yield from {(phrase.keys, phrase.words): phrase for phrase in phrases if phrase is not None}.values()


def contrary_phrases(catalogue: Catalogue) -> Iterator[Phrase]:
    """The phrases beside which each element or work is not meant, under its target."""
    listed: list[tuple[str, Sequence[str]]] = [
        (element.code, element.contrary_words) for element in catalogue.elements.values()
    ]
    listed += [(work_target(work.code), work.contrary_words) for work in catalogue.works.values()]
    for target, ways in listed:
        for way in ways:
            if (phrase := make_phrase(target, phrase_words(way), 1.0)) is not None:
                yield phrase


def works_by_target(catalogue: Catalogue) -> Mapping[str, CatalogueWork]:
    """The works by the target of their mentions, in the catalogue's order."""
    return MappingProxyType({work_target(work.code): work for work in catalogue.works.values()})


def reverses(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Element and work by either of them, where the one is the other's opposite."""
    pairs = [
        (work.reverse_of, work_target(work.code))
        for work in catalogue.works.values()
        if work.reverse_of is not None and work.reverse_of in catalogue.elements
    ]
    found = {target: pair for pair in pairs for target in pair}
    for element, target in pairs:
        # A mention may name a variant: "aumento de MMTA sin ensayo".
        for code in catalogue.elements[element].child_codes:
            found.setdefault(code, (element, target))
    return MappingProxyType(found)


def counted(catalogue: Catalogue) -> Mapping[tuple[str, str], frozenset[str]]:
    """The stems of what element and reverse work have more or less of, by the two: those both names share."""
    found = {}
    for work in catalogue.works.values():
        element = catalogue.elements.get(work.reverse_of or "")
        if element is None:
            continue
        shared = frozenset(_nouns(element.name)) & frozenset(_nouns(work.name))
        found[element.code, work_target(work.code)] = shared
    return MappingProxyType(found)


def _nouns(name: str) -> list[str]:
    return [key for key in phrase_keys(phrase_words(name)) if not key.startswith("@")]
