"""A session for one command: its connections are closed when the command is done."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@asynccontextmanager
async def reading() -> AsyncIterator["AsyncSession"]:
    """A session that only reads, from the replica where there is one."""
    from database.connection import close_db, get_read_session

    try:
        async with get_read_session() as session:
            yield session
    finally:
        await close_db()


@asynccontextmanager
async def writing() -> AsyncIterator["AsyncSession"]:
    """A session whose changes are committed at the end of the block, and none of them when it raises."""
    from database.connection import close_db, get_async_session

    try:
        async with get_async_session() as session:
            yield session
            await session.commit()
    finally:
        await close_db()
