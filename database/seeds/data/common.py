"""Shapes of the seed data and constants shared by all categories. Constants only, no logic."""

from decimal import Decimal
from typing import Any, Final, NotRequired

# Pydantic checks the shapes, and before Python 3.12 it can read only this TypedDict.
from typing_extensions import TypedDict


class CategoryData(TypedDict):
    """One vehicle category. `slug` is its identity."""

    slug: str
    name: str
    client_type: str
    icon: NotRequired[str]
    sort_order: NotRequired[int]
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
    price: Decimal
    classification_rules: dict[str, Any]
    min_elements: int
    max_elements: int | None
    description: NotRequired[str]
    requires_project: NotRequired[bool]  # default False
    sort_order: NotRequired[int]  # default: as listed
    warnings: NotRequired[list[WarningData]]


class ImageData(TypedDict):
    """A catalogue picture: `url` None means the picture is still to be taken (status `placeholder`).

    Its identity is its code; without one, the url, else the title.
    """

    image_type: str
    code: NotRequired[str]
    title: NotRequired[str]
    description: NotRequired[str]
    alt_text: NotRequired[str]
    user_instruction: NotRequired[str]
    is_required: NotRequired[bool]  # default False
    url: NotRequired[str | None]
    sort_order: NotRequired[int]


class RequiredFieldData(TypedDict):
    """A datum asked for an element. `condition_field_name` names an earlier field of the same element."""

    field_name: str
    field_type: str
    field_label: NotRequired[str]  # default: the field's name
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
    description: NotRequired[str]
    sort_order: NotRequired[int]  # default: as listed
    keywords: NotRequired[list[str]]  # validation asks for them: without any no text finds the element
    aliases: NotRequired[list[str]]
    parent_code: NotRequired[str]
    variant_type: NotRequired[str]
    variant_code: NotRequired[str]
    multi_select_keywords: NotRequired[list[str]]
    question_hint: NotRequired[str]
    inherit_parent_data: NotRequired[bool]  # default False
    is_countable: NotRequired[bool]  # default False: several units are one reform
    brings_along: NotRequired[list[str]]  # elements that it always changes too
    contrary_words: NotRequired[list[str]]  # beside these its words mean another thing
    images: NotRequired[list[ImageData]]
    warnings: NotRequired[list[WarningData]]
    required_fields: NotRequired[list[RequiredFieldData]]


class UntariffedWorkData(TypedDict):
    """Work that clients ask for and the tariff does not price: `answer` is what they are told, never a price.

    `reverse_of` names the element whose opposite it is; with `covers_request` all else that is asked for
    belongs to it, so that nothing is priced.
    """

    code: str
    name: str
    what: str  # "no_reform", "not_offered" or "person"
    answer: str
    keywords: list[str]
    contrary_words: NotRequired[list[str]]
    reverse_of: NotRequired[str]
    covers_request: NotRequired[bool]  # default False
    sort_order: NotRequired[int]  # default: as listed


class AdditionalServiceData(TypedDict):
    """A priced extra, EUR without VAT. A `surcharge` names the element that brings it."""

    code: str
    name: str
    price: Decimal
    description: NotRequired[str]
    kind: NotRequired[str]  # "optional" (default) or "surcharge"
    applies_to: NotRequired[str]  # "always" (default), "with_project", "without_project"
    element_code: NotRequired[str]
    sort_order: NotRequired[int]


class BaseDocumentationData(TypedDict):
    """A document or photo every case of the category needs. Its identity is its code, else its title."""

    title: str
    description: str
    is_mandatory: bool
    code: NotRequired[str]
    min_images: NotRequired[int]  # 1 by default
    sort_order: NotRequired[int]  # default: as listed


class PromptSectionData(TypedDict):
    """An editable section of the assistant's prompt (markdown). Its identity is its code, else its type."""

    code: NotRequired[str]
    section_type: str
    content: str
    version: NotRequired[int]  # default 1


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


class EverydayWordData(TypedDict):
    """A row of everyday_words.json: how people say it and how the law does, as `kind` takes it
    (shared.vocabularies.EverydayKind)."""

    code: str
    kind: str
    phrases: list[str]
    legal: list[str]


# What is told of work that clients of every category ask for.
ALARM_ANSWER: Final = "Una alarma no es reforma: no hay nada que homologar."
STEERING_DAMPER_ANSWER: Final = (
    "El amortiguador de dirección actúa sobre la dirección y no está en la tarifa: según el modelo y su "
    "montaje hace falta documentación, y te contestará una persona del equipo."
)
