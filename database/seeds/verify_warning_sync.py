"""Verifies that both warning systems hold the same element warnings (spec: "Dual Architecture").

python -m database.seeds.verify_warning_sync
"""

import sys
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Element, ElementWarningAssociation, Warning
from database.seeds import standalone

SAMPLE_SIZE = 5


@dataclass(frozen=True, slots=True)
class WarningSync:
    """Element-warning pairs of both systems, by key, and the pairs that only one of them has."""

    inline: frozenset[tuple[UUID, UUID]]
    associated: frozenset[tuple[UUID, UUID]]
    sample: tuple[str, ...]

    @property
    def missing_associations(self) -> frozenset[tuple[UUID, UUID]]:
        """Inline warnings without an association."""
        return self.inline - self.associated

    @property
    def missing_inline(self) -> frozenset[tuple[UUID, UUID]]:
        """Associations whose warning is not scoped to the element."""
        return self.associated - self.inline

    @property
    def is_synced(self) -> bool:
        """Whether both systems hold exactly the same pairs."""
        return self.inline == self.associated


async def check_warning_sync(session: AsyncSession) -> WarningSync:
    """Compare both systems pair by pair, not only by count. Three statements."""
    inline = await session.execute(
        select(Warning.element_id, Warning.id).where(Warning.element_id.is_not(None))
    )
    associated = await session.execute(
        select(ElementWarningAssociation.element_id, ElementWarningAssociation.warning_id)
    )
    sample = await session.execute(
        select(Element.code, Warning.code)
        .join(ElementWarningAssociation, ElementWarningAssociation.element_id == Element.id)
        .join(Warning, Warning.id == ElementWarningAssociation.warning_id)
        .where(Warning.element_id == Element.id)
        .order_by(Warning.id)
        .limit(SAMPLE_SIZE)
    )
    return WarningSync(
        frozenset((element, warning) for element, warning in inline if element is not None),
        frozenset((element, warning) for element, warning in associated),
        tuple(f"{element}: {warning}" for element, warning in sample),
    )


def report_lines(sync: WarningSync) -> list[str]:
    """The result as the spec prints it, with the differing pairs if there are any."""
    counts = [
        f"Inline warnings (via warnings.element_id):    {len(sync.inline)}",
        f"Association warnings (via associations):       {len(sync.associated)}",
    ]
    if sync.is_synced:
        return [
            f"✅ SUCCESS: Both systems have {len(sync.inline)} warnings (SYNCED)",
            "",
            *counts,
            "✅ Counts match!",
            "✅ Every pair is in both systems, for example:",
            *(f"   {line}" for line in sync.sample),
        ]
    return [
        "❌ FAILURE: the warning systems differ",
        "",
        *counts,
        *(f"❌ no association: element {e}, warning {w}" for e, w in sorted(sync.missing_associations)),
        *(f"❌ not inline: element {e}, warning {w}" for e, w in sorted(sync.missing_inline)),
        "Remedy: upgrade the schema to head (its triggers keep both equal) and seed again.",
    ]


async def main() -> int:
    """Print the comparison; the exit status is 0 when both systems are equal, else 1."""
    from database.connection import close_db, get_async_session

    try:
        async with get_async_session() as session:
            sync = await check_warning_sync(session)
    finally:
        await close_db()
    print("\n".join(report_lines(sync)))
    return 0 if sync.is_synced else 1


if __name__ == "__main__":
    sys.exit(standalone.run(main()))
