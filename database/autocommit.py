"""Sessions for work that is one statement: BEGIN and COMMIT would be two more round trips for nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


@asynccontextmanager
async def single_statements(sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[AsyncSession]:
    """A session in which each statement is committed by itself, at once.

    Nothing that the audit hears of may be written in it: whom it is done for is told for a transaction.
    """
    async with sessions() as session:
        await commit_each(session)
        yield session


async def commit_each(session: AsyncSession) -> None:
    """Let each statement of a new session be committed by itself; as `single_statements` says."""
    await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
