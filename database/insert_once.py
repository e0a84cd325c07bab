"""Inserting a row that may be there already, decided by the database, so that it holds under concurrency."""

import uuid
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from database.models.base import Base


async def insert_once(session: AsyncSession, model: type[Base], **values: Any) -> uuid.UUID | None:
    """Insert a row unless one of the table's unique constraints has it; its id, or None when it was there.

    A concurrent transaction that inserts the same row is waited for. Flushes nothing.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(model).values(**values).on_conflict_do_nothing().returning(model.id)
    inserted: uuid.UUID | None = await session.scalar(statement)
    return inserted
