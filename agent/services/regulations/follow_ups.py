"""Which question another leans on: one named by its id, or the last one of its conversation."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.privacy.personal_data import ERASED
from agent.services.regulations.search.recording import PreviousQuestion
from database.models import RAGQuery
from domain.regulations.followups import is_follow_up
from shared.errors import NotFoundError

FORGOTTEN_AFTER: Final = timedelta(minutes=30)
"""So long after a question of a conversation, the next one is taken for a question by itself."""

_FURTHEST: Final = 10


async def question_before(session: AsyncSession, query_id: uuid.UUID) -> PreviousQuestion:
    """The stored question of that id, or the one that it leaned on itself: after «¿cada cuánto la ITV?» and
    «¿y las motos?», «¿y los remolques?» still asks how often. Raises NotFoundError."""
    query = await session.get(RAGQuery, query_id)
    if query is None:
        raise NotFoundError(
            "unknown_query", f"No hay ninguna consulta {query_id}.", "follows", "Repite la pregunta entera."
        )
    root = query
    for _ in range(_FURTHEST):
        if root.follows_id is None or not is_follow_up(root.query_text):
            break
        earlier = await session.get(RAGQuery, root.follows_id)
        if earlier is None or earlier.query_text == ERASED:
            break
        root = earlier
    return PreviousQuestion("" if root.query_text == ERASED else root.query_text, query.id)


async def last_of_conversation(
    session: AsyncSession, conversation_id: uuid.UUID, *, now: datetime
) -> PreviousQuestion | None:
    """The conversation's last question of the last half hour; None where there is none."""
    found = await session.scalar(
        select(RAGQuery.id)
        .where(RAGQuery.conversation_id == conversation_id, RAGQuery.created_at > now - FORGOTTEN_AFTER)
        .order_by(RAGQuery.created_at.desc(), RAGQuery.id.desc())
        .limit(1)
    )
    return None if found is None else await question_before(session, found)
