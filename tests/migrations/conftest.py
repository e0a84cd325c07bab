"""Databases for the migration tests: empty ones on each system the product supports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from database.embedded import RunningServer
from tests import servers


@pytest.fixture(params=["postgresql-18", "postgresql-15", "sqlite"])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, on PostgreSQL 18, PostgreSQL 15 and SQLite in turn."""
    yield from _empty(request, tmp_path)


@pytest.fixture(params=["postgresql-18", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, on PostgreSQL 18 and SQLite in turn."""
    yield from _empty(request, tmp_path)


def _empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'migrated.db'}"
        return
    fixture = "pg_server" if request.param == "postgresql-18" else "pg15_server"
    server: Any = request.getfixturevalue(fixture)
    assert isinstance(server, RunningServer)
    with servers.temporary_database(server) as created:
        yield created
