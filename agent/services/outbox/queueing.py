"""Writes what is to be done in Chatwoot, and the jobs that do it, in the caller's transaction.

The caller holds the conversation's lock, which keeps the order. A hand-over is a private note, one closing
message, the status and the team, in this order, so that staff find the note when they look.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import CTE, Boolean, ColumnElement, String, bindparam, column, func, insert, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.outbox.composing import Entry
from agent.services.outbox.hours import read_hours
from database import jobs
from database.jobs import Also, Job, Keyed
from database.keys import uuid7
from database.models import OutgoingMessage
from database.models.base import utcnow
from shared.config import Settings
from shared.vocabularies import ConversationStatus, JobKind, OutgoingKind, OutgoingStatus

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
    beside: Sequence[Keyed] = (),
    leased_by: tuple[str, float] | None = None,
    posted_after: int | None = None,
    finishing: Job | None = None,
) -> Job | None:
    """Write the entries and their jobs, and those `beside` them, in one statement.

    `leased_by` and `finishing`: as `enqueue_row` takes them; then the job of the first entry. With
    `posted_after`, Chatwoot's newest message, the first entry is on its way already: whoever calls sends it.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": str(uuid7()),
            "kind": entry.kind.value,
            "status": OutgoingStatus.QUEUED.value,
            "content": entry.content,
            "options": list(entry.options),
            "picture": entry.picture,
            "about": dict(entry.about),
        }
        for entry in entries
    ]
    if posted_after is not None:
        rows[0] |= {
            "status": OutgoingStatus.POSTING.value,
            "posted_at": now.isoformat(),
            "posted_after": posted_after,
        }
    given = {
        "entries": rows,
        "entries_of": conversation_id,
        "entries_at": utcnow(),
        "is_handover": is_handover,
    }
    return await jobs.enqueue_row(
        session,
        JobKind.SEND,
        [{"outgoing_id": row["id"], "conversation_id": str(conversation_id)} for row in rows],
        now=now,
        sequence=sequence_of(conversation_id),
        beside=beside,
        leased_by=leased_by,
        also=[Also(_entries_cte(), given)],
        finishing=finishing,
    )


@cache
def _entries_cte() -> CTE:
    """Writes entries, given as JSON with the columns that differ."""
    table: Any = OutgoingMessage.__table__
    names = (
        "id",
        "kind",
        "status",
        "content",
        "options",
        "picture",
        "about",
        "posted_at",
        "posted_after",
    )
    plain = {"options": JSONB(), "about": JSONB(), "kind": String(), "status": String()}
    given = (
        func.jsonb_to_recordset(bindparam("entries", type_=JSONB()))
        .table_valued(*(column(name, plain.get(name, table.c[name].type)) for name in names))
        .render_derived(name="entry", with_types=True)
    )
    at = bindparam("entries_at", type_=table.c.created_at.type)
    others = {
        "conversation_id": bindparam("entries_of", type_=table.c.conversation_id.type),
        "is_handover": bindparam("is_handover", type_=Boolean()),
        "created_at": at,
        "updated_at": at,
    }
    row = select(*(given.c[name] for name in names), *others.values())
    return (
        insert(table)
        .from_select([*names, *others], row, include_defaults=False)
        .returning(table.c.id)
        .cte("entries")
    )


def has_waiting(sequence: Any) -> ColumnElement[bool]:
    """Whether something waits to be sent in a sequence, as a column of a query; exact for whoever has locked
    the conversation before."""
    return jobs.is_busy(sequence)


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
