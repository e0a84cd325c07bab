"""Writes what is to be done in Chatwoot, and the jobs that do it, in the caller's transaction.

The caller holds the conversation's lock, which keeps the order. A hand-over is a private note, one closing
message, the status and the team, in this order, so that staff find the note when they look.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.outbox.composing import Entry
from agent.services.outbox.hours import read_hours
from database import jobs
from database.jobs import Job, Keyed
from database.keys import uuid7
from database.models import OutgoingMessage
from shared.config import Settings
from shared.vocabularies import ConversationStatus, JobKind, OutgoingKind

CLOSING: Final = "Te atenderá una persona de nuestro equipo."
PASSED_ON: Final = (
    "{questions}\n\nEl asistente sigue atendiendo al cliente. Si le escribes tú, se calla hasta que le "
    "devuelvas la conversación."
)
OUT_OF_HOURS: Final = "Ahora estamos fuera de horario: te responderemos {when}."


def sequence_of(conversation_id: uuid.UUID) -> str:
    """The sequence in which a conversation's messages are sent."""
    return f"outbox:{conversation_id}"


async def queue_entries(
    session: AsyncSession,
    conversation_id: uuid.UUID,
    entries: Sequence[Entry],
    *,
    now: datetime,
    is_handover: bool = False,
    beside: Keyed | None = None,
    leased_by: tuple[str, float] | None = None,
) -> Job | None:
    """Write the entries and their jobs, and one more job `beside` them, in two statements.

    `leased_by`: as `enqueue_row` takes it; then the job of the first entry.
    """
    rows = [
        OutgoingMessage(
            id=uuid7(),
            conversation_id=conversation_id,
            kind=entry.kind.value,
            content=entry.content,
            options=list(entry.options),
            picture=entry.picture,
            about=dict(entry.about),
            is_handover=is_handover,
        )
        for entry in entries
    ]
    session.add_all(rows)
    await session.flush()
    payloads = [{"outgoing_id": str(row.id), "conversation_id": str(conversation_id)} for row in rows]
    return await jobs.enqueue_row(
        session,
        JobKind.SEND,
        payloads,
        now=now,
        sequence=sequence_of(conversation_id),
        beside=beside,
        leased_by=leased_by,
    )


def has_waiting(conversation_id: uuid.UUID) -> ColumnElement[bool]:
    """Whether something waits to be sent in the conversation, as a column of a query; exact for whoever has
    locked the conversation before."""
    return jobs.is_busy(sequence_of(conversation_id))


def passed_on_entries(questions: Sequence[str], settings: Settings) -> list[Entry]:
    """The private note with the questions that a person answers while the assistant goes on."""
    if not questions:
        return []
    entries = [Entry(OutgoingKind.NOTE, PASSED_ON.format(questions="\n".join(questions)))]
    if settings.CHATWOOT_HANDOVER_LABEL:
        entries.append(Entry(OutgoingKind.LABELS, settings.CHATWOOT_HANDOVER_LABEL))
    return entries


def handover_entries(
    note: str, said: Sequence[Entry], settings: Settings, now: datetime
) -> tuple[list[Entry], list[Entry]]:
    """The hand-over's entries: the note with what the client is told, and what is done afterwards.

    `said` is what the turn says anyway; without a word of it, one sentence is said. Out of hours the client
    is told when a person answers.
    """
    told = list(said)
    when = read_hours(settings.BUSINESS_HOURS).next_opening(now)
    sentences = [] if any(entry.kind is not OutgoingKind.PICTURE for entry in told) else [CLOSING]
    if when is not None:
        sentences.append(OUT_OF_HOURS.format(when=when))
    if sentences:
        told.append(Entry(OutgoingKind.TEXT, " ".join(sentences)))
    after = [Entry(OutgoingKind.STATUS, ConversationStatus.OPEN.value)]
    if settings.CHATWOOT_TEAM_ID is not None:
        after.append(Entry(OutgoingKind.TEAM, str(settings.CHATWOOT_TEAM_ID)))
    if settings.CHATWOOT_HANDOVER_LABEL:
        after.append(Entry(OutgoingKind.LABELS, settings.CHATWOOT_HANDOVER_LABEL))
    return [Entry(OutgoingKind.NOTE, note), *told], after
