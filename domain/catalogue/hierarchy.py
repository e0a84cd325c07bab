"""Parents, variants, and what an element has once it takes its parent's data.

An element with `inherit_parent_data` takes the effective warnings, pictures and fields of its parent, which
may inherit in turn, at any depth; without the flag the chain stops there. Inherited entries come first,
farthest ancestor first; an element's own entry replaces an inherited one of the same code or field name.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from rapidfuzz import process

from domain.catalogue import Catalogue, CatalogueElement, CatalogueField, CatalogueImage, CatalogueWarning
from domain.catalogue.questions import Option, Question
from shared.errors import InvalidInputError, NotFoundError

WarningSource = Literal["inline", "association"]
"""Which representation of the element warnings is read: `warnings.element_id` or the association table."""

Entry = TypeVar("Entry", CatalogueField, CatalogueImage, CatalogueWarning)


def element_of(catalogue: Catalogue, code: str) -> CatalogueElement:
    """The element `code`. Raises NotFoundError, with the nearest codes, when the category has none."""
    element = catalogue.elements.get(code)
    if element is None:
        nearest = [match[0] for match in process.extract(code, list(catalogue.elements), limit=3)]
        raise NotFoundError(
            "unknown_element",
            f"La categoría «{catalogue.slug}» no tiene el elemento «{code}».",
            "elements",
            f"Los códigos más parecidos son: {', '.join(nearest)}."
            if nearest
            else "La categoría todavía no tiene elementos.",
        )
    return element


def lineage(catalogue: Catalogue, code: str) -> tuple[CatalogueElement, ...]:
    """The elements whose data `code` has: the farthest inherited ancestor first, the element itself last.

    Raises NotFoundError for an unknown code.
    """
    element = element_of(catalogue, code)
    chain = [element]
    for ancestor in catalogue.ancestors(code):
        if not element.inherit_parent_data:
            break
        chain.append(ancestor)
        element = ancestor
    return tuple(reversed(chain))


def effective_warnings(
    catalogue: Catalogue, code: str, source: WarningSource = "inline"
) -> tuple[CatalogueWarning, ...]:
    """Own and inherited warnings of `code`, whether or not their conditions hold for a request."""

    def own(element: CatalogueElement) -> Sequence[CatalogueWarning]:
        return element.inline_warnings if source == "inline" else element.associated_warnings

    return _merged(lineage(catalogue, code), own, lambda warning: warning.code)


def effective_images(catalogue: Catalogue, code: str) -> tuple[CatalogueImage, ...]:
    """Own and inherited pictures of `code`: examples, and the photos the client has to send."""
    return _merged(lineage(catalogue, code), lambda element: element.images, lambda image: image.code)


def effective_fields(catalogue: Catalogue, code: str) -> tuple[CatalogueField, ...]:
    """Own and inherited required fields of `code`, whether or not their conditions hold."""
    return _merged(lineage(catalogue, code), lambda element: element.fields, lambda field: field.name)


def variants_of(catalogue: Catalogue, code: str) -> tuple[CatalogueElement, ...]:
    """The direct variants of `code`, in catalogue order; empty when it has none."""
    return tuple(catalogue.elements[child] for child in element_of(catalogue, code).child_codes)


def leaf_variants(catalogue: Catalogue, code: str) -> tuple[CatalogueElement, ...]:
    """The last variants below `code`, those without variants of their own, depth first in catalogue order.

    Empty when the element has no variants.
    """
    leaves: list[CatalogueElement] = []
    pending = list(reversed(element_of(catalogue, code).child_codes))
    while pending:
        element = catalogue.elements[pending.pop()]
        if element.child_codes:
            pending.extend(reversed(element.child_codes))
        else:
            leaves.append(element)
    return tuple(leaves)


def question_for(catalogue: Catalogue, code: str) -> Question:
    """The question that tells the variants of `code` apart: its `question_hint`, or one made of their names.

    Raises NotFoundError for an unknown code, InvalidInputError when the element has no variants.
    """
    element = element_of(catalogue, code)
    options = tuple(Option(code=variant.code, name=variant.name) for variant in variants_of(catalogue, code))
    if not options:
        raise InvalidInputError(
            "no_variants",
            f"El elemento «{code}» no tiene variantes entre las que elegir.",
            "elements",
            "Presupuéstalo tal cual.",
        )
    return Question(
        element=code,
        question=(element.question_hint or "").strip() or _default_question(element, options),
        options=options,
    )


def _default_question(element: CatalogueElement, options: Sequence[Option]) -> str:
    names = [f"«{option.name}»" for option in options]
    if len(names) == 1:
        return f"Sobre «{element.name}»: ¿se trata de {names[0]}?"
    last = names[-1]
    # "u" before the sound o: «siete u ocho», «uno u otro».
    joiner = "u" if last[1:].lower().startswith(("o", "ó", "ho", "hó")) else "o"
    return f"Sobre «{element.name}»: ¿cuál es tu caso, {', '.join(names[:-1])} {joiner} {last}?"


def _merged(
    chain: Sequence[CatalogueElement],
    own: Callable[[CatalogueElement], Sequence[Entry]],
    key: Callable[[Entry], str | None],
) -> tuple[Entry, ...]:
    """The entries along the chain; a nearer element replaces those of the same key. No key, no replacing."""
    taken: set[str] = set()
    levels: list[list[Entry]] = []
    for element in reversed(chain):
        level = [entry for entry in own(element) if (name := key(entry)) is None or name not in taken]
        taken.update(name for entry in level if (name := key(entry)) is not None)
        levels.append(level)
    return tuple(entry for level in reversed(levels) for entry in level)
