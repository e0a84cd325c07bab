"""Erased stays erased: what was written before changes nothing, who writes again is a new person."""

import asyncio
import uuid
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.conversations import append_message, set_summary
from agent.services.images import ImageStore
from agent.services.inbox import Outcome
from agent.services.privacy import (
    erase_and_commit,
    export_person,
    search_database,
)
from agent.services.privacy import erasure_key as key_module
from agent.services.users import get_or_create_user, update_personal_data
from database.connection import create_session_factory
from database.models import ConversationHistory, ConversationMessage, ParkedEvent, Tombstone, User
from shared.config import settings
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import MessageRole
from tests.inbox.events import Client, later, take

DELETED = {"content": "This message was deleted", "content_attributes": {"deleted": True}}


@pytest.fixture
def store(tmp_path: Path) -> ImageStore:
    return ImageStore(tmp_path)


@pytest.fixture
def other_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which no key has been made: as when that of the installation is lost."""
    monkeypatch.setattr(key_module, "settings", settings.model_copy(update={"MSIA_HOME": tmp_path}))
    return tmp_path


async def rows_of(session: AsyncSession, client: Client) -> tuple[int, int]:
    """How many users and live conversations there are of a client."""
    users = await session.scalar(select(func.count()).where(User.phone == client.phone))
    number = str(client.conversation()["id"])
    talks = await session.scalar(
        select(func.count()).where(ConversationHistory.chatwoot_conversation_id == number)
    )
    return users or 0, talks or 0


def late_events(client: Client) -> list[dict[str, Any]]:
    """Whatever may still come of what was written before an erasure."""
    return [
        client.message(1),
        client.message(7, content="nunca llegó"),
        client.update(1),
        client.update(1, content="editado"),
        client.update(1, **DELETED),
        client.message(8, message_type="outgoing", sender={"id": 5, "type": "user"}),
        client.message(9, conversation=client.conversation(id=3_000_000 + client.number)),
        client.opened("conversation_updated"),
        client.opened("conversation_created", created_at=1772446500),
        client.message(10, account={"id": 2}),
    ]


async def test_late_events_change_nothing_and_a_later_message_is_a_new_persons(
    session: AsyncSession, client: Client, store: ImageStore
) -> None:
    before = await take(session, client.message(1))
    report = await erase_and_commit(session, client.phone, store)
    assert report.tombstones > 0
    for event in late_events(client):
        receipt = await take(session, event)
        assert (receipt.outcome, receipt.message_id) == (Outcome.IGNORED, None), event
    assert await rows_of(session, client) == (0, 0)
    assert await search_database(session, [client.phone]) == ()
    staff = client.message(20, created_at=later(), message_type="outgoing", sender={"id": 5, "type": "user"})
    assert (await take(session, staff)).outcome is Outcome.IGNORED, "staff's words bring nobody back"

    again = await take(session, client.message(21, created_at=later()))
    assert again.outcome is Outcome.STORED
    assert again.conversation_id != before.conversation_id
    assert await rows_of(session, client) == (1, 1)
    for event in late_events(client):
        assert (await take(session, event)).outcome is Outcome.IGNORED, event
    stored = await session.scalar(
        select(func.count()).where(ConversationMessage.conversation_id == again.conversation_id)
    )
    assert stored == 1


async def test_a_tombstone_holds_nothing_of_the_person(
    session: AsyncSession, client: Client, store: ImageStore
) -> None:
    await take(session, client.message(1))
    await erase_and_commit(session, client.phone, store)
    rows = await session.scalars(select(Tombstone).order_by(Tombstone.created_at.desc()).limit(8))
    names = [client.phone, client.phone[1:], str(client.contact["id"]), str(client.conversation()["id"])]
    for row in rows:
        assert not [name for name in names if name in f"{row.kind} {row.key_hash} {row.key_fingerprint}"]


@pytest.mark.parametrize("by", ["contact", "conversation", "account", "id"])
async def test_who_has_no_phone_is_erased_too(
    session: AsyncSession, client: Client, store: ImageStore, by: str
) -> None:
    contact = {"id": 1000 + client.number, "phone_number": None}
    place = {"source_id": f"ES.{client.number}"}
    talks = [
        client.conversation(
            id=4_000_000 + 10 * client.number + n, meta={"sender": contact}, contact_inbox=place
        )
        for n in range(2)
    ]
    secret = f"secreto-{uuid.uuid4().hex}"
    events = [
        client.message(n, sender=contact, conversation=talk, content=secret) for n, talk in enumerate(talks)
    ]
    stored = [await take(session, event) for event in events]
    who = {
        "contact": f"contact:{contact['id']}",
        "conversation": f"conversation:{talks[0]['id']}",
        "account": f"conversation:1/{talks[0]['id']}",
        "id": str(stored[0].conversation_id),
    }[by]
    exported = await export_person(session, who)
    assert exported["user"] is None
    assert str(exported).count(secret) == 2
    await session.rollback()
    report = await erase_and_commit(session, who, store)
    assert (report.user_id, report.rows["conversation_history"]) == (None, 2)
    assert await search_database(session, [secret]) == ()
    await session.rollback()
    for event in events:
        assert (await take(session, event)).outcome is Outcome.IGNORED
    with pytest.raises(NotFoundError):
        await erase_and_commit(session, f"contact:{contact['id']}", store)


async def test_what_somebody_wrote_in_a_group_goes_and_the_others_words_stay(
    session: AsyncSession, client: Client, store: ImageStore
) -> None:
    group = client.conversation(meta={"sender": {"id": 800_000 + client.number, "phone_number": None}})
    authors: list[dict[str, Any]] = [
        {"id": 600_000 + client.number, "phone_number": f"+3463{client.number:07d}"},
        {"id": 700_000 + client.number, "phone_number": f"+3464{client.number:07d}"},
    ]
    for index in range(4):
        await take(session, client.message(index, sender=authors[index % 2], conversation=group))
    exported = await export_person(session, authors[0]["phone_number"])
    assert [row["content"] for row in exported["messages_in_groups"]] == ["mensaje 0", "mensaje 2"]
    await session.rollback()
    await erase_and_commit(session, authors[0]["phone_number"], store)
    talk = select(ConversationHistory.id).where(
        ConversationHistory.chatwoot_conversation_id == str(group["id"])
    )
    rows = await session.scalars(
        select(ConversationMessage.content)
        .where(ConversationMessage.conversation_id.in_(talk))
        .order_by(ConversationMessage.created_at)
    )
    assert list(rows) == ["[borrado]", "mensaje 1", "[borrado]", "mensaje 3"]
    late = client.message(0, id=99_000_000 + client.number, sender=authors[0], conversation=group)
    assert (await take(session, late)).outcome is Outcome.IGNORED


async def test_parked_events_of_the_erased_go_and_no_replay_brings_them_back(
    session: AsyncSession, client: Client, store: ImageStore
) -> None:
    parked = await take(session, client.message(1, account={"id": 2}))
    assert parked.outcome is Outcome.PARKED
    await take(session, client.message(2))
    exported = await export_person(session, client.phone)
    assert [row["payload"]["content"] for row in exported["parked_events"]] == ["mensaje 1"]
    await session.rollback()
    report = await erase_and_commit(session, client.phone, store)
    assert report.rows["parked_events"] == 1
    assert await session.get(ParkedEvent, parked.parked_id) is None
    assert (await take(session, client.message(1, account={"id": 2}))).outcome is Outcome.IGNORED


async def test_the_erased_take_nothing_new(session: AsyncSession, client: Client, store: ImageStore) -> None:
    talk = (await take(session, client.message(1))).conversation_id
    assert talk is not None
    report = await erase_and_commit(session, client.phone, store)
    user = report.user_id
    assert user is not None
    statements = [
        "INSERT INTO conversation_messages (id, conversation_id, role, content) "
        "VALUES (msia_uuidv7(), :talk, 'user', 'x')",
        "UPDATE conversation_messages SET content = 'x' WHERE conversation_id = :talk",
        "UPDATE conversation_messages SET chatwoot_message_id = 1 WHERE conversation_id = :talk",
        "UPDATE conversation_history SET summary = 'x' WHERE id = :talk",
        "UPDATE conversation_history SET erased_at = NULL WHERE id = :talk",
        "UPDATE users SET metadata = '{\"a\": 1}' WHERE id = :user",
        "UPDATE users SET erased_at = NULL, phone = '+34600000001' WHERE id = :user",
        "INSERT INTO conversation_history (id, user_id, chatwoot_conversation_id) "
        "VALUES (gen_random_uuid(), :user, 'nueva')",
        "INSERT INTO cases (id, user_id, notes) VALUES (gen_random_uuid(), :user, 'x')",
        "INSERT INTO cases (id, conversation_id, notes) VALUES (gen_random_uuid(), :talk, 'x')",
        "INSERT INTO escalations (id, conversation_id, reason, source) "
        "VALUES (gen_random_uuid(), :talk, 'x', 'auto')",
        "INSERT INTO rag_queries (id, user_id, query_text, query_hash) "
        f"VALUES (gen_random_uuid(), :user, 'x', '{'0' * 64}')",
        "INSERT INTO tool_call_logs (id, conversation_id, tool_name, result_type) "
        "VALUES (msia_uuidv7(), :talk, 'x', 'success')",
        "INSERT INTO llm_usage_metrics (id, conversation_id, task_type, tier, provider) "
        "VALUES (msia_uuidv7(), :talk, 'x', 'cloud', 'x')",
    ]
    for statement in statements:
        given = {name: value for name, value in (("talk", talk), ("user", user)) if f":{name}" in statement}
        with pytest.raises(IntegrityError, match="erased"):
            await session.execute(text(statement), given)
        await session.rollback()
    for write in (
        append_message(session, talk, MessageRole.USER, "x"),
        set_summary(session, talk, "x"),
        update_personal_data(session, user, {"email": "x@y.es"}),
    ):
        with pytest.raises(ConflictError, match="borrado"):
            await write
        await session.rollback()
    # Repeating does no harm.
    assert (await erase_and_commit(session, user, store)).user_id == user


async def test_a_lost_key_brings_nobody_back(
    session: AsyncSession, client: Client, store: ImageStore, other_home: Path
) -> None:
    # Tombstones of other tests are of another key, so that only what is written now is sure to be nobody's.
    assert (await take(session, client.message(1, created_at=later()))).outcome is Outcome.STORED
    await erase_and_commit(session, client.phone, store)
    key = other_home / "erasure.key"
    assert key.stat().st_mode & 0o077 == 0, "nobody else's to read"
    key.unlink()
    assert (await take(session, client.update(1))).outcome is Outcome.IGNORED
    assert await rows_of(session, client) == (0, 0)
    assert (await take(session, client.message(2, created_at=later()))).outcome is Outcome.STORED
    assert not key.exists(), "asking makes no key"
    await erase_and_commit(session, client.phone, store)
    await session.execute(text("DELETE FROM tombstones"))  # of a key that no other test has
    await session.commit()


def test_a_given_key_needs_no_file(other_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_module.existing_key() is None
    made = key_module.key_to_erase_with()
    assert key_module.existing_key() == made
    given = settings.model_copy(update={"ERASURE_KEY": SecretStr("x" * 32), "MSIA_HOME": other_home})
    monkeypatch.setattr(key_module, "settings", given)
    assert key_module.key_to_erase_with().fingerprint != made.fingerprint
    assert "x" * 32 not in repr(key_module.existing_key())


async def test_erasing_waits_for_a_writer_and_the_next_finds_it_done(
    engine: AsyncEngine, session: AsyncSession, client: Client, store: ImageStore
) -> None:
    secret = f"secreto-{uuid.uuid4().hex}"
    talk = (await take(session, client.message(1))).conversation_id
    assert talk is not None
    factory = create_session_factory(engine)
    async with factory() as writer, factory() as eraser, factory() as watcher:
        await get_or_create_user(writer, client.phone)
        await append_message(writer, talk, MessageRole.USER, secret)
        erasing = asyncio.create_task(erase_and_commit(eraser, client.phone, store))
        waiting = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock'"
        )
        while not await watcher.scalar(waiting):
            await watcher.rollback()
        assert not erasing.done()
        await writer.commit()
        await erasing
        assert await search_database(watcher, [secret]) == ()


async def test_erasing_tries_again_after_a_deadlock(
    engine: AsyncEngine, session: AsyncSession, client: Client, store: ImageStore
) -> None:
    """Somebody who takes the locks in the wrong order meets the erasure; one gives way, both end well."""
    talk = (await take(session, client.message(1))).conversation_id
    owner = await session.scalar(select(User.id).where(User.phone == client.phone))
    await session.rollback()
    factory = create_session_factory(engine)
    lock = "SELECT 1 FROM {} WHERE id = :id FOR UPDATE"
    async with factory() as wrong, factory() as eraser, factory() as watcher:
        await wrong.execute(text(lock.format("conversation_history")), {"id": talk})
        erasing = asyncio.create_task(erase_and_commit(eraser, client.phone, store))
        waiting = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock'"
        )
        while not await watcher.scalar(waiting):
            await watcher.rollback()
        crossing = asyncio.create_task(wrong.execute(text(lock.format("users")), {"id": owner}))
        await asyncio.wait({crossing, erasing}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({crossing})
        await wrong.rollback()
        assert (await erasing).rows["users"] == 1
        crossing.exception()
