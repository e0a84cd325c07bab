"""Edits and deletions of messages, and characters that no database stores."""

import json
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox import Outcome, resolve_parked
from database.models import ConversationHistory, ConversationMessage, ParkedEvent
from shared.vocabularies import ParkedResolution
from tests.inbox.events import HERE, Client, take

DELETED = {"content": "This message was deleted", "content_attributes": {"deleted": True}}


async def message_of(session: AsyncSession, message_id: uuid.UUID | None) -> ConversationMessage:
    return (
        await session.scalars(select(ConversationMessage).where(ConversationMessage.id == message_id))
    ).one()


async def test_an_edit_keeps_what_it_replaced(session: AsyncSession, client: Client) -> None:
    stored = await take(session, client.message(1, content="uno"))
    outcomes = [
        (await take(session, client.update(1, content=content))).outcome
        for content in ("dos", "dos", "tres", None)
    ]
    assert outcomes == [Outcome.EDITED, Outcome.DUPLICATE, Outcome.EDITED, Outcome.DUPLICATE]
    message = await message_of(session, stored.message_id)
    assert message.content == "tres"
    assert [previous["content"] for previous in message.previous_texts] == ["uno", "dos"]
    assert message.edited_at is not None


async def test_an_older_edit_comes_too_late(session: AsyncSession, client: Client) -> None:
    stored = await take(session, client.message(1, content="uno"))
    await take(session, client.update(1, content="tres", updated_at="2026-03-02T12:00:00Z"))
    late = await take(session, client.update(1, content="dos", updated_at="2026-03-02T11:00:00Z"))
    assert late.outcome is Outcome.DUPLICATE
    assert (await message_of(session, stored.message_id)).content == "tres"


@pytest.mark.parametrize("attributes", [{"deleted": True}, json.dumps({"deleted": True})])
async def test_deleted_text_is_gone_with_its_history(
    session: AsyncSession, client: Client, attributes: object
) -> None:
    stored = await take(
        session, client.message(1, content="secreto uno", attachments=[{"file_type": "image"}])
    )
    await take(session, client.update(1, content="secreto dos"))
    gone = await take(session, client.update(1, **{**DELETED, "content_attributes": attributes}))
    assert (gone.outcome, gone.message_id) == (Outcome.DELETED, stored.message_id)
    message = await message_of(session, stored.message_id)
    assert (message.content, message.previous_texts, message.image_count) == ("", [], 0)
    assert message.deleted_at is not None
    for event in (client.update(1, **DELETED), client.update(1, content="otra vez"), client.message(1)):
        assert (await take(session, event)).outcome is Outcome.DUPLICATE
    assert (await message_of(session, stored.message_id)).content == ""


@pytest.mark.parametrize("order", ["deleted last", "deleted first"])
async def test_what_waits_of_a_deleted_message_loses_its_text(
    session: AsyncSession, client: Client, order: str
) -> None:
    elsewhere = {"account": {"id": 2}}
    events = [
        client.message(1, content="secreto", attachments=[{"file_type": "image"}], **elsewhere),
        client.update(1, content="secreto dos", **elsewhere),
        client.update(1, **DELETED, **elsewhere),
    ]
    for event in events if order == "deleted last" else reversed(events):
        assert (await take(session, event)).outcome is Outcome.PARKED
    await take(session, client.message(2, content="se queda", **elsewhere))
    number = str(client.conversation()["id"])
    waiting = await session.scalars(
        select(ParkedEvent.payload).where(ParkedEvent.chatwoot_conversation_id == number)
    )
    assert [payload["content"] for payload in waiting if "content" in payload] == ["se queda"]
    await take(session, events[0])
    rows = await session.scalars(select(ParkedEvent).where(ParkedEvent.chatwoot_conversation_id == number))
    for parked in [row for row in rows.all() if "content" not in row.payload]:
        await resolve_parked(session, parked.id, ParkedResolution.REPLAYED, HERE)
    talks = select(ConversationHistory).where(ConversationHistory.chatwoot_conversation_id == number)
    assert (await session.scalars(talks)).all() == []


async def test_the_database_keeps_no_text_of_a_deleted_message(session: AsyncSession, client: Client) -> None:
    stored = await take(session, client.message(1))
    await take(session, client.update(1, **DELETED))
    for change in ("content = 'x'", "previous_texts = '[{}]'"):
        with pytest.raises(IntegrityError, match="deleted_text"):
            await session.execute(
                text(f"UPDATE conversation_messages SET {change} WHERE id = :id"), {"id": stored.message_id}
            )
        await session.rollback()


async def test_a_deletion_of_an_unknown_message_stores_nothing(session: AsyncSession, client: Client) -> None:
    gone = await take(session, client.update(1, **DELETED))
    assert (gone.outcome, gone.message_id) == (Outcome.IGNORED, None)
    number = str(client.conversation()["id"])
    talks = select(ConversationHistory).where(ConversationHistory.chatwoot_conversation_id == number)
    assert (await session.scalars(talks)).all() == []
    assert (await take(session, client.message(1))).outcome is Outcome.IGNORED, "the text comes after it"
    assert (await take(session, client.message(2))).outcome is Outcome.STORED


@pytest.mark.parametrize(
    ("written", "kept"),
    [("a\x00b", "ab"), ("a\ud83d b", "a b"), ("\udc00", ""), ("\ud83d\ude00", ""), ("ñ😀\x00", "ñ😀")],
)
async def test_what_no_database_stores_is_left_out(
    session: AsyncSession, client: Client, written: str, kept: str
) -> None:
    stored = await take(session, client.message(1, content=written))
    assert stored.outcome is Outcome.STORED
    assert (await message_of(session, stored.message_id)).content == kept
