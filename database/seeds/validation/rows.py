"""Every row that the data of a category becomes, with the rules that hold for its kind.

What a column holds is read from the models (lengths, JSONB schemas), so a rule is written once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import String

from database.jsonb.types import JsonbValidationError, ValidatedJSONB
from database.models import (
    AdditionalService,
    Base,
    BaseDocumentation,
    Element,
    ElementImage,
    ElementRequiredField,
    ElementWarningAssociation,
    TariffPromptSection,
    TariffTier,
    UntariffedWork,
    VehicleCategory,
    Warning,
)
from database.seeds.seeders.category import CategoryDataModule, untariffed_works
from database.seeds.validation.problems import Problem, named
from shared.vocabularies import (
    BeyondKind,
    ClientType,
    ConditionOperator,
    FieldType,
    ImageType,
    PromptSectionType,
    ServiceKind,
    ServiceScope,
    Severity,
    ShowCondition,
)

UPPER_CODE: Final = r"[A-Z0-9_]+"
ANY_CODE: Final = r"[A-Za-z0-9_]+"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a kind of row: its models, the pattern of its code, its closed vocabularies, and
    which of its texts are whole sentences, questions or mere labels."""

    models: tuple[type[Base], ...]
    code_key: str = "code"
    code_pattern: str = UPPER_CODE
    vocabularies: Mapping[str, type[StrEnum]] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row with its path."""

    path: str
    kind: Kind
    data: Mapping[str, Any]


CATEGORY: Final = Kind(
    (VehicleCategory,),
    code_key="slug",
    code_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    vocabularies={"client_type": ClientType},
    sentences=("description",),
    labels=("name",),
)
TIER: Final = Kind((TariffTier,), sentences=("description",), labels=("name",))
WARNING: Final = Kind(
    (Warning, ElementWarningAssociation),
    code_pattern=ANY_CODE,
    vocabularies={"severity": Severity, "show_condition": ShowCondition},
    sentences=("message",),
)
ELEMENT: Final = Kind((Element,), sentences=("description",), questions=("question_hint",), labels=("name",))
IMAGE: Final = Kind(
    (ElementImage,),
    vocabularies={"image_type": ImageType},
    sentences=("description", "user_instruction"),
    labels=("title", "alt_text"),
    columns={"url": "image_url"},
)
FIELD: Final = Kind(
    (ElementRequiredField,),
    code_key="field_name",
    code_pattern=r"[a-z][a-z0-9_]*",
    vocabularies={"field_type": FieldType, "condition_operator": ConditionOperator},
    sentences=("instruction",),
    labels=("field_label",),
)
SERVICE: Final = Kind(
    (AdditionalService,),
    vocabularies={"kind": ServiceKind, "applies_to": ServiceScope},
    sentences=("description",),
    labels=("name",),
)
DOCUMENT: Final = Kind((BaseDocumentation,), sentences=("description",), labels=("title",))
PROMPT: Final = Kind(
    (TariffPromptSection,), code_pattern=ANY_CODE, vocabularies={"section_type": PromptSectionType}
)

WORK: Final = Kind(
    (UntariffedWork,), vocabularies={"what": BeyondKind}, sentences=("answer",), labels=("name",)
)


def data_rows(module: CategoryDataModule) -> Iterator[DataRow]:
    """Every row of the category, owners before what they own."""
    yield DataRow("CATEGORY", CATEGORY, module.CATEGORY)
    lists: tuple[tuple[str, Kind, Any], ...] = (
        ("TIERS", TIER, module.TIERS),
        ("ELEMENTS", ELEMENT, module.ELEMENTS),
        ("CATEGORY_WARNINGS", WARNING, module.CATEGORY_WARNINGS),
        ("ADDITIONAL_SERVICES", SERVICE, module.ADDITIONAL_SERVICES),
        ("BASE_DOCUMENTATION", DOCUMENT, module.BASE_DOCUMENTATION),
        ("PROMPT_SECTIONS", PROMPT, module.PROMPT_SECTIONS),
        ("UNTARIFFED_WORKS", WORK, untariffed_works(module)),
    )
    for name, kind, items in lists:
        for path, item in named(name, items):
            yield DataRow(path, kind, item)
            for key, owned in (("warnings", WARNING), ("images", IMAGE), ("required_fields", FIELD)):
                for owned_path, row in named(f"{path}.{key}", item.get(key, [])):
                    yield DataRow(owned_path, owned, row)


def vocabulary_problems(row: DataRow) -> Iterator[Problem]:
    """Words outside their closed vocabulary."""
    for key, words in row.kind.vocabularies.items():
        if key in row.data and row.data[key] not in {word.value for word in words}:
            allowed = ", ".join(word.value for word in words)
            yield Problem(f"{row.path}.{key}", f"'{row.data[key]}' is none of {allowed}")


def column_problems(row: DataRow) -> Iterator[Problem]:
    """Values that their column would refuse: too long, or JSON that does not fit its schema."""
    for model in row.kind.models:
        columns = model.__table__.columns
        for key, value in row.data.items():
            column = columns.get(row.kind.columns.get(key, key))
            if column is None or value is None:
                continue
            if isinstance(column.type, ValidatedJSONB):
                try:
                    column.type.validate(key, value)
                except JsonbValidationError as error:
                    yield from (Problem(f"{row.path}.{path}", text) for path, text in error.problems)
            elif isinstance(column.type, String) and column.type.length and len(value) > column.type.length:
                yield Problem(
                    f"{row.path}.{key}", f"{len(value)} characters, the column holds {column.type.length}"
                )
