"""EverydayWordsSeeder: everyday words and what the law says for them, one row a line in a file."""

import json
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import EverydayWord
from database.seeds import data
from database.seeds.data.common import EverydayWordData
from database.seeds.seed_utils import everyday_word_uuid
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder

EVERYDAY_SLUG: Final = "regulations"
"""Under what seeding remembers these rows; they belong to no category."""

_FILE: Final = Path(data.__file__).with_name("everyday_words.json")


def everyday_words() -> list[EverydayWordData]:
    """The rows in their order."""
    rows: list[EverydayWordData] = json.loads(_FILE.read_text("utf-8"))
    return rows


class EverydayWordsSeeder(TableSeeder):
    """Seeds `everyday_words`, which belong to no category."""

    def __init__(self, session: AsyncSession, *, run: SeedRun | None = None) -> None:
        super().__init__("EverydayWordsSeeder", session, EVERYDAY_SLUG, run)

    async def seed_rows(self) -> None:
        """All rows."""
        rows = (
            (
                (row["code"],),
                {
                    "code": row["code"],
                    "kind": row["kind"],
                    "phrases": row["phrases"],
                    "legal_words": row["legal"],
                    "is_active": True,
                },
            )
            for row in everyday_words()
        )
        await self.upsert_all_with_uuid_fn(EverydayWord, everyday_word_uuid, rows)
