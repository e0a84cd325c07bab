"""What the database itself refuses, whoever writes: scopes, vocabularies, ranges, doubles and circles."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from database.models import Base
from database.models.base import utcnow
from tests.models.rows import row

Values = dict[str, Any]


class Scene:
    """A few rows that others can hang on."""

    def __init__(self) -> None:
        self.category = row("vehicle_categories")
        self.tiers = [row("tariff_tiers", category_id=self.category["id"]) for _ in range(2)]
        self.elements = [row("elements", category_id=self.category["id"]) for _ in range(2)]
        self.warning = row("warnings", element_id=self.elements[0]["id"])
        self.user = row("users", chatwoot_contact_id=7)

    async def store(self, engine: AsyncEngine) -> None:
        """Insert all of them."""
        async with engine.begin() as connection:
            for table, rows in (
                ("vehicle_categories", [self.category]),
                ("tariff_tiers", self.tiers),
                ("elements", self.elements),
                ("warnings", [self.warning]),
                ("users", [self.user]),
            ):
                await connection.execute(insert(Base.metadata.tables[table]), rows)

    @property
    def scopes(self) -> dict[str, uuid.UUID]:
        """The three possible scopes of a warning."""
        return {
            "category_id": self.category["id"],
            "tier_id": self.tiers[0]["id"],
            "element_id": self.elements[1]["id"],
        }

    def inclusion(self, **values: Any) -> Values:
        """An inclusion in the first tier."""
        return row("tier_element_inclusions", tier_id=self.tiers[0]["id"], **values)

    def field(self, **values: Any) -> Values:
        """A required field of the first element."""
        return row("element_required_fields", element_id=self.elements[0]["id"], **values)


Make = Callable[[Scene], Values]


def _its_own_parent(scene: Scene) -> Values:
    key = uuid.uuid4()
    return row("elements", category_id=scene.category["id"], id=key, parent_element_id=key)


# Name: table, values that break exactly one rule, and the constraint (or what SQLite says in its place).
REFUSED: dict[str, tuple[str, Make, str]] = {
    "warning without scope": ("warnings", lambda s: row("warnings"), "warnings_scope_check"),
    "warning of a category and a tier": (
        "warnings",
        lambda s: row("warnings", category_id=s.scopes["category_id"], tier_id=s.scopes["tier_id"]),
        "warnings_scope_check",
    ),
    "warning of a tier and an element": (
        "warnings",
        lambda s: row("warnings", tier_id=s.scopes["tier_id"], element_id=s.scopes["element_id"]),
        "warnings_scope_check",
    ),
    "warning of all three": ("warnings", lambda s: row("warnings", **s.scopes), "warnings_scope_check"),
    "inclusion of nothing": ("tier_element_inclusions", lambda s: s.inclusion(), "element_xor_tier"),
    "inclusion of an element and a tier": (
        "tier_element_inclusions",
        lambda s: s.inclusion(element_id=s.elements[0]["id"], included_tier_id=s.tiers[1]["id"]),
        "element_xor_tier",
    ),
    "tier includes itself": (
        "tier_element_inclusions",
        lambda s: s.inclusion(included_tier_id=s.tiers[0]["id"]),
        "tier_not_itself",
    ),
    "quantities the wrong way round": (
        "tier_element_inclusions",
        lambda s: s.inclusion(element_id=s.elements[0]["id"], min_quantity=3, max_quantity=2),
        "quantity_range",
    ),
    "pool bound without a pool": (
        "tier_element_inclusions",
        lambda s: s.inclusion(element_id=s.elements[0]["id"], group_max=2),
        "group_named",
    ),
    "element its own parent": ("elements", _its_own_parent, "parent_not_itself"),
    "element code twice": (
        "elements",
        lambda s: row("elements", category_id=s.category["id"], code=s.elements[0]["code"]),
        "uq_category_element_code|elements.category_id, elements.code",
    ),
    "unknown client type": (
        "vehicle_categories",
        lambda s: row("vehicle_categories", client_type="empresa"),
        "client_type_vocabulary",
    ),
    "unknown severity": (
        "warnings",
        lambda s: row("warnings", category_id=s.category["id"], severity="fatal"),
        "severity_vocabulary",
    ),
    "negative price": (
        "tariff_tiers",
        lambda s: row("tariff_tiers", category_id=s.category["id"], price=-1),
        "price_not_negative",
    ),
    "tier of no category": (
        "tariff_tiers",
        lambda s: row("tariff_tiers", category_id=uuid.uuid4()),
        "tariff_tiers_category_id_fkey|FOREIGN KEY",
    ),
    "phone without country": (
        "users",
        lambda s: row("users", phone="600111222"),
        "phone_e164",
    ),
    "phone of letters": ("users", lambda s: row("users", phone="+abcdefghi"), "phone_e164"),
    "phone with blanks": ("users", lambda s: row("users", phone="+34 600 111 2"), "phone_e164"),
    "phone of sixteen digits": ("users", lambda s: row("users", phone="+3460011122200000"), "phone_e164"),
    "phone of a workshop in words": (
        "cases",
        lambda s: row("cases", taller_telefono="el de siempre"),
        "taller_telefono_e164",
    ),
    "completion of an open case": (
        "cases",
        lambda s: row("cases", completed_at=utcnow()),
        "completed_when",
    ),
    "a new height beside the old one": (
        "cases",
        lambda s: row("cases", nueva_altura_mm=2600, altura_sin_cambio=True),
        "dimensions_sin_cambio",
    ),
    "other seats beside the same ones": (
        "cases",
        lambda s: row("cases", plazas_iniciales=4, plazas_finales=5, plazas_sin_cambio=True),
        "plazas_sin_cambio",
    ),
    "an end before the start": (
        "conversation_history",
        lambda s: row("conversation_history", started_at=utcnow(), ended_at=datetime(2020, 1, 1, tzinfo=UTC)),
        "ended_after_start",
    ),
    "more than all of the indexing": (
        "regulatory_documents",
        lambda s: row("regulatory_documents", progress=101),
        "progress_range",
    ),
    "phone twice": (
        "users",
        lambda s: row("users", phone=s.user["phone"]),
        "uq_users_phone|users.phone",
    ),
    "contact twice": (
        "users",
        lambda s: row("users", chatwoot_contact_id=7),
        "uq_users_chatwoot_contact_id|users.chatwoot_contact_id",
    ),
    "password in the clear": (
        "admin_users",
        lambda s: row("admin_users", password_hash="admin123"),
        "password_hash_bcrypt",
    ),
    "month 13": ("token_usage", lambda s: row("token_usage", month=13), "month_range"),
    "condition without operator": (
        "element_required_fields",
        lambda s: s.field(condition_field_id=uuid.uuid4(), condition_value="x"),
        "condition_complete|FOREIGN KEY",
    ),
    "active image without address": (
        "element_images",
        lambda s: row("element_images", element_id=s.elements[0]["id"], status="active"),
        "active_has_url",
    ),
    "surcharge of no element": (
        "additional_services",
        lambda s: row("additional_services", category_id=s.category["id"], kind="surcharge"),
        "surcharge_has_element",
    ),
    "identity of an erased person": (
        "users",
        lambda s: row("users", phone="+01234567890", erased_at=utcnow(), email="ana@ejemplo.es"),
        "erased_identity",
    ),
    "phone of an erased person": ("users", lambda s: row("users", erased_at=utcnow()), "erased_phone"),
    "phone of no country": ("users", lambda s: row("users", phone="+01234567890"), "erased_phone"),
    "hash of another length": (
        "regulatory_documents",
        lambda s: row("regulatory_documents", file_hash="abc"),
        "file_hash_sha256",
    ),
    "association with another element": (
        "element_warning_associations",
        lambda s: row(
            "element_warning_associations", element_id=s.elements[1]["id"], warning_id=s.warning["id"]
        ),
        "fkey|FOREIGN KEY",
    ),
}


async def test_the_database_refuses_it(any_engine: AsyncEngine, subtests: pytest.Subtests) -> None:
    scene = Scene()
    await scene.store(any_engine)
    for name, (table, make, constraint) in REFUSED.items():
        with subtests.test(name), pytest.raises(IntegrityError, match=constraint):
            async with any_engine.begin() as connection:
                await connection.execute(insert(Base.metadata.tables[table]), [make(scene)])


def _vocabulary_columns() -> list[tuple[str, str]]:
    return [
        (table.name, str(constraint.name).removeprefix(f"ck_{table.name}_").removesuffix("_vocabulary"))
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if str(constraint.name).endswith("_vocabulary")
    ]


# What else a row needs for the word alone to be at fault.
_COMES_WITH: dict[str, dict[str, object]] = {
    "show_condition": {"threshold_quantity": 1},
    "resolution": {"resolved_at": datetime(2026, 3, 2, tzinfo=UTC)},
}


async def test_every_vocabulary_column_refuses_a_foreign_word(
    any_engine: AsyncEngine, subtests: pytest.Subtests
) -> None:
    """By updating a valid row, so that nothing but the word can be at fault."""
    from sqlalchemy import update

    from tests.models.rows import world

    columns = _vocabulary_columns()
    assert len(columns) >= 20
    async with any_engine.begin() as connection:
        for name, rows in world(1):
            for values in rows:
                await connection.execute(insert(Base.metadata.tables[name]).values(values))
    for name, column in columns:
        with subtests.test(f"{name}.{column}"):
            table = Base.metadata.tables[name]
            # The life of a case is watched by a trigger, which speaks first.
            also = _COMES_WITH.get(column, {})
            said = f"{column}_vocabulary|{name}.{column}: "
            with pytest.raises(IntegrityError, match=said):
                async with any_engine.begin() as connection:
                    await connection.execute(update(table).values({column: "palabra ajena", **also}))
