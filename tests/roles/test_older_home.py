"""A home made before the roles were parted gains them in place, with everything that is in it."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from database import embedded
from database.engines import create_engine
from tests import servers
from tests.migrations import driving, rows

RELEASED = "040_list_order_indexes"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home as the release before made it: one role, which owns the database and everything in it, and
    rows in every table (people, cases and a catalogue among them)."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        path = Path(directory)
        patch.setattr(embedded, "make_embedded_roles", lambda _files, _url: None)
        older = servers.start_test_server(path)
        assert older.owner_url == older.url
        driving.upgrade(older.url, RELEASED)
        driving.with_connection(older.url, partial(rows.fill, batch=1, schema=rows.Schema()))
        patch.undo()
        yield path
        embedded.stop(path)


def _counts(url: str) -> dict[str, Any]:
    def count(connection: sa.Connection) -> dict[str, Any]:
        names = [name for name in sa.inspect(connection).get_table_names() if not rows.is_partition(name)]
        return {name: connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar() for name in names}

    return driving.with_connection(url, count)


def test_it_gains_the_roles_and_keeps_its_rows(home: Path) -> None:
    password = (home / "postgresql" / "msia.password").read_text()
    found = embedded.status(home).server
    assert found is not None
    before = _counts(found.url)
    assert before["users"]
    assert before["cases"]

    server = servers.start_test_server(home)  # running already, as after an update of the program

    assert (home / "postgresql" / "msia.password").read_text() == password
    assert server.owner_url != server.url
    assert _counts(server.owner_url) == before
    owners = "SELECT DISTINCT pg_get_userbyid(relowner)::text AS name FROM pg_class WHERE relnamespace = 2200"
    assert [row["name"] for row in driving.execute(server.owner_url, owners)] == ["msia_owner"]
    # Nothing stands still until the schema is upgraded: the application's changes are audited as before.
    phone = "UPDATE users SET last_name = 'Pérez'"
    assert _as_application(server.url, phone) > 0
    with pytest.raises(DBAPIError, match="must be owner"):
        _as_application(server.url, "DROP TABLE cases CASCADE")


def test_upgraded_it_is_closed(home: Path) -> None:
    server = servers.start_test_server(home)
    people = _counts(server.owner_url)["users"]
    driving.upgrade(server.owner_url)
    after = _counts(server.owner_url)
    assert after["users"] == people
    assert _as_application(server.url, "UPDATE users SET last_name = 'Gómez'") == people
    for refused in ("UPDATE audit_log SET changes = '{}'", "TRUNCATE users CASCADE"):
        with pytest.raises(DBAPIError, match="permission denied"):
            _as_application(server.url, refused)
    query = "SELECT DISTINCT actor_kind FROM audit_log WHERE entity_type = 'users' ORDER BY 1"
    kinds = driving.execute(server.owner_url, query)
    assert [row["actor_kind"] for row in kinds] == ["database", "unrecorded"]


def test_a_making_cut_short_is_made_again(home: Path) -> None:
    """The owner's role is there, and its password is lost: written down last, it was not."""
    servers.start_test_server(home)
    (home / "postgresql" / "msia_owner.password").unlink()
    server = servers.start_test_server(home)
    assert driving.execute(server.owner_url, "SELECT current_user AS name") == [{"name": "msia_owner"}]


def _as_application(url: str, statement: str) -> int:
    async def run() -> int:
        engine = create_engine(url, pooled=False)
        try:
            async with engine.begin() as connection:
                return (await connection.exec_driver_sql(statement)).rowcount
        finally:
            await engine.dispose()

    result: int = servers.in_thread(asyncio.run, run())
    return result
