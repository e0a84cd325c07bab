"""Whose doing a Chatwoot event is, for the audit: the client's, or Chatwoot's for what its agents write."""

import uuid
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox.events import ChatwootMessageEvent
from database.acting_user import act_as
from shared.acting import Actor, current_actor
from shared.vocabularies import ActorKind

# Until the client's user is known: its own row says who it is.
SOME_CLIENT: Final = Actor(ActorKind.CLIENT, "chatwoot")
CHATWOOT: Final = Actor(ActorKind.API, "chatwoot")


def actor_of(event: Any) -> Actor:
    """Who an event's changes are recorded for."""
    if isinstance(event, ChatwootMessageEvent) and event.message_type != "incoming":
        return CHATWOOT
    return SOME_CLIENT


def name_client(session: AsyncSession, user_id: uuid.UUID | None) -> None:
    """From now on the session's changes are this user's, where they are a client's."""
    if user_id is not None and current_actor() == SOME_CLIENT:
        act_as(session, Actor(ActorKind.CLIENT, str(user_id)))
