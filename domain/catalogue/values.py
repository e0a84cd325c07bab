"""What a category's catalogue holds, as immutable values: no session, no lazy loading, safe to share.

Only active rows enter a snapshot. Texts are as staff wrote them; amounts are EUR without VAT.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from domain.catalogue.schemas import TriggerConditions, ValidationRules
from domain.tariff import CompiledTariff
from shared.vocabularies import (
    BeyondKind,
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


class WarningScope(StrEnum):
    """What a warning is about, from the general to the particular."""

    CATEGORY = "category"
    TIER = "tier"
    ELEMENT = "element"


@dataclass(frozen=True, slots=True)
class WarningDisplay:
    """When an element warning is shown: the columns of its association."""

    show_condition: ShowCondition = ShowCondition.ALWAYS
    threshold_quantity: int | None = None


@dataclass(frozen=True, slots=True)
class CatalogueWarning:
    """A warning with its scope and the code of what it is scoped to.

    `display` holds for element warnings only. `makes_provisional`: where it is shown, the price is not firm.
    """

    id: UUID
    code: str
    severity: Severity
    message: str
    scope: WarningScope
    target: str
    trigger: TriggerConditions
    display: WarningDisplay
    makes_provisional: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueImage:
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


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """The answer of an earlier field of the same element decides whether a field is asked."""

    field_name: str
    operator: ConditionOperator
    value: str


@dataclass(frozen=True, slots=True)
class CatalogueField:
    """A datum asked for an element."""

    id: UUID
    name: str
    label: str
    field_type: FieldType
    is_required: bool
    options: tuple[str, ...]
    rules: ValidationRules
    example: str | None
    instruction: str | None
    condition: FieldCondition | None


@dataclass(frozen=True, slots=True)
class CatalogueElement:
    """A homologable element with everything of its own (nothing inherited yet).

    `inline_warnings` come from `warnings.element_id`, `associated_warnings` from the association table;
    the database keeps both equal. `brings_along`: codes of the elements that it always changes too.
    """

    id: UUID
    code: str
    name: str
    description: str
    sort_order: int
    keywords: tuple[str, ...]
    aliases: tuple[str, ...]
    parent_code: str | None
    child_codes: tuple[str, ...]
    variant_type: str | None
    variant_code: str | None
    multi_select_keywords: tuple[str, ...]
    question_hint: str | None
    inherit_parent_data: bool
    is_countable: bool
    images: tuple[CatalogueImage, ...]
    fields: tuple[CatalogueField, ...]
    inline_warnings: tuple[CatalogueWarning, ...]
    associated_warnings: tuple[CatalogueWarning, ...]
    brings_along: tuple[str, ...] = ()
    contrary_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueWork:
    """Work that clients ask for and the tariff does not price, with what they are told.

    `contrary_words` (of elements too): words beside which its own words mean another thing. `reverse_of`:
    the code of the element whose opposite it is. `covers_request`: all else that is asked for belongs to it.
    """

    id: UUID
    code: str
    name: str
    what: BeyondKind
    answer: str
    keywords: tuple[str, ...]
    contrary_words: tuple[str, ...] = ()
    reverse_of: str | None = None
    covers_request: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueTier:
    """A tariff tier. `price` in EUR without VAT."""

    id: UUID
    code: str
    name: str
    price: Decimal
    requires_project: bool
    warnings: tuple[CatalogueWarning, ...]


@dataclass(frozen=True, slots=True)
class CatalogueService:
    """A priced extra; `element_code` is set for surcharges."""

    code: str
    name: str
    description: str
    price: Decimal
    kind: ServiceKind
    applies_to: ServiceScope
    element_code: str | None


@dataclass(frozen=True, slots=True)
class CatalogueDocument:
    """A document every case of the category needs, in `min_images` images."""

    code: str | None
    title: str
    description: str
    is_mandatory: bool
    min_images: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the services need of one category. Mappings keep the catalogue's sort order.

    `vat_rate`: percent of VAT in force, None where none is set. `works`: what it does not price, by code.
    `worked_out`: what requests were found to come to, a cache of `domain.quote`.
    """

    category_id: UUID
    slug: str
    name: str
    client_type: ClientType
    elements: Mapping[str, CatalogueElement]
    tiers: Mapping[str, CatalogueTier]
    tariff: CompiledTariff
    warnings: tuple[CatalogueWarning, ...]
    services: tuple[CatalogueService, ...]
    documentation: tuple[CatalogueDocument, ...]
    vat_rate: int | None = None
    works: Mapping[str, CatalogueWork] = field(default_factory=lambda: MappingProxyType({}))
    worked_out: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def is_priced(self, code: str) -> bool:
        """Whether some tier admits `code`, whatever its quotas."""
        return any(code in tier.admitted for tier in self.tariff.tiers.values())

    def is_abstract(self, code: str) -> bool:
        """Whether `code` only names its variants: it has some and stands in no tariff list."""
        return bool(self.elements[code].child_codes) and not self.is_priced(code)

    def ancestors(self, code: str) -> Iterator[CatalogueElement]:
        """The parents of `code`, nearest first. The database refuses cycles, so this ends."""
        parent = self.elements[code].parent_code
        while parent is not None:
            element = self.elements[parent]
            yield element
            parent = element.parent_code
