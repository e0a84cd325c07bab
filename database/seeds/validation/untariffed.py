"""Rules of what the tariff does not price and of what elements are not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from database.seeds.data.common import ElementData, UntariffedWorkData
from database.seeds.validation.elements import untidy_phrases
from database.seeds.validation.problems import Problem, named
from shared.vocabularies import BeyondKind

_AMOUNT: Final = re.compile(r"\d\s*(?:€|euros?\b)", re.IGNORECASE)


def untariffed_problems(
    works: Sequence[UntariffedWorkData], elements: Sequence[ElementData]
) -> Iterator[Problem]:
    """Works without words, that name unknown elements, share an element's code or state a price."""
    codes = {element["code"] for element in elements}
    priced = {words: element["code"] for element in elements for words in element.get("keywords", [])}
    reversed_by: dict[str, str] = {}
    for path, work in named("UNTARIFFED_WORKS", works):
        if not work["keywords"]:
            yield Problem(f"{path}.keywords", "without keywords no text finds the work")
        for key in ("keywords", "contrary_words"):
            yield from untidy_phrases(path, work, key)
        for index, words in enumerate(work["keywords"]):
            # Of a work that reverses an element, numbers say which of the two is meant; contrary words do
            # where the work has some.
            told_apart = priced.get(words) == work.get("reverse_of") or work.get("contrary_words")
            if words in priced and not told_apart:
                yield Problem(
                    f"{path}.keywords[{index}]", f"'{words}' names {priced[words]}, which has a price"
                )
        if work["code"] in codes:
            yield Problem(f"{path}.code", "an element has this code: what is priced is not untariffed")
        if _AMOUNT.search(work["answer"]):
            yield Problem(f"{path}.answer", "an answer never states a price")
        if work.get("covers_request") and work["what"] != BeyondKind.PERSON:
            yield Problem(f"{path}.what", "what covers the whole request is for a person")
        reverse = work.get("reverse_of")
        if reverse is not None and reverse not in codes:
            yield Problem(f"{path}.reverse_of", f"there is no element '{reverse}'")
        elif reverse in reversed_by:
            yield Problem(f"{path}.reverse_of", f"already used by {reversed_by[reverse]}")
        if reverse is not None:
            reversed_by.setdefault(reverse, path)


def contrary_problems(path: str, element: Mapping[str, Any]) -> Iterator[Problem]:
    """Contrary words are phrases like keywords, and none of the element's own."""
    yield from untidy_phrases(path, element, "contrary_words")
    own = {*element.get("keywords", []), *element.get("aliases", [])}
    for index, words in enumerate(element.get("contrary_words", [])):
        if words in own:
            yield Problem(f"{path}.contrary_words[{index}]", f"'{words}' is also a keyword of the element")
