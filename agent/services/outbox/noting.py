"""Noting that Chatwoot has an entry: one statement, which is a transaction of its own.

The conversation is locked first, as by whoever stores its events, so that the entry's echo and this meet one
after the other: who finds the entry still on its way stores its message among the conversation's.
"""

import uuid
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Integer,
    Text,
    bindparam,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from database.job_statements import finishing
from database.jobs import Job, LeaseLostError, held_by
from database.keys import uuid7_of
from database.models import ConversationHistory, ConversationMessage, OutgoingMessage
from database.models.base import utcnow
from shared.vocabularies import MessageAuthor, MessageRole, OutgoingStatus

ON_ITS_WAY: Final = (OutgoingStatus.POSTING.value, OutgoingStatus.QUEUED.value)
"""An entry that nobody has said anything final of."""


async def note_sent(
    session: AsyncSession,
    job: Job,
    conversation_id: uuid.UUID,
    entry_id: uuid.UUID,
    message: int | None,
    now: datetime,
    *,
    text: str | None = None,
    image_count: int = 0,
) -> None:
    """Note that Chatwoot has the entry as its `message`, and that the job is done; what was said, if it is to
    be stored, is `text`.

    What has been sent is noted although the lease is lost: then LeaseLostError is raised.
    """
    stored_id = uuid7_of(now, message or 0, conversation_id.bytes)
    given = {
        "entry": entry_id,
        "conversation": conversation_id,
        "number": message,
        "at": now,
        "changed_at": utcnow(),
        "stores": text is not None and message is not None,
        "stored_id": stored_id,
        "said": text or "",
        "images": image_count,
    }
    if await session.scalar(_statement(), given | held_by(job)) != 1:
        raise LeaseLostError(job.id)


@cache
def _statement() -> Any:
    models: tuple[Any, ...] = (ConversationHistory, ConversationMessage, OutgoingMessage)
    talks, said, entries = (model.__table__ for model in models)
    conversation = bindparam("conversation", type_=talks.c.id.type)
    number = bindparam("number", type_=BigInteger())
    at: Any = bindparam("at", type_=entries.c.sent_at.type)
    changed_at: Any = bindparam("changed_at", type_=entries.c.updated_at.type)
    locked = (
        select(talks.c.id)
        .where(talks.c.id == conversation, talks.c.erased_at.is_(None))
        .with_for_update(key_share=True)
        .cte("locked")
        .prefix_with("MATERIALIZED")
    )
    noted = (
        update(entries)
        .where(
            exists(select(locked.c.id)),
            entries.c.id == bindparam("entry", type_=entries.c.id.type),
            entries.c.status.in_([literal(status, Text()) for status in ON_ITS_WAY]),
        )
        .values(
            status=OutgoingStatus.SENT.value, sent_at=at, chatwoot_message_id=number, updated_at=changed_at
        )
        .returning(entries.c.id)
        .cte("noted")
    )
    images = bindparam("images", type_=Integer())
    columns: dict[str, Any] = {
        "id": bindparam("stored_id", type_=said.c.id.type),
        "conversation_id": conversation,
        "role": literal(MessageRole.ASSISTANT.value, Text()),
        "author": literal(MessageAuthor.ASSISTANT.value, Text()),
        "content": bindparam("said", type_=Text()),
        "has_images": images > 0,
        "image_count": images,
        "chatwoot_message_id": number,
        "attachments": literal([], JSONB()),
        "previous_texts": literal([], JSONB()),
        "created_at": at,
        "updated_at": at,
    }
    is_stored = exists().where(said.c.conversation_id == conversation, said.c.chatwoot_message_id == number)
    row = select(*columns.values()).where(
        bindparam("stores", type_=Boolean()), exists(select(noted.c.id)), ~is_stored
    )
    stored = (
        insert(said)
        .from_select(list(columns), row, include_defaults=False)
        .returning(said.c.id)
        .cte("stored")
    )
    counted = (
        update(talks)
        .where(talks.c.id == conversation, exists(select(stored.c.id)))
        .values(message_count=talks.c.message_count + 1, updated_at=changed_at)
        .returning(talks.c.id)
        .cte("counted")
    )
    done = finishing()
    counting = select(func.count()).select_from(done).add_cte(locked, noted, stored, counted)
    return counting.execution_options(include_inactive=True)
