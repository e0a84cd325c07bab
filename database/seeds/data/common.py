"""Shapes of the seed data and constants shared by all categories. Constants only, no logic."""

from decimal import Decimal
from typing import Any, NotRequired

# Pydantic checks the shapes, and before Python 3.12 it can read only this TypedDict.
from typing_extensions import TypedDict


class CategoryData(TypedDict):
    """One vehicle category. `slug` is its identity."""

    slug: str
    name: str
    client_type: str
    icon: str
    sort_order: int
    description: NotRequired[str]


class WarningData(TypedDict):
    """A warning; its scope is the list it stands in (category, tier or element).

    `show_condition` and `threshold_quantity` matter for element warnings only (association system).
    `makes_provisional`: it says that the price is not firm, so where it is shown the quote is provisional.
    """

    code: str
    message: str
    severity: str
    trigger_conditions: NotRequired[dict[str, Any]]
    show_condition: NotRequired[str]
    threshold_quantity: NotRequired[int]
    makes_provisional: NotRequired[bool]  # default False


class TierData(TypedDict):
    """One tariff tier. `price` in EUR without VAT. `classification_rules` is prompt data and a cross-check:
    the engine decides by the inclusions alone."""

    code: str
    name: str
    description: str
    price: Decimal
    requires_project: bool
    classification_rules: dict[str, Any]
    min_elements: int
    max_elements: int | None
    sort_order: int
    warnings: NotRequired[list[WarningData]]


class ImageData(TypedDict):
    """A catalogue picture: `url` None means the picture is still to be taken (status `placeholder`)."""

    code: str
    title: str
    image_type: str
    description: str
    alt_text: str
    user_instruction: str
    is_required: bool
    url: NotRequired[str | None]
    sort_order: NotRequired[int]


class RequiredFieldData(TypedDict):
    """A datum asked for an element. `condition_field_name` names an earlier field of the same element."""

    field_name: str
    field_label: str
    field_type: str
    is_required: NotRequired[bool]  # default True
    options: NotRequired[list[str]]
    validation_rules: NotRequired[dict[str, Any]]
    example_value: NotRequired[str]
    instruction: NotRequired[str]
    condition_field_name: NotRequired[str]
    condition_operator: NotRequired[str]
    condition_value: NotRequired[str]


class ElementData(TypedDict):
    """One homologable element. `parent_code` makes it a variant of another element of the category."""

    code: str
    name: str
    description: str
    sort_order: int
    keywords: list[str]
    aliases: list[str]
    parent_code: NotRequired[str]
    variant_type: NotRequired[str]
    variant_code: NotRequired[str]
    multi_select_keywords: NotRequired[list[str]]
    question_hint: NotRequired[str]
    inherit_parent_data: NotRequired[bool]  # default False
    is_countable: NotRequired[bool]  # default False: several units are one reform
    brings_along: NotRequired[list[str]]  # elements that it always changes too
    images: NotRequired[list[ImageData]]
    warnings: NotRequired[list[WarningData]]
    required_fields: NotRequired[list[RequiredFieldData]]


class AdditionalServiceData(TypedDict):
    """A priced extra, EUR without VAT. A `surcharge` names the element that brings it."""

    code: str
    name: str
    description: str
    price: Decimal
    kind: NotRequired[str]  # "optional" (default) or "surcharge"
    applies_to: NotRequired[str]  # "always" (default), "with_project", "without_project"
    element_code: NotRequired[str]
    sort_order: NotRequired[int]


class BaseDocumentationData(TypedDict):
    """A document or photo every case of the category needs."""

    code: str
    title: str
    description: str
    is_mandatory: bool
    min_images: NotRequired[int]  # 1 by default
    sort_order: int


class PromptSectionData(TypedDict):
    """An editable section of the assistant's prompt (markdown)."""

    code: str
    section_type: str
    content: str
    version: int


class TierQuota(TypedDict):
    """A quota over several entries of one tier; None means no bound."""

    max: int | None
    min: NotRequired[int]
    elements: list[str]


class InheritedTier(TypedDict):
    """An inherited tier; `max` bounds everything that comes through it, however deep."""

    tier: str
    max: int | None


class TierConfig(TypedDict):
    """What one tier admits: elements without a bound, pooled quotas by name, and inherited tiers."""

    elements: list[str]
    inherited_tiers: list[str | InheritedTier]
    quotas: NotRequired[dict[str, TierQuota]]


class TierMapping(TypedDict):
    """The whole tier-element relation of a category, plus its named lists."""

    LISTS: dict[str, list[str]]
    TIER_CONFIGS: dict[str, TierConfig]
