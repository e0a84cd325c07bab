"""The audit trail of a person: which entries are about them, and removing the values from those."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.person import Person
from agent.services.privacy.personal_data import PERSONAL_TABLES, ids_of, table_of
from database.acting_user import name_actor
from database.models import AuditLog

AUDIT = table_of(AuditLog)
_ERASED_COLUMNS = {personal.name: frozenset(personal.erased) for personal in PERSONAL_TABLES}

_REDACT = text(
    "SELECT msia_redact_audit(CAST(:entries AS uuid[]), CAST(:columns AS text[]), CAST(:texts AS text[]))"
)


def about(person: Person) -> ColumnElement[bool]:
    """Entries about the person's rows, those that are gone included (they name their user or case)."""
    own = [
        and_(AUDIT.c.entity_type == personal.name, AUDIT.c.entity_id.in_(ids_of(personal, person)))
        for personal in PERSONAL_TABLES
    ]
    gone = [
        and_(
            AUDIT.c.entity_type.in_(tuple(_ERASED_COLUMNS)),
            AUDIT.c.changes[(column, side)].astext.in_([str(key) for key in keys]),
        )
        for column, keys in (
            ("user_id", (person.user_id,) if person.user_id is not None else ()),
            ("conversation_id", person.conversation_ids),
            ("case_id", person.case_ids),
        )
        for side in ("old", "new")
        if keys
    ]
    return or_(*own, *gone)


async def scrub(session: AsyncSession, person: Person) -> int:
    """Put "***" in the place of every personal value of the entries about a person; returns how many
    entries have changed. What changed, when and by whom stays, and an entry says that it was redacted."""
    entries: dict[str, list[uuid.UUID]] = {}
    for row in await session.execute(select(AUDIT.c.id, AUDIT.c.entity_type).where(about(person))):
        entries.setdefault(row.entity_type, []).append(row.id)
    return sum(
        [
            await redact(session, found, columns=_ERASED_COLUMNS.get(table, frozenset()))
            for table, found in entries.items()
        ]
    )


async def redact(
    session: AsyncSession,
    entries: Sequence[uuid.UUID],
    *,
    columns: Iterable[str] = (),
    texts: Iterable[str] = (),
) -> int:
    """Hide the values of `columns`, and `texts` wherever they stand in the others; returns how many entries
    have changed. The owner's function does it: nobody else may change an entry."""
    await name_actor(session)
    done = await session.scalar(
        _REDACT,
        {"entries": list(entries), "columns": sorted(columns), "texts": sorted(texts, key=len, reverse=True)},
    )
    return int(done or 0)
