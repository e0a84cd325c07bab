"""Fixtures of all tests: real PostgreSQL servers in a temporary home, never a developer's own database."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.memory_disk import roomiest_disk

# Before the first import of the product, which reads its settings then. xdist's workers inherit them.
if "PYTEST_XDIST_WORKER" not in os.environ:
    for _name in (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "DATABASE_REPLICA_URL",
        "MSIA_POSTGRES_BINDIR",
        "QDRANT_URL",
        "ENVIRONMENT",
    ):
        os.environ.pop(_name, None)
    # A run starts a hundred processes; with bytecode kept, each starts in half the time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    os.environ["MSIA_ENV_FILE"] = os.devnull
    os.environ["MSIA_HOME"] = tempfile.mkdtemp(prefix="msia-tests-", dir=roomiest_disk())

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from database import embedded
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from shared.acting import acting_as
from tests import servers

TEST_HOME = Path(os.environ["MSIA_HOME"])
PG15_HOME = TEST_HOME / "postgresql-15"
PG15_BINDIR = Path(os.environ.get("MSIA_TEST_PG15_BINDIR", "/usr/lib/postgresql/15/bin"))

# A busy machine is no failure: how long an example takes is not judged.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is imported and collected stays for good: looking through it for garbage finds none."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for another's last test."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure(config: Any) -> None:
    """Stop the servers and remove their home when the whole run, not just a worker, has ended."""
    if hasattr(config, "workerinput"):
        return
    for home in (TEST_HOME, PG15_HOME):
        embedded.stop(home)
    shutil.rmtree(TEST_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def nobody_acts() -> Iterator[None]:
    """A test that runs a command in this process, as its user, leaves nobody behind for the next one."""
    with acting_as(None):
        yield


@pytest.fixture(scope="session")
def pg_server() -> RunningServer:
    """The PostgreSQL of the wheel, shared by all workers."""
    return servers.start_test_server(TEST_HOME)


@pytest.fixture(scope="session")
def pg15_server() -> RunningServer:
    """A PostgreSQL 15, the oldest supported, from the system or MSIA_TEST_PG15_BINDIR."""
    if not (PG15_BINDIR / "postgres").exists():
        pytest.skip(f"no PostgreSQL 15 in {PG15_BINDIR} (install postgresql-15 or set MSIA_TEST_PG15_BINDIR)")
    return servers.start_test_server(PG15_HOME, PG15_BINDIR)


@pytest.fixture
def empty_database_url(pg_server: RunningServer) -> Iterator[str]:
    """A database without any table."""
    with servers.temporary_database(pg_server) as url:
        yield url


@pytest.fixture
def pg15_empty_database_url(pg15_server: RunningServer) -> Iterator[str]:
    """A database without any table on PostgreSQL 15."""
    with servers.temporary_database(pg15_server) as url:
        yield url


@pytest.fixture
def database_url(pg_server: RunningServer) -> Iterator[str]:
    """A database of this test's own at head, without rows."""
    with servers.temporary_database(pg_server, servers.migrated_template(pg_server)) as url:
        yield url


@pytest.fixture
def seeded_database_url(pg_server: RunningServer) -> Iterator[str]:
    """A database of this test's own at head with both categories seeded."""
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        yield url


@pytest.fixture(scope="session")
def shared_seeded_database_url(pg_server: RunningServer) -> Iterator[str]:
    """A seeded database that several tests share: only for tests that write nothing."""
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        yield url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a migrated database of this test's own."""
    created = create_engine(database_url)
    yield created
    await created.dispose()


@pytest.fixture
async def patient_engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """The same for crowds that wait for each other: none fails because the machine is busy."""
    created = create_engine(servers.patient(database_url))
    yield created
    await created.dispose()


@pytest.fixture
async def session(engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """A session with the product's rules on a migrated database of this test's own."""
    async with create_session_factory(engine)() as opened:
        yield opened


@pytest.fixture
async def seeded_engine(seeded_database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a seeded database of this test's own."""
    created = create_engine(seeded_database_url)
    yield created
    await created.dispose()


@pytest.fixture
async def seeded_session(seeded_engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """A session on a seeded database of this test's own."""
    async with create_session_factory(seeded_engine)() as opened:
        yield opened
