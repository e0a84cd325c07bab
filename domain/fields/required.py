"""Which data of an element are asked, what an answer means, and what is still missing.

A field with a condition is asked once the answer it depends on has been given, can be read, and fulfils the
condition; a field whose condition field is hidden is hidden too, so chains of conditions fall together.
Answers of hidden fields are dropped. All functions are pure; answers go by field name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from rapidfuzz import process

from domain.catalogue import Catalogue, CatalogueField
from domain.catalogue.hierarchy import effective_fields
from domain.fields import Accepted, Rejected, Scalar, check_answer, reading_of
from domain.fields.messages import spanish_number
from domain.fields.number import number_of
from domain.folding import fold_line
from shared.vocabularies import ConditionOperator, FieldType

__all__ = [
    "Accepted",
    "Rejected",
    "Submission",
    "applicable_fields",
    "check_answer",
    "drop_hidden",
    "holds",
    "missing_fields",
    "next_field",
    "submit_answers",
]


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of answers given together.

    `answers`: everything valid and applicable, earlier answers included, ready to be stored. `accepted`: the
    part of it that is new. `rejected`: messages for the client by field name. `dropped`: names of answers,
    earlier or new, whose field does not apply. `missing`: required fields still without an answer, in order.
    """

    answers: Mapping[str, Scalar]
    accepted: Mapping[str, Scalar]
    rejected: Mapping[str, str]
    dropped: tuple[str, ...]
    missing: tuple[CatalogueField, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing required is missing and nothing was rejected."""
        return not self.missing and not self.rejected


def applicable_fields(
    catalogue: Catalogue, element_code: str, answers: Mapping[str, object]
) -> tuple[CatalogueField, ...]:
    """The fields of the element, inherited ones included, that apply given the answers so far, in order.

    Raises NotFoundError for an unknown element.
    """
    fields = effective_fields(catalogue, element_code)
    visible = _visible(fields, _readable(fields, answers))
    return tuple(field for field in fields if field.name in visible)


def drop_hidden(
    catalogue: Catalogue, element_code: str, answers: Mapping[str, Scalar]
) -> tuple[dict[str, Scalar], tuple[str, ...]]:
    """The answers whose fields apply, and the names of the others, in the order they came."""
    names = {field.name for field in applicable_fields(catalogue, element_code, answers)}
    kept = {name: value for name, value in answers.items() if name in names}
    return kept, tuple(name for name in answers if name not in names)


def missing_fields(
    catalogue: Catalogue,
    element_code: str,
    answers: Mapping[str, object],
    *,
    include_optional: bool = False,
) -> tuple[CatalogueField, ...]:
    """The applicable required fields without a valid answer, in order; optional ones too on request."""
    fields = effective_fields(catalogue, element_code)
    readable = _readable(fields, answers)
    visible = _visible(fields, readable)
    return tuple(
        field
        for field in fields
        if field.name in visible and field.name not in readable and (field.is_required or include_optional)
    )


def next_field(
    catalogue: Catalogue,
    element_code: str,
    answers: Mapping[str, object],
    *,
    include_optional: bool = False,
) -> CatalogueField | None:
    """The field to ask now, None when nothing is missing."""
    missing = missing_fields(catalogue, element_code, answers, include_optional=include_optional)
    return missing[0] if missing else None


def submit_answers(
    catalogue: Catalogue,
    element_code: str,
    answers: Mapping[str, object],
    new: Mapping[str, object],
    *,
    today: date | None = None,
) -> Submission:
    """Take `new` answers on top of earlier ones, all at once; the order they come in does not matter.

    A rejected new answer leaves the earlier one standing. An earlier answer that the rules no longer take is
    rejected as well. Raises NotFoundError for an unknown element; unknown field names are rejected by name.
    """
    fields = {field.name: field for field in effective_fields(catalogue, element_code)}
    rejected: dict[str, str] = {
        name: _unknown_field(name, tuple(fields)) for name in new if name not in fields
    }
    valid: dict[str, Scalar] = {}
    fresh: set[str] = set()
    for name, field in fields.items():
        for source in (new, answers):
            if name not in source:
                continue
            result = check_answer(field, source[name], today=today)
            if isinstance(result, Accepted):
                valid[name] = result.value
                if source is new:
                    fresh.add(name)
                break
            rejected.setdefault(name, result.message)
    visible = _visible(tuple(fields.values()), valid)
    given = dict.fromkeys((*answers, *new))
    kept = {name: value for name, value in valid.items() if name in visible}
    return Submission(
        answers=kept,
        accepted={name: value for name, value in kept.items() if name in fresh},
        rejected={name: text for name, text in rejected.items() if name in visible or name not in fields},
        dropped=tuple(name for name in given if name not in visible and (name in fields or name in answers)),
        missing=tuple(
            field
            for name, field in fields.items()
            if name in visible and name not in kept and field.is_required
        ),
    )


def holds(field: CatalogueField, answer: Scalar, operator: ConditionOperator, value: str) -> bool:
    """Whether the typed answer to `field` fulfils a condition; `value` is the catalogue's text.

    Numbers and dates compare as such, yes/no by meaning, other text without regard to case and accents.
    A value that means nothing for the field's type fulfils nothing.
    """
    match operator:
        case ConditionOperator.CONTAINS:
            return fold_line(value) in fold_line(_text(answer))
        case ConditionOperator.GREATER_THAN:
            return _is_beyond(field, answer, value, more=True)
        case ConditionOperator.LESS_THAN:
            return _is_beyond(field, answer, value, more=False)
        case ConditionOperator.EQUALS:
            return _equals(field, answer, value) is True
        case ConditionOperator.NOT_EQUALS:
            return _equals(field, answer, value) is False
        case _:
            assert_never(operator)


def _equals(field: CatalogueField, answer: Scalar, value: str) -> bool | None:
    """Whether answer and value mean the same; None when the value means nothing for the field's type."""
    expected = reading_of(field, value)
    if expected is None:
        return None
    if isinstance(answer, str) and isinstance(expected, str):
        return fold_line(answer) == fold_line(expected)
    return answer == expected


def _readable(fields: Sequence[CatalogueField], answers: Mapping[str, object]) -> dict[str, Scalar]:
    """The typed answers; what can't be read counts as not answered."""
    typed: dict[str, Scalar] = {}
    for field in fields:
        if field.name in answers:
            result = check_answer(field, answers[field.name])
            if isinstance(result, Accepted):
                typed[field.name] = result.value
    return typed


def _visible(fields: Sequence[CatalogueField], answers: Mapping[str, Scalar]) -> frozenset[str]:
    """Names of the fields that apply. Each field is decided once, after the field it depends on."""
    by_name = {field.name: field for field in fields}
    decided: dict[str, bool] = {}
    for start in fields:
        chain: list[CatalogueField] = []
        field: CatalogueField | None = start
        while field is not None and field.name not in decided:
            # Hidden until decided: a circle, which the database refuses, ends here with all of it hidden.
            decided[field.name] = False
            chain.append(field)
            field = by_name.get(field.condition.field_name) if field.condition else None
        for item in reversed(chain):
            decided[item.name] = _applies(item, by_name, decided, answers)
    return frozenset(name for name, is_visible in decided.items() if is_visible)


def _applies(
    field: CatalogueField,
    by_name: Mapping[str, CatalogueField],
    decided: Mapping[str, bool],
    answers: Mapping[str, Scalar],
) -> bool:
    condition = field.condition
    # A condition on a field that is switched off can't be answered; the field is asked of everybody.
    if condition is None or condition.field_name not in by_name:
        return True
    if not decided[condition.field_name] or condition.field_name not in answers:
        return False
    source = by_name[condition.field_name]
    return holds(source, answers[condition.field_name], condition.operator, condition.value)


def _is_beyond(field: CatalogueField, answer: Scalar, value: str, *, more: bool) -> bool:
    """Whether the answer is more (or less) than the value: as dates, else as numbers, else never."""
    match field.field_type:
        case FieldType.DATE:
            limit = reading_of(field, value)
            # ISO dates sort as text.
            if not isinstance(answer, str) or not isinstance(limit, str):
                return False
            return answer > limit if more else answer < limit
        case FieldType.NUMBER | FieldType.TEXT | FieldType.SELECT | FieldType.BOOLEAN | FieldType.PHOTO:
            given, bound = _number(field, answer), _number(field, value)
            if given is None or bound is None:
                return False
            return given > bound if more else given < bound
        case _:
            assert_never(field.field_type)


def _number(field: CatalogueField, value: Scalar) -> Decimal | None:
    """The number of an answer or of a condition value; other text («12 V») counts by the digits it states."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value))
    if field.field_type != FieldType.NUMBER and not re.search(r"[0-9]", value):
        return None
    return number_of(field, value)


def _text(answer: Scalar) -> str:
    """A typed answer as text: yes/no in Spanish, numbers with a decimal comma."""
    if isinstance(answer, bool):
        return "sí" if answer else "no"
    return answer if isinstance(answer, str) else spanish_number(answer)


def _unknown_field(name: str, known: Sequence[str]) -> str:
    nearest = [match[0] for match in process.extract(name, known, limit=1, score_cutoff=60)]
    hint = f" ¿Querías decir «{nearest[0]}»?" if nearest else ""
    return f"No se pide ningún dato con el nombre «{name}».{hint}"
