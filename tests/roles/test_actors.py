"""Whoever changes something, by whichever door, is named in the audit."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from httpx import ASGITransport
from sqlalchemy import delete, event, text, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.images import ImageStore
from agent.services.inbox.actor import SOME_CLIENT, name_client
from agent.services.privacy import run_retention
from api.main import create_app
from database import connection
from database.acting_user import act_as
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.models import AdminUser, ConversationHistory, Job, User
from database.models.base import utcnow
from shared.acting import Actor, acting_as, acting_as_job, operator
from shared.vocabularies import ActorKind
from tests import servers
from tests.api.test_webhook import message
from tests.migrations import driving

HASH = "$2b$12$" + "x" * 53
ANA = Actor(ActorKind.OPERATOR, "ana")


# Migrations have written settings and constraints.
OURS = "entity_type NOT IN ('system_settings', 'response_constraints')"


async def _actors(engine: AsyncEngine, where: str = OURS) -> list[tuple[str, str]]:
    async with engine.connect() as opened:
        rows = await opened.execute(
            text(f"SELECT actor_kind, actor_name FROM audit_log WHERE {where} ORDER BY id")
        )
        return [(kind, name) for kind, name in rows]


@pytest.fixture
async def api(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The application, in this process, on the test's database."""
    sessions = create_session_factory(engine)
    monkeypatch.setattr(connection, "AsyncSessionLocal", sessions)
    monkeypatch.setattr(connection, "engine", engine)
    # As if the command line had started it: what requests do is not the operator's.
    with acting_as(operator()):
        transport = ASGITransport(create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
            yield client


async def test_the_holder_of_the_token(api: httpx.AsyncClient, engine: AsyncEngine) -> None:
    answer = await api.post("/api/v1/users", json={"phone": "600111222"})
    assert answer.status_code == 201, answer.text
    assert await _actors(engine) == [("api", "API_TOKEN")]


async def test_the_member_of_staff_whom_the_caller_names(
    api: httpx.AsyncClient, engine: AsyncEngine, session: AsyncSession
) -> None:
    admin = AdminUser(username="luis", password_hash=HASH)
    session.add(admin)
    await session.commit()
    for number, headers in enumerate(({"X-Acting-User": "luis"}, {"X-Acting-User": "nadie"}, {})):
        user = {"phone": f"60011122{number}"}
        answer = await api.post("/api/v1/users", json=user, headers=headers)
        assert answer.status_code == 201, answer.text
    found = await _actors(engine, "entity_type = 'users'")
    assert found == [("staff", "luis"), ("api", "API_TOKEN (nadie)"), ("api", "API_TOKEN")]
    assert await session.scalar(text("SELECT user_id FROM audit_log WHERE actor_name = 'luis'")) == admin.id


async def test_whoever_attends_an_escalation(
    api: httpx.AsyncClient, engine: AsyncEngine, session: AsyncSession
) -> None:
    admin = AdminUser(username="luis", password_hash=HASH)
    session.add(admin)
    await session.commit()
    asked = await api.post("/api/v1/escalations", json={"source": "auto", "reason": "pide una persona"})
    assert asked.status_code == 201, asked.text
    place = f"/api/v1/escalations/{asked.json()['id']}/attendant"
    taken = await api.put(place, json={"admin_user_id": str(admin.id)})
    assert taken.status_code == 200, taken.text
    assert await _actors(engine, "entity_type = 'escalations'") == [("api", "API_TOKEN"), ("staff", "luis")]


async def test_a_client_through_the_webhook(api: httpx.AsyncClient, engine: AsyncEngine) -> None:
    answer = await api.post("/webhooks/chatwoot", json=message(1))
    assert answer.status_code == 200, answer.text
    assert await _actors(engine) == [("client", "chatwoot")]
    by_agent = await api.post("/webhooks/chatwoot", json=message(2, message_type="outgoing"))
    assert by_agent.status_code == 200, by_agent.text
    assert (await _actors(engine))[1:] == [("api", "chatwoot")]


async def test_a_known_client_is_named_by_their_row(session: AsyncSession, engine: AsyncEngine) -> None:
    user = User(phone="+34600111222")
    session.add(user)
    await session.commit()
    with acting_as(SOME_CLIENT):
        name_client(session, None)  # of nobody known
        name_client(session, user.id)
        user.first_name = "Ana"
        await session.commit()
    assert (await _actors(engine))[-1] == ("client", str(user.id))


async def test_jobs_and_the_operator_who_starts_them(
    engine: AsyncEngine, session: AsyncSession, tmp_path: Any
) -> None:
    with acting_as(ANA), acting_as_job("nightly"):
        session.add(User(phone="+34600111222"))
        await session.commit()
    with acting_as_job("nightly"):
        session.add(User(phone="+34600111223"))
        await session.commit()
    await session.execute(text("UPDATE users SET updated_at = '2015-01-01', created_at = '2015-01-01'"))
    await session.commit()
    with acting_as(ANA):
        await run_retention(session, ImageStore(tmp_path), now=utcnow())
    found = await _actors(engine)
    assert found[:2] == [("job", "nightly (ana)"), ("job", "nightly")]
    assert set(found[2:]) == {("job", "retention (ana)")}
    assert len(found) > 2


def test_seeding_names_itself_and_its_operator(pg_server: RunningServer) -> None:
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        query = f"SELECT DISTINCT actor_kind, actor_name, database_user FROM audit_log WHERE {OURS}"
        rows = driving.execute(url, query)
    assert [tuple(row.values()) for row in rows] == [("job", f"seeding ({operator().name})", "msia")]


async def test_commands_name_the_operating_systems_user(database_url: str, engine: AsyncEngine) -> None:
    done = await asyncio.to_thread(
        servers.run_msia, "admin", "create", environment={"DATABASE_URL": database_url, "LOGNAME": "otra"}
    )
    assert done.returncode == 0, done.stderr
    assert await _actors(engine) == [("operator", operator().name)]


async def test_reading_costs_no_statement_and_writing_one(engine: AsyncEngine) -> None:
    statements: list[str] = []
    event.listen(
        engine.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_rest: statements.append(statement),
    )
    async with create_session_factory(engine)() as session:
        act_as(session, ANA)
        await session.get(User, uuid.UUID(int=1))
        await session.rollback()
        assert len(statements) == 1
        for number in range(3):
            session.add(User(phone=f"+3460011122{number}"))
            await session.flush()
        await session.commit()
    assert len(statements) == 1 + 1 + 3
    assert await _actors(engine) == [("operator", "ana")] * 3


async def test_what_the_audit_does_not_keep_names_nobody(engine: AsyncEngine) -> None:
    statements: list[str] = []
    event.listen(
        engine.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_rest: statements.append(statement),
    )
    async with create_session_factory(engine)() as session:
        act_as(session, ANA)
        conversation = ConversationHistory(chatwoot_conversation_id="1")
        session.add(conversation)
        await session.flush()
        await session.execute(update(ConversationHistory).values(message_count=3))
        await session.execute(delete(Job))
        assert not [statement for statement in statements if "set_config" in statement]
        # A conversation that goes takes its client's cases off it, which the audit keeps.
        await session.delete(conversation)
        await session.flush()
        assert len([statement for statement in statements if "set_config" in statement]) == 1


async def test_a_savepoint_rolled_back_forgets_nobody(engine: AsyncEngine) -> None:
    async with create_session_factory(engine)() as session:
        act_as(session, ANA)
        async with session.begin_nested() as savepoint:
            session.add(User(phone="+34600111221"))
            await session.flush()
            await savepoint.rollback()
        session.add(User(phone="+34600111222"))
        await session.commit()
        session.add(User(phone="+34600111223"))
        await session.commit()
    assert await _actors(engine) == [("operator", "ana")] * 2
