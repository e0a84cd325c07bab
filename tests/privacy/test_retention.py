"""Retention: what is older than its period goes, the rest stays, and a dry run only counts."""

import uuid
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images import ImageStore
from agent.services.privacy import (
    RETENTION,
    RetentionReport,
    RetentionRule,
    run_retention,
)
from agent.services.privacy.retention import SETTING_PREFIX
from database.keys import uuid7_at
from database.models import Base, Case, ConversationHistory, SystemSetting, User
from database.partitions import PARTITIONED_TABLES, list_partitions
from shared.errors import InvalidInputError
from tests.migrations import driving
from tests.models.rows import row
from tests.privacy.people import make_person, shared_category

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
AGED = [rule for rule in RETENTION if rule.table != "users"]


@pytest.fixture
def store(tmp_path: Path) -> ImageStore:
    """An empty image directory."""
    return ImageStore(tmp_path)


async def _ages(session: AsyncSession, table: Table) -> list[int]:
    query = select(table.c.created_at).order_by(table.c.created_at)
    if table.name == "audit_log":
        query = query.where(table.c.entity_type != "audit_log")  # that others went is written there too
    moments = await session.scalars(query)
    return [(NOW - moment).days for moment in moments]


def _write_audit(ages: list[int], connection: Connection) -> None:
    table = Base.metadata.tables["audit_log"]
    connection.execute(table.delete())
    for age in ages:
        moment = NOW - timedelta(days=age, hours=1)
        values = row("audit_log") | {"id": uuid7_at(moment), "created_at": moment}
        connection.execute(table.insert(), values)


async def _write(session: AsyncSession, name: str, ages: list[int]) -> Table:
    table = Base.metadata.tables[name]
    links = {}
    if name in {"conversation_messages", "outgoing_messages"}:
        conversation = ConversationHistory(chatwoot_conversation_id=uuid.uuid4().hex)
        session.add(conversation)
        await session.flush()
        links["conversation_id"] = conversation.id
    for age in ages:
        moment = NOW - timedelta(days=age, hours=1)
        values = row(name, **links) | {"id": uuid7_at(moment), "created_at": moment}
        await session.execute(table.insert(), values)
    await session.commit()
    return table


def _result(report: RetentionReport, table: str) -> tuple[int, int]:
    (found,) = (result for result in report.results if result.table == table)
    return found.rows, len(found.partitions)


@pytest.mark.parametrize("rule", AGED, ids=lambda rule: rule.table)
async def test_rows_live_as_long_as_their_rule_says(
    session: AsyncSession, database_url: str, store: ImageStore, rule: RetentionRule
) -> None:
    name, days = rule.table, rule.days
    ages = [days + 100, days + 40, days, days - 1, 5, 0]
    if name == "audit_log":  # which only its owner may write
        driving.with_connection(database_url, partial(_write_audit, ages))
        table = Base.metadata.tables[name]
    else:
        table = await _write(session, name, ages)
    counted = await run_retention(session, store, now=NOW, dry_run=True)
    assert _result(counted, name)[0] == 3
    assert await _ages(session, table) == ages
    await run_retention(session, store, now=NOW, batch_size=1)
    assert await _ages(session, table) == [days - 1, 5, 0]


async def test_whole_months_go_as_partitions(session: AsyncSession, store: ImageStore) -> None:
    await session.execute(
        text("SELECT msia_ensure_partitions('tool_call_logs', :first, :last)"),
        {"first": date(2026, 1, 1), "last": date(2026, 11, 1)},
    )
    table = await _write(session, "tool_call_logs", [300, 250, 190, 10])  # the third: 14 May
    report = await run_retention(session, store, now=NOW)  # 180 days ago: 24 May
    (result,) = (result for result in report.results if result.table == "tool_call_logs")
    assert {f"tool_call_logs_2026_{month:02d}" for month in range(1, 5)} <= set(result.partitions)
    assert result.rows == 1  # of the month that has begun to expire
    assert await _ages(session, table) == [10]
    left = [partition.month for partition in await list_partitions(session, "tool_call_logs")]
    assert min(left) == date(2026, 5, 1)


async def test_settings_change_the_periods(session: AsyncSession, store: ImageStore) -> None:
    table = await _write(session, "rag_queries", [400, 40, 10])
    setting = SystemSetting(key=f"{SETTING_PREFIX}rag_queries", value="0")
    session.add(setting)
    await session.commit()
    assert _result(await run_retention(session, store, now=NOW), "rag_queries") == (0, 0)
    setting.value = "30"
    await session.commit()
    assert _result(await run_retention(session, store, now=NOW), "rag_queries") == (2, 0)
    assert await _ages(session, table) == [10]
    setting.value = "un mes"
    await session.commit()
    with pytest.raises(InvalidInputError) as refused:
        await run_retention(session, store, now=NOW)
    assert refused.value.field == "retention_days_rag_queries"


async def test_persons_not_heard_of_are_forgotten(session: AsyncSession, store: ImageStore) -> None:
    links = await shared_category(session)
    silent, active = await make_person(session, 31, links), await make_person(session, 32, links)
    long_ago = NOW - timedelta(days=3000)
    for table in (User.__table__, Case.__table__, ConversationHistory.__table__):
        assert isinstance(table, Table)
        await session.execute(update(table).values(updated_at=long_ago))
    await session.execute(
        update(ConversationHistory)
        .where(ConversationHistory.id == active.conversation_id)
        .values(updated_at=NOW - timedelta(days=3))
    )
    await session.commit()
    assert _result(await run_retention(session, store, now=NOW, dry_run=True), "users") == (1, 0)
    assert await session.scalar(select(func.count()).where(User.erased_at.is_not(None))) == 0
    assert _result(await run_retention(session, store, now=NOW), "users") == (1, 0)
    erased = await session.scalars(select(User.id).where(User.erased_at.is_not(None)))
    assert list(erased) == [silent.user_id]
    assert _result(await run_retention(session, store, now=NOW), "users") == (0, 0)


async def test_the_audit_keeps_a_year_whatever_the_setting_says(
    session: AsyncSession, store: ImageStore
) -> None:
    session.add(SystemSetting(key=f"{SETTING_PREFIX}audit_log", value="30"))
    await session.commit()
    with pytest.raises(InvalidInputError, match="al menos 366") as refused:
        await run_retention(session, store, now=NOW)
    assert refused.value.field == "retention_days_audit_log"


async def test_what_goes_of_the_audit_is_written_there(
    session: AsyncSession, database_url: str, store: ImageStore
) -> None:
    driving.with_connection(database_url, partial(_write_audit, [2300, 2301, 3]))
    await run_retention(session, store, now=NOW)
    entries = await session.execute(
        text("SELECT action, actor_kind, actor_name, changes FROM audit_log WHERE entity_type = 'audit_log'")
    )
    assert [tuple(entry) for entry in entries] == [("delete", "job", "retention", {"rows": {"old": 2}})]


def test_rules_name_tables_and_say_why() -> None:
    names = [rule.table for rule in RETENTION]
    assert len(set(names)) == len(names)
    assert set(PARTITIONED_TABLES) <= set(names) <= set(Base.metadata.tables)
    assert all(rule.days > 0 and rule.why for rule in RETENTION)
