"""Events that can't be placed: kept with their reason until somebody of the firm decides.

The same event again is not parked twice. Resolving removes what the event held of people. Nothing here
commits.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.escalations import escalate
from agent.services.inbox.events import (
    MESSAGE_EVENTS,
    ChatwootMessageEvent,
    StoredEvent,
    account_of,
    conversation_of,
    inbox_of,
)
from agent.services.inbox.parties import parties_of, people_of
from database.insert_once import insert_once
from database.models import ParkedEvent
from database.models.base import utcnow
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import EscalationSource, ParkedResolution, ParkingReason

# By which an event of a message says that it has been deleted.
_DELETED: Final = "content_attributes"
_TELLING_STAFF = (
    "Chatwoot trae esta conversación con otro contacto y aquí hay datos del anterior: decide si es la misma "
    "persona en los avisos aparcados."
)


async def park(
    session: AsyncSession,
    event: StoredEvent,
    reason: ParkingReason,
    conversation_id: uuid.UUID | None = None,
) -> ParkedEvent:
    """Keep an event for a decision; the row of before when it is parked or resolved already.

    Where it waits for another contact's sake, an escalation of the conversation tells the staff, once.
    """
    payload = event.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(event, ChatwootMessageEvent) and (
        event.is_deleted or await _is_known_as_deleted(session, event)
    ):
        payload = _without_text(payload)
    event_hash = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    waits_already = (
        conversation_id is not None
        and reason is ParkingReason.CONTACT_CHANGED
        and await session.scalar(select(exists().where(*_waiting_in(conversation_id))))
    )
    new_id = await insert_once(
        session,
        ParkedEvent,
        reason=reason.value,
        event=event.event,
        event_hash=event_hash,
        chatwoot_account_id=account_of(event),
        chatwoot_inbox_id=inbox_of(event),
        chatwoot_conversation_id=str(conversation_of(event).id),
        conversation_id=conversation_id,
        people=people_of(parties_of(event)),
        payload=payload,
        written_at=event.created_at,
    )
    if new_id is not None and reason is ParkingReason.CONTACT_CHANGED and not waits_already:
        await escalate(session, _TELLING_STAFF, EscalationSource.AUTO, conversation_id=conversation_id)
    return (await session.scalars(select(ParkedEvent).where(ParkedEvent.event_hash == event_hash))).one()


async def forget_deleted(session: AsyncSession, event: ChatwootMessageEvent) -> None:
    """Take text and images from what waits of a message that has been deleted; a replay deletes it."""
    rows = await session.scalars(
        _waiting_in_conversation(event).order_by(ParkedEvent.id).with_for_update(key_share=True)
    )
    for waiting in [row for row in rows if row.payload.get("id") == event.id]:
        waiting.payload = _without_text(waiting.payload)
    await session.flush()


async def _is_known_as_deleted(session: AsyncSession, event: ChatwootMessageEvent) -> bool:
    """Whether the deletion of the message waits already."""
    rows = await session.scalars(_waiting_in_conversation(event))
    return any(row.payload.get("id") == event.id and _tells_deletion(row.payload) for row in rows)


def _tells_deletion(payload: Mapping[str, object]) -> bool:
    attributes = payload.get(_DELETED)
    return attributes is True or (isinstance(attributes, dict) and attributes.get("deleted") is True)


def _waiting_in_conversation(event: ChatwootMessageEvent) -> Select[ParkedEvent]:
    query: Select[Any] = select(ParkedEvent)
    return query.where(
        ParkedEvent.resolution.is_(None),
        ParkedEvent.event.in_(sorted(MESSAGE_EVENTS)),
        ParkedEvent.chatwoot_conversation_id == str(event.conversation.id),
        ParkedEvent.chatwoot_account_id.is_not_distinct_from(account_of(event)),
    )


def _without_text(payload: Mapping[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in payload.items() if name not in {"content", "attachments"}}
    return {**kept, _DELETED: {"deleted": True}}


async def get_parked(session: AsyncSession, parked_id: uuid.UUID) -> ParkedEvent:
    """The parked event. Raises NotFoundError."""
    return _found(await session.get(ParkedEvent, parked_id), parked_id)


async def lock_parked(session: AsyncSession, parked_id: uuid.UUID) -> ParkedEvent:
    """The parked event as it is now, locked until the transaction ends. Raises NotFoundError."""
    row = await session.scalar(
        select(ParkedEvent)
        .where(ParkedEvent.id == parked_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return _found(row, parked_id)


async def waiting_with(session: AsyncSession, parked: ParkedEvent) -> list[ParkedEvent]:
    """The event and, where it waits for another contact's sake, those of the same conversation and people, as
    they were written; locked."""
    if parked.reason != ParkingReason.CONTACT_CHANGED or parked.conversation_id is None:
        return [parked]
    rows = await session.scalars(
        select(ParkedEvent)
        .where(*_waiting_in(parked.conversation_id))
        .order_by(ParkedEvent.written_at, ParkedEvent.id)
        .with_for_update(key_share=True)
    )
    return [row for row in rows if row.people == parked.people]


def require_waiting(parked: ParkedEvent) -> None:
    """Raise ConflictError for an event that is resolved already."""
    if parked.resolution is None:
        return
    raise ConflictError(
        "parked_event_resolved",
        "Este aviso ya se ha resuelto y no guarda su contenido.",
        "resolution",
        "No hace falta hacer nada más.",
    )


def resolve(parked: ParkedEvent, resolution: ParkedResolution, resolved_by: uuid.UUID | None) -> None:
    """Note the decision and drop what the event held of people."""
    parked.payload, parked.people = {}, []
    parked.resolution, parked.resolved_at, parked.resolved_by = resolution.value, utcnow(), resolved_by


def text_of(parked: ParkedEvent) -> str | None:
    """What a parked message says; None for events without text and resolved ones."""
    content = parked.payload.get("content")
    return content if isinstance(content, str) else None


def _waiting_in(conversation_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        ParkedEvent.conversation_id == conversation_id,
        ParkedEvent.reason == ParkingReason.CONTACT_CHANGED.value,
        ParkedEvent.resolution.is_(None),
    )


def _found(row: ParkedEvent | None, parked_id: uuid.UUID) -> ParkedEvent:
    if row is None:
        raise NotFoundError(
            "unknown_parked_event",
            f"No existe el aviso aparcado {parked_id}.",
            "parked_event_id",
            "Comprueba el identificador.",
        )
    return row
