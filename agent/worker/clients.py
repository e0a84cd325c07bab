"""A client held by a turn, so that no other turn of theirs runs, in any conversation."""

import uuid
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from agent.services.conversations import erased_meanwhile, unknown_conversation
from agent.services.users import note_locked
from agent.worker.working import RetryLaterError
from database.loading import ALONE
from database.models import ConversationHistory, User


async def lock_client(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation with its client locked, so that no other turn of theirs runs, in any conversation.
    One statement.

    Raises NotFoundError, ConflictError for an erased one, and RetryLaterError when it went over to another
    client at this moment.
    """
    found = (await session.execute(_statement(), {"conversation": conversation_id})).one_or_none()
    if found is None:
        raise unknown_conversation(conversation_id)
    conversation: ConversationHistory = found[0]
    if conversation.erased_at is not None:
        raise erased_meanwhile()
    if conversation.user_id != found[1]:
        raise RetryLaterError("the conversation went over to another client", timedelta(seconds=1))
    if conversation.user_id is not None:
        note_locked(session, conversation.user_id)
    return conversation


@cache
def _statement() -> Any:
    """Locks the client, then the conversation: the order in which everybody takes them."""
    talk = aliased(ConversationHistory)
    wanted: Any = bindparam("conversation", type_=ConversationHistory.id.type)
    owner = select(talk.user_id).where(talk.id == wanted).scalar_subquery()
    client = (
        select(User.id)
        .where(User.id == owner)
        .with_for_update(key_share=True)
        .cte("client")
        .prefix_with("MATERIALIZED")
    )
    is_client_locked = select(func.count()).select_from(client).scalar_subquery() >= 0
    return (
        select(ConversationHistory, select(client.c.id).scalar_subquery())
        .options(ALONE)
        # Asked before the conversation is looked for, and so before it is locked.
        .where(ConversationHistory.id == wanted, is_client_locked)
        .with_for_update(key_share=True, of=ConversationHistory)
        .execution_options(populate_existing=True, include_inactive=True)
    )
