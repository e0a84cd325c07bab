"""The catalogue as the API gives it: active rows only, inherited data included."""

from typing import Any
from uuid import UUID

from pydantic import Field

from api.schemas.base import Amount, Output
from domain.catalogue import Catalogue, CatalogueElement, CatalogueTier, CatalogueWarning, WarningScope
from domain.catalogue.hierarchy import effective_fields, effective_images, effective_warnings
from domain.catalogue.schemas import ValidationRules
from shared.vocabularies import (
    ClientType,
    ConditionOperator,
    FieldType,
    ImageStatus,
    ImageType,
    ServiceKind,
    ServiceScope,
    Severity,
    ShowCondition,
)


class CategoryBrief(Output):
    """A category of vehicles for one kind of client."""

    slug: str = Field(examples=["motos-part"])
    name: str
    client_type: ClientType
    elements: int = Field(description="Cuántos elementos tiene.")
    tiers: int = Field(description="Cuántas tarifas tiene.")


class WarningOut(Output):
    """A warning with its scope; `target` is the slug or code of what it is scoped to."""

    id: UUID
    code: str
    severity: Severity
    message: str
    scope: WarningScope
    target: str = Field(examples=["ESCAPE"])
    show_condition: ShowCondition
    threshold_quantity: int | None
    makes_provisional: bool = Field(description="Si, donde se muestra, el precio no es firme.")


class TierOut(Output):
    """A tariff tier; `elements` are the codes it admits, whatever its quotas."""

    id: UUID
    code: str = Field(examples=["T6"])
    name: str
    price: Amount
    requires_project: bool
    elements: list[str]
    warnings: list[WarningOut]


class ServiceOut(Output):
    """A priced extra; a surcharge names the element that brings it."""

    code: str
    name: str
    description: str
    price: Amount
    kind: ServiceKind
    applies_to: ServiceScope
    element_code: str | None


class DocumentOut(Output):
    """A document every case of the category needs."""

    code: str | None
    title: str
    description: str
    mandatory: bool
    min_images: int = Field(description="Cuántas imágenes hacen falta.", examples=[4])


class ElementBrief(Output):
    """An element in a list."""

    id: UUID
    code: str = Field(examples=["ESCAPE"])
    name: str
    description: str
    parent_code: str | None
    variant_codes: list[str]
    is_abstract: bool = Field(description="Solo nombra a sus variantes: hay que elegir una.")
    is_countable: bool


class CategoryOut(CategoryBrief):
    """A category with its tiers, services, documents and own warnings."""

    tier_list: list[TierOut]
    services: list[ServiceOut]
    documentation: list[DocumentOut]
    warnings: list[WarningOut]


class ImageOut(Output):
    """A picture of an element and what the client is told to send."""

    code: str | None
    title: str
    image_type: ImageType
    url: str | None
    description: str
    alt_text: str
    user_instruction: str
    is_required: bool
    status: ImageStatus


class ConditionOut(Output):
    """The earlier answer that decides whether a field is asked."""

    field_name: str
    operator: ConditionOperator
    value: str


class FieldOut(Output):
    """A datum asked for an element."""

    id: UUID
    name: str = Field(examples=["marca"])
    label: str
    field_type: FieldType
    is_required: bool
    options: list[str]
    rules: ValidationRules
    example: str | None
    instruction: str | None
    condition: ConditionOut | None


class VariantOut(Output):
    """A variant of an element."""

    code: str
    name: str
    variant_code: str | None


class ElementOut(ElementBrief):
    """An element with everything that holds for it, inherited data included.

    `warnings` come by the association table. `tiers` are the codes of those that admit it, cheapest first.
    """

    category: str
    keywords: list[str]
    aliases: list[str]
    question_hint: str | None
    inherit_parent_data: bool
    brings_along: list[str] = Field(description="Elementos que cambian siempre con este.")
    variants: list[VariantOut]
    tiers: list[str]
    warnings: list[WarningOut]
    images: list[ImageOut]
    fields: list[FieldOut]


def category_brief(catalogue: Catalogue) -> dict[str, Any]:
    """The values of a CategoryBrief."""
    return {
        "slug": catalogue.slug,
        "name": catalogue.name,
        "client_type": catalogue.client_type,
        "elements": len(catalogue.elements),
        "tiers": len(catalogue.tiers),
    }


def category_out(catalogue: Catalogue) -> dict[str, Any]:
    """The values of a CategoryOut."""
    return {
        **category_brief(catalogue),
        "tier_list": [tier_out(catalogue, tier) for tier in catalogue.tiers.values()],
        "services": [
            {
                "code": service.code,
                "name": service.name,
                "description": service.description,
                "price": f"{service.price:.2f}",
                "kind": service.kind,
                "applies_to": service.applies_to,
                "element_code": service.element_code,
            }
            for service in catalogue.services
        ],
        "documentation": [
            {
                "code": document.code,
                "title": document.title,
                "description": document.description,
                "mandatory": document.is_mandatory,
                "min_images": document.min_images,
            }
            for document in catalogue.documentation
        ],
        "warnings": [warning_out(warning) for warning in catalogue.warnings],
    }


def tier_out(catalogue: Catalogue, tier: CatalogueTier) -> dict[str, Any]:
    """The values of a TierOut."""
    admitted = catalogue.tariff.tiers[tier.code].admitted
    return {
        "id": tier.id,
        "code": tier.code,
        "name": tier.name,
        "price": f"{tier.price:.2f}",
        "requires_project": tier.requires_project,
        "elements": [code for code in catalogue.elements if code in admitted],
        "warnings": [warning_out(warning) for warning in tier.warnings],
    }


def element_brief(catalogue: Catalogue, element: CatalogueElement) -> dict[str, Any]:
    """The values of an ElementBrief."""
    return {
        "id": element.id,
        "code": element.code,
        "name": element.name,
        "description": element.description,
        "parent_code": element.parent_code,
        "variant_codes": list(element.child_codes),
        "is_abstract": catalogue.is_abstract(element.code),
        "is_countable": element.is_countable,
    }


def element_out(catalogue: Catalogue, element: CatalogueElement) -> dict[str, Any]:
    """The values of an ElementOut."""
    return {
        **element_brief(catalogue, element),
        "category": catalogue.slug,
        "keywords": list(element.keywords),
        "aliases": list(element.aliases),
        "question_hint": element.question_hint,
        "inherit_parent_data": element.inherit_parent_data,
        "brings_along": list(element.brings_along),
        "variants": [catalogue.elements[code] for code in element.child_codes],
        "tiers": [code for code, tier in catalogue.tariff.tiers.items() if element.code in tier.admitted],
        "warnings": [
            warning_out(warning) for warning in effective_warnings(catalogue, element.code, "association")
        ],
        "images": list(effective_images(catalogue, element.code)),
        "fields": list(effective_fields(catalogue, element.code)),
    }


def warning_out(warning: CatalogueWarning) -> dict[str, Any]:
    """The values of a WarningOut."""
    return {
        "id": warning.id,
        "code": warning.code,
        "severity": warning.severity,
        "message": warning.message,
        "scope": warning.scope,
        "target": warning.target,
        "show_condition": warning.display.show_condition,
        "threshold_quantity": warning.display.threshold_quantity,
        "makes_provisional": warning.makes_provisional,
    }
