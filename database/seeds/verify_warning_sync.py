"""Verifies that both warning systems hold the same element warnings (spec: "Dual Architecture").

python -m database.seeds.verify_warning_sync
"""

import sys
from dataclasses import dataclass
from random import SystemRandom
from uuid import UUID

from sqlalchemy import exists, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Element, ElementWarningAssociation, Warning
from database.seeds import standalone

SAMPLE_SIZE = 5


@dataclass(frozen=True, slots=True)
class SampledWarning:
    """One warning of one element, and which systems hold it."""

    label: str
    is_inline: bool
    is_associated: bool

    @property
    def is_in_both(self) -> bool:
        """Whether both systems hold it."""
        return self.is_inline and self.is_associated


@dataclass(frozen=True, slots=True)
class WarningSync:
    """Element-warning pairs of both systems, by key, and the pairs that only one of them has."""

    inline: frozenset[tuple[UUID, UUID]]
    associated: frozenset[tuple[UUID, UUID]]
    sample: tuple[SampledWarning, ...]

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
    """Compare both systems pair by pair, not only by count, and read a random sample. Three statements."""
    inline_rows = await session.execute(
        select(Warning.element_id, Warning.id)
        .where(Warning.element_id.is_not(None))
        .execution_options(include_inactive=True)
    )
    inline = frozenset((element, warning) for element, warning in inline_rows if element is not None)
    associated_rows = await session.execute(
        select(ElementWarningAssociation.element_id, ElementWarningAssociation.warning_id)
    )
    associated = frozenset((element, warning) for element, warning in associated_rows)
    return WarningSync(inline, associated, await _sample(session, inline | associated))


async def _sample(session: AsyncSession, pairs: frozenset[tuple[UUID, UUID]]) -> tuple[SampledWarning, ...]:
    """Some warnings, others each time, as each system by itself tells them; ordered by element."""
    chosen = SystemRandom().sample(sorted(pairs), min(SAMPLE_SIZE, len(pairs)))
    rows = await session.execute(
        select(
            Element.code,
            Warning.code,
            Warning.element_id == Element.id,
            exists().where(
                ElementWarningAssociation.element_id == Element.id,
                ElementWarningAssociation.warning_id == Warning.id,
            ),
        )
        .join(Warning, true())
        .where(tuple_(Element.id, Warning.id).in_(chosen))
        .order_by(Element.code, Warning.code)
        .execution_options(include_inactive=True)
    )
    return tuple(
        SampledWarning(f"{element}: {warning}", inline, linked) for element, warning, inline, linked in rows
    )


def report_lines(sync: WarningSync) -> list[str]:
    """The result as the spec prints it, then the sample, then the differing pairs if there are any."""
    counts = [
        f"Inline warnings (via warnings.element_id):    {len(sync.inline)}",
        f"Association warnings (via associations):       {len(sync.associated)}",
    ]
    sample = [
        f"Sample of {len(sync.sample)} random warnings, looked up in both systems:",
        *(f"{'✅' if item.is_in_both else '❌'} {item.label}" for item in sync.sample),
    ]
    if sync.is_synced:
        return [
            f"✅ SUCCESS: Both systems have {len(sync.inline)} warnings (SYNCED)",
            "",
            *counts,
            "✅ Counts match!",
            "",
            *sample,
        ]
    return [
        "❌ FAILURE: the warning systems differ",
        "",
        *counts,
        "",
        *sample,
        "",
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
