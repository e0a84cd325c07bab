"""ConstraintSeeder: the rules for what language models write, for each category its own rows."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ResponseConstraint
from database.seeds.data.common import ResponseConstraintData
from database.seeds.seed_utils import category_uuid, response_constraint_uuid
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder


class ConstraintSeeder(TableSeeder):
    """Seeds `response_constraints`; staff may change the rules of one category alone."""

    def __init__(
        self,
        session: AsyncSession,
        category_slug: str,
        constraints: Sequence[ResponseConstraintData],
        *,
        run: SeedRun | None = None,
    ) -> None:
        super().__init__("ConstraintSeeder", session, category_slug, run)
        self.constraints = constraints

    async def seed_rows(self) -> None:
        """The rules."""
        rows = (
            (
                (data["constraint_type"],),
                {**data, "category_id": category_uuid(self.category_slug), "is_active": True},
            )
            for data in self.constraints
        )
        await self.upsert_all_with_uuid_fn(
            ResponseConstraint, partial(response_constraint_uuid, self.category_slug), rows
        )
