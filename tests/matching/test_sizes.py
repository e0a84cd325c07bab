"""Sizes of tyres and rims are compared, whichever is named first; figures of other things are no sizes."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching import match_text
from tests.matching.seeded import vocabulary_of

MOTORCYCLES: Final = "motos-part"
TESTED: Final = "LLANTAS_NEUM_ENSAYO"
EQUIVALENT: Final = "NEUMATICOS"


def read(text: str) -> set[str]:
    return {hit.code for hit in match_text(vocabulary_of(MOTORCYCLES), text).elements}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("quiero montar un 110/80-19 donde lleva 100/90-19", {EQUIVALENT}),
        ("mi ficha pone 120/60 y quiero un 120/70 equivalente", {EQUIVALENT}),
        ("me gustaría poner un 190/50-17, de serie trae 180/55-17", {EQUIVALENT}),
        ("quiero montar un 150/70-17", {EQUIVALENT}),
        ("Goma trasera 140/90-15 y en la ficha aparece 130/90-15", {TESTED}),
        ("quiero meterle un 260 detrás donde va un 240/40 R18", {TESTED}),
        ("le he metido un 150 atrás, la ficha dice 130", {TESTED}),
        ("paso del 160 al 180", {TESTED}),
        ("rueda de 21 donde iba una de 19, y el faro", {TESTED, "FARO_DELANTERO"}),
        ('ruedón atrás de 16" en vez de 17', {TESTED}),
        ("llanta 3.50x17 en vez de la 2.15x18", {TESTED}),
        ("rueda trasera de 15 pulgadas con 200/70 donde llevaba un 170/80-15", {TESTED}),
        ("llevo 120/70 y 190/55 y en ficha pone 120/70 y 180/55", {TESTED}),
        ("sigo con los 120/70 y 180/55 de toda la vida", set()),
        ("discos de 320 en vez de los de 296", {"FRENADO_DISCOS"}),
        ("manillar de 780 mm en vez de 740 mm", {"MANILLAR"}),
    ],
)
def test_sizes_are_read_as_what_changes(text: str, wanted: set[str]) -> None:
    assert read(text) == wanted


@given(st.sampled_from(range(90, 240, 10)), st.sampled_from(range(90, 240, 10)))
def test_a_wider_tyre_needs_its_test_and_a_narrower_one_is_asked(old: int, new: int) -> None:
    told = match_text(vocabulary_of(MOTORCYCLES), f"en la ficha pone {old} y quiero un {new} detrás")
    swapped = match_text(vocabulary_of(MOTORCYCLES), f"quiero un {new} detrás, en la ficha pone {old}")
    assert told.elements == swapped.elements
    assert ({hit.code for hit in told.elements} == {TESTED}) == (new > old)
    asked = [{option.code for option in question.asked.options} for question in told.questions]
    assert asked == ([{EQUIVALENT, TESTED}] if new < old else [])
