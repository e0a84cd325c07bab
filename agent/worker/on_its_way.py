"""An entry of the outbox on its way to Chatwoot: what it says, for the call that is made outside any
transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from agent.services.inbox.following import WINDOW
from agent.services.outbox import Entry
from database.jobs import Job
from database.models import ConversationHistory
from shared.vocabularies import OutgoingKind

FREE: Final = frozenset({OutgoingKind.TEXT, OutgoingKind.CHOICES, OutgoingKind.PICTURE})
"""What WhatsApp takes during the window alone."""


class Step(StrEnum):
    """What is done with an entry: given to Chatwoot, looked for there first, or sent again by it."""

    POST = "post"
    LOOK = "look"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Sending:
    """What an entry says. `after`: Chatwoot's newest message before it; `message`: its own, if it has one."""

    step: Step
    id: uuid.UUID
    kind: OutgoingKind
    number: str
    content: str
    options: tuple[str, ...]
    picture: str | None
    after: int
    message: int | None


def may_leave_at_once(conversation: ConversationHistory, entries: Sequence[Entry], now: datetime) -> bool:
    """Whether the first entry of a turn needs no other look before it leaves than the turn's own."""
    since = conversation.last_client_at
    return bool(entries) and entries[0].kind in FREE and since is not None and now < since + WINDOW


def begun(job: Job, conversation: ConversationHistory, entry: Entry, after: int) -> Sending:
    """The first entry of a turn, which was written as on its way."""
    return Sending(
        Step.POST,
        uuid.UUID(str(job.payload["outgoing_id"])),
        entry.kind,
        conversation.chatwoot_conversation_id,
        entry.content,
        tuple(entry.options),
        entry.picture,
        after,
        None,
    )
