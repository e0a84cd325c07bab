"""Escalations: one open in each conversation, a way that service and database keep to, pages that hold."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.escalations import (
    ESCALATION_LIFE,
    OPEN_STATUSES,
    escalate,
    get_escalation,
    give_back_escalation,
    list_escalations,
    reopen_escalation,
    resolve_escalation,
    take_escalation,
)
from database.connection import create_session_factory
from database.models import AdminUser, Case, ConversationHistory, Escalation, User
from database.models.base import utcnow
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import EscalationSource, EscalationStatus

TOOL, AUTO, ERROR = EscalationSource.TOOL_CALL, EscalationSource.AUTO, EscalationSource.ERROR
PENDING, TAKEN, RESOLVED = EscalationStatus


async def _conversation(session: AsyncSession, number: int = 1) -> uuid.UUID:
    conversation = ConversationHistory(chatwoot_conversation_id=str(number))
    session.add(conversation)
    await session.commit()
    return conversation.id


async def _admin(session: AsyncSession, name: str = "ana") -> uuid.UUID:
    admin = AdminUser(username=name, password_hash="$2b$12$" + "x" * 53)
    session.add(admin)
    await session.commit()
    return admin.id


def _entries(escalation: Escalation, name: str) -> list[dict[str, Any]]:
    entries: Any = escalation.metadata_[name]
    return list(entries)


async def test_a_second_request_joins_the_open_escalation(session: AsyncSession) -> None:
    conversation = await _conversation(session)
    user = User(phone="+34600111222")
    case = Case()
    session.add_all([user, case])
    await session.flush()
    first = await escalate(
        session, " Pide hablar con alguien ", TOOL, conversation_id=conversation, metadata={"tool": "x"}
    )
    second = await escalate(
        session,
        "Sigue esperando",
        AUTO,
        conversation_id=conversation,
        user_id=user.id,
        case_id=case.id,
        metadata={"minutes": 5},
    )
    assert (first.created, second.created) == (True, False)
    found = second.escalation
    assert found.id == first.escalation.id
    assert (found.reason, found.source, found.status) == ("Pide hablar con alguien", TOOL, PENDING)
    assert (found.user_id, found.case_id) == (user.id, case.id)
    assert found.metadata_["tool"] == "x"
    (request,) = _entries(found, "requests")
    assert (request["reason"], request["source"], request["metadata"]) == (
        "Sigue esperando",
        AUTO,
        {"minutes": 5},
    )
    other = await escalate(session, "Otra", ERROR, conversation_id=await _conversation(session, 2))
    assert other.created
    # Without a conversation there is nothing to join.
    assert [(await escalate(session, "Sin conversación", ERROR)).created for _ in range(2)] == [True, True]


async def test_twenty_requests_at_once_make_one_escalation(
    patient_engine: AsyncEngine, session: AsyncSession
) -> None:
    conversation = await _conversation(session)
    sessions = create_session_factory(patient_engine)

    async def ask(number: int) -> bool:
        async with sessions() as own:
            found = await escalate(own, f"Petición {number}", AUTO, conversation_id=conversation)
            await own.commit()
            return found.created

    created = await asyncio.gather(*(ask(number) for number in range(20)))
    assert sum(created) == 1
    (only,) = await session.scalars(select(Escalation))
    reasons = {only.reason, *(request["reason"] for request in only.metadata_["requests"])}  # type: ignore[attr-defined]
    assert reasons == {f"Petición {number}" for number in range(20)}


async def test_the_way_of_an_escalation(session: AsyncSession) -> None:
    ana, luis = await _admin(session), await _admin(session, "luis")
    conversation = await _conversation(session)
    key = (await escalate(session, "Ayuda", TOOL, conversation_id=conversation)).escalation.id

    taken = await take_escalation(session, key, ana)
    moment = taken.taken_at
    assert (taken.status, taken.taken_by) == (TAKEN, ana)
    assert (await take_escalation(session, key, ana)).taken_at == moment
    with pytest.raises(ConflictError, match="Otra persona"):
        await take_escalation(session, key, luis)
    back = await give_back_escalation(session, key)
    assert (back.status, back.taken_by, back.taken_at) == (PENDING, None, None)
    await take_escalation(session, key, luis)

    with pytest.raises(InvalidInputError) as refused:
        await resolve_escalation(session, key, "  ", luis)
    assert refused.value.field == "resolution"
    done = await resolve_escalation(session, key, "Se le llamó.", luis)
    assert (done.status, done.resolution, done.resolved_by) == (RESOLVED, "Se le llamó.", luis)
    assert done.resolved_at is not None
    with pytest.raises(ConflictError, match="pendiente"):
        await take_escalation(session, key, ana)
    with pytest.raises(ConflictError):
        await resolve_escalation(session, key, "Otra vez", ana)
    with pytest.raises(ConflictError, match="Reábrela"):
        await give_back_escalation(session, key)

    again = await reopen_escalation(session, key, "Volvió a escribir.")
    assert (again.status, again.resolution, again.resolved_at, again.resolved_by, again.taken_by) == (
        PENDING,
        None,
        None,
        None,
        None,
    )
    (former,) = _entries(again, "resolutions")
    assert (former["resolution"], former["reopened_because"]) == ("Se le llamó.", "Volvió a escribir.")
    with pytest.raises(ConflictError, match="resuelta"):
        await reopen_escalation(session, key, "Otra vez")
    await session.commit()


async def test_reopening_waits_for_the_open_one(session: AsyncSession) -> None:
    conversation = await _conversation(session)
    first = (await escalate(session, "Una", TOOL, conversation_id=conversation)).escalation.id
    await resolve_escalation(session, first, "Hecho.")
    second = await escalate(session, "Dos", TOOL, conversation_id=conversation)
    assert second.created
    with pytest.raises(ConflictError, match="otra escalación abierta"):
        await reopen_escalation(session, first, "Sí")
    await resolve_escalation(session, second.escalation.id, "Hecho.")
    assert (await reopen_escalation(session, first, "Sí")).status == PENDING


@pytest.mark.parametrize("current", EscalationStatus)
async def test_the_database_allows_what_the_service_allows(
    session: AsyncSession, current: EscalationStatus
) -> None:
    values = {"resolved_at": utcnow(), "resolution": "Hecho."}
    for wanted in EscalationStatus:
        made = Escalation(reason="x", source=AUTO)
        session.add(made)
        await session.flush()
        made.status = current
        for name, value in values.items():
            setattr(made, name, value)
        await session.flush()
        change = update(Escalation).where(Escalation.id == made.id).values(status=wanted)
        if wanted in ESCALATION_LIFE.following[current] or wanted is current:
            await session.execute(change)
            await session.rollback()
        else:
            with pytest.raises(DBAPIError, match="allowed: pending"):
                await session.execute(change)
            await session.rollback()


async def test_unknown_and_empty(session: AsyncSession) -> None:
    for call in (
        get_escalation(session, uuid.uuid4()),
        take_escalation(session, uuid.uuid4(), uuid.uuid4()),
        resolve_escalation(session, uuid.uuid4(), "x"),
    ):
        with pytest.raises(NotFoundError):
            await call
    with pytest.raises(InvalidInputError) as refused:
        await escalate(session, " ", TOOL)
    assert refused.value.field == "reason"


async def test_pages_follow_each_other(session: AsyncSession) -> None:
    for number in range(7):
        await escalate(session, str(number), (TOOL, AUTO)[number % 2])
    await session.execute(text("UPDATE escalations SET created_at = '2026-01-01 00:00+00'"))  # ties
    await session.commit()
    session.expunge_all()

    async def walk(page: Callable[[str | None], Awaitable[tuple[list[str], str | None]]]) -> list[str]:
        found: list[str] = []
        cursor: str | None = None
        while True:
            reasons, cursor = await page(cursor)
            found += reasons
            if cursor is None:
                return found

    async def everything(cursor: str | None) -> tuple[list[str], str | None]:
        page = await list_escalations(session, limit=3, after=cursor)
        assert len(page.escalations) <= 3
        return [escalation.reason for escalation in page.escalations], page.next

    found = await walk(everything)
    assert sorted(found) == [str(number) for number in range(7)]
    assert await session.scalar(select(func.count()).select_from(Escalation)) == 7

    async def by_tool(cursor: str | None) -> tuple[list[str], str | None]:
        page = await list_escalations(session, source=TOOL, statuses=OPEN_STATUSES, limit=2, after=cursor)
        return [escalation.reason for escalation in page.escalations], page.next

    assert sorted(await walk(by_tool)) == ["0", "2", "4", "6"]
    assert (await list_escalations(session, statuses=frozenset({RESOLVED}))).escalations == ()
    with pytest.raises(InvalidInputError):
        await list_escalations(session, after="nonsense")
    with pytest.raises(InvalidInputError):
        await list_escalations(session, limit=0)
