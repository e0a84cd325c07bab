"""The audit trail of a person: which entries are about them, and removing the values from those."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.person import Person
from agent.services.privacy.personal_data import PERSONAL_TABLES, ids_of, table_of
from database.models import AuditLog

SCRUBBED = "***"

AUDIT = table_of(AuditLog)
_ERASED_COLUMNS = {personal.name: frozenset(personal.erased) for personal in PERSONAL_TABLES}


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
    entries have changed. What changed, when and by whom stays."""
    scrubbed = 0
    entries = select(AUDIT.c.id, AUDIT.c.entity_type, AUDIT.c.changes).where(about(person))
    for row in (await session.execute(entries)).all():
        changes = _without_values(row.entity_type, row.changes)
        if changes != row.changes:
            await session.execute(update(AUDIT).where(AUDIT.c.id == row.id).values(changes=changes))
            scrubbed += 1
    return scrubbed


def _without_values(table: str, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    personal = _ERASED_COLUMNS.get(table, frozenset())
    return {
        column: {
            side: SCRUBBED if column in personal and value not in (None, {}, []) else value
            for side, value in change.items()
        }
        for column, change in changes.items()
    }
