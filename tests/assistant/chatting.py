"""A client who writes and is answered, with the dialogue stored in a real database after every message."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.answering import Attachment, ClientMessage, Turn, answer
from agent.assistant.client import ClientState, client_of
from agent.assistant.state import Reference
from agent.services.conversations import get_or_create_conversation
from agent.services.users import get_or_create_user
from database.models import Case, Dialogue

START = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)
_numbers = itertools.count(1)


class Chat:
    """What has been said in a conversation; `turn` is the answer to the last message."""

    def __init__(self, session: AsyncSession, conversation_id: uuid.UUID) -> None:
        self.session = session
        self.conversation_id = conversation_id
        self.now = START
        self.turn = Turn(())

    async def say(self, *texts: str, about: Reference | None = None) -> "Chat":
        """Send these messages one after another, a minute apart."""
        for text in texts:
            await self.send([self.message(text, about=about)])
        return self

    def message(
        self, text: str, attachments: Sequence[Attachment] = (), *, about: Reference | None = None
    ) -> ClientMessage:
        """A message of this moment."""
        return ClientMessage(uuid.uuid4(), text, self.now, tuple(attachments), about)

    async def send(self, messages: Sequence[ClientMessage]) -> "Chat":
        """Send messages that come together, and commit the answer."""
        self.turn = await answer(self.session, self.conversation_id, messages, self.now)
        await self.session.commit()
        self.now += timedelta(minutes=1)
        return self

    @property
    def text(self) -> str:
        """Everything that was answered to the last message."""
        return "\n".join(reply.text for reply in self.turn.replies)

    async def state(self) -> ClientState:
        """The stored state."""
        self.session.expire_all()
        row = (await self.session.scalars(select(Dialogue))).one()
        return client_of(row.state)

    async def cases(self) -> list[Case]:
        """The stored cases."""
        self.session.expunge_all()
        return list(await self.session.scalars(select(Case)))


async def a_chat(session: AsyncSession, phone: str | None = "600112233") -> Chat:
    """A new client in a new conversation; without a phone, a contact of Chatwoot alone."""
    user_id = (await get_or_create_user(session, phone)).user.id if phone else None
    found = await get_or_create_conversation(session, str(next(_numbers)), user_id)
    await session.commit()
    return Chat(session, found.conversation.id)
