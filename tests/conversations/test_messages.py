"""Messages: stored once, counted exactly, in the sender's order, page by page."""

import asyncio
import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.conversations import append_message, get_or_create_conversation, message_page, set_summary
from agent.services.users import get_or_create_user
from database.connection import create_session_factory
from database.keys import uuid7_time
from database.models import ConversationHistory, ConversationMessage
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import MessageRole

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
USER = MessageRole.USER


async def new_conversation(session: AsyncSession, key: str = "42") -> uuid.UUID:
    user = (await get_or_create_user(session, "600112233")).user
    return (await get_or_create_conversation(session, key, user.id)).conversation.id


async def test_conversations_are_created_once_and_never_change_hands(session: AsyncSession) -> None:
    ana = (await get_or_create_user(session, "600112233")).user
    eva = (await get_or_create_user(session, "611222333")).user
    first = await get_or_create_conversation(session, 42)
    claimed = await get_or_create_conversation(session, "42", ana.id)
    assert (first.created, claimed.created) == (True, False)
    assert claimed.conversation.id == first.conversation.id
    assert claimed.conversation.user_id == ana.id
    with pytest.raises(ConflictError) as caught:
        await get_or_create_conversation(session, "42", eva.id)
    assert (caught.value.code, caught.value.field) == ("conversation_of_other_user", "user_id")


async def test_a_retry_returns_the_stored_message(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    first = await append_message(session, conversation, USER, "hola", sent_at=NOON, chatwoot_message_id=1)
    retry = await append_message(
        session, conversation, USER, "otra cosa", sent_at=NOON + timedelta(hours=1), chatwoot_message_id=1
    )
    assert (first.created, retry.created) == (True, False)
    assert (retry.message.id, retry.message.content) == (first.message.id, "hola")
    stored = await session.get_one(ConversationHistory, conversation)
    assert stored.message_count == 1


async def test_keys_carry_the_senders_time(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    message = (await append_message(session, conversation, USER, "hola", sent_at=NOON)).message
    assert message.created_at == NOON == uuid7_time(message.id)


async def test_a_message_from_the_future_is_stored_as_of_now(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    future = datetime(2999, 1, 1, tzinfo=UTC)
    message = (await append_message(session, conversation, USER, "hola", sent_at=future)).message
    assert message.created_at < future


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"sent_at": datetime(2026, 1, 1)}, "sent_at"),  # noqa: DTZ001
        ({"sent_at": datetime(1999, 1, 1, tzinfo=UTC)}, "sent_at"),
        ({"image_count": -1}, "image_count"),
        ({"chatwoot_message_id": 0}, "chatwoot_message_id"),
        ({"content": "a\x00b"}, "content"),
        ({"content": "a\ud800b"}, "content"),
    ],
)
async def test_what_can_not_be_stored_is_refused(
    session: AsyncSession, options: dict[str, object], field: str
) -> None:
    conversation = await new_conversation(session)
    arguments: dict[str, object] = {"content": "hola", **options}
    with pytest.raises(InvalidInputError) as caught:
        await append_message(session, conversation, USER, **arguments)  # type: ignore[arg-type]
    assert caught.value.field == field


async def test_an_unknown_conversation_is_named(session: AsyncSession) -> None:
    with pytest.raises(NotFoundError):
        await append_message(session, uuid.uuid4(), USER, "hola")
    with pytest.raises(NotFoundError):
        await set_summary(session, uuid.uuid4(), "resumen")


async def test_summaries(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    await set_summary(session, conversation, "Quiere homologar un escape.")
    stored = await session.get_one(ConversationHistory, conversation)
    assert stored.summary == "Quiere homologar un escape."
    await set_summary(session, conversation, None)
    assert stored.summary is None


async def history(session: AsyncSession, conversation: uuid.UUID, limit: int) -> list[str]:
    """The whole history, read backwards page by page."""
    contents: list[str] = []
    before: str | None = None
    while True:
        page = await message_page(session, conversation, limit=limit, before=before)
        contents = [message.content for message in page.messages] + contents
        if page.older is None:
            return contents
        before = page.older


@pytest.mark.parametrize("limit", [1, 3, 7, 25, 26, 200])
async def test_pages_cover_the_history_whatever_their_size(session: AsyncSession, limit: int) -> None:
    conversation = await new_conversation(session)
    # Chatwoot's clock counts seconds: several messages share each one.
    events = [(number, NOON + timedelta(seconds=number // 4)) for number in range(1, 26)]
    shuffled = random.Random(limit).sample(events, len(events))
    for number, moment in shuffled:
        await append_message(
            session, conversation, USER, str(number), sent_at=moment, chatwoot_message_id=number
        )
    expected = [str(number) for number, _ in events]
    assert await history(session, conversation, limit) == expected

    forwards: list[str] = []
    page = await message_page(session, conversation, limit=200)
    first = page.messages[0]
    forwards.append(first.content)
    earliest = await message_page(session, conversation, limit=1, before=None)
    while earliest.older is not None:
        earliest = await message_page(session, conversation, limit=1, before=earliest.older)
    cursor = earliest.newer
    while True:
        page = await message_page(session, conversation, limit=limit, after=cursor)
        if not page.messages:
            assert page.newer == cursor
            break
        forwards += [message.content for message in page.messages]
        cursor = page.newer
    assert forwards == expected


async def test_pages_stay_put_while_messages_arrive(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    for number in range(10):
        await append_message(
            session, conversation, USER, str(number), sent_at=NOON + timedelta(minutes=number)
        )
    latest = await message_page(session, conversation, limit=4)
    for number in range(10, 15):
        await append_message(
            session, conversation, USER, str(number), sent_at=NOON + timedelta(minutes=number)
        )
    older = await message_page(session, conversation, limit=4, before=latest.older)
    newer = await message_page(session, conversation, limit=10, after=latest.newer)
    assert [message.content for message in latest.messages] == ["6", "7", "8", "9"]
    assert [message.content for message in older.messages] == ["2", "3", "4", "5"]
    assert [message.content for message in newer.messages] == ["10", "11", "12", "13", "14"]


async def test_an_empty_history_has_an_empty_page(session: AsyncSession) -> None:
    page = await message_page(session, await new_conversation(session))
    assert (page.messages, page.older, page.newer) == ((), None, None)


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "ñ", "MjAyNi0wMS0wMXx4", "=" * 50])
async def test_bad_cursors_are_refused(session: AsyncSession, cursor: str) -> None:
    conversation = await new_conversation(session)
    with pytest.raises(InvalidInputError) as caught:
        await message_page(session, conversation, before=cursor)
    assert (caught.value.code, caught.value.field) == ("invalid_cursor", "before")


async def test_bad_limits_are_refused(session: AsyncSession) -> None:
    conversation = await new_conversation(session)
    for limit in (0, -1, 201):
        with pytest.raises(InvalidInputError, match="tamaño de página"):
            await message_page(session, conversation, limit=limit)
    with pytest.raises(InvalidInputError, match="dos cursores"):
        await message_page(session, conversation, before="a", after="b")


async def test_twenty_parallel_senders_of_interleaved_retries(patient_engine: AsyncEngine) -> None:
    """120 events, each delivered four times, shuffled, by 20 clients; among them 40 replies of our own."""
    factory = create_session_factory(patient_engine)
    deliveries = [number for number in range(1, 121) for _ in range(4)]
    random.Random(4).shuffle(deliveries)
    start = asyncio.Barrier(20)

    async def send(client: int) -> int:
        created = 0
        async with factory() as session:
            await session.connection()
            await start.wait()
            for number in deliveries[client::20]:
                user = (await get_or_create_user(session, f"6001122{number % 3}0")).user
                found = await get_or_create_conversation(session, f"conversation {number % 3}", user.id)
                appended = await append_message(
                    session,
                    found.conversation.id,
                    USER,
                    str(number),
                    sent_at=NOON + timedelta(seconds=number // 10),
                    chatwoot_message_id=number,
                )
                created += appended.created
                await session.commit()
            for reply in range(2):
                await append_message(
                    session, found.conversation.id, MessageRole.ASSISTANT, f"reply {client} {reply}"
                )
                await session.commit()
        return created

    assert sum(await asyncio.gather(*(send(client) for client in range(20)))) == 120
    async with factory() as session:
        conversations = list(await session.scalars(select(ConversationHistory)))
        assert len(conversations) == 3
        counted = await session.execute(
            select(ConversationMessage.conversation_id, func.count()).group_by(
                ConversationMessage.conversation_id
            )
        )
        counts: dict[uuid.UUID, int] = dict(counted.all())
        assert {item.id: item.message_count for item in conversations} == counts
        assert sum(counts.values()) == 120 + 40
        for conversation in conversations:
            rest = int(conversation.chatwoot_conversation_id.split()[1])
            contents = await history(session, conversation.id, 30)
            assert [text for text in contents if not text.startswith("reply")] == [
                str(number) for number in range(1, 121) if number % 3 == rest
            ]


async def test_a_rolled_back_message_is_not_counted(engine: AsyncEngine) -> None:
    factory = create_session_factory(engine)
    async with factory() as session:
        conversation = await new_conversation(session)
        await session.commit()
        await append_message(session, conversation, USER, "perdido", chatwoot_message_id=1)
        await session.rollback()
    async with factory() as session:
        assert (await session.get_one(ConversationHistory, conversation)).message_count == 0
        assert (await append_message(session, conversation, USER, "hola", chatwoot_message_id=1)).created
