"""Seeded databases that a catalogue test may change, and caches on them."""

import shutil
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import filelock
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from database.engines import create_engine
from tests import servers
from tests.conftest import TEST_HOME
from tests.sqlite_files import migrated_copy


@cache
def _seeded_sqlite() -> Path:
    """The file that all workers copy, made by whichever comes first."""
    directory = TEST_HOME / "seeded-sqlite"
    directory.mkdir(exist_ok=True)
    with filelock.FileLock(directory / "lock"):
        if not (directory / "seeded").exists():
            url = migrated_copy(directory)
            done = servers.run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": url})
            assert done.returncode == 0, done.stderr
            (directory / "seeded").touch()
    return directory / "test.db"


def sqlite_database(directory: Path) -> str:
    """The URL of a seeded SQLite database in `directory`."""
    source = _seeded_sqlite()
    for suffix in ("", "-wal"):
        if (part := source.with_name(source.name + suffix)).exists():
            shutil.copy(part, directory / part.name)
    return f"sqlite+aiosqlite:///{directory / source.name}"


@pytest.fixture(params=["postgresql", "sqlite"])
def any_seeded_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A seeded database of this test's own, on PostgreSQL and SQLite in turn."""
    if request.param == "sqlite":
        yield sqlite_database(tmp_path)
    else:
        yield request.getfixturevalue("seeded_database_url")


@pytest.fixture
async def any_seeded_engine(any_seeded_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a seeded database of this test's own, on PostgreSQL and SQLite in turn."""
    created = create_engine(any_seeded_url)
    yield created
    await created.dispose()
