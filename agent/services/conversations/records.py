"""Conversations and their messages: stored once, counted exactly, read page by page.

A message belongs to the moment its sender wrote it, not to its arrival: events that come late take their
place in the history. A webhook retry is recognised by its Chatwoot id and answered with the stored message.

Nothing here commits. Appending locks the conversation; whoever also locks users or cases takes them in the
order user, conversation, case.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from database.insert_once import insert_once
from database.keys import uuid7_at, uuid7_of
from database.keyset import Position, check_limit, decode_cursor, encode_cursor
from database.models import ConversationHistory, ConversationMessage
from database.models.base import utcnow
from domain.identity import parse_text
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import MessageRole

# Clocks differ; a message from farther in the future would stay at the end of the history for ever.
_CLOCK_TOLERANCE = timedelta(minutes=5)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FoundConversation:
    """A conversation and whether this call created it."""

    conversation: ConversationHistory
    created: bool


@dataclass(frozen=True, slots=True)
class AppendedMessage:
    """The stored message; `created` False: it was stored before, and nothing changed."""

    message: ConversationMessage
    created: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Messages in chronological order.

    `older` and `newer` are the cursors for `before` and `after` of the next page in each direction. `older`
    is None at the beginning of the history; `newer` is there on every page with messages, as more may arrive.
    """

    messages: tuple[ConversationMessage, ...]
    older: str | None
    newer: str | None


async def get_or_create_conversation(
    session: AsyncSession, chatwoot_conversation_id: str | int, user_id: uuid.UUID | None = None
) -> FoundConversation:
    """The conversation of a Chatwoot id. One without a user gets `user_id`.

    Raises ConflictError when it belongs to another user, so that two people's messages never mix, and
    InvalidInputError for an empty or too long id.
    """
    key = parse_text(str(chatwoot_conversation_id), "chatwoot_conversation_id", 50)
    by_key = select(ConversationHistory).where(ConversationHistory.chatwoot_conversation_id == key)
    conversation = await session.scalar(by_key)
    created = False
    if conversation is None:
        created = (
            await insert_once(session, ConversationHistory, chatwoot_conversation_id=key, user_id=user_id)
            is not None
        )
        conversation = (await session.scalars(by_key)).one()
    if user_id is None or conversation.user_id == user_id:
        return FoundConversation(conversation, created)
    conversation = await lock_conversation(session, conversation.id)
    if conversation.user_id is None:
        conversation.user_id = user_id
        await session.flush()
    elif conversation.user_id != user_id:
        raise ConflictError(
            "conversation_of_other_user",
            f"La conversación {key} pertenece a otro usuario.",
            "user_id",
            "Comprueba el contacto en Chatwoot; los mensajes de dos personas no se mezclan.",
        )
    return FoundConversation(conversation, created)


async def append_message(
    session: AsyncSession,
    conversation_id: uuid.UUID,
    role: MessageRole,
    content: str,
    *,
    sent_at: datetime | None = None,
    chatwoot_message_id: int | None = None,
    image_count: int = 0,
) -> AppendedMessage:
    """Store a message and count it, or return the one stored before under the same Chatwoot id.

    `sent_at` is the sender's time stamp (aware; now when absent). Raises NotFoundError for an unknown
    conversation and InvalidInputError for a time stamp, count or content that can't be stored.
    """
    moment = _moment(sent_at)
    _check(content, image_count, chatwoot_message_id)
    await session.flush()
    locked = await session.scalar(
        select(ConversationHistory.id)
        .where(ConversationHistory.id == conversation_id)
        .with_for_update(key_share=True)
    )
    if locked is None:
        raise _not_found(conversation_id)
    if chatwoot_message_id is None:
        key = uuid7_at(moment)
    else:
        # Under the lock, looking first is exact, whatever constraints the table has.
        stored = await session.scalar(
            select(ConversationMessage).where(
                ConversationMessage.conversation_id == conversation_id,
                ConversationMessage.chatwoot_message_id == chatwoot_message_id,
            )
        )
        if stored is not None:
            return AppendedMessage(stored, created=False)
        # Chatwoot numbers messages as they come: within one moment, its numbers give their order.
        key = uuid7_of(moment, chatwoot_message_id, conversation_id.bytes)
    message = ConversationMessage(
        id=key,
        conversation_id=conversation_id,
        role=MessageRole(role).value,
        content=content,
        has_images=image_count > 0,
        image_count=image_count,
        chatwoot_message_id=chatwoot_message_id,
        created_at=moment,
    )
    session.add(message)
    await session.flush()
    await session.execute(
        update(ConversationHistory)
        .where(ConversationHistory.id == conversation_id)
        .values(message_count=ConversationHistory.message_count + 1, updated_at=utcnow())
        .execution_options(synchronize_session="fetch")
    )
    return AppendedMessage(message, created=True)


async def message_page(
    session: AsyncSession,
    conversation_id: uuid.UUID,
    *,
    limit: int = 50,
    before: str | None = None,
    after: str | None = None,
) -> MessagePage:
    """A page of the history: the latest messages, or those just before or just after a cursor.

    The cost does not depend on the length of the history. Raises InvalidInputError for a bad cursor or
    limit, or for both cursors at once.
    """
    check_limit(limit)
    if before is not None and after is not None:
        raise InvalidInputError(
            "two_cursors", "Se han dado los dos cursores.", "before", "Usa «before» o «after», no los dos."
        )
    # Keys are in time order and partitions are ranges of keys: the latest page is read from the latest month.
    key = ConversationMessage.id
    query = select(ConversationMessage).where(ConversationMessage.conversation_id == conversation_id)
    if after is not None:
        start = decode_cursor(after, "after")
        query = query.where(key > start.id).order_by(key.asc())
    else:
        if before is not None:
            start = decode_cursor(before, "before")
            query = query.where(key < start.id)
        query = query.order_by(key.desc())
    rows = list(await session.scalars(query.limit(limit + 1)))
    is_more, rows = len(rows) > limit, rows[:limit]
    if after is None:
        rows.reverse()
    if not rows:
        # Nothing older than `before`, or nothing newer than `after` yet: its cursor stays good.
        return MessagePage((), older=None, newer=after)
    return MessagePage(
        tuple(rows),
        older=_cursor(rows[0]) if is_more or after is not None else None,
        newer=_cursor(rows[-1]),
    )


async def set_summary(session: AsyncSession, conversation_id: uuid.UUID, summary: str | None) -> None:
    """Store the assistant's summary; None clears it. Raises NotFoundError and InvalidInputError."""
    if summary is not None and "\x00" in summary:
        raise _bad_content("summary")
    conversation = await lock_conversation(session, conversation_id)
    conversation.summary = summary
    await session.flush()


async def get_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation. Raises NotFoundError."""
    conversation = await session.get(ConversationHistory, conversation_id)
    if conversation is None:
        raise _not_found(conversation_id)
    return conversation


async def lock_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation as it is now, locked until the transaction ends. Raises NotFoundError."""
    await session.flush()
    conversation = await session.scalar(
        select(ConversationHistory)
        .where(ConversationHistory.id == conversation_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if conversation is None:
        raise _not_found(conversation_id)
    return conversation


def _cursor(message: ConversationMessage) -> str:
    return encode_cursor(Position(message.created_at, message.id))


def _moment(sent_at: datetime | None) -> datetime:
    now = utcnow()
    if sent_at is None:
        return now
    if sent_at.tzinfo is None or sent_at < _EARLIEST:
        raise InvalidInputError(
            "invalid_sent_at",
            f"La fecha del mensaje {sent_at.isoformat()} no es válida.",
            "sent_at",
            "Dala con zona horaria y posterior al año 2000.",
        )
    return sent_at.astimezone(UTC) if sent_at <= now + _CLOCK_TOLERANCE else now


def _check(content: str, image_count: int, chatwoot_message_id: int | None) -> None:
    if "\x00" in content or any("\ud800" <= character <= "\udfff" for character in content):
        raise _bad_content("content")
    if not 0 <= image_count <= 1_000:
        raise InvalidInputError(
            "invalid_image_count",
            f"El número de imágenes {image_count} no es válido.",
            "image_count",
            "Usa de 0 a 1000.",
        )
    if chatwoot_message_id is not None and not 0 < chatwoot_message_id < 2**63:
        raise InvalidInputError(
            "invalid_message_id",
            f"El mensaje de Chatwoot {chatwoot_message_id} no es un identificador.",
            "chatwoot_message_id",
            "Usa el número positivo que da Chatwoot.",
        )


def _bad_content(field: str) -> InvalidInputError:
    return InvalidInputError(
        "bad_characters",
        "El texto contiene caracteres que no se pueden guardar.",
        field,
        "Quita los caracteres nulos y los sustitutos sueltos de Unicode.",
    )


def _not_found(conversation_id: uuid.UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_conversation",
        f"No existe la conversación {conversation_id}.",
        "conversation_id",
        "Comprueba el identificador.",
    )
