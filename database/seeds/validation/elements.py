"""Rules of elements: hierarchy, words that name them, pictures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from database.seeds.data.common import ElementData
from database.seeds.seeders.element import image_identity
from database.seeds.validation.category import repeated
from database.seeds.validation.cycles import find_cycle
from database.seeds.validation.problems import Problem, named

_PHRASE_LISTS = ("keywords", "aliases", "multi_select_keywords")


def hierarchy_problems(elements: Sequence[ElementData]) -> Iterator[Problem]:
    """Parents that don't exist or go round in circles; variants without their type or code."""
    codes = {element["code"] for element in elements}
    parents = {element["code"]: element.get("parent_code") for element in elements}
    variants: dict[tuple[str, str, str], str] = {}
    for path, element in named("ELEMENTS", elements):
        parent = element.get("parent_code")
        if parent is None:
            for key in ("variant_type", "variant_code", "inherit_parent_data"):
                if element.get(key):
                    yield Problem(f"{path}.{key}", "only a variant (an element with parent_code) has it")
            continue
        if parent not in codes:
            yield Problem(f"{path}.parent_code", f"there is no element '{parent}'")
        kind, variant = element.get("variant_type"), element.get("variant_code")
        for key, value in (("variant_type", kind), ("variant_code", variant)):
            if not value:
                yield Problem(f"{path}.{key}", "a variant says what varies and which one it is")
        if kind and variant:
            identity = (parent, kind, variant)
            if identity in variants:
                yield Problem(f"{path}.variant_code", f"already used by {variants[identity]}")
            variants.setdefault(identity, path)
    if circle := find_cycle({code: [parent] for code, parent in parents.items() if parent in codes}):
        yield Problem(f"ELEMENTS[{circle[0]}].parent_code", f"circular parents: {' → '.join(circle)}")


def abstract_parents(elements: Sequence[ElementData], priced: set[str]) -> set[str]:
    """Codes that only name their variants: they have some and no tier admits them."""
    return {element["parent_code"] for element in elements if "parent_code" in element} - priced


def question_problems(elements: Sequence[ElementData], priced: set[str]) -> Iterator[Problem]:
    """An abstract parent is asked about, never priced: it needs its question."""
    abstract = abstract_parents(elements, priced)
    for path, element in named("ELEMENTS", elements):
        if element["code"] in abstract and not element.get("question_hint"):
            yield Problem(f"{path}.question_hint", "no tier admits it: ask which variant is meant")


def company_problems(elements: Sequence[ElementData]) -> Iterator[Problem]:
    """Elements that bring along what does not exist, themselves, or one of their own family."""
    parents = {element["code"]: element.get("parent_code") for element in elements}
    for path, element in named("ELEMENTS", elements):
        code, brought = element["code"], element.get("brings_along", [])
        yield from repeated(f"{path}.brings_along", brought)
        for index, other in enumerate(brought):
            if other not in parents:
                yield Problem(f"{path}.brings_along[{index}]", f"there is no element '{other}'")
            elif code in _line(parents, other) or other in _line(parents, code):
                yield Problem(
                    f"{path}.brings_along[{index}]", f"'{other}' is {code} itself, its parent or its variant"
                )


def _line(parents: Mapping[str, str | None], code: str) -> list[str]:
    """The element and its ancestors, each once, also where parents go round in circles."""
    line: list[str] = []
    above: str | None = code
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return line


def phrase_problems(path: str, element: Mapping[str, Any]) -> Iterator[Problem]:
    """Keywords and aliases are compared with folded texts: trimmed, lower case, none twice in a list."""
    if not element.get("keywords"):
        yield Problem(f"{path}.keywords", "without keywords no text finds the element")
    for key in _PHRASE_LISTS:
        yield from untidy_phrases(path, element, key)


def untidy_phrases(path: str, row: Mapping[str, Any], key: str) -> Iterator[Problem]:
    """Phrases of a list that are not trimmed or in lower case, and those that come twice."""
    for index, phrase in enumerate(row.get(key, [])):
        tidy = " ".join(phrase.split()).lower()
        if phrase != tidy:
            yield Problem(f"{path}.{key}[{index}]", f"write '{tidy}' instead of '{phrase}'")
    yield from repeated(f"{path}.{key}", row.get(key, []))


def image_problems(path: str, element: Mapping[str, Any]) -> Iterator[Problem]:
    """Codes unique within the element, addresses that a browser can open."""
    images = element.get("images", [])
    yield from repeated(
        f"{path}.images", [image_identity(image, position) for position, image in enumerate(images)]
    )
    for image_path, image in named(f"{path}.images", images):
        url = image.get("url")
        if url is not None and not url.startswith(("https://", "/")):
            yield Problem(f"{image_path}.url", "starts with https:// or, for a file of ours, with /")
