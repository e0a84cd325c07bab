"""Inheritance, variants and questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import CatalogueElement
from domain.catalogue.hierarchy import (
    effective_fields,
    effective_images,
    effective_warnings,
    leaf_variants,
    question_for,
    variants_of,
)
from shared.errors import InvalidInputError, NotFoundError
from tests.hierarchy.factory import catalogue, element, field, image, warning


def names(entries: tuple[object, ...]) -> list[str]:
    return [str(getattr(entry, "code", None) or getattr(entry, "name", "")) for entry in entries]


def test_inherited_entries_come_first_from_the_farthest_ancestor() -> None:
    built = catalogue(
        [
            element("A", fields=[field("uno")], warnings=[warning("w_a", "A")], images=[image("I_A")]),
            element("B", "A", inherits=True, fields=[field("dos")], warnings=[warning("w_b", "B")]),
            element("C", "B", inherits=True, fields=[field("tres")], images=[image("I_C")]),
        ]
    )
    assert names(effective_fields(built, "C")) == ["uno", "dos", "tres"]
    assert names(effective_warnings(built, "C")) == ["w_a", "w_b"]
    assert names(effective_images(built, "C")) == ["I_A", "I_C"]


def test_an_own_entry_replaces_the_inherited_one_and_stands_in_its_own_place() -> None:
    built = catalogue(
        [
            element("A", fields=[field("marca", label="Marca"), field("peso")]),
            element("B", "A", inherits=True, fields=[field("marca", label="Marca del kit")]),
        ]
    )
    assert [(item.name, item.label) for item in effective_fields(built, "B")] == [
        ("peso", "Peso"),
        ("marca", "Marca del kit"),
    ]


def test_the_chain_stops_at_the_first_element_that_does_not_inherit() -> None:
    built = catalogue(
        [
            element("A", fields=[field("lejos")]),
            element("B", "A", inherits=False, fields=[field("cerca")]),
            element("C", "B", inherits=True, fields=[field("propio")]),
        ]
    )
    assert names(effective_fields(built, "C")) == ["cerca", "propio"]
    assert names(effective_fields(built, "B")) == ["cerca"]


def test_pictures_without_a_code_never_replace_each_other() -> None:
    built = catalogue(
        [
            element("A", images=[image(None, "uno")]),
            element("B", "A", inherits=True, images=[image(None, "dos"), image(None, "tres")]),
        ]
    )
    assert [item.title for item in effective_images(built, "B")] == ["uno", "dos", "tres"]


def test_an_inheriting_element_without_parent_has_its_own_data_only() -> None:
    built = catalogue([element("A", inherits=True, fields=[field("uno")])])
    assert names(effective_fields(built, "A")) == ["uno"]


@pytest.mark.parametrize("depth", [1, 2, 2_000])
def test_inheritance_works_at_any_depth(depth: int) -> None:
    chain = [
        element(f"E{level}", f"E{level - 1}" if level else None, inherits=True, fields=[field(f"f{level}")])
        for level in range(depth)
    ]
    assert names(effective_fields(catalogue(chain), f"E{depth - 1}")) == [f"f{n}" for n in range(depth)]


@st.composite
def forests(draw: st.DrawFn) -> list[CatalogueElement]:
    """Elements whose parent, if any, comes before them, with few field names so that they collide."""
    built = []
    for index in range(draw(st.integers(1, 12))):
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        own = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3))
        built.append(
            element(
                f"E{index}",
                None if parent is None else f"E{parent}",
                inherits=draw(st.booleans()),
                fields=[field(name, label=f"{name}{index}") for name in own],
            )
        )
    return built


@given(forests())
def test_effective_data_equal_the_recursive_definition(forest: list[CatalogueElement]) -> None:
    built = catalogue(forest)

    def expected(code: str) -> list[str]:
        item = built.elements[code]
        own = [entry.label for entry in item.fields]
        if not item.inherit_parent_data or item.parent_code is None:
            return own
        return [label for label in expected(item.parent_code) if label[0] not in {o[0] for o in own}] + own

    for code in built.elements:
        assert [entry.label for entry in effective_fields(built, code)] == expected(code)


def test_variants_and_leaves_keep_the_catalogue_order() -> None:
    built = catalogue(
        [
            element("LUCES"),
            element("FARO", "LUCES"),
            element("FARO_LED", "FARO"),
            element("FARO_XENON", "FARO"),
            element("PILOTO", "LUCES"),
        ]
    )
    assert names(variants_of(built, "LUCES")) == ["FARO", "PILOTO"]
    assert names(leaf_variants(built, "LUCES")) == ["FARO_LED", "FARO_XENON", "PILOTO"]
    assert leaf_variants(built, "PILOTO") == ()


def test_the_question_is_the_hint_of_the_parent_with_its_direct_variants() -> None:
    built = catalogue(
        [
            element("SUSPENSION", question_hint="¿La delantera o la trasera?"),
            element("DEL", "SUSPENSION", name="Suspensión delantera"),
            element("TRAS", "SUSPENSION", name="Suspensión trasera"),
        ]
    )
    question = question_for(built, "SUSPENSION")
    assert question.question == "¿La delantera o la trasera?"
    assert [(option.code, option.name) for option in question.options] == [
        ("DEL", "Suspensión delantera"),
        ("TRAS", "Suspensión trasera"),
    ]


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        (["Piloto"], "Sobre «Luces»: ¿se trata de «Piloto»?"),
        (["Faro", "Piloto"], "Sobre «Luces»: ¿cuál es tu caso, «Faro» o «Piloto»?"),
        (["Faro", "Piloto", "Otra"], "Sobre «Luces»: ¿cuál es tu caso, «Faro», «Piloto» u «Otra»?"),
    ],
)
def test_without_a_hint_the_question_names_the_variants(variants: list[str], expected: str) -> None:
    children = [element(name.upper(), "LUCES", name=name) for name in variants]
    built = catalogue([element("LUCES", name="Luces", question_hint="  "), *children])
    assert question_for(built, "LUCES").question == expected


def test_unknown_codes_and_elements_without_variants_are_named_in_the_error() -> None:
    built = catalogue([element("ESCAPE")])
    with pytest.raises(NotFoundError, match="ESCAPE"):
        effective_fields(built, "ESCAPES")
    with pytest.raises(InvalidInputError, match="no tiene variantes"):
        question_for(built, "ESCAPE")
