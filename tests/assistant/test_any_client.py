"""Whatever a client sends in whatever order, on a real database: no turn fails, and each can be resumed."""

import json
import uuid
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.assistant.answering import Attachment, AttachmentKind
from agent.assistant.client import client_of, stored_client
from agent.assistant.replies import ReplyKind
from agent.assistant.topics import table
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import Case, Dialogue
from tests import servers
from tests.assistant.chatting import Chat, a_chat
from tests.conversations_recorded.playing import a_photo

_WORDS: Final = (
    "el escape de mi moto",
    "y los retrovisores",
    "la suspensión",
    "quita los retrovisores",
    "también quiero el manillar",
    "acepto",
    "sí",
    "no",
    "luego",
    "1",
    "2",
    "Akrapovic Slip-on, sí",
    "12345678Z, Ana López Ruiz, calle Sol 4, 41001 Sevilla, ana@example.com",
    "12345678A",
    "Yamaha MT-07",
    "1234 BCD",
    "2, no cambian",
    "la matrícula no es 1234BCD, es 5678DFG",
    "corrige el email",
    "Andalucía",
    "¿qué falta?",
    "tengo otra moto",
    "cancelar el expediente",
    "",
    "deshacer",
)
MESSAGES: Final = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from([row.fires for row in table()]),
    st.sampled_from(list(AttachmentKind)),
    st.text(max_size=30),
)
_numbers = iter(range(10_000, 99_999))


@pytest.fixture(scope="module")
def url(pg_server: RunningServer) -> Iterator[str]:
    """One seeded database for all examples, each of another client."""
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as found:
        yield found


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(messages=st.lists(MESSAGES, min_size=3, max_size=14))
async def test_any_client_is_answered(url: str, messages: list[str | AttachmentKind]) -> None:
    engine: AsyncEngine = create_engine(url)
    try:
        async with create_session_factory(engine)() as session:
            chat = await a_chat(session, f"6002{next(_numbers):05d}")
            await chat.say("el escape de mi moto", "acepto")
            for message in messages:
                await _send(chat, message)
                await _keeps_its_rules(session, chat)
                if chat.turn.handover is not None:
                    break
    finally:
        await engine.dispose()


async def _send(chat: Chat, message: str | AttachmentKind) -> None:
    if isinstance(message, AttachmentKind):
        content = a_photo() if message in {AttachmentKind.IMAGE, AttachmentKind.FILE} else None
        attachment = Attachment(message, "foto.png", "image/png", content, uuid.uuid4().hex)
        await chat.send([chat.message("", [attachment])])
    else:
        await chat.say(message)


async def _keeps_its_rules(session: AsyncSession, chat: Chat) -> None:
    turn = chat.turn
    questions = [reply for reply in turn.replies if reply.kind is ReplyKind.QUESTION]
    assert len(questions) <= 1
    assert turn.handover is None or not questions
    assert all(reply.text.strip() for reply in turn.replies)
    session.expunge_all()
    rows = (await session.scalars(select(Dialogue).order_by(Dialogue.updated_at.desc()).limit(1))).all()
    for row in rows:
        stored = json.dumps(row.state)
        assert len(stored) < 250_000
        assert stored_client(client_of(json.loads(stored))) == row.state
    accepted = await session.scalars(select(Case).where(Case.tariff_accepted_at.is_not(None)))
    # A price is frozen only of what was asked for.
    for case in accepted:
        quoted = case.tariff_snapshot["elements"]
        assert isinstance(quoted, list)
        assert {item["code"] for item in quoted} == set(case.element_codes)
