"""A server that runs for months makes its tables' months itself."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs
from structlog.typing import EventDict

from api.partition_lifespan import running
from database.connection import create_session_factory
from database.engines import create_engine
from database.partitions import PARTITIONED_TABLES, add_months, list_partitions
from tests import servers, sqlite_files
from tests.api.serving import serving
from tests.migrations import driving

WAIT_SECONDS = 120
REQUESTS = 20
TABLE = "conversation_messages"
# PostgreSQL's codes: the function of migration 038 is missing, a lock was waited for too long.
UNDEFINED_FUNCTION, LOCK_NOT_AVAILABLE = "sqlstate=42883", "sqlstate=55P03"


async def months(engine: AsyncEngine) -> dict[str, list[date]]:
    """The months that each table has."""
    async with create_session_factory(engine)() as session:
        return {
            table: [found.month for found in await list_partitions(session, table)]
            for table in PARTITIONED_TABLES
        }


async def lose_newest_month(engine: AsyncEngine) -> None:
    """Bring every table into the state of a month ago: its newest month is still to be made."""
    owner = create_engine(servers.as_owner(engine.url.render_as_string(hide_password=False)), pooled=False)
    for table, made in (await months(engine)).items():
        newest = made[-1]
        async with owner.begin() as connection:
            await connection.execute(text(f"DROP TABLE {table}_future, {table}_{newest:%Y_%m}"))
            key = await connection.scalar(text("SELECT msia_month_key(:month)"), {"month": newest})
            future = f"{table}_future PARTITION OF {table} FOR VALUES FROM ('{key}') TO (MAXVALUE)"
            await connection.execute(text(f"CREATE TABLE {future}"))


async def wait_for_months(engine: AsyncEngine, wanted: dict[str, list[date]]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while (found := await months(engine)) != wanted:
        assert time.monotonic() < deadline, found
        await asyncio.sleep(0.05)


async def wait_for_a_line(logs: Sequence[EventDict]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not logs:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


@pytest.fixture
async def empty_engine(empty_database_url: str) -> AsyncIterator[AsyncEngine]:
    created = create_engine(empty_database_url)
    yield created
    await created.dispose()


@pytest.mark.slow
async def test_workers_share_the_port_log_alike_and_make_the_missing_months(
    seeded_database_url: str, tmp_path: Path
) -> None:
    """They do so at once; one that waits too long for the other gives way and says so."""
    engine = create_engine(seeded_database_url)
    complete = await months(engine)
    await lose_newest_month(engine)
    assert {len(made) for made in (await months(engine)).values()} == {len(complete[TABLE]) - 1}
    served = await asyncio.to_thread(_served_until_made, seeded_database_url, tmp_path, complete)
    await engine.dispose()
    lines = [json.loads(line) for line in served.splitlines()]
    logged = {line["request_id"] for line in lines if line["event"] == "request"}
    assert logged >= {f"n{number}" for number in range(REQUESTS)}
    assert [line["count"] for line in lines if line["event"] == "partitions made"] == [
        len(PARTITIONED_TABLES)
    ]
    complaints = [line for line in lines if line["level"] in {"warning", "error", "critical"}]
    assert [line for line in complaints if LOCK_NOT_AVAILABLE not in line.get("error", "")] == []


def _served_until_made(url: str, home: Path, complete: dict[str, list[date]]) -> str:
    async def wait() -> None:
        engine = create_engine(url)
        try:
            await wait_for_months(engine, complete)
        finally:
            await engine.dispose()

    with serving(url, home, "--workers", "2") as served:
        asyncio.run(wait())
        for number in range(REQUESTS):
            # Each on a connection of its own, which either may take.
            with served.client(token=None) as client:
                answer = client.get("/api/v1/categories", headers={"X-Request-ID": f"n{number}"})
            assert answer.status_code == 200
        served.process.terminate()
        served.process.wait(60)
        return served.log.read_text()


async def test_months_are_made_again_and_again(engine: AsyncEngine) -> None:
    complete = await months(engine)
    sessions = create_session_factory(engine)
    async with running(sessions, engine, every_seconds=0.05), running(sessions, engine, every_seconds=0.05):
        for _ in range(2):
            await lose_newest_month(engine)
            await wait_for_months(engine, complete)


async def test_a_database_without_its_schema_is_tried_again(
    empty_engine: AsyncEngine, empty_database_url: str
) -> None:
    with capture_logs() as logs:
        async with running(create_session_factory(empty_engine), empty_engine, every_seconds=0.05):
            await wait_for_a_line(logs)
            await asyncio.to_thread(driving.upgrade, empty_database_url)
            complete = await months(empty_engine)
            await lose_newest_month(empty_engine)
            await wait_for_months(empty_engine, complete)
    warnings = [line for line in logs if line["log_level"] == "warning"]
    assert UNDEFINED_FUNCTION in warnings[0]["error"]
    assert [line["retry_seconds"] for line in warnings] == [2.0**number for number in range(len(warnings))]
    assert {line["log_level"] for line in logs} == {"warning", "info"}


async def test_who_reads_a_table_is_not_waited_for_long(engine: AsyncEngine) -> None:
    """A month needs its table for itself: it gives way to a long transaction, and comes when that ends."""
    complete = await months(engine)
    await lose_newest_month(engine)
    with capture_logs() as logs:
        async with engine.connect() as reader:
            await reader.execute(text(f"SELECT count(*) FROM {TABLE}"))
            async with running(create_session_factory(engine), engine):
                await wait_for_a_line(logs)
                assert LOCK_NOT_AVAILABLE in logs[0]["error"]
                assert add_months(complete[TABLE][-1], -1) == (await months(engine))[TABLE][-1]
                await reader.rollback()
                await wait_for_months(engine, complete)


async def test_elsewhere_than_on_postgresql_nothing_happens(tmp_path: Path) -> None:
    engine = create_engine(sqlite_files.migrated_copy(tmp_path))
    before = asyncio.all_tasks()
    with capture_logs() as logs:
        async with running(create_session_factory(engine), engine, every_seconds=0.01):
            assert asyncio.all_tasks() == before
    assert not logs
    await engine.dispose()
