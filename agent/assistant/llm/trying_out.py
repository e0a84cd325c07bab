"""Tries a turn out in a transaction of its own that is rolled back: what it would say, store and know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.answering import answer
from agent.assistant.case_data import PERSON
from agent.assistant.client import ClientState, client_of
from agent.assistant.guidance import Guidance
from agent.assistant.llm.rehearsing import Rehearsal
from agent.assistant.messages import ClientMessage
from agent.assistant.seeing import see
from agent.services.dialogues import stored_dialogue
from database.models import ConversationHistory, User


async def try_out(
    session: AsyncSession,
    conversation: ConversationHistory,
    messages: Sequence[ClientMessage],
    now: datetime,
    guidance: Guidance,
    hours: str | None = None,
) -> Rehearsal:
    """The turn as it would be; the caller has the lock on the client and rolls back. The messages bring no
    files. Raises ConflictError as `answer` does."""
    before = await stored_dialogue(session, conversation)
    asked = (client_of(before.state) if before is not None else ClientState()).waiting
    turn = await answer(session, conversation.id, messages, now, guidance=guidance, hours=hours)
    after = await stored_dialogue(session, conversation)
    state = client_of(after.state) if after is not None else ClientState()
    facts = await see(session, conversation, state, now)
    return Rehearsal(turn, facts, state, asked, await _personal(session, conversation))


async def _personal(session: AsyncSession, conversation: ConversationHistory) -> tuple[str, ...]:
    """What is stored of the client's person. One statement."""
    if conversation.user_id is None:
        return ()
    columns = [getattr(User, name) for name in ("phone", *PERSON)]
    row = (await session.execute(select(*columns).where(User.id == conversation.user_id))).one_or_none()
    return tuple(str(value) for value in row or () if value is not None)
