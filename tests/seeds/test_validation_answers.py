"""The validation reads answers as the product does, and the real fields refuse what can't be their datum."""

from typing import Any

import pytest

from database.seeds import run_all_seeds
from database.seeds.validation.fields import answer_fault
from domain.fields import Rejected, check_answer
from domain.fields.required import missing_fields
from shared.vocabularies import FieldType
from tests.hierarchy.factory import catalogue, element, seeded_fields
from tests.seeds.mutations import MOTORHOMES, MOTOS, Data

FIELDS = [
    (module.CATEGORY_SLUG, element["code"], item)
    for module in run_all_seeds.CATEGORY_MODULES
    for element in module.ELEMENTS
    for item in element.get("required_fields", [])
]


@pytest.mark.parametrize(
    ("field_type", "rules", "answer", "is_sound"),
    [
        ("text", {"pattern": "[0-9]{4}", "pattern_hint": "Cuatro cifras"}, "abc1234x", False),
        ("text", {"pattern": "[0-9]{4}", "pattern_hint": "Cuatro cifras"}, "1234", True),
        ("text", {"pattern": "[A-Z]{2}", "pattern_hint": "Dos letras"}, "ab", True),
        ("number", {"unit": "mm", "max_value": 4000}, "2,15 m", True),
        ("number", {"unit": "mm", "max_value": 2000}, "2,15 m", False),
        ("number", {"integer_only": True, "max_value": 2000}, "1.500", True),
        ("number", {"max_value": 2}, "1.500", True),
        ("number", {"max_value": 1}, "1.500", False),
        ("boolean", {}, "claro que sí", True),
        ("boolean", {}, "quizás", False),
        ("date", {}, "3 de marzo de 2026", True),
        ("date", {}, "31/02/2026", False),
        ("photo", {}, "foto.jpg", False),
    ],
)
def test_answers_are_read_as_a_clients(
    field_type: str, rules: dict[str, Any], answer: str, is_sound: bool
) -> None:
    item = {"field_name": "dato", "field_label": "Dato", "field_type": field_type, "validation_rules": rules}
    assert (answer_fault(item, answer) is None) is is_sound
    if field_type != "photo":
        assert (
            isinstance(check_answer(seeded_fields({"required_fields": [item]})[0], answer), Rejected)
            is not is_sound
        )


def test_every_answer_in_words_has_a_rule() -> None:
    without = [
        f"{slug} {code}.{item['field_name']}"
        for slug, code, item in FIELDS
        if item["field_type"] == FieldType.TEXT and not item.get("validation_rules")
    ]
    assert without == []


def test_an_endless_answer_is_refused_everywhere() -> None:
    for slug, code, item in FIELDS:
        if item["field_type"] == FieldType.TEXT:
            assert answer_fault(item, "largo " * 200), f"{slug} {code}.{item['field_name']}"


@pytest.mark.parametrize(
    ("code", "field", "taken", "refused"),
    [
        (
            "FARO_DELANTERO",
            "contrasena_homologacion",
            ("e4*2012/19*0456", "E4 112R-000123", "(E4) 50R-0001"),
            ("homologado",),
        ),
        ("HORQUILLA", "contrasena", ("C-1234", "e4*2002/24*0123"), ("no hay ninguna",)),
        ("LLANTAS", "medidas_del", ("3.50x17", "17 x MT3.50", "j17xmt3.50"), ("grandes", "17")),
        (
            "NEUMATICOS",
            "medidas_tras",
            ("180/55-17", "180/55 ZR17", "180/55zr17 m/c 73w", "4.00-18", "MT90B16"),
            ("anchos", "180", "Michelin Pilot"),
        ),
        ("NEUMATICOS", "indice_carga_del", ("58", "102"), ("58W", "alto")),
        ("NEUMATICOS", "indice_velocidad_del", ("W", "w", "(W)"), ("270 km/h",)),
        ("CARENADO", "pieza1_medidas", ("450x300", "450 x 300 mm", "45×30×2"), ("medio metro",)),
        ("FRENADO_BOMBAS", "grosor", ("19x18", "16", "15,8 mm"), ("gruesa",)),
        ("MOTOR", "numero_motor", ("N704E-012345", "m409e*123456"), ("no lo encuentro por ninguna parte",)),
        ("MANILLAR", "marca", ("Renthal", "3D"), ("x", "?")),
    ],
)
def test_rules_take_every_form_of_the_datum(
    code: str, field: str, taken: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    item = Data(MOTOS).field(code, field)
    assert {answer: answer_fault(item, answer) for answer in taken} == dict.fromkeys(taken)
    for answer in refused:
        assert answer_fault(item, answer), answer


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ("Trasera", ["trasera_marca"]),
        ("Delantera", ["delantera_marca"]),
        ("Ambas", ["delantera_marca", "trasera_marca"]),
    ],
)
def test_only_the_pumps_that_changed_are_asked_about(changed: str, asked: list[str]) -> None:
    fields = seeded_fields(Data(MOTOS).element("FRENADO_BOMBAS"))
    only = catalogue([element("FRENADO_BOMBAS", fields=fields)])
    missing = missing_fields(only, "FRENADO_BOMBAS", {"bombas_cambiadas": changed})
    assert [field.name for field in missing] == asked


@pytest.mark.parametrize(
    ("kind", "is_asked"), [("Puerta", True), ("Ventana y puerta", True), ("Ventana", False)]
)
def test_a_door_has_to_open_from_inside(kind: str, *, is_asked: bool) -> None:
    fields = seeded_fields(Data(MOTORHOMES).element("VENTANAS_PUERTAS"))
    only = catalogue([element("VENTANAS_PUERTAS", fields=fields)])
    missing = missing_fields(only, "VENTANAS_PUERTAS", {"tipo": kind})
    assert ("apertura_interior" in [field.name for field in missing]) is is_asked
