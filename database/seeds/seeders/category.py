"""CategorySeeder: a category with its tiers, warnings, services, documentation and prompt sections."""

from functools import partial
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import (
    AdditionalService,
    BaseDocumentation,
    TariffPromptSection,
    TariffTier,
    VehicleCategory,
    Warning,
)
from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    PromptSectionData,
    TierData,
    UntariffedWorkData,
    WarningData,
)
from database.seeds.seed_utils import (
    category_uuid,
    documentation_uuid,
    element_uuid,
    prompt_section_uuid,
    service_uuid,
    tier_uuid,
    warning_uuid,
)
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder
from shared.vocabularies import ServiceKind, ServiceScope


class CategoryDataModule(Protocol):
    """What a data module of `seeds/data/` defines."""

    CATEGORY_SLUG: str
    CATEGORY: CategoryData
    TIERS: list[TierData]
    ELEMENTS: list[ElementData]
    CATEGORY_WARNINGS: list[WarningData]
    ADDITIONAL_SERVICES: list[AdditionalServiceData]
    BASE_DOCUMENTATION: list[BaseDocumentationData]
    PROMPT_SECTIONS: list[PromptSectionData]


def untariffed_works(module: CategoryDataModule) -> list[UntariffedWorkData]:
    """The work that the category's tariff does not price; a module may leave it out."""
    works: list[UntariffedWorkData] = getattr(module, "UNTARIFFED_WORKS", [])
    return works


def service_values(category_slug: str, data: AdditionalServiceData) -> dict[str, Any]:
    """The row of an additional service or surcharge."""
    code = data.get("element_code")
    return {
        "category_id": category_uuid(category_slug),
        "element_id": element_uuid(category_slug, code) if code else None,
        "code": data["code"],
        "name": data["name"],
        "description": data.get("description"),
        "price": data["price"],
        "kind": data.get("kind", ServiceKind.OPTIONAL.value),
        "applies_to": data.get("applies_to", ServiceScope.ALWAYS.value),
        "sort_order": data.get("sort_order", 0),
        "is_active": True,
    }


class CategorySeeder(TableSeeder):
    """Seeds a category in six steps, each flushed before the next.

    1. category, 2. tiers, 3. category and tier warnings, 4. additional services, 5. base documentation,
    6. prompt sections. Surcharges belong to elements and wait for ElementSeeder.
    """

    def __init__(
        self,
        session: AsyncSession,
        category_data_module: CategoryDataModule,
        *,
        run: SeedRun | None = None,
    ) -> None:
        super().__init__("CategorySeeder", session, category_data_module.CATEGORY_SLUG, run)
        self.data = category_data_module

    async def seed_rows(self) -> None:
        """The six steps, in order."""
        await self._seed_category()
        await self._seed_tiers()
        await self._seed_warnings()
        await self._seed_services()
        await self._seed_documentation()
        await self._seed_prompt_sections()

    async def _seed_category(self) -> None:
        data = self.data.CATEGORY
        values = {
            "slug": data["slug"],
            "name": data["name"],
            "description": data.get("description"),
            "client_type": data["client_type"],
            "icon": data.get("icon"),
            "sort_order": data.get("sort_order", 0),
            "is_active": True,
        }
        await self.upsert_all_with_uuid_fn(VehicleCategory, category_uuid, [((self.category_slug,), values)])
        # Every other seeded row hangs on its category: without it there is nothing to compare with.
        recorded = any(self.run.recorded.values())
        created = any(change.kind == "created" for change in self.run.report.changes)
        self.run.is_new = created and not recorded

    async def _seed_tiers(self) -> None:
        rows = (
            (
                (data["code"],),
                {
                    "category_id": category_uuid(self.category_slug),
                    "code": data["code"],
                    "name": data["name"],
                    "description": data.get("description"),
                    "price": data["price"],
                    "requires_project": data.get("requires_project", False),
                    "classification_rules": data["classification_rules"],
                    "min_elements": data["min_elements"],
                    "max_elements": data["max_elements"],
                    "sort_order": data.get("sort_order", position),
                    "is_active": True,
                },
            )
            for position, data in enumerate(self.data.TIERS, start=1)
        )
        await self.upsert_all_with_uuid_fn(TariffTier, partial(tier_uuid, self.category_slug), rows)

    async def _seed_warnings(self) -> None:
        category_id = category_uuid(self.category_slug)
        scoped = [
            (data, {"category_id": category_id, "tier_id": None}) for data in self.data.CATEGORY_WARNINGS
        ]
        scoped += [
            (data, {"category_id": None, "tier_id": tier_uuid(self.category_slug, tier["code"])})
            for tier in self.data.TIERS
            for data in tier.get("warnings", [])
        ]
        rows = (
            (
                (data["code"],),
                {
                    **scope,
                    "element_id": None,
                    "code": data["code"],
                    "message": data["message"],
                    "severity": data["severity"],
                    "trigger_conditions": data.get("trigger_conditions", {}),
                    "makes_provisional": data.get("makes_provisional", False),
                    "is_active": True,
                },
            )
            for data, scope in scoped
        )
        of_elements = {
            warning_uuid(self.category_slug, warning["code"])
            for element in self.data.ELEMENTS
            for warning in element.get("warnings", [])
        }
        await self.upsert_all_with_uuid_fn(
            Warning,
            partial(warning_uuid, self.category_slug),
            rows,
            subset="category",
            elsewhere=of_elements,
        )

    async def _seed_services(self) -> None:
        rows = (
            ((data["code"],), service_values(self.category_slug, data))
            for data in self.data.ADDITIONAL_SERVICES
            if "element_code" not in data
        )
        surcharges = {
            service_uuid(self.category_slug, data["code"])
            for data in self.data.ADDITIONAL_SERVICES
            if "element_code" in data
        }
        await self.upsert_all_with_uuid_fn(
            AdditionalService,
            partial(service_uuid, self.category_slug),
            rows,
            subset="category",
            elsewhere=surcharges,
        )

    async def _seed_documentation(self) -> None:
        rows = (
            (
                (data.get("code", data["title"]),),
                {
                    "category_id": category_uuid(self.category_slug),
                    "code": data.get("code"),
                    "title": data["title"],
                    "description": data["description"],
                    "is_mandatory": data["is_mandatory"],
                    "min_images": data.get("min_images", 1),
                    "sort_order": data.get("sort_order", position),
                    "is_active": True,
                },
            )
            for position, data in enumerate(self.data.BASE_DOCUMENTATION, start=1)
        )
        await self.upsert_all_with_uuid_fn(
            BaseDocumentation, partial(documentation_uuid, self.category_slug), rows
        )

    async def _seed_prompt_sections(self) -> None:
        rows = (
            (
                (data.get("code", data["section_type"]),),
                {
                    "category_id": category_uuid(self.category_slug),
                    "code": data.get("code"),
                    "section_type": data["section_type"],
                    "content": data["content"],
                    "version": data.get("version", 1),
                    "is_active": True,
                },
            )
            for data in self.data.PROMPT_SECTIONS
        )
        await self.upsert_all_with_uuid_fn(
            TariffPromptSection, partial(prompt_section_uuid, self.category_slug), rows
        )
