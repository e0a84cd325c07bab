"""What an event sets going beside being stored: an answer, and what becomes of our own messages.

Written in the transaction that stores the event, so that nothing is stored without its job.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import lock_conversation
from agent.services.escalations import escalate
from agent.services.inbox.events import ChatwootMessageEvent, StoredEvent
from agent.services.inbox.receiving import Outcome, Receipt
from agent.services.outbox.queueing import sequence_of
from database import jobs
from database.loading import ALONE
from database.models import ConversationMessage, OutgoingMessage
from shared.config import Settings
from shared.vocabularies import (
    EscalationSource,
    JobKind,
    OutgoingKind,
    OutgoingStatus,
    ParkingReason,
)

WINDOW: Final = timedelta(hours=24)
"""For how long WhatsApp takes free text after the client's last message."""
MOST_RETRIES: Final = 6
WITH_FILES: Final = "with_files"
"""The key of an answer's job that says that a message has brought pictures or documents."""
_FILES: Final = frozenset({"image", "file"})
_PAIR_LIMIT: Final = "131056"
_PAIR_PAUSE: Final = timedelta(seconds=6)
_CODE: Final = re.compile(r"\b[0-9]{3,6}\b")
_UNDELIVERED: Final = "WhatsApp no ha entregado un mensaje del asistente ({code})."
ON_THE_PHONE: Final = frozenset({"delivered", "read"})
_OVER: Final = frozenset({OutgoingStatus.DROPPED.value, OutgoingStatus.FAILED.value})


@dataclass(frozen=True, slots=True)
class Pace:
    """Whether clients are answered, and for how long their messages are joined."""

    answers: bool
    text: timedelta
    images: timedelta
    limit: timedelta


def pace_of(settings: Settings) -> Pace:
    """The pace of the settings."""
    return Pace(
        settings.answers_clients,
        timedelta(seconds=settings.ASSISTANT_DEBOUNCE_SECONDS),
        timedelta(seconds=settings.ASSISTANT_IMAGE_DEBOUNCE_SECONDS),
        timedelta(seconds=settings.ASSISTANT_DEBOUNCE_LIMIT_SECONDS),
    )


async def follow(
    session: AsyncSession, event: StoredEvent, receipt: Receipt, pace: Pace, now: datetime
) -> None:
    """Write what follows from an event that has been received."""
    if receipt.outcome is Outcome.PARKED:
        # Staff have been asked: whoever looks at the conversation in Chatwoot is told there too.
        if receipt.reason is ParkingReason.CONTACT_CHANGED and receipt.conversation_id and pace.answers:
            await enqueue_answer(session, receipt.conversation_id, now=now)
        return
    if not isinstance(event, ChatwootMessageEvent):
        return
    if event.message_type == "outgoing":
        await _note_outgoing(session, event, receipt, now)
    elif event.message_type == "incoming" and receipt.outcome is Outcome.STORED and receipt.message_id:
        await _note_incoming(session, event, receipt, pace, now)


async def enqueue_answer(
    session: AsyncSession,
    conversation_id: uuid.UUID,
    *,
    now: datetime,
    wait: timedelta = timedelta(),
    limit: timedelta = timedelta(),
    with_files: bool = False,
) -> None:
    """Let the conversation's waiting messages be answered after `wait`, each further one putting it off."""
    key = f"answer:{conversation_id}"
    payload: dict[str, object] = {"conversation_id": str(conversation_id)}
    if with_files:
        payload[WITH_FILES] = True
    await jobs.enqueue(
        session,
        JobKind.ANSWER,
        payload,
        now=now,
        key=key,
        sequence=key,
        run_at=now + wait,
        extend=limit,
        max_attempts=6,
    )


async def _note_incoming(
    session: AsyncSession, event: ChatwootMessageEvent, receipt: Receipt, pace: Pace, now: datetime
) -> None:
    if receipt.conversation_id is None:
        return
    if not pace.answers or event.created_at < now - WINDOW:
        await session.execute(
            update(ConversationMessage)
            .where(ConversationMessage.id == receipt.message_id)
            .values(answered_at=now)
            .execution_options(synchronize_session=False)
        )
        return
    wait = pace.images if event.attachments else pace.text
    with_files = any(item.file_type in _FILES for item in event.attachments or ())
    await enqueue_answer(
        session, receipt.conversation_id, now=now, wait=wait, limit=pace.limit, with_files=with_files
    )


async def _note_outgoing(
    session: AsyncSession, event: ChatwootMessageEvent, receipt: Receipt, now: datetime
) -> None:
    """An event of our own message: that Chatwoot has it, that it is on the phone, or that it failed."""
    row = await _ours(session, event)
    if row is not None and row.conversation_id != receipt.conversation_id:
        # Receiving has locked the event's own conversation.
        await lock_conversation(session, row.conversation_id)
        row = await _ours(session, event)
    if row is None or row.status in _OVER:
        return
    before = row.status
    row.chatwoot_message_id = event.id
    row.chatwoot_source_id = event.source_id[:255] if event.source_id else row.chatwoot_source_id
    if row.status in {OutgoingStatus.QUEUED, OutgoingStatus.POSTING}:
        row.status, row.sent_at = OutgoingStatus.SENT.value, now
    if event.content_attributes.external_error is not None or event.status == "failed":
        await _note_failure(session, row, event.content_attributes.external_error or "", now)
    elif event.status in ON_THE_PHONE:
        row.status = OutgoingStatus.CONFIRMED.value
    await session.flush()
    if row.status != before and (before != OutgoingStatus.SENT or row.kind == OutgoingKind.PICTURE):
        await jobs.hasten(session, sequence_of(row.conversation_id), now=now)


async def _ours(session: AsyncSession, event: ChatwootMessageEvent) -> OutgoingMessage | None:
    mark = event.content_attributes.msia_id
    is_it = OutgoingMessage.chatwoot_message_id == event.id
    if mark is not None:
        try:
            is_it = OutgoingMessage.id == uuid.UUID(mark)
        except ValueError:
            return None
    found: OutgoingMessage | None = await session.scalar(select(OutgoingMessage).options(ALONE).where(is_it))
    return found


async def _note_failure(session: AsyncSession, row: OutgoingMessage, error: str, now: datetime) -> None:
    """WhatsApp's limit for a pair passes: sent again, before what follows. Anything else is for staff."""
    code = next(iter(_CODE.findall(error)), "sin código")
    if code == _PAIR_LIMIT and row.retries < MOST_RETRIES:
        pause = _PAIR_PAUSE * 2**row.retries
        row.status, row.retries = OutgoingStatus.SENT.value, row.retries + 1
        payload = {
            "outgoing_id": str(row.id),
            "conversation_id": str(row.conversation_id),
            "retry": row.retries,
        }
        sequence = sequence_of(row.conversation_id)
        await jobs.enqueue_row(
            session, JobKind.SEND, [payload], now=now, sequence=sequence, first=True, run_at=now + pause
        )
        return
    row.status, row.reason = OutgoingStatus.FAILED.value, f"WhatsApp: {code}"
    await escalate(
        session,
        _UNDELIVERED.format(code=code),
        EscalationSource.ERROR,
        conversation_id=row.conversation_id,
    )
    await enqueue_answer(session, row.conversation_id, now=now)
