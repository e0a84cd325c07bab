"""InclusionSeeder: which elements and tiers each tier includes, read from `tier_mappings.py`."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import TierElementInclusion
from database.seeds.data.common import TierConfig, TierMapping
from database.seeds.seed_utils import (
    element_inclusion_uuid,
    element_uuid,
    tier_inclusion_uuid,
    tier_uuid,
)
from database.seeds.seeders.merge import DesiredRow
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder


class InclusionSeeder(TableSeeder):
    """Seeds `tier_element_inclusions`: a row for each element or inherited tier of a tier."""

    def __init__(
        self,
        session: AsyncSession,
        category_slug: str,
        tier_mappings: TierMapping,
        *,
        run: SeedRun | None = None,
    ) -> None:
        super().__init__("InclusionSeeder", session, category_slug, run)
        self.tier_configs = tier_mappings["TIER_CONFIGS"]

    async def seed_rows(self) -> None:
        """All quotas of all tiers, in one table."""
        desired: dict[UUID, DesiredRow] = {}
        for tier_code, config in self.tier_configs.items():
            desired |= dict(self._tier_rows(tier_code, config))
        await self.upsert_all(TierElementInclusion, desired)

    def _tier_rows(self, tier_code: str, config: TierConfig) -> Iterator[tuple[UUID, DesiredRow]]:
        for code in config["elements"]:
            yield self._element_row(tier_code, code)
        for group, quota in config.get("quotas", {}).items():
            for code in quota["elements"]:
                yield self._element_row(
                    tier_code,
                    code,
                    quota_group=group,
                    group_min=quota.get("min"),
                    group_max=quota["max"],
                )
        for entry in config["inherited_tiers"]:
            included, most = (entry, None) if isinstance(entry, str) else (entry["tier"], entry["max"])
            key = tier_inclusion_uuid(self.category_slug, tier_code, included)
            values = self._values(tier_code) | {
                "included_tier_id": tier_uuid(self.category_slug, included),
                "max_quantity": most,
            }
            yield key, DesiredRow(f"{tier_code} ← {included}", values)

    def _element_row(self, tier_code: str, element_code: str, **quota: Any) -> tuple[UUID, DesiredRow]:
        key = element_inclusion_uuid(self.category_slug, tier_code, element_code)
        values = self._values(tier_code) | quota
        values["element_id"] = element_uuid(self.category_slug, element_code)
        return key, DesiredRow(f"{tier_code} ← {element_code}", values)

    def _values(self, tier_code: str) -> dict[str, Any]:
        return {
            "tier_id": tier_uuid(self.category_slug, tier_code),
            "element_id": None,
            "included_tier_id": None,
            "min_quantity": 1,
            "max_quantity": None,
            "quota_group": None,
            "group_min": None,
            "group_max": None,
            "is_active": True,
        }
