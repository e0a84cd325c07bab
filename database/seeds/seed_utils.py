"""Deterministic keys of seeded rows: UUID v5 in one fixed namespace (spec: "Deterministic UUIDs").

The same natural key gives the same UUID on every machine, so seeding twice updates instead of doubling.
"""

import uuid
from typing import Final

SEED_NAMESPACE: Final = uuid.UUID("12345678-1234-5678-1234-567812345678")


def _seed_uuid(kind: str, *parts: str) -> uuid.UUID:
    return uuid.uuid5(SEED_NAMESPACE, ":".join((kind, *parts)))


def category_uuid(category_slug: str) -> uuid.UUID:
    """Key of a vehicle category."""
    return _seed_uuid("category", category_slug)


def tier_uuid(category_slug: str, tier_code: str) -> uuid.UUID:
    """Key of a tariff tier."""
    return _seed_uuid("tier", category_slug, tier_code)


def element_uuid(category_slug: str, element_code: str) -> uuid.UUID:
    """Key of an element."""
    return _seed_uuid("element", category_slug, element_code)


def warning_uuid(category_slug: str, warning_code: str) -> uuid.UUID:
    """Key of a warning of any scope; codes are unique within a category's seed data."""
    return _seed_uuid("warning", category_slug, warning_code)


def assoc_uuid(element_id: uuid.UUID, warning_id: uuid.UUID) -> uuid.UUID:
    """Key of the association between an element and its warning."""
    return _seed_uuid("assoc", str(element_id), str(warning_id))


def image_uuid(category_slug: str, element_code: str, image_code: str) -> uuid.UUID:
    """Key of an element image."""
    return _seed_uuid("image", category_slug, element_code, image_code)


def required_field_uuid(category_slug: str, element_code: str, field_name: str) -> uuid.UUID:
    """Key of a required field."""
    return _seed_uuid("field", category_slug, element_code, field_name)


def service_uuid(category_slug: str, service_code: str) -> uuid.UUID:
    """Key of an additional service or surcharge."""
    return _seed_uuid("service", category_slug, service_code)


def documentation_uuid(category_slug: str, document_code: str) -> uuid.UUID:
    """Key of a base document."""
    return _seed_uuid("documentation", category_slug, document_code)


def prompt_section_uuid(category_slug: str, section_code: str) -> uuid.UUID:
    """Key of a prompt section."""
    return _seed_uuid("prompt", category_slug, section_code)


def element_inclusion_uuid(category_slug: str, tier_code: str, element_code: str) -> uuid.UUID:
    """Key of the inclusion of an element in a tier."""
    return _seed_uuid("inclusion", category_slug, tier_code, "element", element_code)


def tier_inclusion_uuid(category_slug: str, tier_code: str, included_tier_code: str) -> uuid.UUID:
    """Key of the inclusion of a tier in another."""
    return _seed_uuid("inclusion", category_slug, tier_code, "tier", included_tier_code)


def contrary_word_uuid(category_slug: str, element_code: str, words: str) -> uuid.UUID:
    """Key of the words beside which an element's own words mean another thing."""
    return _seed_uuid("contrary", category_slug, element_code, words)


def untariffed_work_uuid(category_slug: str, code: str) -> uuid.UUID:
    """Key of work that the tariff does not price."""
    return _seed_uuid("untariffed", category_slug, code)


def everyday_word_uuid(code: str) -> uuid.UUID:
    """Key of a row of everyday words."""
    return _seed_uuid("everyday", code)


def natural_key_uuid(table_name: str, *values: str) -> uuid.UUID:
    """Key of a row of any table that is told apart by these values."""
    return _seed_uuid("row", table_name, *values)
