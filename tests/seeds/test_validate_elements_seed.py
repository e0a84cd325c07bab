"""Every rule of the seed validation catches a mutation of the real data, and names its place."""

import copy
import importlib
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from database.seeds import run_all_seeds, validate_elements_seed
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.validate_elements_seed import Problem, report_lines, validate_all, validate_category
from database.seeds.validation.tariff import list_quota, priced_elements, quota_of


class Data:
    """A deep copy of the data of one category, free to be broken."""

    def __init__(self, slug: str) -> None:
        source: Any = next(m for m in run_all_seeds.CATEGORY_MODULES if slug == m.CATEGORY_SLUG)
        names = [name for name in vars(importlib.import_module(source.__name__)) if name.isupper()]
        self.module: Any = SimpleNamespace(**{name: copy.deepcopy(getattr(source, name)) for name in names})
        self.mapping: Any = copy.deepcopy(get_tier_mapping(slug))

    def element(self, code: str) -> Any:
        return next(item for item in self.module.ELEMENTS if item["code"] == code)

    def tier(self, code: str) -> Any:
        return next(item for item in self.module.TIERS if item["code"] == code)

    def field(self, element: str, name: str) -> Any:
        return next(item for item in self.element(element)["required_fields"] if item["field_name"] == name)

    def config(self, tier: str) -> Any:
        return self.mapping["TIER_CONFIGS"][tier]

    def problems(self) -> list[Problem]:
        return validate_category(self.module, self.mapping)


MOTOS, MOTORHOMES = "motos-part", "aseicars-prof"
Mutation = Callable[[Data], object]


def put(find: Callable[[Data], Any], key: Any, value: Any) -> Mutation:
    """Set one key of what `find` returns."""

    def mutate(data: Data) -> None:
        find(data)[key] = value

    return mutate


def drop(find: Callable[[Data], Any], key: Any) -> Mutation:
    """Remove one key of what `find` returns."""

    def mutate(data: Data) -> None:
        del find(data)[key]

    return mutate


def add(find: Callable[[Data], Any], value: Any) -> Mutation:
    """Append to the list that `find` returns."""
    return lambda data: find(data).append(copy.deepcopy(value))


def both(*mutations: Mutation) -> Mutation:
    """One mutation after another."""
    return lambda data: [mutate(data) for mutate in mutations]


def escape(data: Data) -> Any:
    return data.element("ESCAPE")


def solar_field(name: str) -> Callable[[Data], Any]:
    return lambda data: data.field("PLACA_SOLAR", name)


def category_warning(data: Data) -> Any:
    return data.module.CATEGORY_WARNINGS[2]


CASES: dict[str, tuple[str, Mutation, str, str]] = {
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
        "pattern",
    ),
    "example out of bounds": (
        MOTORHOMES,
        put(solar_field("potencia_w"), "example_value", "5000"),
        "ELEMENTS[PLACA_SOLAR].required_fields[potencia_w].example_value",
        "above max_value",
    ),
    "example no option": (
        MOTORHOMES,
        put(solar_field("fijacion"), "example_value", "Cuerda"),
        "ELEMENTS[PLACA_SOLAR].required_fields[fijacion].example_value",
        "none of the options",
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
    # Prices
    "negative price": (
        MOTOS,
        put(lambda d: d.tier("T6"), "price", Decimal("-1.00")),
        "TIERS[T6].price",
        "no amount",
    ),
    "one decimal": (
        MOTOS,
        put(lambda d: d.tier("T6"), "price", Decimal("140.0")),
        "TIERS[T6].price",
        "two decimals",
    ),
    "tier that is never quoted": (
        MOTOS,
        put(lambda d: d.tier("T5"), "price", Decimal("230.00")),
        "TIERS[T5].price",
        "never quoted, T4",
    ),
    # Tier mapping
    "unknown element in a tier": (
        MOTOS,
        add(lambda d: d.config("T1")["elements"], "TURBO"),
        "TIER_MAPPING.TIER_CONFIGS.T1",
        "there is no element 'TURBO'",
    ),
    "element twice in a tier": (
        MOTOS,
        add(lambda d: d.config("T1")["elements"], "MOTOR"),
        "TIER_MAPPING.TIER_CONFIGS.T1",
        "comes twice",
    ),
    "element in no tier": (
        MOTOS,
        lambda d: d.module.ELEMENTS.append({**copy.deepcopy(escape(d)), "code": "TURBO"}),
        "TIER_MAPPING.TIER_CONFIGS",
        "no tier admits element 'TURBO'",
    ),
    "tier without configuration": (
        MOTOS,
        drop(lambda d: d.mapping["TIER_CONFIGS"], "T6"),
        "TIER_MAPPING.TIER_CONFIGS",
        "tier 'T6' is not configured",
    ),
    "configuration of no tier": (
        MOTOS,
        put(lambda d: d.mapping["TIER_CONFIGS"], "T7", {"elements": [], "inherited_tiers": []}),
        "TIER_MAPPING.TIER_CONFIGS.T7",
        "there is no tier 'T7'",
    ),
    "unknown inherited tier": (
        MOTOS,
        add(lambda d: d.config("T1")["inherited_tiers"], "T9"),
        "TIER_MAPPING.TIER_CONFIGS.T1.inherited_tiers",
        "there is no tier 'T9'",
    ),
    "circular tiers": (
        MOTOS,
        add(lambda d: d.config("T4")["inherited_tiers"], "T6"),
        "].inherited_tiers".replace("]", ""),
        "circular tiers",
    ),
    "inherits nothing": (
        MOTOS,
        put(lambda d: d.config("T6")["inherited_tiers"][0], "max", 0),
        "TIER_MAPPING.TIER_CONFIGS.T6.inherited_tiers",
        "admits nothing",
    ),
    "quota of nothing": (
        MOTOS,
        put(lambda d: d.config("T3")["quotas"]["PROJECT"], "max", 0),
        "TIER_MAPPING.TIER_CONFIGS.T3.quotas.PROJECT",
        "admit nothing",
    ),
    "priced element in no list": (
        MOTOS,
        lambda d: d.mapping["LISTS"].update(SEATS=[]),
        "TIER_MAPPING.LISTS",
        "'AUMENTO_PLAZAS' is in no list",
    ),
    "element in two lists": (
        MOTOS,
        lambda d: d.mapping["LISTS"].update(SEATS=["AUMENTO_PLAZAS", "MOTOR"]),
        "TIER_MAPPING.LISTS.SEATS",
        "already in COMPLEX",
    ),
    # What tiers say of themselves
    "quota of a list": (
        MOTOS,
        put(lambda d: d.tier("T2")["classification_rules"]["lists"]["BASE"], "max", 5),
        "TIERS[T2].classification_rules.lists.BASE",
        "says max 5, min 0; the mapping gives max 4, min 0",
    ),
    "quota through inheritance": (
        MOTOS,
        put(lambda d: d.config("T5")["inherited_tiers"][0], "max", 3),
        "TIERS[T5].classification_rules.lists.BASE",
        "the mapping gives max 3",
    ),
    "required list": (
        MOTORHOMES,
        drop(lambda d: d.config("T2")["quotas"]["MEDIUM"], "min"),
        "TIERS[T2].classification_rules.lists.MEDIUM",
        "the mapping gives max 1, min 0",
    ),
    "list left out": (
        MOTOS,
        drop(lambda d: d.tier("T2")["classification_rules"]["lists"], "SEATS"),
        "TIERS[T2].classification_rules.lists.SEATS",
        "says max 0",
    ),
    "unknown list": (
        MOTOS,
        put(lambda d: d.tier("T2")["classification_rules"]["lists"], "EXTRA", {"max": 1}),
        "TIERS[T2].classification_rules.lists.EXTRA",
        "no such list",
    ),
    "list treated unevenly": (
        MOTOS,
        lambda d: d.config("T3")["quotas"]["PROJECT"].update(elements=["CARENADO"]),
        "TIER_MAPPING.TIER_CONFIGS.T3",
        "differently",
    ),
    "max_elements": (
        MOTOS,
        put(lambda d: d.tier("T3"), "max_elements", 2),
        "TIERS[T3].max_elements",
        "the mapping admits 3",
    ),
    "min_elements": (
        MOTOS,
        put(lambda d: d.tier("T3"), "min_elements", 2),
        "TIERS[T3].min_elements",
        "the mapping asks for 1",
    ),
    "project left out": (
        MOTOS,
        both(
            put(lambda d: d.tier("T4"), "requires_project", True),
            put(lambda d: d.tier("T5"), "requires_project", False),
        ),
        "TIERS[T5].requires_project",
        "includes 'T4' with project",
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


@pytest.mark.parametrize("slug", [MOTOS, MOTORHOMES])
def test_real_data_is_sound(slug: str) -> None:
    assert Data(slug).problems() == []


@pytest.mark.parametrize("name", CASES)
def test_mutation_is_caught_at_its_place(name: str) -> None:
    slug, mutate, path, message = CASES[name]
    data = Data(slug)
    mutate(data)
    found = data.problems()
    assert any(path in item.path and message in item.message for item in found), found


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_removing_any_required_key_is_caught(draw: st.DataObject) -> None:
    data = Data(draw.draw(st.sampled_from([MOTOS, MOTORHOMES])))
    owner = draw.draw(st.sampled_from(["TIERS", "ELEMENTS", "CATEGORY_WARNINGS", "ADDITIONAL_SERVICES"]))
    item = draw.draw(st.sampled_from(getattr(data.module, owner)))
    required = {"TIERS": "price", "ELEMENTS": "keywords", "CATEGORY_WARNINGS": "message"}
    key = required.get(owner, "name")
    del item[key]
    assert [problem.path for problem in data.problems()] == [f"{owner}[{item['code']}].{key}"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_taking_an_element_out_of_every_tier_is_caught(draw: st.DataObject) -> None:
    data = Data(draw.draw(st.sampled_from([MOTOS, MOTORHOMES])))
    listed = sorted({code for codes in data.mapping["LISTS"].values() for code in codes})
    code = draw.draw(st.sampled_from(listed))
    # Lists are shared between tiers, as in the data module.
    for config in data.mapping["TIER_CONFIGS"].values():
        for holder in (config, *config.get("quotas", {}).values()):
            holder["elements"] = [item for item in holder["elements"] if item != code]
    problems = data.problems()
    assert any(f"no tier admits '{code}'" in item.message for item in problems)


def test_quota_is_what_the_published_tariff_says() -> None:
    mapping = get_tier_mapping(MOTOS)
    lists = mapping["LISTS"]
    assert list_quota(mapping, "T2", lists["PROJECT"]) == 2
    assert list_quota(mapping, "T2", lists["BASE"]) == 4
    assert list_quota(mapping, "T2", lists["SEATS"]) is None
    assert list_quota(mapping, "T2", lists["COMPLEX"]) == 0
    assert list_quota(mapping, "T6", lists["BASE"]) == 1
    assert quota_of(mapping, "T3", [*lists["PROJECT"], *lists["BASE"]]) == 3
    motorhomes = get_tier_mapping(MOTORHOMES)
    assert quota_of(motorhomes, "T5", sorted(priced_elements(motorhomes))) == 5


def test_report_names_every_problem() -> None:
    modules = run_all_seeds.CATEGORY_MODULES
    slug = modules[0].CATEGORY_SLUG
    found: dict[str, list[Problem]] = {module.CATEGORY_SLUG: [] for module in modules}
    found[slug] = [Problem("ELEMENTS[X].name", "empty text: ''")]
    lines = report_lines(modules, found)
    assert lines[0] == f"❌ {slug}: 1 problem"
    assert lines[1] == "   ❌ ELEMENTS[X].name: empty text: ''"
    assert lines[2].startswith("✅ aseicars-prof: 51 elements")


def test_a_category_without_mapping_is_a_problem() -> None:
    stranger: Any = SimpleNamespace(CATEGORY_SLUG="barcos")
    found = validate_all([stranger])
    assert found["barcos"][0].path == "TIER_MAPPING"
    assert "barcos" in found["barcos"][0].message


def test_command_fails_on_a_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Data(MOTOS)
    escape(data)["keywords"] = []
    monkeypatch.setattr(run_all_seeds, "CATEGORY_MODULES", [data.module])
    assert validate_elements_seed.main() == 1
    assert "ELEMENTS[ESCAPE].keywords" in capsys.readouterr().out


def test_command_needs_no_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "database.seeds.validate_elements_seed"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✅") == 2
