"""The database counts and announces every committed change of the catalogue, whoever makes it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from database.embedded import RunningServer
from database.engines import create_engine
from tests import servers
from tests.catalogue.waiting import eventually
from tests.catalogue.writing import commit, price, version
from tests.migrations import driving
from tests.servers import run_python

TABLES = (
    "vehicle_categories",
    "tariff_tiers",
    "warnings",
    "additional_services",
    "base_documentation",
    "tariff_prompt_sections",
    "elements",
    "element_images",
    "element_required_fields",
    "element_warning_associations",
    "tier_element_inclusions",
)
_ONE = "WHERE id = (SELECT id FROM {table} ORDER BY id LIMIT 1)"


@pytest.mark.parametrize("table", TABLES)
async def test_changes_of_each_table_count(any_seeded_engine: AsyncEngine, table: str) -> None:
    one = _ONE.format(table=table)
    before = await version(any_seeded_engine)
    assert before is not None
    await commit(any_seeded_engine, f"UPDATE {table} SET created_at = '2001-02-03 04:05:06+00' {one}")
    updated = await version(any_seeded_engine)
    assert updated is not None
    assert updated > before
    await commit(any_seeded_engine, f"DELETE FROM {table} {one}")
    deleted = await version(any_seeded_engine)
    assert deleted is not None
    assert deleted > updated


async def test_a_transaction_counts_once_however_many_rows(database_url: str) -> None:
    engine = create_engine(database_url)
    try:
        before = await version(engine)
        done = run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": database_url})
        assert done.returncode == 0, done.stderr
        # One transaction for each of the two categories.
        assert before is not None
        assert await version(engine) == before + 2
        done = run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": database_url})
        assert done.returncode == 0, done.stderr
        assert await version(engine) == before + 2, "a seeding that changes nothing is no new version"
    finally:
        await engine.dispose()


async def test_what_is_rolled_back_or_changes_nothing_does_not_count(seeded_engine: AsyncEngine) -> None:
    before = await version(seeded_engine)
    async with seeded_engine.connect() as connection:
        await connection.execute(text(price("T1", 999)))
        await connection.rollback()
        await connection.execute(text("UPDATE tariff_tiers SET price = price"))
        await connection.commit()
    assert await version(seeded_engine) == before


async def test_a_rolled_back_savepoint_takes_its_count_back(seeded_engine: AsyncEngine) -> None:
    before = await version(seeded_engine)
    assert before is not None
    async with seeded_engine.begin() as connection:
        await connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        savepoint = await connection.begin_nested()
        await connection.execute(text(price("T1", 998)))
        await savepoint.rollback()
        await connection.execute(text(price("T2", 997)))
        await connection.execute(text(price("T3", 996)))
    assert await version(seeded_engine) == before + 1


async def test_truncating_counts(seeded_engine: AsyncEngine, seeded_database_url: str) -> None:
    before = await version(seeded_engine)
    driving.execute(seeded_database_url, "TRUNCATE element_images CASCADE")  # which only the owner may
    after = await version(seeded_engine)
    assert before is not None
    assert after is not None
    assert after > before


async def test_writers_of_different_rows_do_not_wait_for_each_other(seeded_engine: AsyncEngine) -> None:
    before = await version(seeded_engine)
    assert before is not None
    async with seeded_engine.connect() as slow:
        await slow.execute(text(price("T1", 500)))
        # The slow one has changed its row and has not committed: this would wait for ever.
        async with asyncio.timeout(30):
            await commit(seeded_engine, price("T2", 400))
        assert await version(seeded_engine) == before + 1
        await slow.commit()
    assert await version(seeded_engine) == before + 2


async def test_a_deleted_counter_starts_again_beyond_what_it_was(any_seeded_engine: AsyncEngine) -> None:
    before = await version(any_seeded_engine)
    assert before is not None
    await commit(any_seeded_engine, "DELETE FROM system_settings WHERE key = 'catalogue_version'")
    assert await version(any_seeded_engine) is None
    await commit(any_seeded_engine, price("T1", 501))
    after = await version(any_seeded_engine)
    assert after is not None
    assert after > before


@pytest.fixture(params=["pg_server", "pg15_server"])
async def engine_of_either(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    """A database at head on the newest and the oldest supported PostgreSQL."""
    server = request.getfixturevalue(request.param)
    assert isinstance(server, RunningServer)
    with servers.temporary_database(server, servers.migrated_template(server)) as url:
        engine = create_engine(url)
        yield engine
        await engine.dispose()


async def test_a_commit_announces_its_version_once(engine_of_either: AsyncEngine) -> None:
    heard: list[str] = []
    async with engine_of_either.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        await raw.add_listener("msia_catalogue", lambda *arguments: heard.append(arguments[-1]))
        await commit(
            engine_of_either,
            *(
                "INSERT INTO vehicle_categories (id, slug, name, client_type) VALUES "
                f"(gen_random_uuid(), 'slug-{number}', 'Prueba {number}', 'particular')"
                for number in range(5)
            ),
        )
        first = str(await version(engine_of_either))
        await commit(engine_of_either, "UPDATE vehicle_categories SET name = name || '.'")
        second = str(await version(engine_of_either))

        async def both_came() -> bool:
            return second in heard

        await eventually(both_came, "the second announcement")
        assert heard == [first, second]
        await connection.invalidate()
