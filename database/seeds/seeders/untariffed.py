"""UntariffedSeeder: work that the tariff does not price, and what elements are not."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ElementContraryWord, UntariffedWork
from database.seeds.data.common import ElementData, UntariffedWorkData
from database.seeds.seed_utils import (
    category_uuid,
    contrary_word_uuid,
    element_uuid,
    untariffed_work_uuid,
)
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder


class UntariffedSeeder(TableSeeder):
    """Seeds `untariffed_works` and `element_contrary_words`, once the elements are there."""

    def __init__(
        self,
        session: AsyncSession,
        category_slug: str,
        works: Sequence[UntariffedWorkData],
        elements: Sequence[ElementData],
        *,
        run: SeedRun | None = None,
    ) -> None:
        super().__init__("UntariffedSeeder", session, category_slug, run)
        self.works = works
        self.elements = elements

    async def seed_rows(self) -> None:
        """The works, then the contrary words of every element."""
        works = (
            ((data["code"],), self._work_values(data, position))
            for position, data in enumerate(self.works, start=1)
        )
        await self.upsert_all_with_uuid_fn(
            UntariffedWork, partial(untariffed_work_uuid, self.category_slug), works
        )
        contrary = (
            (
                (data["code"], words),
                {
                    "element_id": element_uuid(self.category_slug, data["code"]),
                    "words": words,
                    "notes": None,
                    "is_active": True,
                },
            )
            for data in self.elements
            for words in data.get("contrary_words", [])
        )
        await self.upsert_all_with_uuid_fn(
            ElementContraryWord, partial(contrary_word_uuid, self.category_slug), contrary
        )

    def _work_values(self, data: UntariffedWorkData, position: int) -> dict[str, Any]:
        reverse = data.get("reverse_of")
        return {
            "category_id": category_uuid(self.category_slug),
            "code": data["code"],
            "name": data["name"],
            "what": data["what"],
            "answer": data["answer"],
            "keywords": data["keywords"],
            "contrary_words": data.get("contrary_words", []),
            "reverse_of_element_id": element_uuid(self.category_slug, reverse) if reverse else None,
            "covers_request": data.get("covers_request", False),
            "sort_order": data.get("sort_order", position),
            "is_active": True,
        }
