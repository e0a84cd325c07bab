"""What Chatwoot's events do here: the sender's user, the conversation and the message, each stored once.

No message is refused for who sent it: what can't be placed is parked. What was written before an erasure
changes nothing. Nothing here commits.
"""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import (
    add_attachments,
    append_message,
    delete_message,
    edit_message,
    find_conversation,
    find_message,
)
from agent.services.inbox.attachments import attachments_of
from agent.services.inbox.authors import author_of
from agent.services.inbox.events import (
    ChatwootMessageEvent,
    ChatwootOtherEvent,
    StoredEvent,
    account_of,
    conversation_of,
    inbox_of,
    parse_event,
)
from agent.services.inbox.parking import (
    forget_deleted,
    lock_parked,
    park,
    require_waiting,
    resolve,
    waiting_with,
)
from agent.services.inbox.parties import known_account, marks_of, parties_of
from agent.services.inbox.placing import ContactChangedError, Placed, place
from agent.services.inbox.standing import note_standing, note_writing
from agent.services.privacy.tombstones import (
    Erasures,
    Mark,
    erasures_of,
    leave_tombstones,
    message_mark,
)
from database.models import ParkedEvent
from database.models.base import utcnow
from shared.errors import InvariantError
from shared.vocabularies import MessageAuthor, MessageRole, ParkedResolution, ParkingReason

_ROLES: Final = {
    "incoming": MessageRole.USER,
    "outgoing": MessageRole.ASSISTANT,
    "template": MessageRole.ASSISTANT,
}

_log = structlog.get_logger(__name__)


class Outcome(StrEnum):
    """What became of an event."""

    STORED = "stored"
    EDITED = "edited"
    DELETED = "deleted"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an event, and where it is."""

    outcome: Outcome
    conversation_id: uuid.UUID | None = None
    message_id: uuid.UUID | None = None
    parked_id: uuid.UUID | None = None
    reason: ParkingReason | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The account and inboxes whose events are the firm's; None and () take all."""

    account_id: int | None = None
    inbox_ids: tuple[int, ...] = ()

    def reason_to_park(self, event: StoredEvent) -> ParkingReason | None:
        """Why an event is not the firm's; one that does not say where it comes from is."""
        account_id, inbox_id = account_of(event), inbox_of(event)
        if self.account_id is not None and account_id not in {None, self.account_id}:
            return ParkingReason.OTHER_ACCOUNT
        if self.inbox_ids and inbox_id is not None and inbox_id not in self.inbox_ids:
            return ParkingReason.OTHER_INBOX
        return None


class _WrittenBeforeErasureError(Exception):
    """The event belongs to what has been erased."""


async def receive(
    session: AsyncSession, event: StoredEvent, scope: Scope, *, decided: bool = False
) -> Receipt:
    """Store what an event brings, or park it; private notes and activity are left out.

    With `decided`, somebody of the firm has said that it is to be stored. Raises ConflictError when others
    change the same rows at the same time.
    """
    if isinstance(event, ChatwootMessageEvent) and (event.private or event.message_type not in _ROLES):
        return Receipt(Outcome.IGNORED)
    account_id = known_account(event, scope.account_id)
    parties = parties_of(event)
    marks = marks_of(event, parties, account_id)
    if isinstance(event, ChatwootMessageEvent) and event.is_deleted:
        await forget_deleted(session, event)
    reason = None if decided else scope.reason_to_park(event)
    if reason is not None:
        return await park_unless_erased(session, event, scope, reason)
    if isinstance(event, ChatwootMessageEvent) and event.is_deleted:
        return await _delete(session, event, account_id)
    try:
        # Given back as a whole: an erased person must not be made again, not even for a moment.
        async with _as_a_whole(session):
            placed = await place(session, conversation_of(event), parties, account_id, decided=decided)
            # Looked for under the locks: an erasure that was under way has been waited for.
            await _require_not_erased(session, event, marks, placed)
            return await _store(session, event, placed)
    except _WrittenBeforeErasureError:
        _log.info("event of what has been erased", chatwoot_event=event.event)
        return Receipt(Outcome.IGNORED)
    except ContactChangedError as changed:
        return await park_unless_erased(
            session, event, scope, ParkingReason.CONTACT_CHANGED, changed.conversation_id
        )


@asynccontextmanager
async def _as_a_whole(session: AsyncSession) -> AsyncIterator[None]:
    """What is written inside is given back where the block raises: with the transaction, where nothing was
    done in it before."""
    if session.in_transaction():
        async with session.begin_nested():
            yield
        return
    try:
        yield
    except Exception:
        await session.rollback()
        raise


async def park_unless_erased(
    session: AsyncSession,
    event: StoredEvent,
    scope: Scope,
    reason: ParkingReason,
    conversation_id: uuid.UUID | None = None,
) -> Receipt:
    """Park an event, unless it was written before its people or its conversation were erased."""
    marks = marks_of(event, parties_of(event), known_account(event, scope.account_id))
    if _covers(await erasures_of(session, marks), event):
        return Receipt(Outcome.IGNORED)
    parked = await park(session, event, reason, conversation_id)
    if parked.resolution is not None:
        return Receipt(Outcome.DUPLICATE, parked.conversation_id, None, parked.id)
    _log.warning("chatwoot event parked", reason=reason.value, parked_event=str(parked.id))
    return Receipt(Outcome.PARKED, parked.conversation_id, None, parked.id, ParkingReason(parked.reason))


async def resolve_parked(
    session: AsyncSession,
    parked_id: uuid.UUID,
    resolution: ParkedResolution,
    scope: Scope,
    resolved_by: uuid.UUID | None = None,
) -> list[ParkedEvent]:
    """Replay or dismiss a parked event; the events that are resolved by it.

    Replaying one whose conversation came with another contact says that the conversation is that contact's:
    the other events that wait for the same decision are replayed with it, in the order they were written.
    Raises NotFoundError, and ConflictError for an event that is resolved already.
    """
    parked = await lock_parked(session, parked_id)
    require_waiting(parked)
    events = [parked]
    if resolution is ParkedResolution.REPLAYED:
        events = await waiting_with(session, parked)
        for waiting in events:
            await receive(session, _event_of(waiting), scope, decided=True)
    for waiting in events:
        resolve(waiting, resolution, resolved_by)
    await session.flush()
    return events


def _event_of(parked: ParkedEvent) -> StoredEvent:
    event = parse_event(parked.payload)
    if isinstance(event, ChatwootOtherEvent):
        raise InvariantError(
            "parked_event_unreadable",
            f"El evento aparcado {parked.id} no es ninguno que se guarde.",
            "parked_events.payload",
            "Descártalo.",
        )
    return event


async def _require_not_erased(
    session: AsyncSession, event: StoredEvent, marks: tuple[Mark, ...], placed: Placed
) -> None:
    """Raise _WrittenBeforeErasureError for what is older than an erasure, or would begin an erased
    conversation anew without a word of the person."""
    erasures = await erasures_of(session, marks)
    is_persons = isinstance(event, ChatwootMessageEvent) and event.message_type == "incoming"
    if erasures.cover(event.created_at) or (placed.created and not is_persons and erasures.known is not None):
        raise _WrittenBeforeErasureError


def _covers(erasures: Erasures, event: StoredEvent) -> bool:
    if not erasures.cover(event.created_at):
        return False
    if not Erasures(known=erasures.known).cover(event.created_at):
        _log.warning("old event left out: tombstones of another key may be about it (ERASURE_KEY)")
    return True


async def _store(session: AsyncSession, event: StoredEvent, placed: Placed) -> Receipt:
    conversation_id = placed.conversation.id
    if not isinstance(event, ChatwootMessageEvent):
        await note_standing(session, placed.conversation, event)
        return Receipt(Outcome.STORED, conversation_id)
    author = author_of(event)
    attachments = attachments_of(event)
    appended = await append_message(
        session,
        conversation_id,
        _ROLES[event.message_type],
        event.content or "",
        sent_at=event.created_at,
        chatwoot_message_id=event.id,
        image_count=sum(attachment.file_type == "image" for attachment in event.attachments or ()),
        author_id=placed.author_id,
        author=author,
        attachments=attachments,
        reply_to_id=event.content_attributes.in_reply_to,
        reply_to_source=event.content_attributes.in_reply_to_external_id,
        locked=placed.conversation,
    )
    outcome = Outcome.STORED if appended.created else Outcome.DUPLICATE
    # Of our own words Chatwoot gives back what its templates made of them, and no options.
    is_ours = appended.message.author == MessageAuthor.ASSISTANT
    is_edit = not appended.created and not is_ours and event.event == "message_updated"
    if (
        is_edit
        and event.content is not None
        and await edit_message(session, appended.message, event.content, event.updated_at)
    ):
        outcome = Outcome.EDITED
    if not appended.created and attachments and not appended.message.attachments:
        await add_attachments(session, appended.message, attachments)
    if appended.created:
        note_writing(placed.conversation, event, author)
    await note_standing(session, placed.conversation, event)
    await session.flush()
    return Receipt(outcome, conversation_id, appended.message.id)


async def _delete(session: AsyncSession, event: ChatwootMessageEvent, account_id: int) -> Receipt:
    """Take the text from a stored message. One that never came leaves a mark, so that it never does."""
    conversation = await find_conversation(session, event.conversation.id, account_id or None)
    if conversation is not None:
        message = await find_message(session, conversation.id, event.id)
        if message is not None:
            is_new = await delete_message(session, message)
            outcome = Outcome.DELETED if is_new else Outcome.DUPLICATE
            return Receipt(outcome, conversation.id, message.id)
    await leave_tombstones(session, [message_mark(event.id)], utcnow())
    return Receipt(Outcome.IGNORED)
