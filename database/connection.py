"""The product's engine and sessions. Importing this module opens no connection and starts no server.

PostgreSQL by DATABASE_URL, else the embedded server, which the first connection starts. The pool is 10
connections and 20 more at peaks; each is checked before use; objects stay usable after a commit and nothing
is flushed before it is asked for.

A pool belongs to one event loop. A program that runs several, one after the other, needs nothing: the
session functions below leave the connections of an earlier loop behind. To free them at once, call
`close_db()` before a loop ends.
"""

import asyncio
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from database.acting_user import ActingSession, be_patient
from database.engines import create_engine
from database.soft_delete import SoftDeleteSession
from shared.config import settings


class ProductSession(SoftDeleteSession, ActingSession):
    """What an AsyncSession of the product works with: only active rows of soft-deleted models are seen, and
    changes are recorded for whom the session acts for."""


def create_session_factory(bind: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """A session factory with the product's rules: no autoflush, no expiry on commit, a ProductSession."""
    return async_sessionmaker(
        bind,
        class_=AsyncSession,
        sync_session_class=ProductSession,
        expire_on_commit=False,
        autoflush=False,
    )


engine = create_engine(settings.DATABASE_URL)
replica_engine = (
    create_engine(settings.DATABASE_REPLICA_URL, setting="DATABASE_REPLICA_URL")
    if settings.DATABASE_REPLICA_URL
    else engine
)

# A connection for each use: nothing to close, and nothing that the requests' time-outs are set on.
maintenance_engine = create_engine(settings.DATABASE_URL, pooled=False)

AsyncSessionLocal = create_session_factory(engine)
async_session = AsyncSessionLocal
MaintenanceSessionLocal = create_session_factory(maintenance_engine)
ReadSessionLocal = create_session_factory(replica_engine.execution_options(postgresql_readonly=True))

_loop: "weakref.ref[asyncio.AbstractEventLoop] | None" = None


@asynccontextmanager
async def get_async_session() -> AsyncIterator[AsyncSession]:
    """A session that never commits by itself and rolls back when the block raises.

    Usage:
        async with get_async_session() as session:
            result = await session.execute(select(User))
            await session.commit()
    """
    await _leave_other_loop()
    async with AsyncSessionLocal() as session:
        try:
            yield session
        except Exception:
            await session.rollback()
            raise


async def get_session() -> AsyncIterator[AsyncSession]:
    """FastAPI dependency: a session that commits when the request succeeds and rolls back when it fails.

    Declare it as `Depends(get_session, scope="function")`: then the commit comes before the answer is sent,
    and an answer means that the data is stored.
    """
    await _leave_other_loop()
    async with AsyncSessionLocal() as session:
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise


@asynccontextmanager
async def get_read_session() -> AsyncIterator[AsyncSession]:
    """A session for reading only, on the replica of DATABASE_REPLICA_URL where there is one.

    PostgreSQL refuses writes in it. A replica may lag behind what has just been written.
    """
    await _leave_other_loop()
    async with ReadSessionLocal() as session:
        yield session


@asynccontextmanager
async def get_maintenance_session() -> AsyncIterator[AsyncSession]:
    """A session for long work such as seeding, retention and erasure: no time-out ends its statements.

    Like `get_async_session` in all else. Its connection is its own and closed at the end.
    """
    await _leave_other_loop()
    async with MaintenanceSessionLocal() as session:
        be_patient(session)
        try:
            yield session
        except Exception:
            await session.rollback()
            raise


async def close_db() -> None:
    """Close the pooled connections. The embedded server goes on; `msia down` stops it."""
    await engine.dispose()
    if replica_engine is not engine:
        await replica_engine.dispose()


async def _leave_other_loop() -> None:
    global _loop  # noqa: PLW0603 - one pool per process, one loop at a time
    running = asyncio.get_running_loop()
    if _loop is not None and _loop() is not running:
        # They can't be closed from here: their loop has gone or runs in another thread.
        await engine.dispose(close=False)
        if replica_engine is not engine:
            await replica_engine.dispose(close=False)
    _loop = weakref.ref(running)
