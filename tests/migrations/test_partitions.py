"""Migration 038: monthly partitions, rows carried over under keys of their time, one message per webhook."""

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from database.keys import uuid7_at, uuid7_floor, uuid7_time
from database.partitions import (
    PARTITIONED_TABLES,
    add_months,
    drop_expired_partitions,
    ensure_partitions,
    list_partitions,
)
from tests.migrations import driving
from tests.migrations.ladder import start_at

OLD = dt.datetime(2025, 2, 3, 4, 5, 6, 789000, tzinfo=dt.UTC)


def test_rows_without_a_time_in_their_key_get_it(empty_database_url: str) -> None:
    start_at(empty_database_url, "037")
    conversation, random_key, timed_key = uuid.uuid4(), uuid.uuid4(), uuid7_at(OLD)

    def write(connection: sa.Connection) -> None:
        connection.execute(
            sa.text("INSERT INTO conversation_history (id, chatwoot_conversation_id) VALUES (:id, '1')"),
            {"id": conversation},
        )
        for key in (random_key, timed_key):
            connection.execute(
                sa.text(
                    "INSERT INTO conversation_messages (id, conversation_id, role, content, created_at) "
                    "VALUES (:id, :conversation, 'user', :content, :moment)"
                ),
                {"id": key, "conversation": conversation, "content": f"de {key}", "moment": OLD},
            )

    driving.with_connection(empty_database_url, write)
    driving.upgrade(empty_database_url, "038")

    def read(connection: sa.Connection) -> list[Any]:
        query = "SELECT id, content, tableoid::regclass::text AS place FROM conversation_messages"
        return list(connection.execute(sa.text(query)))

    found = {row.content: row for row in driving.with_connection(empty_database_url, read)}
    assert found[f"de {timed_key}"].id == timed_key
    rekeyed = found[f"de {random_key}"].id
    assert uuid7_time(rekeyed) == OLD
    assert {row.place for row in found.values()} == {"conversation_messages_2025_02"}
    driving.downgrade(empty_database_url, "-1")

    def count(connection: sa.Connection) -> Any:
        return connection.execute(sa.text("SELECT count(*) FROM conversation_messages")).scalar()

    assert driving.with_connection(empty_database_url, count) == 2


async def test_the_key_floor_of_the_database_is_that_of_the_program(session: AsyncSession) -> None:
    found = await session.scalar(sa.text("SELECT msia_uuid7_floor(:moment)"), {"moment": OLD})
    assert isinstance(found, uuid.UUID)
    assert found.int >> 80 == uuid7_floor(OLD).int >> 80
    assert found <= uuid7_floor(OLD)


@pytest.mark.parametrize("table", PARTITIONED_TABLES)
async def test_months_ahead_exist_and_are_made_once(session: AsyncSession, table: str) -> None:
    before = await list_partitions(session, table)
    assert len(before) >= 4
    assert await ensure_partitions(session) == 0
    later = add_months(before[-1].month, 2)
    assert await ensure_partitions(session, today=later) >= len(PARTITIONED_TABLES)
    months = [item.month for item in await list_partitions(session, table)]
    assert months == sorted(set(months))
    assert add_months(later, 3) in months


async def _conversation(session: AsyncSession) -> uuid.UUID:
    key = uuid.uuid4()
    await session.execute(
        sa.text("INSERT INTO conversation_history (id, chatwoot_conversation_id) VALUES (:id, :name)"),
        {"id": key, "name": str(key)},
    )
    return key


async def _message(session: AsyncSession, conversation: uuid.UUID, moment: dt.datetime, number: int) -> None:
    await session.execute(
        sa.text(
            "INSERT INTO conversation_messages "
            "(id, conversation_id, role, content, created_at, chatwoot_message_id) "
            "VALUES (:id, :conversation, 'user', 'hola', :moment, :number)"
        ),
        {"id": uuid7_at(moment), "conversation": conversation, "moment": moment, "number": number},
    )


async def _places(session: AsyncSession) -> list[str]:
    query = "SELECT tableoid::regclass::text FROM conversation_messages ORDER BY id"
    return list(await session.scalars(sa.text(query)))


async def test_rows_ahead_of_their_month_wait_and_move(session: AsyncSession) -> None:
    conversation = await _conversation(session)
    future = dt.datetime(2031, 5, 6, tzinfo=dt.UTC)
    await _message(session, conversation, future, 1)
    assert await _places(session) == ["conversation_messages_future"]
    await ensure_partitions(session, today=future.date())
    assert await _places(session) == ["conversation_messages_2031_05"]


async def test_expired_months_are_dropped_whole(session: AsyncSession) -> None:
    conversation = await _conversation(session)
    await ensure_partitions(session, today=OLD.date())
    await _message(session, conversation, OLD, 1)
    await _message(session, conversation, dt.datetime.now(dt.UTC), 2)
    cutoff = add_months(OLD.date(), 1)
    planned = await drop_expired_partitions(session, "conversation_messages", cutoff, dry_run=True)
    assert "conversation_messages_2025_02" in {item.name for item in planned}
    assert all(item.end <= cutoff for item in planned)
    assert len(await _places(session)) == 2
    await drop_expired_partitions(session, "conversation_messages", cutoff)
    assert len(await _places(session)) == 1
    keys = await session.scalars(sa.text("SELECT chatwoot_message_id FROM conversation_message_keys"))
    assert list(keys) == [2]
    # What comes late for a dropped month is not refused.
    await _message(session, conversation, OLD, 3)
    assert await _places(session) == [
        "conversation_messages_past",
        f"conversation_messages_{dt.datetime.now(dt.UTC):%Y_%m}",
    ]
    with pytest.raises(ValueError, match="users"):
        await drop_expired_partitions(session, "users", cutoff)


async def test_a_webhook_id_is_stored_once_whoever_writes(session: AsyncSession) -> None:
    conversation, other = await _conversation(session), await _conversation(session)
    await _message(session, conversation, OLD, 7)
    await _message(session, other, OLD, 7)
    with pytest.raises(IntegrityError, match="already has the Chatwoot message 7"):
        await _message(session, conversation, dt.datetime.now(dt.UTC), 7)


async def test_the_latest_page_reads_the_latest_month_only(engine: AsyncEngine) -> None:
    async with AsyncSession(engine) as session:
        conversation = await _conversation(session)
        now = dt.datetime.now(dt.UTC)
        for number in range(5):
            await _message(session, conversation, now, number)
        plan = (
            await session.execute(
                sa.text(
                    "EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM conversation_messages "
                    "WHERE conversation_id = :conversation ORDER BY id DESC LIMIT 5"
                ),
                {"conversation": conversation},
            )
        ).scalar_one()[0]["Plan"]

    def read(node: dict[str, Any]) -> set[str]:
        own = {node["Relation Name"]} if "Relation Name" in node and node["Actual Loops"] else set()
        return own.union(*(read(child) for child in node.get("Plans", [])))

    # Later months are found empty on the way.
    this_month = f"conversation_messages_{now:%Y_%m}"
    later = {"conversation_messages_future"} | {
        f"conversation_messages_{add_months(now.date(), ahead):%Y_%m}" for ahead in range(1, 13)
    }
    assert read(plan) - later == {this_month}
