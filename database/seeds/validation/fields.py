"""Rules of required fields: options, examples, and conditions on earlier fields of the same element."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, assert_never

import re2

from database.seeds.validation.category import repeated
from database.seeds.validation.cycles import find_cycle
from database.seeds.validation.problems import Problem, named
from shared.vocabularies import ConditionOperator, FieldType

_EQUALITY: Final = {ConditionOperator.EQUALS, ConditionOperator.NOT_EQUALS}
_ORDER: Final = {ConditionOperator.GREATER_THAN, ConditionOperator.LESS_THAN}
OPERATORS: Final[Mapping[str, set[ConditionOperator]]] = {
    FieldType.TEXT: _EQUALITY | {ConditionOperator.CONTAINS},
    FieldType.SELECT: _EQUALITY | {ConditionOperator.CONTAINS},
    FieldType.NUMBER: _EQUALITY | _ORDER,
    FieldType.DATE: _EQUALITY | _ORDER,
    FieldType.BOOLEAN: _EQUALITY,
    FieldType.PHOTO: set(),
}
_YES_NO: Final = {"true", "false"}
_RULES: Final[Mapping[str, set[str]]] = {
    FieldType.NUMBER: {"min_value", "max_value", "integer_only", "unit"},
    FieldType.TEXT: {"min_length", "max_length", "pattern", "pattern_hint"},
    FieldType.DATE: {"min_date", "max_date"},
    FieldType.BOOLEAN: set(),
    FieldType.SELECT: set(),
    FieldType.PHOTO: set(),
}


def field_problems(path: str, element: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything wrong with the required fields of one element."""
    fields = element.get("required_fields", [])
    yield from repeated(f"{path}.required_fields", [item["field_name"] for item in fields])
    earlier: dict[str, Mapping[str, Any]] = {}
    by_name = {item["field_name"]: item for item in fields}
    for field_path, item in named(f"{path}.required_fields", fields):
        yield from _option_problems(field_path, item)
        yield from _rule_problems(field_path, item)
        example = item.get("example_value")
        if example is not None and (fault := answer_fault(item, example)):
            yield Problem(f"{field_path}.example_value", fault)
        yield from _condition_problems(field_path, item, earlier, by_name)
        earlier[item["field_name"]] = item
    conditions = {
        item["field_name"]: [item["condition_field_name"]]
        for item in fields
        if item.get("condition_field_name") in by_name
    }
    if circle := find_cycle(conditions):
        yield Problem(
            f"{path}.required_fields[{circle[0]}].condition_field_name",
            f"circular conditions: {' → '.join(circle)}",
        )


def _option_problems(path: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    options = item.get("options", [])
    is_select = item["field_type"] == FieldType.SELECT
    if is_select and len(options) < 2:
        yield Problem(f"{path}.options", "a select offers at least two options")
    if options and not is_select:
        yield Problem(f"{path}.options", f"a {item['field_type']} field has no options")
    yield from repeated(f"{path}.options", options)
    for index, option in enumerate(options):
        if option != option.strip():
            yield Problem(f"{path}.options[{index}]", f"starts or ends with a space: {option!r}")


def _rule_problems(path: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    allowed = _RULES[item["field_type"]]
    rules = item.get("validation_rules", {})
    for key in rules:
        if key not in allowed:
            yield Problem(f"{path}.validation_rules.{key}", f"means nothing for a {item['field_type']} field")
    if "pattern" in rules and "pattern_hint" not in rules:
        yield Problem(f"{path}.validation_rules.pattern_hint", "tell the client what the pattern wants")


def answer_fault(item: Mapping[str, Any], answer: str) -> str | None:
    """Why `answer`, as typed by a client, is no answer to the field; None when it is one."""
    rules = item.get("validation_rules", {})
    kind = FieldType(item["field_type"])
    match kind:
        case FieldType.SELECT:
            return None if answer in item.get("options", []) else f"'{answer}' is none of the options"
        case FieldType.BOOLEAN:
            known = _YES_NO | {"Sí", "No"}
            return None if answer in known else f"'{answer}' is neither Sí nor No"
        case FieldType.NUMBER:
            return _number_fault(rules, answer)
        case FieldType.DATE:
            return None if _as_date(answer) else f"'{answer}' is no date (2026-01-31 or 31/01/2026)"
        case FieldType.TEXT:
            return _text_fault(rules, answer)
        case FieldType.PHOTO:
            return "a photo has no example text"
        case _:
            assert_never(kind)


def _number_fault(rules: Mapping[str, Any], answer: str) -> str | None:
    number = _as_number(answer)
    if number is None:
        return f"'{answer}' is no number"
    low, high = rules.get("min_value"), rules.get("max_value")
    if low is not None and number < Decimal(str(low)):
        return f"{answer} is below min_value ({low})"
    if high is not None and number > Decimal(str(high)):
        return f"{answer} is above max_value ({high})"
    if rules.get("integer_only") and number != number.to_integral_value():
        return f"{answer} is not whole"
    return None


def _text_fault(rules: Mapping[str, Any], answer: str) -> str | None:
    if len(answer) < rules.get("min_length", 0):
        return f"shorter than min_length ({rules['min_length']})"
    if len(answer) > rules.get("max_length", len(answer)):
        return f"longer than max_length ({rules['max_length']})"
    if "pattern" in rules and re2.search(rules["pattern"], answer) is None:
        return f"'{answer}' does not fit the pattern"
    return None


def _as_number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_date(text: str) -> date | None:
    parts = text.split("/")
    iso = "-".join(reversed(parts)) if len(parts) == 3 else text
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _condition_problems(
    path: str,
    item: Mapping[str, Any],
    earlier: Mapping[str, Mapping[str, Any]],
    by_name: Mapping[str, Mapping[str, Any]],
) -> Iterator[Problem]:
    keys = ("condition_field_name", "condition_operator", "condition_value")
    given = [key for key in keys if item.get(key) is not None]
    if not given:
        return
    if missing := [key for key in keys if key not in given]:
        yield Problem(f"{path}.{missing[0]}", f"a condition has all of {', '.join(keys)}")
        return
    name, operator, value = (item[key] for key in keys)
    if name not in by_name:
        yield Problem(f"{path}.condition_field_name", f"the element has no field '{name}'")
        return
    if name not in earlier:
        yield Problem(f"{path}.condition_field_name", f"'{name}' is not asked before it")
    asked = by_name[name]
    allowed = OPERATORS[asked["field_type"]]
    if operator not in allowed:
        yield Problem(
            f"{path}.condition_operator",
            f"'{operator}' does not fit the {asked['field_type']} field '{name}'",
        )
    elif fault := _value_fault(asked, operator, value):
        yield Problem(f"{path}.condition_value", fault)


def _value_fault(asked: Mapping[str, Any], operator: str, value: str) -> str | None:
    """Why the condition can't tell answers apart by this value."""
    kind = asked["field_type"]
    if kind == FieldType.BOOLEAN:
        return None if value in _YES_NO else f"'{value}' is neither true nor false"
    if kind == FieldType.NUMBER:
        return None if _as_number(value) is not None else f"'{value}' is no number"
    if operator == ConditionOperator.CONTAINS:
        options = asked.get("options", [])
        if kind == FieldType.SELECT and not any(value.lower() in option.lower() for option in options):
            return f"no option contains '{value}'"
        return None if value else "everything contains an empty text"
    return answer_fault(asked, value)
