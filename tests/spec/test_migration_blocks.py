"""The specification's migration patterns, run by alembic against a real database."""

from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from database.engines import create_engine
from tests.migrations import driving
from tests.migrations.ladder import start_at
from tests.rules.rule import VERSIONS, sources
from tests.spec.samples import run


async def test_every_migration_has_both_functions() -> None:
    block = await run("01")
    assert block["upgrade"]() is block["downgrade"]() is None
    for source in sources(VERSIONS):
        assert {"upgrade", "downgrade"} <= source.functions().keys(), source.path


async def test_the_elements_migration(empty_database_url: str) -> None:
    """It runs where the chain has it, after 011, and takes back all that it made."""
    block = await run("28")
    assert block["revision"] in driving.revisions()
    start_at(empty_database_url, block["down_revision"])
    engine = create_engine(empty_database_url)

    def step(connection: sa.Connection, name: str) -> tuple[set[str], Any]:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            block[name]()
        seen = sa.inspect(connection)
        tables = set(seen.get_table_names())
        if "elements" not in tables:
            return tables, None
        keys = [key["options"]["ondelete"] for key in seen.get_foreign_keys("elements")]
        unique = [found["name"] for found in seen.get_unique_constraints("elements")]
        indexes = {found["name"] for found in seen.get_indexes("elements")}
        return tables, (keys, unique, "ix_elements_category_id" in indexes)

    try:
        async with engine.begin() as connection:
            before = set(await connection.run_sync(lambda c: sa.inspect(c).get_table_names()))
            made, shape = await connection.run_sync(step, "upgrade")
            assert made - before == {"elements"}
            assert shape == (["CASCADE"], ["uq_category_element_code"], True)
            after, _ = await connection.run_sync(step, "downgrade")
            assert after == before
    finally:
        await engine.dispose()
