"""Conversations and their messages: stored once, counted exactly, read page by page.

A message belongs to the moment its sender wrote it, not to its arrival: events that come late take their
place in the history. A webhook retry is recognised by its Chatwoot id and answered with the stored message.

Nothing here commits. Appending locks the conversation; whoever also locks users or cases takes them in the
order user, conversation, case.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from database.insert_once import insert_once
from database.keys import uuid7_at, uuid7_of
from database.keyset import Position, check_limit, decode_cursor, encode_cursor
from database.loading import ALONE
from database.models import ConversationHistory, ConversationMessage
from database.models.base import utcnow
from domain.identity import parse_text
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import MessageAuthor, MessageRole

# Clocks differ; a message from farther in the future would stay at the end of the history for ever.
_CLOCK_TOLERANCE = timedelta(minutes=5)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_UNKNOWN_ACCOUNT = 0


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


async def find_or_insert_conversation(
    session: AsyncSession,
    chatwoot_conversation_id: str | int,
    user_id: uuid.UUID | None = None,
    *,
    account_id: int | None = None,
    contact_id: int | None = None,
    locks: bool = False,
) -> FoundConversation:
    """The conversation of a Chatwoot number, as it is, or a new one with what is given; locked if asked.

    Without `account_id` the one whose account is not known, else the only one of any account. With it, a
    conversation whose account was not known yet becomes that account's.
    Raises InvalidInputError for an empty or too long number, or one that several accounts have.
    """
    key = parse_text(str(chatwoot_conversation_id), "chatwoot_conversation_id", 50)
    conversation = await _by_number(session, key, account_id, locks=locks)
    if conversation is not None:
        return FoundConversation(conversation, created=False)
    new_id = await insert_once(
        session,
        ConversationHistory,
        chatwoot_account_id=account_id or _UNKNOWN_ACCOUNT,
        chatwoot_conversation_id=key,
        chatwoot_contact_id=contact_id,
        user_id=user_id,
    )
    conversation = await _by_number(session, key, account_id, locks=locks)
    if conversation is None:
        # Erased between the two statements.
        raise erased_meanwhile()
    return FoundConversation(conversation, created=new_id is not None)


async def find_conversation(
    session: AsyncSession, chatwoot_conversation_id: str | int, account_id: int | None = None
) -> ConversationHistory | None:
    """The conversation of a Chatwoot number, None without one; raises as `find_or_insert_conversation`."""
    key = parse_text(str(chatwoot_conversation_id), "chatwoot_conversation_id", 50)
    return await _by_number(session, key, account_id)


async def _by_number(
    session: AsyncSession, key: str, account_id: int | None, *, locks: bool = False
) -> ConversationHistory | None:
    accounts = [account_id, _UNKNOWN_ACCOUNT] if account_id is not None else []
    statement = _numbered(knows_account=account_id is not None, locks=locks)
    found: list[ConversationHistory] = list(
        await session.scalars(statement, {"number": key, "accounts": accounts})
    )
    if account_id is None and len(found) > 1:
        unknown = [row for row in found if row.chatwoot_account_id == _UNKNOWN_ACCOUNT]
        if not unknown:
            raise InvalidInputError(
                "ambiguous_conversation",
                f"Varias cuentas de Chatwoot tienen la conversación {key}.",
                "chatwoot_conversation_id",
                "Usa el identificador propio de la conversación.",
            )
        found = unknown
    if not found:
        return None
    if account_id is not None and found[0].chatwoot_account_id == _UNKNOWN_ACCOUNT:
        conversation = await lock_conversation(session, found[0].id)
        conversation.chatwoot_account_id = account_id
        await session.flush()
        return conversation
    return found[0]


@cache
def _numbered(*, knows_account: bool, locks: bool) -> Any:
    """Conversations by Chatwoot's number; made once, as each event asks."""
    table = ConversationHistory
    query = select(table).options(ALONE).where(table.chatwoot_conversation_id == bindparam("number"))
    if knows_account:
        query = query.where(table.chatwoot_account_id.in_(bindparam("accounts", expanding=True)))
    if locks:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    ordered = query.order_by(table.chatwoot_account_id.desc())
    return ordered.execution_options(include_inactive=True)


@cache
def _locked() -> Any:
    """A conversation as it is now, locked."""
    query = select(ConversationHistory).options(ALONE).where(ConversationHistory.id == bindparam("id"))
    return query.with_for_update(key_share=True).execution_options(
        populate_existing=True, include_inactive=True
    )


@cache
def _stored() -> Any:
    """A conversation's message of Chatwoot's number."""
    query = (
        select(ConversationMessage)
        .options(ALONE)
        .where(
            ConversationMessage.conversation_id == bindparam("conversation"),
            ConversationMessage.chatwoot_message_id == bindparam("number"),
        )
    )
    return query.execution_options(include_inactive=True)


async def get_or_create_conversation(
    session: AsyncSession, chatwoot_conversation_id: str | int, user_id: uuid.UUID | None = None
) -> FoundConversation:
    """The conversation of a Chatwoot number. One without a user gets `user_id`.

    Raises ConflictError when it belongs to another user, so that two people's messages never mix, and as
    `find_or_insert_conversation`.
    """
    found = await find_or_insert_conversation(session, chatwoot_conversation_id, user_id)
    conversation, created = found.conversation, found.created
    if user_id is None or conversation.user_id == user_id:
        return FoundConversation(conversation, created)
    conversation = await lock_conversation(session, conversation.id)
    if conversation.user_id is None:
        conversation.user_id = user_id
        await session.flush()
    elif conversation.user_id != user_id:
        raise ConflictError(
            "conversation_of_other_user",
            f"La conversación {conversation.chatwoot_conversation_id} pertenece a otro usuario.",
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
    author_id: uuid.UUID | None = None,
    author: MessageAuthor | None = None,
    attachments: Sequence[Mapping[str, object]] = (),
    reply_to_id: int | None = None,
    reply_to_source: str | None = None,
    locked: ConversationHistory | None = None,
) -> AppendedMessage:
    """Store a message and count it, or return the one stored before under the same Chatwoot id.

    `sent_at` is the sender's time stamp (aware; now when absent), `author_id` the user who wrote it where
    that is not the conversation's, `author` what kind of author, `reply_to_*` what it quotes. Whoever has
    `locked` the conversation gives it: message and count are written by the next flush then. Raises
    NotFoundError for an unknown conversation, ConflictError for an erased one, and InvalidInputError for a
    time stamp, count or content that can't be stored.
    """
    moment = _moment(sent_at)
    _check(content, image_count, chatwoot_message_id)
    await session.flush()
    if locked is None:
        await lock_for_writing(session, conversation_id)
    if chatwoot_message_id is None:
        key = uuid7_at(moment)
    else:
        # Under the lock, looking first is exact, whatever constraints the table has.
        stored = await session.scalar(
            _stored(), {"conversation": conversation_id, "number": chatwoot_message_id}
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
        user_id=author_id,
        author=author.value if author is not None else None,
        attachments=[dict(attachment) for attachment in attachments],
        reply_to_id=reply_to_id,
        reply_to_source=reply_to_source[:255] if reply_to_source is not None else None,
        created_at=moment,
    )
    session.add(message)
    if locked is not None:
        locked.message_count += 1
        return AppendedMessage(message, created=True)
    await session.flush()
    await session.execute(
        update(ConversationHistory)
        .where(ConversationHistory.id == conversation_id)
        .values(message_count=ConversationHistory.message_count + 1, updated_at=utcnow())
        .execution_options(synchronize_session="fetch")
    )
    return AppendedMessage(message, created=True)


async def lock_for_writing(session: AsyncSession, conversation_id: uuid.UUID) -> None:
    """Lock the conversation's row, without loading it. Raises NotFoundError and ConflictError (erased)."""
    locked = (
        await session.execute(
            select(ConversationHistory.id, ConversationHistory.erased_at)
            .where(ConversationHistory.id == conversation_id)
            .with_for_update(key_share=True)
        )
    ).one_or_none()
    if locked is None:
        raise unknown_conversation(conversation_id)
    if locked.erased_at is not None:
        raise erased_meanwhile()


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
    conversation = await session.get(ConversationHistory, conversation_id, options=[ALONE])
    if conversation is None:
        raise unknown_conversation(conversation_id)
    return conversation


async def lock_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> ConversationHistory:
    """The conversation as it is now, locked until the transaction ends.

    Raises NotFoundError, and ConflictError for an erased one, which takes nothing any more.
    """
    await session.flush()
    conversation: ConversationHistory | None = await session.scalar(_locked(), {"id": conversation_id})
    if conversation is None:
        raise unknown_conversation(conversation_id)
    if conversation.erased_at is not None:
        raise erased_meanwhile()
    return conversation


def erased_meanwhile() -> ConflictError:
    """What whoever writes to an erased conversation is told."""
    return ConflictError(
        "conversation_erased",
        "Los datos de esta conversación se han borrado a petición de la persona y ya no admite nada.",
        "conversation_id",
        "Si la persona vuelve a escribir, su mensaje abre una conversación nueva.",
    )


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


def unknown_conversation(conversation_id: uuid.UUID) -> NotFoundError:
    """What whoever asks for a conversation that is not there is told."""
    return NotFoundError(
        "unknown_conversation",
        f"No existe la conversación {conversation_id}.",
        "conversation_id",
        "Comprueba el identificador.",
    )
