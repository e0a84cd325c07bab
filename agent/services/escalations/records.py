"""Escalations: requests for a human, one open at a time in each conversation.

A second request in a conversation joins the open one; what only passes a question on
becomes a hand-over when one joins. The way is pending → in progress → resolved; what is
in progress can be given back, what is resolved reopened; a trigger in the database keeps to the same.
Resolving needs words. Nothing here commits.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.escalations.transitions import ESCALATION_LIFE, OPEN_STATUSES
from database.insert_once import insert_once
from database.keyset import Position, check_limit, decode_cursor, encode_cursor
from database.models import Escalation
from database.models.base import utcnow
from domain.identity import parse_text
from shared.errors import ConflictError, NotFoundError
from shared.vocabularies import EscalationSource, EscalationStatus

_ATTEMPTS = 4
_LONGEST = 4000
_SUBJECT = "La escalación"


@dataclass(frozen=True, slots=True)
class FoundEscalation:
    """The open escalation; `created` False: the request has joined one that was open."""

    escalation: Escalation
    created: bool


@dataclass(frozen=True, slots=True)
class EscalationPage:
    """Escalations, the oldest first (the order to attend them); `next` is None on the last page."""

    escalations: tuple[Escalation, ...]
    next: str | None


async def escalate(
    session: AsyncSession,
    reason: str,
    source: EscalationSource,
    *,
    conversation_id: uuid.UUID | None = None,
    user_id: uuid.UUID | None = None,
    case_id: uuid.UUID | None = None,
    metadata: Mapping[str, Any] | None = None,
    hands_over: bool = True,
) -> FoundEscalation:
    """Ask for a human: to go on with the client, or, without `hands_over`, to answer one question.

    Where the conversation has an open escalation, the request is added to its metadata (`requests`), and it
    takes the user and the case if it had none.

    Raises InvalidInputError for an empty or too long reason.
    """
    text = parse_text(reason, "reason", _LONGEST)
    kind = EscalationSource(source).value
    for _ in range(_ATTEMPTS):
        new_id = await insert_once(
            session,
            Escalation,
            reason=text,
            source=kind,
            conversation_id=conversation_id,
            user_id=user_id,
            case_id=case_id,
            metadata_=dict(metadata or {}),
            hands_over=hands_over,
        )
        if new_id is not None:
            return FoundEscalation(await lock_escalation(session, new_id), created=True)
        await session.flush()
        found = await session.scalar(
            select(Escalation)
            .where(Escalation.conversation_id == conversation_id, Escalation.status.in_(OPEN_STATUSES))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        if found is not None:
            _join(found, text, kind, user_id, case_id, metadata or {})
            found.hands_over = found.hands_over or hands_over
            await session.flush()
            return FoundEscalation(found, created=False)
        # Resolved between the two statements: then there is room for a new one.
    raise ConflictError(
        "escalation_busy",
        "Otros procesos están cambiando las escalaciones de esta conversación a la vez.",
        "conversation_id",
        "Repite la operación en una transacción nueva.",
    )


async def take_escalation(
    session: AsyncSession, escalation_id: uuid.UUID, admin_user_id: uuid.UUID
) -> Escalation:
    """Somebody begins to attend it; taking what one has taken changes nothing.

    Raises NotFoundError, and ConflictError when somebody else attends it or it is resolved.
    """
    escalation = await lock_escalation(session, escalation_id)
    if escalation.status == EscalationStatus.IN_PROGRESS:
        if escalation.taken_by == admin_user_id:
            return escalation
        raise ConflictError(
            "escalation_taken",
            "Otra persona atiende ya esta escalación.",
            "status",
            "Espera a que la devuelva o la resuelva.",
        )
    _move(escalation, EscalationStatus.IN_PROGRESS)
    escalation.taken_by, escalation.taken_at = admin_user_id, utcnow()
    await session.flush()
    return escalation


async def give_back_escalation(session: AsyncSession, escalation_id: uuid.UUID) -> Escalation:
    """Put what was being attended back among the pending ones. Raises NotFoundError, ConflictError."""
    escalation = await lock_escalation(session, escalation_id)
    if escalation.status == EscalationStatus.RESOLVED:
        raise _illegal(escalation, EscalationStatus.PENDING, "Reábrela con su motivo.")
    _move(escalation, EscalationStatus.PENDING)
    escalation.taken_by = escalation.taken_at = None
    await session.flush()
    return escalation


async def resolve_escalation(
    session: AsyncSession, escalation_id: uuid.UUID, resolution: str, admin_user_id: uuid.UUID | None = None
) -> Escalation:
    """Close it, saying how. Raises InvalidInputError without words, NotFoundError, ConflictError."""
    text = parse_text(resolution, "resolution", _LONGEST)
    escalation = await lock_escalation(session, escalation_id)
    _move(escalation, EscalationStatus.RESOLVED)
    escalation.resolution = text
    escalation.resolved_by, escalation.resolved_at = admin_user_id, utcnow()
    await session.flush()
    return escalation


async def reopen_escalation(session: AsyncSession, escalation_id: uuid.UUID, reason: str) -> Escalation:
    """Make a resolved one pending again; how it was resolved stays in its metadata (`resolutions`).

    Raises InvalidInputError without a reason, NotFoundError, and ConflictError when it is not resolved or
    the conversation has another open one.
    """
    text = parse_text(reason, "reason", _LONGEST)
    escalation = await lock_escalation(session, escalation_id)
    if escalation.status != EscalationStatus.RESOLVED:
        raise _illegal(escalation, EscalationStatus.PENDING, "Solo se reabre una escalación resuelta.")
    if await _has_open(session, escalation.conversation_id):
        raise ConflictError(
            "escalation_open",
            "La conversación tiene ya otra escalación abierta.",
            "conversation_id",
            "Atiende la que está abierta.",
        )
    former: Any = escalation.metadata_.get("resolutions", [])
    entry = {
        "resolution": escalation.resolution,
        "resolved_at": escalation.resolved_at.isoformat() if escalation.resolved_at else None,
        "resolved_by": str(escalation.resolved_by) if escalation.resolved_by else None,
        "reopened_at": utcnow().isoformat(),
        "reopened_because": text,
    }
    escalation.metadata_ = {**escalation.metadata_, "resolutions": [*former, entry]}
    _move(escalation, EscalationStatus.PENDING)
    escalation.resolution = escalation.resolved_by = escalation.resolved_at = None
    escalation.taken_by = escalation.taken_at = None
    await session.flush()
    return escalation


async def get_escalation(session: AsyncSession, escalation_id: uuid.UUID) -> Escalation:
    """The escalation. Raises NotFoundError."""
    escalation = await session.get(Escalation, escalation_id)
    if escalation is None:
        raise _not_found(escalation_id)
    return escalation


async def lock_escalation(session: AsyncSession, escalation_id: uuid.UUID) -> Escalation:
    """The escalation as it is now, locked until the transaction ends. Raises NotFoundError."""
    await session.flush()
    escalation = await session.scalar(
        select(Escalation)
        .where(Escalation.id == escalation_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if escalation is None:
        raise _not_found(escalation_id)
    return escalation


async def list_escalations(
    session: AsyncSession,
    *,
    statuses: frozenset[EscalationStatus] | None = None,
    source: EscalationSource | None = None,
    conversation_id: uuid.UUID | None = None,
    taken_by: uuid.UUID | None = None,
    limit: int = 50,
    after: str | None = None,
) -> EscalationPage:
    """A page of escalations, the oldest first, narrowed by what is given.

    Raises InvalidInputError for a bad cursor or limit.
    """
    check_limit(limit)
    query = select(Escalation)
    if statuses is not None:
        query = query.where(Escalation.status.in_(statuses))
    if source is not None:
        query = query.where(Escalation.source == EscalationSource(source))
    if conversation_id is not None:
        query = query.where(Escalation.conversation_id == conversation_id)
    if taken_by is not None:
        query = query.where(Escalation.taken_by == taken_by)
    if after is not None:
        start = decode_cursor(after, "after")
        query = query.where(tuple_(Escalation.created_at, Escalation.id) > tuple_(start.moment, start.id))
    rows = list(await session.scalars(query.order_by(Escalation.created_at, Escalation.id).limit(limit + 1)))
    page = tuple(rows[:limit])
    is_more = len(rows) > limit
    return EscalationPage(
        page, encode_cursor(Position(page[-1].created_at, page[-1].id)) if is_more else None
    )


def _join(
    escalation: Escalation,
    reason: str,
    source: str,
    user_id: uuid.UUID | None,
    case_id: uuid.UUID | None,
    metadata: Mapping[str, Any],
) -> None:
    earlier: Any = escalation.metadata_.get("requests", [])
    request: dict[str, Any] = {"reason": reason, "source": source, "at": utcnow().isoformat()}
    if metadata:
        request["metadata"] = dict(metadata)
    escalation.metadata_ = {**escalation.metadata_, "requests": [*earlier, request]}
    escalation.user_id = escalation.user_id or user_id
    escalation.case_id = escalation.case_id or case_id


def _move(escalation: Escalation, wanted: EscalationStatus) -> None:
    ESCALATION_LIFE.require(EscalationStatus(escalation.status), wanted, _SUBJECT)
    escalation.status = wanted.value


def _illegal(escalation: Escalation, wanted: EscalationStatus, remedy: str) -> ConflictError:
    return ESCALATION_LIFE.refusal(EscalationStatus(escalation.status), wanted, _SUBJECT, remedy)


async def _has_open(session: AsyncSession, conversation_id: uuid.UUID | None) -> bool:
    if conversation_id is None:
        return False
    found = await session.scalar(
        select(Escalation.id).where(
            Escalation.conversation_id == conversation_id, Escalation.status.in_(OPEN_STATUSES)
        )
    )
    return found is not None


def _not_found(escalation_id: uuid.UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_escalation",
        f"No existe la escalación {escalation_id}.",
        "escalation_id",
        "Comprueba el identificador.",
    )
