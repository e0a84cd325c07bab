"""Migration 042: what no writer may do, whoever writes, on PostgreSQL and where it applies on SQLite."""

import datetime as dt
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from database.engines import create_engine
from database.keys import uuid7_at
from database.models import Base
from tests.models.conftest import any_engine as any_engine  # noqa: PLC0414 - both systems, as for the models
from tests.models.rows import row, table
from tests.servers import as_owner

MOMENT = dt.datetime(2026, 5, 6, tzinfo=dt.UTC)


@pytest.fixture
async def owner_engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine of the owner: the application may empty no table."""
    made = create_engine(as_owner(database_url))
    yield made
    await made.dispose()


ACCEPTED = {
    "tariff_amount": 140,
    "tariff_accepted_at": MOMENT,
    "element_codes": ["ESCAPE"],
}


async def insert(connection: AsyncConnection, name: str, **values: Any) -> uuid.UUID:
    """Insert a valid row; its key."""
    made = row(name, **values)
    await connection.execute(sa.insert(table(name)).values(made))
    key: uuid.UUID = made["id"]
    return key


async def change(connection: AsyncConnection, name: str, key: uuid.UUID, **values: Any) -> None:
    """Change a row by its key."""
    await connection.execute(sa.update(table(name)).where(table(name).c.id == key).values(**values))


async def remove(connection: AsyncConnection, name: str, key: uuid.UUID) -> None:
    """Delete a row by its key."""
    await connection.execute(sa.delete(table(name)).where(table(name).c.id == key))


def refused(told: str) -> Any:
    """An error of the database that says `told`."""
    return pytest.raises(IntegrityError, match=told)


@pytest.mark.parametrize(
    ("name", "first", "values"),
    [
        ("cases", "collecting", {"status": "completed", "completed_at": MOMENT}),
        ("cases", "collecting", {"status": "cancelled"}),
        ("case_element_data", "pending_photos", {"status": "completed"}),
        ("escalations", "pending", {"status": "resolved", "resolved_at": MOMENT, "resolution": "Hecho."}),
    ],
)
async def test_a_life_begins_at_its_beginning(
    any_engine: AsyncEngine, name: str, first: str, values: dict[str, Any]
) -> None:
    async with any_engine.begin() as connection:
        parent = {"case_id": await insert(connection, "cases")} if name == "case_element_data" else {}
    with refused(f"{name}.status: a new row is {first}"):
        async with any_engine.begin() as connection:
            await insert(connection, name, **parent, **values)


@pytest.mark.parametrize("name", ["cases", "tariff_prompt_sections", "regulatory_documents"])
async def test_a_version_never_goes_back(any_engine: AsyncEngine, name: str) -> None:
    async with any_engine.begin() as connection:
        category = await insert(connection, "vehicle_categories")
        owner = {"category_id": category} if "category_id" in table(name).c else {}
        key = await insert(connection, name, version=7, **owner)
        await change(connection, name, key, version=8)
    with refused(f"{name}.version: can not go back"):
        async with any_engine.begin() as connection:
            await change(connection, name, key, version=7)


async def test_escalations_are_resolved_with_time_and_words(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as connection:
        key = await insert(connection, "escalations")
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"resolution": "Hecho."}, "resolved_when"),
        ({"resolution": "  ", "resolved_at": MOMENT}, "resolution_given"),
    )
    for values, told in cases:
        with refused(told):
            async with any_engine.begin() as connection:
                await change(connection, "escalations", key, status="resolved", **values)


# What an accepted tariff prices


async def test_priced_elements_stay_as_accepted(any_engine: AsyncEngine, subtests: pytest.Subtests) -> None:
    async with any_engine.begin() as connection:
        case = await insert(connection, "cases")
        other = await insert(connection, "cases")
        data = await insert(connection, "case_element_data", case_id=case, element_code="ESCAPE")
        spare = await insert(connection, "case_element_data", case_id=case, element_code="MANILLAR")
        await change(connection, "cases", case, **ACCEPTED)
    told = "priced by (its|the) accepted tariff"
    changes: dict[str, dict[str, Any]] = {
        "quantity": {"quantity": 3},
        "code": {"element_code": "ALFORJAS"},
        "case": {"case_id": other},
    }
    for name, values in changes.items():
        with subtests.test(name), refused(told):
            async with any_engine.begin() as connection:
                await change(connection, "case_element_data", data, **values)
    with subtests.test("another takes its place"), refused(told):
        async with any_engine.begin() as connection:
            await change(connection, "case_element_data", spare, element_code="ESCAPE")
    with subtests.test("deleted"), refused(told):
        async with any_engine.begin() as connection:
            await remove(connection, "case_element_data", data)
    async with any_engine.begin() as connection:
        # Answers and photos are collected after acceptance; what is not priced is free.
        await change(connection, "case_element_data", data, field_values={"marca": "Akrapovic"})
        await change(connection, "case_element_data", data, status="pending_data")
        await change(connection, "case_element_data", spare, quantity=2)
        await remove(connection, "case_element_data", spare)
        # A case that is deleted takes its elements along.
        await remove(connection, "cases", case)
        left = await connection.scalar(sa.select(sa.func.count()).select_from(table("case_element_data")))
        assert left == 0


async def test_reopening_frees_the_priced_elements(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as connection:
        case = await insert(connection, "cases")
        data = await insert(connection, "case_element_data", case_id=case, element_code="ESCAPE")
        await change(connection, "cases", case, **ACCEPTED)
        await change(
            connection,
            "cases",
            case,
            tariff_amount=None,
            tariff_accepted_at=None,
            tariff_snapshot={},
            tariff_revision=1,
        )
        await change(connection, "case_element_data", data, quantity=3)


# Rows that hang on others which are switched off


@pytest.mark.parametrize(
    ("name", "link", "label"),
    [
        ("elements", "parent_element_id", "code"),
        ("element_required_fields", "condition_field_id", "field_name"),
    ],
)
async def test_an_active_row_hangs_on_an_active_one(
    any_engine: AsyncEngine, name: str, link: str, label: str, subtests: pytest.Subtests
) -> None:
    condition = {"condition_operator": "equals", "condition_value": "1"} if link.startswith("cond") else {}
    async with any_engine.begin() as connection:
        category = await insert(connection, "vehicle_categories")
        if name == "elements":
            owner = {"category_id": category}
        else:
            owner = {"element_id": await insert(connection, "elements", category_id=category)}
        off = await insert(connection, name, **owner, **{label: "APAGADO"}, is_active=False)
        parent = await insert(connection, name, **owner, **{label: "PADRE"})
        child = await insert(connection, name, **owner, **condition, **{label: "HIJO", link: parent})
        asleep = await insert(
            connection, name, **owner, **condition, **{label: "DORMIDO", link: off}, is_active=False
        )
    on_sqlite = any_engine.dialect.name == "sqlite"
    told = f"{name}.{link}: " + (
        "an active row can not hang" if on_sqlite else "{} is active and hangs on APAGADO"
    )
    with subtests.test("inserted"), refused(told.format("NUEVO")):
        async with any_engine.begin() as connection:
            await insert(connection, name, **owner, **condition, **{label: "NUEVO", link: off})
    with subtests.test("moved"), refused(told.format("HIJO")):
        async with any_engine.begin() as connection:
            await change(connection, name, child, **{link: off})
    with subtests.test("woken"), refused(told.format("DORMIDO")):
        async with any_engine.begin() as connection:
            await change(connection, name, asleep, is_active=True)
    async with any_engine.begin() as connection:
        await change(connection, name, asleep, **{link: parent})
    if on_sqlite:
        return  # its triggers look after each row, not after the statement
    with (
        subtests.test("parent off"),
        refused(f"{name}.is_active: PADRE can not be switched off while HIJO hang"),
    ):
        async with any_engine.begin() as connection:
            await change(connection, name, parent, is_active=False)
    async with any_engine.begin() as connection:
        both = table(name).c.id.in_([parent, child])
        await connection.execute(sa.update(table(name)).where(both).values(is_active=False))
        await connection.execute(sa.update(table(name)).where(both).values(is_active=True))


async def test_a_document_supersedes_an_earlier_version(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as connection:
        first = await insert(connection, "regulatory_documents", version=1)
        second = await insert(connection, "regulatory_documents", version=2, supersedes_id=first)
    for key, values in ((first, {"version": 2}), (first, {"supersedes_id": second})):
        with refused("regulatory_documents.supersedes_id: "):
            async with any_engine.begin() as connection:
                await change(connection, "regulatory_documents", key, **values)


async def test_a_citation_names_the_document_of_its_chunk(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as connection:
        right, wrong = [await insert(connection, "regulatory_documents") for _ in range(2)]
        chunk = await insert(connection, "document_chunks", document_id=right)
        query = await insert(connection, "rag_queries")
        links = {"query_id": query, "chunk_id": chunk}
        key = await insert(connection, "query_citations", **links, document_id=right, rank=1)
    with refused("query_citations.document_id: the chunk"):
        async with any_engine.begin() as connection:
            await insert(connection, "query_citations", **links, document_id=wrong, rank=2)
    with refused("query_citations.document_id: the chunk"):
        async with any_engine.begin() as connection:
            await change(connection, "query_citations", key, document_id=wrong)


# Both halves of the element warnings


async def _count(connection: AsyncConnection, name: str) -> Any:
    return await connection.scalar(sa.select(sa.func.count()).select_from(table(name)))


async def test_emptying_one_of_the_warning_tables_leaves_both_equal(owner_engine: AsyncEngine) -> None:
    engine = owner_engine
    async with engine.begin() as connection:
        category = await insert(connection, "vehicle_categories")
        element = await insert(connection, "elements", category_id=category)
        await insert(connection, "warnings", element_id=element)
    with refused("element_warning_associations can not be emptied alone"):
        async with engine.begin() as connection:
            await connection.execute(sa.text("TRUNCATE element_warning_associations"))
    with pytest.raises(DBAPIError, match="referenced in a foreign key"):
        async with engine.begin() as connection:
            await connection.execute(sa.text("TRUNCATE warnings"))
    for statement in ("TRUNCATE warnings, element_warning_associations", "TRUNCATE warnings CASCADE"):
        async with engine.connect() as connection:
            transaction = await connection.begin()
            assert await _count(connection, "element_warning_associations") == 1
            await connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
            await connection.execute(sa.text(statement))
            assert await _count(connection, "warnings") == 0
            assert await _count(connection, "element_warning_associations") == 0
            await transaction.rollback()
    # Nothing to keep equal: then it may be emptied.
    for statement in ("DELETE FROM warnings", "TRUNCATE element_warning_associations"):
        async with engine.begin() as connection:
            await connection.execute(sa.text(statement))


# Messages stored once


async def _message(connection: AsyncConnection, conversation: uuid.UUID, number: int | None) -> uuid.UUID:
    key = uuid7_at(MOMENT)
    await insert(
        connection,
        "conversation_messages",
        id=key,
        conversation_id=conversation,
        chatwoot_message_id=number,
    )
    return key


async def _keys(connection: AsyncConnection) -> set[tuple[uuid.UUID, int]]:
    keys = table("conversation_message_keys")
    rows = await connection.execute(sa.select(keys.c.id, keys.c.chatwoot_message_id))
    return {(key, number) for key, number in rows}


async def test_keys_follow_their_messages(any_engine: AsyncEngine) -> None:
    async with any_engine.begin() as connection:
        conversation = await insert(connection, "conversation_history")
        first = await _message(connection, conversation, 7)
        second = await _message(connection, conversation, 8)
        await _message(connection, conversation, None)
        assert await _keys(connection) == {(first, 7), (second, 8)}
        await change(connection, "conversation_messages", first, chatwoot_message_id=None)
        assert await _keys(connection) == {(second, 8)}
        await change(connection, "conversation_messages", first, chatwoot_message_id=9)
        await remove(connection, "conversation_messages", second)
        assert await _keys(connection) == {(first, 9)}
        await remove(connection, "conversation_history", conversation)
        assert await _keys(connection) == set()


async def test_a_message_is_stored_once_though_the_snapshot_does_not_show_it(
    owner_engine: AsyncEngine,
) -> None:
    engine = owner_engine
    async with engine.begin() as connection:
        conversation = await insert(connection, "conversation_history")
    late = engine.execution_options(isolation_level="REPEATABLE READ")
    async with late.connect() as blind:
        assert await _keys(blind) == set()  # takes the snapshot
        async with engine.begin() as connection:
            await _message(connection, conversation, 7)
        assert await _keys(blind) == set()
        with pytest.raises(DBAPIError, match="could not serialize access"):
            await _message(blind, conversation, 7)
        await blind.rollback()
        with pytest.raises(IntegrityError, match="already has the Chatwoot message 7"):
            await _message(blind, conversation, 7)
    async with engine.begin() as connection:
        assert len(await _keys(connection)) == 1
        assert await _count(connection, "conversation_messages") == 1
        await connection.execute(sa.text("TRUNCATE conversation_messages"))
        assert await _keys(connection) == set()


def test_no_foreign_key_points_at_a_partitioned_table() -> None:
    partitioned = {
        found.name
        for found in Base.metadata.tables.values()
        if found.dialect_options["postgresql"]["partition_by"]
    }
    assert len(partitioned) == 5
    for found in Base.metadata.tables.values():
        for key in found.foreign_key_constraints:
            assert key.referred_table.name not in partitioned, key.name
