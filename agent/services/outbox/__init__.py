"""What the assistant says and does in Chatwoot: written with the turn, sent by jobs, checked before each."""

from agent.services.outbox.composing import Entry, entries_of
from agent.services.outbox.hours import BusinessHours, read_hours, told_hours
from agent.services.outbox.noting import ON_ITS_WAY, note_sent
from agent.services.outbox.queueing import (
    handover_entries,
    has_waiting,
    passed_on_entries,
    queue_entries,
    sequence_of,
)
from agent.services.outbox.silence import (
    Rules,
    Silence,
    Standing,
    rules_of,
    silence_in,
    silence_of,
    standing_columns,
)

__all__ = [
    "ON_ITS_WAY",
    "BusinessHours",
    "Entry",
    "Rules",
    "Silence",
    "Standing",
    "entries_of",
    "handover_entries",
    "has_waiting",
    "note_sent",
    "passed_on_entries",
    "queue_entries",
    "read_hours",
    "rules_of",
    "sequence_of",
    "silence_in",
    "silence_of",
    "standing_columns",
    "told_hours",
]
