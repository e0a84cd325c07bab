"""Broken elements of the seed data, their fields, warnings and services, are found at their place."""

import pytest

from tests.seeds.mutations import (
    MOTORHOMES,
    MOTOS,
    Cases,
    add,
    assert_caught,
    both,
    category_warning,
    drop,
    escape,
    put,
    solar_field,
)

CASES: Cases = {
    # Hierarchy
    "unknown parent": (
        MOTORHOMES,
        put(lambda d: d.element("PLACA_SOLAR_SIMPLE"), "parent_code", "PLACA"),
        "ELEMENTS[PLACA_SOLAR_SIMPLE].parent_code",
        "there is no element 'PLACA'",
    ),
    "circular parents": (
        MOTORHOMES,
        both(
            put(lambda d: d.element("PLACA_SOLAR"), "parent_code", "PLACA_SOLAR_SIMPLE"),
            put(lambda d: d.element("PLACA_SOLAR"), "variant_type", "x"),
            put(lambda d: d.element("PLACA_SOLAR"), "variant_code", "X"),
        ),
        "].parent_code",
        "circular parents: PLACA_SOLAR",
    ),
    "variant without its type": (
        MOTORHOMES,
        drop(lambda d: d.element("PLACA_SOLAR_SIMPLE"), "variant_type"),
        "ELEMENTS[PLACA_SOLAR_SIMPLE].variant_type",
        "what varies",
    ),
    "two equal variants": (
        MOTORHOMES,
        put(lambda d: d.element("PLACA_SOLAR_MALETERO"), "variant_code", "REGULADOR_INTERIOR"),
        "ELEMENTS[PLACA_SOLAR_MALETERO].variant_code",
        "already used",
    ),
    "variant of nothing": (
        MOTOS,
        put(escape, "variant_code", "SPORT"),
        "ELEMENTS[ESCAPE].variant_code",
        "only a variant",
    ),
    "abstract parent without its question": (
        MOTOS,
        drop(lambda d: d.element("SUSPENSION"), "question_hint"),
        "ELEMENTS[SUSPENSION].question_hint",
        "ask which variant",
    ),
    # Words and pictures
    "no keywords": (MOTOS, put(escape, "keywords", []), "ELEMENTS[ESCAPE].keywords", "without keywords"),
    "upper case keyword": (
        MOTOS,
        add(lambda d: escape(d)["keywords"], "Akrapovic"),
        "ELEMENTS[ESCAPE].keywords[",
        "write 'akrapovic'",
    ),
    "untrimmed alias": (
        MOTOS,
        add(lambda d: escape(d)["aliases"], "tubo  trasero "),
        "ELEMENTS[ESCAPE].aliases[",
        "write 'tubo trasero'",
    ),
    "repeated keyword": (
        MOTOS,
        lambda d: escape(d)["keywords"].append(escape(d)["keywords"][0]),
        "ELEMENTS[ESCAPE].keywords[",
        "comes twice",
    ),
    "unsafe image address": (
        MOTORHOMES,
        put(lambda d: d.element("PLACA_SOLAR")["images"][0], "url", "http://example.com/a.jpg"),
        "ELEMENTS[PLACA_SOLAR].images[PLACA_SOLAR].url",
        "https://",
    ),
    # Required fields
    "select without options": (
        MOTORHOMES,
        put(solar_field("fijacion"), "options", []),
        "ELEMENTS[PLACA_SOLAR].required_fields[fijacion].options",
        "at least two",
    ),
    "options of a text": (
        MOTORHOMES,
        put(solar_field("marca"), "options", ["A", "B"]),
        "ELEMENTS[PLACA_SOLAR].required_fields[marca].options",
        "has no options",
    ),
    "rule of another type": (
        MOTORHOMES,
        put(solar_field("marca"), "validation_rules", {"min_value": 3}),
        "ELEMENTS[PLACA_SOLAR].required_fields[marca].validation_rules.min_value",
        "means nothing",
    ),
    "pattern without its hint": (
        MOTORHOMES,
        drop(lambda d: solar_field("medidas")(d)["validation_rules"], "pattern_hint"),
        "ELEMENTS[PLACA_SOLAR].required_fields[medidas].validation_rules.pattern_hint",
        "tell the client",
    ),
    "example against its pattern": (
        MOTORHOMES,
        put(solar_field("medidas"), "example_value", "grande"),
        "ELEMENTS[PLACA_SOLAR].required_fields[medidas].example_value",
        "formato esperado",
    ),
    "example out of bounds": (
        MOTORHOMES,
        put(solar_field("potencia_w"), "example_value", "5000"),
        "ELEMENTS[PLACA_SOLAR].required_fields[potencia_w].example_value",
        "tiene que estar entre",
    ),
    "example no option": (
        MOTORHOMES,
        put(solar_field("fijacion"), "example_value", "Cuerda"),
        "ELEMENTS[PLACA_SOLAR].required_fields[fijacion].example_value",
        "elige una de las opciones",
    ),
    "condition on nothing": (
        MOTOS,
        put(lambda d: d.field("MOTOR", "modelo_origen"), "condition_field_name", "origen"),
        "ELEMENTS[MOTOR].required_fields[modelo_origen].condition_field_name",
        "no field 'origen'",
    ),
    "half a condition": (
        MOTOS,
        drop(lambda d: d.field("MOTOR", "modelo_origen"), "condition_value"),
        "ELEMENTS[MOTOR].required_fields[modelo_origen].condition_value",
        "a condition has all of",
    ),
    "condition on a later field": (
        MOTOS,
        lambda d: d.element("MOTOR")["required_fields"].insert(
            0,
            d.element("MOTOR")["required_fields"].pop(
                d.element("MOTOR")["required_fields"].index(d.field("MOTOR", "modelo_origen"))
            ),
        ),
        "ELEMENTS[MOTOR].required_fields[modelo_origen].condition_field_name",
        "not asked before",
    ),
    "circular conditions": (
        MOTOS,
        lambda d: d.field("MOTOR", "procedencia").update(
            condition_field_name="modelo_origen", condition_operator="equals", condition_value="x"
        ),
        "ELEMENTS[MOTOR].required_fields[",
        "circular conditions",
    ),
    "operator of another type": (
        MOTOS,
        put(lambda d: d.field("MOTOR", "modelo_origen"), "condition_operator", "greater_than"),
        "ELEMENTS[MOTOR].required_fields[modelo_origen].condition_operator",
        "does not fit",
    ),
    "value no option": (
        MOTOS,
        put(lambda d: d.field("MOTOR", "modelo_origen"), "condition_value", "Otra"),
        "ELEMENTS[MOTOR].required_fields[modelo_origen].condition_value",
        "none of the options",
    ),
    "value neither true nor false": (
        MOTORHOMES,
        put(lambda d: d.field("CLARABOYA", "corta_refuerzos"), "condition_value", "Sí"),
        "ELEMENTS[CLARABOYA].required_fields[corta_refuerzos].condition_value",
        "neither true nor false",
    ),
    "contained in no option": (
        MOTORHOMES,
        put(lambda d: d.field("VENTANAS_PUERTAS", "apertura_interior"), "condition_value", "trampilla"),
        "ELEMENTS[VENTANAS_PUERTAS].required_fields[apertura_interior].condition_value",
        "no option contains",
    ),
    "contained as a piece of a word": (
        MOTORHOMES,
        put(lambda d: d.field("VENTANAS_PUERTAS", "apertura_interior"), "condition_value", "uerta"),
        "ELEMENTS[VENTANAS_PUERTAS].required_fields[apertura_interior].condition_value",
        "a piece of a word",
    ),
    # Warnings and services
    "trigger on an unknown element": (
        MOTOS,
        put(lambda d: category_warning(d)["trigger_conditions"], "any_elements", ["MATRICULAS"]),
        "CATEGORY_WARNINGS[matricula_requiere_luz].trigger_conditions.any_elements[0]",
        "there is no element 'MATRICULAS'",
    ),
    "trigger on an unknown tier": (
        MOTOS,
        put(lambda d: category_warning(d)["trigger_conditions"], "tier_codes", ["T9"]),
        "CATEGORY_WARNINGS[matricula_requiere_luz].trigger_conditions.tier_codes[0]",
        "there is no tier 'T9'",
    ),
    "trigger that never holds": (
        MOTOS,
        put(lambda d: category_warning(d)["trigger_conditions"], "none_elements", ["MATRICULA"]),
        "CATEGORY_WARNINGS[matricula_requiere_luz].trigger_conditions.none_elements",
        "both wanted and excluded",
    ),
    "threshold missing": (
        MOTORHOMES,
        drop(lambda d: d.element("PLACA_SOLAR")["warnings"][1], "threshold_quantity"),
        "ELEMENTS[PLACA_SOLAR].warnings[placas_maximo_dos].threshold_quantity",
        "give it",
    ),
    "display condition of a category warning": (
        MOTOS,
        put(category_warning, "show_condition", "always"),
        "CATEGORY_WARNINGS[matricula_requiere_luz].show_condition",
        "only element warnings",
    ),
    "surcharge of an unknown element": (
        MOTORHOMES,
        lambda d: next(s for s in d.module.ADDITIONAL_SERVICES if "element_code" in s).update(
            element_code="NADA"
        ),
        "].element_code",
        "there is no element 'NADA'",
    ),
    "surcharge without its element": (
        MOTOS,
        put(lambda d: d.module.ADDITIONAL_SERVICES[0], "kind", "surcharge"),
        "ADDITIONAL_SERVICES[CERT_TALLER].element_code",
        "names the element",
    ),
    "element of an optional service": (
        MOTOS,
        put(lambda d: d.module.ADDITIONAL_SERVICES[0], "element_code", "ESCAPE"),
        "ADDITIONAL_SERVICES[CERT_TALLER].kind",
        "is a surcharge",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_mutation_is_caught_at_its_place(name: str) -> None:
    assert_caught(CASES[name])
