"""What the triggers write down: every change of an audited table, by whomever, with secrets left out."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.images import lock_files
from database.acting_user import UNHEARD, act_as
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.keys import uuid7, uuid7_time
from database.models import AdminUser, Base, Case, Element, SystemSetting, User, VehicleCategory
from database.models.base import utcnow
from database.soft_delete import soft_delete
from shared.acting import Actor, acting_as, operator
from shared.vocabularies import ActorKind
from tests import servers
from tests.migrations import driving
from tests.models.rows import world

HASH = "$2b$12$" + "x" * 53
# Written by machines in great numbers, histories and logs themselves, or kept elsewhere.
NOT_AUDITED = {
    "admin_access_log",
    "chunk_vectors",
    "audit_log",
    "container_error_logs",
    "conversation_message_keys",
    "conversation_history",
    "conversation_messages",
    "dialogue_photos",
    "dialogues",
    "document_chunks",
    "embedding_models",
    "jobs",
    "llm_usage_metrics",
    "outgoing_messages",
    "parked_events",
    "query_citations",
    "rag_queries",
    "seed_records",
    "token_usage",
    "tombstones",
    "tool_call_logs",
}


# What migrations have written, before and since they name themselves.
NOT_OF_MIGRATIONS = "actor_kind <> 'unrecorded' AND actor_name <> 'migrations'"


async def _trail(session: AsyncSession, table: str | None = None) -> list[Mapping[str, Any]]:
    rows = await session.execute(
        text(
            "SELECT entity_type, entity_id, action, changes, user_id, created_at, id FROM audit_log "
            f"WHERE (CAST(:table AS text) IS NULL OR entity_type = :table) AND {NOT_OF_MIGRATIONS} "
            "ORDER BY id"
        ),
        {"table": table},
    )
    return [dict(row) for row in rows.mappings()]


async def _staff(session: AsyncSession, username: str = "ana") -> Actor:
    admin = AdminUser(username=username, password_hash=HASH)
    session.add(admin)
    await session.commit()
    return Actor(ActorKind.STAFF, username, admin.id)


def test_nobody_is_named_only_for_what_the_audit_does_not_keep() -> None:
    assert UNHEARD <= NOT_AUDITED


async def test_every_table_but_the_histories_is_audited(session: AsyncSession) -> None:
    rows = await session.execute(
        text("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'msia_audit_%'")
    )
    found = {tuple(row) for row in rows}
    audited = set(Base.metadata.tables) - NOT_AUDITED
    assert found == {(table, f"msia_audit_{kind}") for table in audited for kind in ("row", "truncate")}
    assert len(audited) == 25


async def test_a_change_of_every_table_leaves_its_entry(session: AsyncSession) -> None:
    audited = set(Base.metadata.tables) - NOT_AUDITED
    written: set[tuple[str, uuid.UUID]] = set()
    for name, rows in world(2):
        if name in audited:
            written |= {(name, row["id"]) for row in rows}
        for row in rows if name != "audit_log" else ():
            await session.execute(Base.metadata.tables[name].insert(), row)
    trail = await _trail(session)
    created = {(entry["entity_type"], entry["entity_id"]) for entry in trail if entry["action"] == "create"}
    # The association of a warning is made by a trigger, and the explicit one takes its place.
    derived = {entry for entry in written | created if entry[0] == "element_warning_associations"}
    assert created - derived == written - derived
    assert {table for table, _ in created} == audited


async def test_a_row_through_its_life(session: AsyncSession) -> None:
    category = VehicleCategory(slug="motos", name="Motos", client_type="particular")
    session.add(category)
    await session.commit()
    element = Element(category_id=category.id, code="ESCAPE", name="Escape", keywords=["tubo"])
    session.add(element)
    await session.commit()
    element.name, element.keywords = "Silenciador", ["tubo", "cola"]
    await session.commit()
    element.updated_at = utcnow() + timedelta(days=1)  # of no interest
    await session.commit()
    soft_delete(element)
    await session.commit()
    await session.execute(text("DELETE FROM vehicle_categories"))  # takes the element along
    await session.commit()

    created, renamed, switched, gone = await _trail(session, "elements")
    assert [entry["action"] for entry in (created, renamed, switched, gone)] == [
        "create",
        "update",
        "update",
        "delete",
    ]
    assert {entry["entity_id"] for entry in (created, renamed, switched, gone)} == {element.id}
    assert created["changes"]["code"] == {"new": "ESCAPE"}
    assert "description" not in created["changes"]  # NULL is no value
    assert renamed["changes"] == {
        "name": {"old": "Escape", "new": "Silenciador"},
        "keywords": {"old": ["tubo"], "new": ["tubo", "cola"]},
    }
    assert switched["changes"] == {"is_active": {"old": True, "new": False}}
    assert gone["changes"]["name"] == {"old": "Silenciador"}
    assert all(entry["user_id"] is None for entry in (created, renamed, switched, gone))


async def test_the_effects_of_foreign_keys_are_recorded(session: AsyncSession) -> None:
    user = User(phone="+34600111222")
    session.add(user)
    await session.flush()
    session.add(Case(user_id=user.id))
    await session.commit()
    await session.execute(text("DELETE FROM users"))
    entry = (await _trail(session, "cases"))[-1]
    assert entry["action"] == "update"
    assert entry["changes"] == {"user_id": {"old": str(user.id), "new": None}}


async def test_secrets_are_left_out(session: AsyncSession) -> None:
    await _staff(session)
    await session.execute(
        text("UPDATE admin_users SET password_hash = '$2b$12$other', last_login_at = now()")
    )
    session.add(SystemSetting(key="chatwoot_api_token", value="s3cr3t"))
    session.add(SystemSetting(key="max_tokens", value="800"))
    await session.commit()
    trail = await _trail(session)
    assert trail[0]["changes"]["password_hash"] == {"new": "***"}
    assert trail[1]["changes"] == {"password_hash": {"old": "***", "new": "***"}}
    assert trail[2]["changes"]["value"] == {"new": "***"}
    assert trail[3]["changes"]["value"] == {"new": "800"}
    assert "s3cr3t" not in str(trail)
    assert "$2b$" not in str(trail)


async def test_what_the_database_counts_itself_is_not_recorded(session: AsyncSession) -> None:
    session.add(VehicleCategory(slug="motos", name="Motos", client_type="particular"))
    await session.commit()
    assert await _trail(session, "system_settings") == []


async def test_changes_carry_whom_the_session_acts_for(engine: AsyncEngine, session: AsyncSession) -> None:
    ana, luis = await _staff(session), await _staff(session, "luis")
    sessions = create_session_factory(engine)
    with acting_as(ana):
        async with sessions() as acting:
            for number in range(2):  # two transactions
                acting.add(User(phone=f"+3460011122{number}"))
                await acting.commit()
            acting.add(User(phone="+34600111222"))
            async with acting.begin_nested():
                acting.add(User(phone="+34600111223"))
            await acting.rollback()
            act_as(acting, luis)
            acting.add(User(phone="+34600111224"))
            await acting.flush()
            act_as(acting, None)  # in the middle of a transaction
            acting.add(User(phone="+34600111225"))
            await acting.commit()
    async with sessions() as later:  # perhaps on the same connection
        later.add(User(phone="+34600111226"))
        await later.commit()
    assert [entry["user_id"] for entry in await _trail(session, "users")] == [
        ana.user_id,
        ana.user_id,
        luis.user_id,
        None,
        None,
    ]


async def test_a_lock_of_files_names_whom_the_session_acts_for(
    engine: AsyncEngine, session: AsyncSession
) -> None:
    ana, luis = await _staff(session), await _staff(session, "luis")
    sessions = create_session_factory(engine)
    with acting_as(ana):
        async with sessions() as acting:
            await lock_files(acting, ["b.jpg", "a.jpg"])
            acting.add(User(phone="+34600111222"))
            await acting.commit()
            nested = await acting.begin_nested()
            await lock_files(acting, ["c.jpg"])
            await nested.rollback()
            acting.add(User(phone="+34600111223"))
            await acting.flush()
            act_as(acting, luis)
            await lock_files(acting, ["d.jpg"])
            acting.add(User(phone="+34600111224"))
            await acting.commit()
    entries = [entry["user_id"] for entry in await _trail(session, "users")]
    assert entries == [ana.user_id, ana.user_id, luis.user_id]


async def test_an_unknown_actor_stops_nobody(session: AsyncSession) -> None:
    act_as(session, Actor(ActorKind.STAFF, "nadie", uuid.uuid4()))
    session.add(User(phone="+34600111222"))
    await session.commit()
    assert [entry["user_id"] for entry in await _trail(session)] == [None]


async def test_staff_who_delete_themselves_leave_their_entry(session: AsyncSession) -> None:
    act_as(session, await _staff(session))
    await session.execute(text("UPDATE admin_users SET display_name = 'Ana'"))
    await session.execute(text("DELETE FROM admin_users"))
    await session.commit()
    trail = await _trail(session, "admin_users")
    assert [(entry["action"], entry["user_id"]) for entry in trail] == [
        ("create", None),
        ("update", None),
        ("delete", None),
    ]


async def test_psql_is_recorded_too(database_url: str) -> None:
    done = servers.run_msia(
        "db",
        "psql",
        "-qc",
        "INSERT INTO policies (id, key, value, category) VALUES (gen_random_uuid(), 'k', 'v', 'c')",
        environment={"DATABASE_URL": database_url},
    )
    assert done.returncode == 0, done.stderr
    (entry,) = driving.execute(database_url, f"SELECT * FROM audit_log WHERE {NOT_OF_MIGRATIONS}")
    assert (entry["entity_type"], entry["action"], entry["user_id"]) == ("policies", "create", None)
    assert (entry["actor_kind"], entry["actor_name"]) == ("operator", operator().name)


async def test_a_truncated_table_leaves_an_entry_for_each_row(
    session: AsyncSession, database_url: str
) -> None:
    for number in range(3):
        session.add(User(phone=f"+3460011122{number}"))
    await session.commit()
    driving.execute(database_url, "TRUNCATE users CASCADE")
    gone = [entry for entry in await _trail(session, "users") if entry["action"] == "delete"]
    assert sorted(entry["changes"]["phone"]["old"] for entry in gone) == [
        f"+3460011122{number}" for number in range(3)
    ]


async def test_a_rolled_back_change_leaves_nothing(session: AsyncSession) -> None:
    session.add(User(phone="+34600111222"))
    await session.flush()
    await session.rollback()
    assert await _trail(session) == []


async def test_keys_are_of_the_moment_and_in_order(session: AsyncSession) -> None:
    before = uuid7()
    for number in range(30):
        session.add(User(phone=f"+346001112{number:02d}"))
        await session.flush()
    await session.commit()
    trail = await _trail(session)
    assert [entry["changes"]["phone"]["new"][-2:] for entry in trail] == [f"{i:02d}" for i in range(30)]
    for entry in trail:
        assert entry["id"].version == 7
        assert entry["id"].variant == uuid.RFC_4122
        assert abs(uuid7_time(entry["id"]) - entry["created_at"]) < timedelta(milliseconds=1)
    assert uuid7_time(before) <= uuid7_time(trail[0]["id"]) + timedelta(milliseconds=1)


@pytest.mark.parametrize("moment", ["1970-01-01 00:00:00+00", "2026-06-01 12:34:56.999999+00"])
async def test_a_key_holds_the_moment_it_is_asked_for(session: AsyncSession, moment: str) -> None:
    row = (
        await session.execute(
            text(f"SELECT msia_uuidv7('{moment}') AS key, timestamptz '{moment}' AS moment")
        )
    ).one()
    assert row.key.version == 7
    assert timedelta(0) <= row.moment - uuid7_time(row.key) < timedelta(milliseconds=1)


def test_postgresql_15_records_alike(pg15_server: RunningServer) -> None:
    with servers.temporary_database(pg15_server, servers.migrated_template(pg15_server)) as url:
        driving.execute(url, "INSERT INTO users (id, phone) VALUES (gen_random_uuid(), '+34600111222')")
        driving.execute(url, "UPDATE users SET first_name = 'Ana'")
        query = f"SELECT id, changes FROM audit_log WHERE {NOT_OF_MIGRATIONS} ORDER BY id"
        rows = driving.execute(url, query)
        changes = [row["changes"] for row in rows]
        assert changes[1] == {"first_name": {"old": None, "new": "Ana"}}
        assert [row["id"].version for row in rows] == [7, 7]
