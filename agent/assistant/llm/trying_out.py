"""Tries a turn out in a transaction of its own that is rolled back: what it would say, store and know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.answering import answer
from agent.assistant.client import ClientState, client_of
from agent.assistant.guidance import Guidance
from agent.assistant.llm.rehearsing import Rehearsal
from agent.assistant.messages import ClientMessage
from agent.assistant.seeing import see
from agent.services.dialogues import stored_dialogue
from database.models import ConversationHistory


async def try_out(
    session: AsyncSession,
    conversation: ConversationHistory,
    messages: Sequence[ClientMessage],
    now: datetime,
    guidance: Guidance,
) -> Rehearsal:
    """The turn as it would be; the caller has the lock on the client and rolls back. The messages bring no
    files. Raises ConflictError as `answer` does."""
    before = await stored_dialogue(session, conversation)
    asked = (client_of(before.state) if before is not None else ClientState()).waiting
    turn = await answer(session, conversation.id, messages, now, guidance=guidance)
    after = await stored_dialogue(session, conversation)
    state = client_of(after.state) if after is not None else ClientState()
    return Rehearsal(turn, await see(session, conversation, state, now), state, asked)
