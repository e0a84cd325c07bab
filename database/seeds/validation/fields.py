"""Rules of required fields: options, examples, and conditions on earlier fields of the same element."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, assert_never
from uuid import UUID

from database.seeds.validation.category import repeated
from database.seeds.validation.cycles import find_cycle
from database.seeds.validation.problems import Problem, named
from domain.catalogue import CatalogueField
from domain.catalogue.schemas import ValidationRules
from domain.fields import Rejected, check_answer, reading_of
from domain.fields.required import holds
from domain.fields.wording import words
from domain.folding import fold_line
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
    """Why `answer`, as typed by a client, is no answer to the field; None when it is one.

    It is read as a client's answer is, so what is refused here is refused there.
    """
    if item["field_type"] == FieldType.PHOTO:
        return "a photo has no example text"
    result = check_answer(_field(item), answer)
    if isinstance(result, Rejected):
        return f"'{answer}' is refused: {result.message}"
    if item["field_type"] == FieldType.SELECT and result.value != answer:
        return f"'{answer}' is none of the options; write '{result.value}'"
    return None


def _field(item: Mapping[str, Any]) -> CatalogueField:
    """The field as the services see it once it is seeded."""
    return CatalogueField(
        id=UUID(int=0),
        name=item["field_name"],
        label=item.get("field_label", item["field_name"]),
        field_type=FieldType(item["field_type"]),
        is_required=item.get("is_required", True),
        options=tuple(item.get("options", [])),
        rules=ValidationRules.model_validate(item.get("validation_rules", {})),
        example=item.get("example_value"),
        instruction=item.get("instruction"),
        condition=None,
    )


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
    elif fault := _value_fault(asked, ConditionOperator(operator), value):
        yield Problem(f"{path}.condition_value", fault)


def _value_fault(asked: Mapping[str, Any], operator: ConditionOperator, value: str) -> str | None:
    """Why the condition can't tell answers apart by this value."""
    field = _field(asked)
    match field.field_type:
        case FieldType.BOOLEAN:
            return None if value in _YES_NO else f"'{value}' is neither true nor false"
        case FieldType.SELECT:
            return _option_fault(field, operator, value)
        case FieldType.TEXT if operator == ConditionOperator.CONTAINS:
            return None if value.strip() else "everything contains an empty text"
        case FieldType.TEXT:
            return answer_fault(asked, value)
        case FieldType.NUMBER | FieldType.DATE | FieldType.PHOTO:
            readable = (
                any(character.isdigit() for character in value) and reading_of(field, value) is not None
            )
            return None if readable else f"'{value}' is no {field.field_type}"
        case _:
            assert_never(field.field_type)


def _option_fault(field: CatalogueField, operator: ConditionOperator, value: str) -> str | None:
    """Why no option can fulfil the condition, or every option only by a piece of a word."""
    if operator != ConditionOperator.CONTAINS:
        is_option = any(holds(field, option, ConditionOperator.EQUALS, value) for option in field.options)
        return None if is_option else f"'{value}' is none of the options"
    if not any(holds(field, option, operator, value) for option in field.options):
        return f"no option contains '{value}'"
    wanted = words(fold_line(value))
    whole = any(set(wanted) <= set(words(fold_line(option))) for option in field.options)
    return None if wanted and whole else f"'{value}' is a piece of a word; write a whole one"
