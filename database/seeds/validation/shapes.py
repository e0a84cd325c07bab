"""The TypedDict shapes of `data/common.py`, checked strictly: no missing, unknown or mistyped key."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError

from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    PromptSectionData,
    TierData,
    TierMapping,
    UntariffedWorkData,
    WarningData,
)
from database.seeds.validation.problems import Problem, path_to

# Only a list can carry a configuration: Pydantic refuses one for a bare TypedDict.
_STRICT: Final = ConfigDict(strict=True, extra="forbid")
_SHAPES: Final[dict[str, TypeAdapter[Any]]] = {
    "CATEGORY": TypeAdapter(list[CategoryData], config=_STRICT),
    "TIERS": TypeAdapter(list[TierData], config=_STRICT),
    "ELEMENTS": TypeAdapter(list[ElementData], config=_STRICT),
    "CATEGORY_WARNINGS": TypeAdapter(list[WarningData], config=_STRICT),
    "ADDITIONAL_SERVICES": TypeAdapter(list[AdditionalServiceData], config=_STRICT),
    "BASE_DOCUMENTATION": TypeAdapter(list[BaseDocumentationData], config=_STRICT),
    "PROMPT_SECTIONS": TypeAdapter(list[PromptSectionData], config=_STRICT),
    "UNTARIFFED_WORKS": TypeAdapter(list[UntariffedWorkData], config=_STRICT),
}
# A category without any need not say so.
_OPTIONAL: Final = frozenset({"UNTARIFFED_WORKS"})
_MAPPING: Final = TypeAdapter(list[TierMapping], config=_STRICT)


def shape_problems(module: object, mapping: object) -> Iterator[Problem]:
    """Missing constants of the data module and whatever does not fit its shape, mapping included."""
    slug = getattr(module, "CATEGORY_SLUG", None)
    if not isinstance(slug, str):
        yield Problem("CATEGORY_SLUG", "the data module must define it, as text")
    for name, shape in _SHAPES.items():
        if name in _OPTIONAL and not hasattr(module, name):
            continue
        if not hasattr(module, name):
            yield Problem(name, "the data module does not define it")
            continue
        value = getattr(module, name)
        if name == "CATEGORY":
            yield from _misfits(name, value, shape)
        elif not isinstance(value, list):
            yield Problem(name, f"must be a list, not {type(value).__name__}")
        else:
            for error in _errors(shape, value):
                yield Problem(path_to(name, value, error["loc"]), error["msg"])
    yield from _misfits("TIER_MAPPING", mapping, _MAPPING)


def _misfits(name: str, value: object, shape: TypeAdapter[Any]) -> Iterator[Problem]:
    for error in _errors(shape, [value]):
        yield Problem(path_to(name, value, error["loc"][1:]), error["msg"])


def _errors(shape: TypeAdapter[Any], value: object) -> list[Any]:
    try:
        shape.validate_python(value)
    except ValidationError as error:
        return list(error.errors(include_url=False, include_input=False))
    return []
