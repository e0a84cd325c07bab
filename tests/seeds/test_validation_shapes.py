"""Broken shapes, vocabularies, JSONB, codes and texts of the seed data are found at their place."""

import copy

import pytest

from tests.seeds.mutations import (
    MOTORHOMES,
    MOTOS,
    Cases,
    add,
    assert_caught,
    category_warning,
    drop,
    escape,
    put,
    solar_field,
)

CASES: Cases = {
    # Shapes
    "missing constant": (
        MOTOS,
        lambda d: delattr(d.module, "TIERS"),
        "TIERS",
        "does not define",
    ),
    "missing key": (MOTOS, drop(escape, "name"), "ELEMENTS[ESCAPE].name", "required"),
    "unknown key": (MOTOS, put(escape, "colour", "red"), "ELEMENTS[ESCAPE].colour", "Extra"),
    "wrong type": (MOTOS, put(escape, "sort_order", "1"), "ELEMENTS[ESCAPE].sort_order", "integer"),
    "price as a float": (MOTOS, put(lambda d: d.tier("T6"), "price", 140.0), "TIERS[T6].price", "Decimal"),
    "list as a tuple": (
        MOTOS,
        lambda d: setattr(d.module, "TIERS", tuple(d.module.TIERS)),
        "TIERS",
        "must be a list",
    ),
    "mapping without its lists": (
        MOTOS,
        drop(lambda d: d.mapping, "LISTS"),
        "TIER_MAPPING.LISTS",
        "required",
    ),
    # Vocabularies
    "client type": (
        MOTOS,
        put(lambda d: d.module.CATEGORY, "client_type", "private"),
        "CATEGORY.client_type",
        "none of particular, professional",
    ),
    "severity": (
        MOTOS,
        put(category_warning, "severity", "fatal"),
        "CATEGORY_WARNINGS[matricula_requiere_luz].severity",
        "none of info",
    ),
    "image type": (
        MOTORHOMES,
        put(lambda d: d.element("PLACA_SOLAR")["images"][0], "image_type", "photo"),
        "ELEMENTS[PLACA_SOLAR].images[PLACA_SOLAR].image_type",
        "none of example",
    ),
    "field type": (
        MOTORHOMES,
        put(solar_field("marca"), "field_type", "string"),
        "ELEMENTS[PLACA_SOLAR].required_fields[marca].field_type",
        "none of text",
    ),
    "service scope": (
        MOTOS,
        put(lambda d: d.module.ADDITIONAL_SERVICES[0], "applies_to", "sometimes"),
        "ADDITIONAL_SERVICES[CERT_TALLER].applies_to",
        "none of always",
    ),
    "section type": (
        MOTOS,
        put(lambda d: d.module.PROMPT_SECTIONS[0], "section_type", "intro"),
        "PROMPT_SECTIONS[",
        "none of algorithm",
    ),
    # JSONB schemas and column lengths
    "unknown rule": (
        MOTORHOMES,
        put(lambda d: solar_field("marca")(d)["validation_rules"], "min", 3),
        "ELEMENTS[PLACA_SOLAR].required_fields[marca].validation_rules.min",
        "Extra",
    ),
    "rule bounds crossed": (
        MOTORHOMES,
        put(solar_field("potencia_w"), "validation_rules", {"min_value": 9, "max_value": 3}),
        "ELEMENTS[PLACA_SOLAR].required_fields[potencia_w].validation_rules",
        "greater than",
    ),
    "pattern that RE2 refuses": (
        MOTORHOMES,
        put(solar_field("medidas"), "validation_rules", {"pattern": "(?=x)", "pattern_hint": "Una x"}),
        "ELEMENTS[PLACA_SOLAR].required_fields[medidas].validation_rules",
        "RE2",
    ),
    "unknown trigger": (
        MOTOS,
        put(lambda d: category_warning(d)["trigger_conditions"], "any_element", ["MATRICULA"]),
        "CATEGORY_WARNINGS[matricula_requiere_luz].trigger_conditions.any_element",
        "Extra",
    ),
    "wrong list quota": (
        MOTOS,
        put(lambda d: d.tier("T3")["classification_rules"]["lists"]["BASE"], "max", -2),
        "TIERS[T3].classification_rules.lists.BASE.max",
        "greater than or equal",
    ),
    "empty keyword": (
        MOTOS,
        add(lambda d: escape(d)["keywords"], " "),
        "ELEMENTS[ESCAPE].keywords.",
        "pattern",
    ),
    "too long": (MOTOS, put(escape, "name", "E" * 201), "ELEMENTS[ESCAPE].name", "holds 200"),
    # Codes
    "code alphabet": (
        MOTOS,
        put(lambda d: d.module.ADDITIONAL_SERVICES[0], "code", "cert-taller"),
        "ADDITIONAL_SERVICES[cert-taller].code",
        "does not fit",
    ),
    "element twice": (
        MOTOS,
        lambda d: d.module.ELEMENTS.append(copy.deepcopy(escape(d))),
        "ELEMENTS[ESCAPE].code",
        "already used",
    ),
    "tier twice": (
        MOTOS,
        lambda d: d.module.TIERS.append(copy.deepcopy(d.tier("T1"))),
        "TIERS[T1].code",
        "already used",
    ),
    "warning twice in different scopes": (
        MOTOS,
        lambda d: d.tier("T1")["warnings"].append(copy.deepcopy(d.module.CATEGORY_WARNINGS[0])),
        "reforma_inspeccion_itv].code",
        "already used",
    ),
    "service twice": (
        MOTOS,
        lambda d: d.module.ADDITIONAL_SERVICES.append(copy.deepcopy(d.module.ADDITIONAL_SERVICES[0])),
        "ADDITIONAL_SERVICES[CERT_TALLER].code",
        "already used",
    ),
    "document twice": (
        MOTOS,
        lambda d: d.module.BASE_DOCUMENTATION.append(copy.deepcopy(d.module.BASE_DOCUMENTATION[0])),
        "BASE_DOCUMENTATION[FICHA_TECNICA].code",
        "already used",
    ),
    "prompt section twice": (
        MOTOS,
        lambda d: d.module.PROMPT_SECTIONS.append(copy.deepcopy(d.module.PROMPT_SECTIONS[0])),
        "PROMPT_SECTIONS[",
        "already used",
    ),
    "image twice in an element": (
        MOTORHOMES,
        lambda d: d.element("PLACA_SOLAR")["images"].append(
            copy.deepcopy(d.element("PLACA_SOLAR")["images"][0])
        ),
        "ELEMENTS[PLACA_SOLAR].images[1]",
        "comes twice",
    ),
    "field twice in an element": (
        MOTORHOMES,
        lambda d: d.element("PLACA_SOLAR")["required_fields"].append(copy.deepcopy(solar_field("marca")(d))),
        "ELEMENTS[PLACA_SOLAR].required_fields[6]",
        "comes twice",
    ),
    "slug of another": (
        MOTOS,
        put(lambda d: d.module.CATEGORY, "slug", "motos"),
        "CATEGORY.slug",
        "differs from CATEGORY_SLUG",
    ),
    "no documentation": (
        MOTOS,
        lambda d: d.module.BASE_DOCUMENTATION.clear(),
        "BASE_DOCUMENTATION",
        "without any",
    ),
    # Texts
    "empty text": (MOTOS, put(escape, "description", " "), "ELEMENTS[ESCAPE].description", "empty text"),
    "doubled space": (
        MOTOS,
        put(escape, "description", "Cambio  de escape."),
        "ELEMENTS[ESCAPE].description",
        "doubled spaces",
    ),
    "no full stop": (
        MOTOS,
        put(escape, "description", "Cambio de escape"),
        "ELEMENTS[ESCAPE].description",
        "full stop",
    ),
    "title with a full stop": (
        MOTOS,
        put(escape, "name", "Escape."),
        "ELEMENTS[ESCAPE].name",
        "no full stop",
    ),
    "question without its opening mark": (
        MOTOS,
        put(lambda d: d.element("SUSPENSION"), "question_hint", "Delantera o trasera?"),
        "ELEMENTS[SUSPENSION].question_hint",
        "do not pair",
    ),
    "hint that asks nothing": (
        MOTOS,
        put(lambda d: d.element("SUSPENSION"), "question_hint", "Delantera o trasera."),
        "ELEMENTS[SUSPENSION].question_hint",
        "no question",
    ),
    "decomposed accent": (
        MOTOS,
        put(escape, "description", "Homologacio\u0301n."),
        "ELEMENTS[ESCAPE].description",
        "NFC",
    ),
    "space before a comma": (
        MOTOS,
        put(escape, "description", "Escape , silenciador."),
        "ELEMENTS[ESCAPE].description",
        "space before",
    ),
    "empty prompt": (
        MOTOS,
        put(lambda d: d.module.PROMPT_SECTIONS[0], "content", "\n"),
        "].content",
        "empty text",
    ),
    "version zero": (
        MOTOS,
        put(lambda d: d.module.PROMPT_SECTIONS[0], "version", 0),
        "].version",
        "count from 1",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_mutation_is_caught_at_its_place(name: str) -> None:
    assert_caught(CASES[name])
