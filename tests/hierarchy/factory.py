"""Catalogues for tests of hierarchy, warnings and required data: written by hand or from the seed data."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from domain.catalogue import (
    Catalogue,
    CatalogueElement,
    CatalogueField,
    CatalogueImage,
    CatalogueTier,
    CatalogueWarning,
    FieldCondition,
    WarningDisplay,
    WarningScope,
)
from domain.catalogue.schemas import TriggerConditions, ValidationRules
from domain.tariff import InclusionRow, TierRow, compile_tariff
from shared.vocabularies import (
    ClientType,
    ConditionOperator,
    FieldType,
    ImageStatus,
    ImageType,
    Severity,
    ShowCondition,
)

SLUG = "prueba"


def identifier(*parts: str) -> UUID:
    return uuid5(NAMESPACE_OID, ":".join(parts))


def field(
    name: str = "dato",
    field_type: str = "text",
    *,
    label: str | None = None,
    options: Sequence[str] = (),
    required: bool = True,
    example: str | None = None,
    condition: tuple[str, str, str] | None = None,
    **rules: Any,
) -> CatalogueField:
    return CatalogueField(
        id=identifier("field", name),
        name=name,
        label=label or name.capitalize(),
        field_type=FieldType(field_type),
        is_required=required,
        options=tuple(options),
        rules=ValidationRules(**rules),
        example=example,
        instruction=None,
        condition=(
            FieldCondition(condition[0], ConditionOperator(condition[1]), condition[2]) if condition else None
        ),
    )


def image(code: str | None, title: str = "Foto") -> CatalogueImage:
    return CatalogueImage(code, title, ImageType.EXAMPLE, None, "", "", "", False, ImageStatus.PLACEHOLDER)


def warning(
    code: str,
    target: str,
    *,
    scope: str = "element",
    severity: str = "warning",
    message: str | None = None,
    show: str = "always",
    threshold: int | None = None,
    provisional: bool = False,
    **trigger: Any,
) -> CatalogueWarning:
    return CatalogueWarning(
        id=identifier("warning", scope, target, code),
        code=code,
        severity=Severity(severity),
        message=message or f"Aviso {code}",
        scope=WarningScope(scope),
        target=target,
        trigger=TriggerConditions(**trigger),
        makes_provisional=provisional,
        display=WarningDisplay(ShowCondition(show), threshold),
    )


def element(
    code: str,
    parent: str | None = None,
    *,
    inherits: bool = False,
    name: str | None = None,
    fields: Sequence[CatalogueField] = (),
    warnings: Sequence[CatalogueWarning] = (),
    associated: Sequence[CatalogueWarning] | None = None,
    images: Sequence[CatalogueImage] = (),
    question_hint: str | None = None,
) -> CatalogueElement:
    """An element; `associated` is the association table's version of `warnings`, the same by default."""
    return CatalogueElement(
        id=identifier("element", code),
        code=code,
        name=name or code.capitalize(),
        description="",
        sort_order=0,
        keywords=(),
        aliases=(),
        parent_code=parent,
        child_codes=(),
        variant_type=None,
        variant_code=None,
        multi_select_keywords=(),
        question_hint=question_hint,
        inherit_parent_data=inherits,
        is_countable=True,
        images=tuple(images),
        fields=tuple(fields),
        inline_warnings=tuple(warnings),
        associated_warnings=tuple(warnings if associated is None else associated),
    )


def catalogue(
    elements: Iterable[CatalogueElement],
    *,
    warnings: Sequence[CatalogueWarning] = (),
    tiers: Mapping[str, Sequence[CatalogueWarning]] | None = None,
) -> Catalogue:
    """The elements in their order, with children filled in; every tier admits every element."""
    listed = list(elements)
    children: dict[str, list[str]] = {item.code: [] for item in listed}
    for item in listed:
        if item.parent_code is not None:
            children[item.parent_code].append(item.code)
    built = {item.code: _with_children(item, children[item.code]) for item in listed}
    tier_ids = {code: identifier("tier", code) for code in tiers or {}}
    return Catalogue(
        category_id=identifier("category"),
        slug=SLUG,
        name="Prueba",
        client_type=ClientType.PARTICULAR,
        elements=MappingProxyType(built),
        tiers=MappingProxyType(
            {
                code: CatalogueTier(tier_ids[code], code, code, Decimal(100), True, tuple(own))
                for code, own in (tiers or {}).items()
            }
        ),
        tariff=compile_tariff(
            [TierRow(tier_ids[code], code, Decimal(100)) for code in tier_ids],
            [InclusionRow(tier_ids[code], item.id) for code in tier_ids for item in listed],
            {item.id: item.code for item in listed},
        ),
        warnings=tuple(warnings),
        services=(),
        documentation=(),
    )


def single(*fields: CatalogueField) -> Catalogue:
    """A catalogue of one element, ESCAPE, with these fields."""
    return catalogue([element("ESCAPE", fields=fields)])


def seeded_fields(data: Mapping[str, Any]) -> list[CatalogueField]:
    """The required fields of an element of the seed data."""
    return [
        field(
            item["field_name"],
            item["field_type"],
            label=item["field_label"],
            options=item.get("options", ()),
            required=item.get("is_required", True),
            example=item.get("example_value"),
            condition=(
                (item["condition_field_name"], item["condition_operator"], item["condition_value"])
                if "condition_field_name" in item
                else None
            ),
            **item.get("validation_rules", {}),
        )
        for item in data.get("required_fields", [])
    ]


def _with_children(item: CatalogueElement, children: Sequence[str]) -> CatalogueElement:
    values = {name: getattr(item, name) for name in CatalogueElement.__slots__}
    return CatalogueElement(**{**values, "child_codes": tuple(children)})
