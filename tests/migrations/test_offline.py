"""`alembic upgrade 040:head --sql`: the script makes the schema that the upgrade makes; and which older
revisions have no script."""

import asyncio
import re
from typing import Any

import asyncpg
import pytest
from alembic.util import CommandError
from sqlalchemy.engine import make_url

from database import migrate
from tests import servers
from tests.migrations import driving
from tests.migrations.ladder import start_at
from tests.migrations.test_schema import _catalogue

BEFORE = "040_list_order_indexes"
_PROGRAM = (
    "SELECT proname::text, pg_get_functiondef(oid) FROM pg_proc "
    "WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS "
    "(SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)


def _run(url: str, sql: str) -> None:
    async def run() -> None:
        given = make_url(url)
        connection = await asyncpg.connect(
            host=given.host,
            port=given.port,
            user=given.username,
            password=given.password,
            database=given.database,
        )
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    servers.in_thread(asyncio.run, run())


def _programs(url: str) -> set[Any]:
    rows = [row for query in _PROGRAM for row in driving.execute(url, query)]
    return {tuple(row.values()) for row in rows}


def test_the_script_makes_the_schema_of_the_upgrade(empty_database_url: str, database_url: str) -> None:
    start_at(empty_database_url, BEFORE)
    _run(empty_database_url, driving.script(empty_database_url, BEFORE, "head"))
    scripted = driving.with_connection(empty_database_url, _catalogue)
    migrated = driving.with_connection(database_url, _catalogue)
    assert sorted(map(str, scripted ^ migrated)) == []
    assert sorted(map(str, _programs(empty_database_url) ^ _programs(database_url))) == []
    assert driving.execute(empty_database_url, "SELECT version_num FROM alembic_version") == [
        {"version_num": migrate.head_revision()}
    ]


def test_the_script_refuses_what_the_upgrade_refuses(empty_database_url: str) -> None:
    start_at(empty_database_url, BEFORE)
    driving.insert(empty_database_url, "users", {"id": driving.key(1), "phone": "+abcdefghi"})
    with pytest.raises(asyncpg.RaiseError, match="Users whose phone is not a number") as caught:
        _run(empty_database_url, driving.script(empty_database_url, BEFORE, "head"))
    assert str(driving.key(1)) in str(caught.value)
    assert "Correct their phone" in str(getattr(caught.value, "hint", ""))


def test_revisions_that_move_data_say_that_they_have_no_script() -> None:
    url = "postgresql://u@127.0.0.1:1/d"
    names = driving.revisions()
    refused = []
    for former, revision in zip((None, *names), names, strict=False):
        try:
            text = driving.script(url, former or "base", revision)
        except CommandError as error:
            told = str(error)
            refused.append(revision)
            if f"{revision} move data" not in told or "docs/migrations.md" not in told:
                pytest.fail(told)
        else:
            assert text.rstrip().endswith("COMMIT;")
    page = (servers.ROOT / "docs" / "migrations.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\d{3}_[a-z0-9_]+)` \|", page, re.MULTILINE)
    assert refused == listed
    with pytest.raises(CommandError, match=r"013_.*, 014_.*, 015_.* move data"):
        driving.script(url, "012_element_system", "016_cases")
