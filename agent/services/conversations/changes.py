"""Messages that were changed after they were stored: edits keep what they replaced, deletions keep nothing.

Nothing here commits; both lock the conversation, as appending does.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations.records import lock_conversation
from database.loading import ALONE
from database.models import ConversationMessage
from database.models.base import utcnow


async def find_message(
    session: AsyncSession, conversation_id: uuid.UUID, chatwoot_message_id: int
) -> ConversationMessage | None:
    """The stored message of a Chatwoot number, as it is now, with its conversation locked.

    Raises NotFoundError and ConflictError as `lock_conversation`.
    """
    await lock_conversation(session, conversation_id)
    found: ConversationMessage | None = await session.scalar(
        select(ConversationMessage)
        .options(ALONE)
        .where(
            ConversationMessage.conversation_id == conversation_id,
            ConversationMessage.chatwoot_message_id == chatwoot_message_id,
        )
        .execution_options(populate_existing=True)
    )
    return found


async def edit_message(
    session: AsyncSession, message: ConversationMessage, content: str, edited_at: datetime | None = None
) -> bool:
    """Give a message a new text and keep the one before; False when nothing changes.

    A deleted message has no text any more, and an edit older than the last one comes too late.
    """
    if message.deleted_at is not None or content == message.content:
        return False
    if edited_at is not None and message.edited_at is not None and edited_at < message.edited_at:
        return False
    moment = edited_at or utcnow()
    if message.content:
        replaced: dict[str, object] = {"content": message.content, "until": moment.isoformat()}
        message.previous_texts = [*message.previous_texts, replaced]
    message.content, message.edited_at = content, moment
    await session.flush()
    return True


async def delete_message(session: AsyncSession, message: ConversationMessage) -> bool:
    """Take text, former texts and images from a message; its place, role and date stay.

    False when it was deleted before.
    """
    if message.deleted_at is not None:
        return False
    message.content, message.previous_texts = "", []
    message.has_images, message.image_count, message.attachments = False, 0, []
    message.deleted_at = utcnow()
    await session.flush()
    return True


async def add_attachments(
    session: AsyncSession, message: ConversationMessage, attachments: Sequence[Mapping[str, object]]
) -> None:
    """Add what a later event tells of a message that came without its attachments; not to a deleted one."""
    if message.deleted_at is None:
        message.attachments = [dict(attachment) for attachment in attachments]
        await session.flush()
