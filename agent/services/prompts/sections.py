"""The sections of a category's prompt that are in force: of each kind and code the active one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import TariffPromptSection
from shared.vocabularies import PromptSectionType


@dataclass(frozen=True, slots=True)
class PromptSection:
    """A section in its version."""

    section_type: PromptSectionType
    code: str | None
    version: int
    content: str


async def sections_for(
    session: AsyncSession, category_id: UUID, kinds: Collection[PromptSectionType]
) -> Sequence[PromptSection]:
    """The active sections of these kinds, in the order of the kinds; of those without a code the one of the
    highest version. One statement."""
    rows = await session.scalars(
        select(TariffPromptSection)
        .where(
            TariffPromptSection.category_id == category_id,
            TariffPromptSection.section_type.in_([kind.value for kind in kinds]),
            TariffPromptSection.is_active,
        )
        .order_by(TariffPromptSection.version, TariffPromptSection.created_at)
    )
    newest: dict[tuple[str, str | None], TariffPromptSection] = {}
    for row in rows:
        newest[row.section_type, row.code] = row
    order = {kind.value: place for place, kind in enumerate(PromptSectionType)}
    found = sorted(newest.values(), key=lambda row: (order[row.section_type], row.code or ""))
    return [
        PromptSection(PromptSectionType(row.section_type), row.code, row.version, row.content)
        for row in found
    ]
