"""The client's messages that wait for an answer, and what else a turn has to know of their conversation."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, exists, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.outbox import Standing, has_waiting, sequence_of, standing_columns
from database.models import ConversationHistory, ConversationMessage, OutgoingMessage
from database.models.base import utcnow
from shared.vocabularies import MessageAuthor, OutgoingKind, OutgoingStatus

_TABLE: Final[Any] = ConversationMessage.__table__
_ENTRIES: Final[Any] = OutgoingMessage.__table__.c
_COLUMNS: Final = (
    "id",
    "content",
    "created_at",
    "chatwoot_message_id",
    "attachments",
    "deleted_at",
    "reply_to_id",
    "reply_to_source",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that the client has written and nobody has answered."""

    id: uuid.UUID
    content: str
    created_at: datetime
    chatwoot_message_id: int | None
    attachments: Sequence[Mapping[str, Any]]
    deleted_at: datetime | None
    reply_to_id: int | None
    reply_to_source: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """The messages that waited, in their order; what is known of who speaks, None without messages; whether
    nothing else waits to be sent, nor to be seen on the phone."""

    messages: list[Waiting]
    standing: Standing | None
    is_idle: bool

    @property
    def newest(self) -> int:
        """A message of theirs after which Chatwoot has none of what is said now."""
        return max((message.chatwoot_message_id or 0 for message in self.messages), default=0)


async def take_waiting(session: AsyncSession, conversation_id: uuid.UUID, now: datetime) -> Taken:
    """Take what waits for an answer, of a conversation that is locked. One statement."""
    rows = await session.execute(
        _take_statement(),
        {
            "conversation": conversation_id,
            "sequence": sequence_of(conversation_id),
            "now": now,
            "changed_at": utcnow(),
        },
    )
    found = sorted(rows, key=lambda row: row[0])
    if not found:
        return Taken([], None, is_idle=False)
    *_, escalated, panic, is_busy, is_pictured = found[0]
    messages = [Waiting(*row[: len(_COLUMNS)]) for row in found]
    return Taken(messages, Standing(escalated, panic), is_idle=not is_busy and not is_pictured)


async def read_waiting(session: AsyncSession, conversation_id: uuid.UUID) -> list[Waiting]:
    """What waits for an answer and has not been deleted, left where it is."""
    return (await read_numbered(session, conversation_id))[1]


async def read_numbered(session: AsyncSession, conversation_id: uuid.UUID) -> tuple[str, list[Waiting]]:
    """What `read_waiting` gives, with the conversation's number in Chatwoot. One statement, no lock."""
    rows = (await session.execute(_read_statement(), {"conversation": conversation_id})).all()
    number = rows[0][-1] if rows else ""
    return number, [Waiting(*row[: len(_COLUMNS)]) for row in rows]


@cache
def _take_statement() -> Any:
    conversation: Any = bindparam("conversation", type_=_TABLE.c.conversation_id.type)
    is_escalated, is_panic = standing_columns(conversation)
    is_pictured = exists().where(
        _ENTRIES.conversation_id == conversation,
        _ENTRIES.kind == OutgoingKind.PICTURE.value,
        _ENTRIES.status == OutgoingStatus.SENT.value,
    )
    return (
        update(_TABLE)
        .where(*_is_waiting(conversation))
        .values(
            answered_at=bindparam("now", type_=_TABLE.c.answered_at.type),
            updated_at=bindparam("changed_at", type_=_TABLE.c.updated_at.type),
        )
        .returning(
            *(_TABLE.c[name] for name in _COLUMNS),
            is_escalated,
            is_panic,
            has_waiting(bindparam("sequence")),
            is_pictured,
        )
    )


@cache
def _read_statement() -> Any:
    conversation: Any = bindparam("conversation", type_=_TABLE.c.conversation_id.type)
    columns = [_TABLE.c[name] for name in _COLUMNS]
    is_there = _TABLE.c.deleted_at.is_(None)
    number = (
        select(ConversationHistory.chatwoot_conversation_id)
        .where(ConversationHistory.id == conversation)
        .scalar_subquery()
    )
    read = select(*columns, number).where(*_is_waiting(conversation), is_there).order_by(_TABLE.c.id)
    return read.execution_options(include_inactive=True)


def _is_waiting(conversation: Any) -> tuple[Any, ...]:
    return (
        _TABLE.c.conversation_id == conversation,
        # Written out, not as a parameter: that a partial index serves is planned from the words.
        _TABLE.c.author == literal_column(f"'{MessageAuthor.CLIENT.value}'"),
        _TABLE.c.answered_at.is_(None),
    )
