"""What Chatwoot tells of our own messages: taken quickly where it is nothing new, stored once in any case."""

import asyncio
import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.services.conversations import append_message, lock_conversation
from agent.services.outbox import Entry, note_sent, queue_entries
from database import jobs
from database.autocommit import single_statements
from database.models import ConversationHistory, ConversationMessage, OutgoingMessage
from shared.vocabularies import JobKind, MessageAuthor, MessageRole, OutgoingKind, OutgoingStatus
from tests.channel.theatre import Theatre


async def test_an_echo_that_tells_of_a_person_is_no_mere_echo(theatre: Theatre) -> None:
    await theatre.write("hola")
    echo = next(event for event in reversed(theatre.scene.events) if event["event"] == "message_updated")
    [before] = await theatre.rows_of_conversations()
    told = copy.deepcopy(echo)
    told["conversation"]["meta"]["assignee"] = {"id": 7, "name": "Ana", "type": "user"}
    told["conversation"]["status"] = "open"
    later = datetime.now(UTC) + timedelta(minutes=1)
    told["conversation"]["updated_at"] = later.timestamp()
    for event in (echo, told):
        theatre.stage.delivery.take(event)
        await theatre.wait(1)
    [after] = await theatre.rows_of_conversations()
    assert (before.chatwoot_assignee_id, after.chatwoot_assignee_id) == (None, 7)
    assert (after.chatwoot_status, after.message_count) == ("open", before.message_count)


async def test_echoes_confirm_and_change_nothing_else(theatre: Theatre) -> None:
    await theatre.write("hola")
    messages = len(await theatre.messages())
    echoes = [event for event in theatre.scene.events if event.get("message_type") == "outgoing"]
    assert echoes
    for event in echoes:
        theatre.stage.delivery.take(event)
    await theatre.wait(1)
    assert len(await theatre.messages()) == messages
    assert {row.status for row in await theatre.outbox()} == {OutgoingStatus.CONFIRMED}
    assert all(row.chatwoot_source_id for row in await theatre.outbox())


async def test_the_echo_and_the_note_of_one_message_store_it_once(
    theatre: Theatre, sessions: async_sessionmaker[AsyncSession]
) -> None:
    """The echo comes first and holds the conversation while the note is written."""
    await theatre.write("hola")
    [conversation] = await theatre.rows_of_conversations()
    now = theatre.stage.clock.now()
    entry = Entry(OutgoingKind.TEXT, "Una frase.")
    async with sessions() as session:
        await lock_conversation(session, conversation.id)
        await queue_entries(session, conversation.id, [entry], now=now, posted_after=1)
        await session.commit()
    row = (await theatre.outbox())[-1]
    async with sessions() as session:
        [job] = await jobs.lease_several(session, [JobKind.SEND], now=now, seconds=60, worker="w", count=1)
        await session.commit()

    async def note() -> None:
        async with single_statements(sessions) as session:
            await note_sent(session, job, conversation.id, row.id, 987_654_321, now, text="Una frase.")

    async with sessions() as echo:
        await lock_conversation(echo, conversation.id)
        noting = asyncio.create_task(note())
        await _waits_for_a_lock(sessions)
        mine: OutgoingMessage | None = await echo.get(OutgoingMessage, row.id)
        assert mine is not None
        mine.status, mine.sent_at, mine.chatwoot_message_id = OutgoingStatus.SENT.value, now, 987_654_321
        await append_message(
            echo,
            conversation.id,
            MessageRole.ASSISTANT,
            "Una frase.",
            chatwoot_message_id=987_654_321,
            author=MessageAuthor.ASSISTANT,
        )
        await echo.commit()
    await noting
    async with sessions() as session:
        stored = select(func.count()).where(ConversationMessage.chatwoot_message_id == 987_654_321)
        assert await session.scalar(stored) == 1
        counted = await session.get(ConversationHistory, conversation.id)
        assert counted is not None
        assert counted.message_count == conversation.message_count + 1
    assert job.id not in {found.id for found in await theatre.jobs()}


async def _waits_for_a_lock(sessions: async_sessionmaker[AsyncSession]) -> None:
    waiting: Any = 0
    async with sessions() as session:
        while not waiting:
            waiting = await session.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )
            )
            await session.rollback()
            await asyncio.sleep(0.02)
