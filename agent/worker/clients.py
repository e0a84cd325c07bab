"""A client held by a turn, so that no other turn of theirs runs, in any conversation."""

import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import lock_conversation
from agent.worker.working import RetryLaterError
from database.models import ConversationHistory, User


async def lock_client(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation with its client locked, so that no other turn of theirs runs, in any conversation.

    Raises NotFoundError, ConflictError for an erased one, and RetryLaterError when it went over to another
    client at this moment.
    """
    owner = select(ConversationHistory.user_id).where(ConversationHistory.id == conversation_id)
    user_id = await session.scalar(
        select(User.id).where(User.id == owner.scalar_subquery()).with_for_update(key_share=True)
    )
    conversation = await lock_conversation(session, conversation_id)
    if conversation.user_id != user_id:
        raise RetryLaterError("the conversation went over to another client", timedelta(seconds=1))
    return conversation
