"""Loading one row by key: at most one statement, plus one per relationship, at any size of the catalogue."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import insert, inspect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import RelationshipProperty

from benchmarks.measure import recorded_statements
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import Base
from tests.models.rows import richest, world
from tests.rules.inventory import ADDITIONS
from tests.servers import as_owner, migrated_template, temporary_database

MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)

# A row has one of several possible targets: the one it has excludes these.
EXCLUDED_BY_OTHERS = {"tier_element_inclusions.included_tier", "warnings.category", "warnings.tier"}
# One association per warning: it repeats the one element of the warning.
SINGLE = {"warnings.element_associations"}


@pytest.fixture
def other_database_url(pg_server: RunningServer) -> Iterator[str]:
    """A second database at head, without rows."""
    with temporary_database(pg_server, migrated_template(pg_server)) as url:
        yield url


async def _fill(engine: AsyncEngine, size: int) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    async with engine.begin() as connection:
        for name, made in world(size):
            columns = {column for row in made for column in row}
            await connection.execute(
                insert(Base.metadata.tables[name]),
                [{column: row.get(column) for column in columns} for row in made],
            )
            rows[name] += made
    return richest(rows)


def _relationships(model: type[Base]) -> list[RelationshipProperty[Any]]:
    """Those that load with the row."""
    return [item for item in inspect(model).relationships if item.lazy == "selectin"]


async def _cost(engine: AsyncEngine, model: type[Base], key: Any) -> tuple[int, dict[str, int]]:
    """Statements of loading one row in a new session, and how many rows each relationship brought."""
    async with create_session_factory(engine)() as session:
        with recorded_statements(engine) as log:
            found = await session.get(model, key)
            assert found is not None, f"{model.__name__} has no row"
            sizes: dict[str, int] = {}
            for item in _relationships(model):
                value = getattr(found, item.key)
                sizes[item.key] = len(value) if isinstance(value, list) else int(value is not None)
        return len(log), sizes


async def test_each_model_loads_by_key_at_the_same_cost_at_any_size(
    database_url: str, other_database_url: str
) -> None:
    small, large = create_engine(as_owner(database_url)), create_engine(as_owner(other_database_url))
    try:
        small_keys, large_keys = await _fill(small, 1), await _fill(large, 20)
        assert len(MODELS) == 33 + len(ADDITIONS)
        for model in MODELS:
            name = model.__tablename__
            few, few_rows = await _cost(small, model, small_keys[name])
            many, many_rows = await _cost(large, model, large_keys[name])
            most = 1 + len(_relationships(model))
            assert few <= most, (name, few, most)
            assert many == few, (name, many, few)
            # Every relationship had something to load, and the collections grew.
            empty = {f"{name}.{key}" for key, found in few_rows.items() if not found}
            assert empty <= EXCLUDED_BY_OTHERS, empty
            for item in _relationships(model):
                if item.uselist and f"{name}.{item.key}" not in SINGLE:
                    assert many_rows[item.key] > few_rows[item.key], (name, item.key)
    finally:
        await small.dispose()
        await large.dispose()


async def test_what_was_loaded_can_be_read_after_the_commit_without_a_statement(engine: AsyncEngine) -> None:
    keys = await _fill(engine, 2)
    async with create_session_factory(engine)() as session:
        element = await session.get(_model("elements"), keys["elements"])
        assert element is not None
        await session.commit()
        with recorded_statements(engine) as log:
            assert element.code == "E1"
            assert [child.code for child in element.children]
            assert element.category.slug == "mundo"
            assert "E1" in repr(element)
        assert len(log) == 0


@pytest.mark.parametrize("name", ["conversation_history", "regulatory_documents", "document_chunks"])
async def test_unbounded_collections_never_load_with_their_parent(engine: AsyncEngine, name: str) -> None:
    keys = await _fill(engine, 5)
    async with create_session_factory(engine)() as session:
        with recorded_statements(engine) as log:
            await session.get(_model(name), keys[name])
        children = {
            item.mapper.local_table.name
            for item in inspect(_model(name)).relationships
            if item.lazy == "write_only"
        }
        assert children
        for statement in log.statements:
            source = statement.split("FROM", 1)[1].split()[0]
            assert source not in children


def _model(table: str) -> Any:
    return next(model for model in MODELS if model.__tablename__ == table)
