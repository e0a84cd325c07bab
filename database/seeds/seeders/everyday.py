"""EverydayWordsSeeder: everyday words and what the law says for them."""

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import EverydayWord
from database.seeds.data.everyday_words import EVERYDAY_SLUG, everyday_words
from database.seeds.seed_utils import everyday_word_uuid
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder


class EverydayWordsSeeder(TableSeeder):
    """Seeds `everyday_words`, which belong to no category."""

    def __init__(self, session: AsyncSession, *, run: SeedRun | None = None) -> None:
        super().__init__("EverydayWordsSeeder", session, EVERYDAY_SLUG, run)

    async def seed_rows(self) -> None:
        """All rows."""
        rows = (
            (
                (data["code"],),
                {
                    "code": data["code"],
                    "kind": data["kind"],
                    "phrases": data["phrases"],
                    "legal_words": data["legal"],
                    "is_active": True,
                },
            )
            for data in everyday_words()
        )
        await self.upsert_all_with_uuid_fn(EverydayWord, everyday_word_uuid, rows)
