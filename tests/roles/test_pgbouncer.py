"""Through PgBouncer in transaction mode: the roles' time-outs hold, and nothing passes to the next client."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from database import embedded
from database.acting_user import act_as, be_patient
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import User
from shared.acting import Actor
from shared.config import settings
from shared.vocabularies import ActorKind
from tests import servers
from tests.roles.pgbouncer import pgbouncer

ANA = Actor(ActorKind.OPERATOR, "ana")
_PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def database_url(pg_server: RunningServer) -> Iterator[str]:
    """A database of this module's own."""
    with servers.temporary_database(pg_server, servers.migrated_template(pg_server)) as url:
        yield url


@pytest.fixture(scope="module")
def ports(pg_server: RunningServer) -> Iterator[dict[int, int]]:
    """PgBouncer's port by the number of connections that its clients share."""
    with pgbouncer(pg_server, pool=1) as one, pgbouncer(pg_server, pool=2) as two:
        yield {1: one, 2: two}


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


def _client(stack: AsyncExitStack, url: str, port: int) -> AsyncEngine:
    through = make_url(url).set(port=port).update_query_dict({"pgbouncer": "true"})
    engine = create_engine(through.render_as_string(hide_password=False), pooled=False)
    stack.push_async_callback(engine.dispose)
    return engine


async def test_each_transaction_has_the_roles_time_outs_whoever_came_before(
    stack: AsyncExitStack, database_url: str, ports: dict[int, int]
) -> None:
    patient, other = (_client(stack, database_url, ports[1]) for _ in range(2))
    limits = text("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
    backend = text("SELECT pg_backend_pid()")
    expected = (f"{settings.DATABASE_STATEMENT_TIMEOUT:g}s", f"{settings.DATABASE_LOCK_TIMEOUT:g}s")
    async with create_session_factory(patient)() as session:
        be_patient(session)
        assert tuple((await session.execute(limits)).one()) == ("0", "0")
        served_by = await session.scalar(backend)
        await session.commit()
    async with create_session_factory(other)() as session:
        assert tuple((await session.execute(limits)).one()) == expected
        assert await session.scalar(backend) == served_by


async def test_who_acts_is_not_handed_on(
    stack: AsyncExitStack, database_url: str, ports: dict[int, int]
) -> None:
    first, second = (_client(stack, database_url, ports[1]) for _ in range(2))
    for engine, actor, phone in ((first, ANA, "+34600111221"), (second, None, "+34600111222")):
        async with create_session_factory(engine)() as session:
            act_as(session, actor)
            session.add(User(phone=phone))
            await session.commit()
    async with first.connect() as connection:
        query = "SELECT actor_kind, actor_name FROM audit_log WHERE entity_type = 'users' ORDER BY id"
        rows = await connection.execute(text(query))
        assert [tuple(row) for row in rows] == [("operator", "ana"), ("database", embedded.ROLE_NAME)]


async def test_the_owner_may_take_its_time(
    stack: AsyncExitStack, database_url: str, ports: dict[int, int]
) -> None:
    owner = _client(stack, servers.as_owner(database_url), ports[1])
    async with owner.connect() as connection:
        assert await connection.scalar(text("SHOW statement_timeout")) == "0"


async def test_what_lasts_too_long_is_ended(
    stack: AsyncExitStack, pg_server: RunningServer, database_url: str, ports: dict[int, int]
) -> None:
    """By the server, with limits of this database alone, short enough to be met."""
    name = make_url(database_url).database
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        limit = "300ms" if setting == "lock_timeout" else "900ms"
        statement = f"ALTER ROLE {embedded.ROLE_NAME} IN DATABASE {name} SET {setting} = '{limit}'"
        servers.execute(pg_server, statement)
    # Connections that are there already began with the limits of before.
    servers.execute(
        pg_server,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND usename = '{embedded.ROLE_NAME}'",
    )
    holder, waiter = (_client(stack, database_url, ports[2]) for _ in range(2))
    async with waiter.connect() as connection:
        with pytest.raises(DBAPIError, match="statement timeout"):
            await connection.execute(text("SELECT pg_sleep(600)"))
        await connection.rollback()
        async with holder.connect() as other:
            await other.execute(text("LOCK TABLE policies IN SHARE MODE"))
            with pytest.raises(DBAPIError, match="lock timeout"):
                await connection.execute(text("DELETE FROM policies"))
            await connection.rollback()
            await _await_end_of_idle_transaction(pg_server, str(name))
            # The driver's words differ with how much of the server's farewell it has read.
            with pytest.raises(DBAPIError, match=r"terminat|closed|idle|another operation"):
                await other.execute(text("SELECT 1"))


async def _await_end_of_idle_transaction(server: RunningServer, database: str) -> None:
    query = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database}' AND state = 'idle in transaction'"
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while await asyncio.to_thread(servers.execute, server, query):
        assert time.monotonic() < deadline, "the idle transaction goes on"
        await asyncio.sleep(0.05)
