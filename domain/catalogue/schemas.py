"""Schemas of the JSONB columns of the tariff catalogue."""

from typing import Annotated, Any, Self, TypeVar

import re2
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]{1,50}$")]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Codes = list[Code]
Phrases = list[Phrase]
Options = list[Phrase]
_Item = TypeVar("_Item")


def _as_tuple(value: Any) -> Any:
    # JSON has lists only, and what is stored is read strictly.
    return tuple(value) if isinstance(value, list) else value


Listed = Annotated[tuple[_Item, ...], BeforeValidator(_as_tuple)]
"""An immutable list of a JSON value."""


class StrictSchema(BaseModel):
    """Unknown keys are errors: a typing slip in a rule must not pass as 'no rule'."""

    model_config = ConfigDict(extra="forbid")


class ListQuota(StrictSchema):
    """How many elements of one tariff list a tier takes; `max` None means no bound."""

    max: Annotated[int, Field(ge=0)] | None
    min: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.max is not None and self.min > self.max:
            raise ValueError(f"min ({self.min}) is greater than max ({self.max})")
        return self


class ClassificationRules(StrictSchema):
    """`tariff_tiers.classification_rules`: what the published tariff says of a tier, for the prompt and as
    a cross-check. The engine decides by `tier_element_inclusions` alone (design, "The tariff engine")."""

    summary: str = ""
    lists: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z0-9_]+$")], ListQuota] = {}


class TriggerConditions(StrictSchema):
    """`warnings.trigger_conditions`: when a warning applies; every key given must hold.

    `min_quantity` and `max_quantity` bound the total units of `any_elements` asked, or of the whole
    request when `any_elements` is absent.
    """

    any_elements: list[Code] | None = None
    all_elements: list[Code] | None = None
    none_elements: list[Code] | None = None
    min_quantity: Annotated[int, Field(ge=1)] | None = None
    max_quantity: Annotated[int, Field(ge=0)] | None = None
    tier_codes: list[Code] | None = None
    requires_project: bool | None = None


class ValidationRules(StrictSchema):
    """`element_required_fields.validation_rules`: bounds of an answer, by field type."""

    min_value: int | float | None = None
    max_value: int | float | None = None
    integer_only: bool | None = None
    unit: Annotated[str, StringConstraints(min_length=1, max_length=20)] | None = None
    min_length: Annotated[int, Field(ge=0)] | None = None
    max_length: Annotated[int, Field(ge=1)] | None = None
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    pattern_hint: str | None = None
    min_date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    max_date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for low, high in (("min_value", "max_value"), ("min_length", "max_length"), ("min_date", "max_date")):
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise ValueError(f"{low} ({least}) is greater than {high} ({most})")
        if self.pattern is not None:
            # RE2 runs in linear time: a pattern typed by staff can never hang the process.
            try:
                re2.compile(self.pattern)
            except re2.error as error:
                raise ValueError(f"pattern is not a regular expression of RE2: {error}") from None
        return self


class ElementMetadata(BaseModel):
    """`elements.metadata`: free notes of staff and integrations; keys are not closed."""

    model_config = ConfigDict(extra="allow")
