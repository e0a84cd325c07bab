"""The job that brings what a conversation shows of itself in Chatwoot, its custom attributes, up to date.

One waits for each conversation, until there has been a pause: it reads how things stand when it runs, so that
nothing of what came before it is lost and doing it twice is doing it once.
"""

import uuid
from datetime import datetime, timedelta
from typing import Final

from database.jobs import Keyed
from shared.vocabularies import JobKind

PAUSE: Final = timedelta(seconds=20)
"""How long nothing must have changed before it is shown."""


def attributes_job(conversation_id: uuid.UUID, now: datetime) -> Keyed:
    """The job, for whoever has just changed something that is shown."""
    key = f"attributes:{conversation_id}"
    payload = {"conversation_id": str(conversation_id)}
    return Keyed(JobKind.ATTRIBUTES, payload, key, now + PAUSE, sequence=key)
