"""The webhook's answers, and its events as the document describes them."""

from typing import Any
from uuid import UUID

from pydantic import Field, TypeAdapter

from agent.services.inbox import (
    ChatwootConversationEvent,
    ChatwootMessageEvent,
    ChatwootOtherEvent,
    Outcome,
)
from agent.services.inbox.events import CONVERSATION_EVENTS, MESSAGE_EVENTS
from api.schemas.base import Output
from shared.vocabularies import ParkingReason


def webhook_components(ref_template: str) -> dict[str, Any]:
    """The OpenAPI schemas of the events, with `ChatwootEvent` for any of them."""
    events = (ChatwootMessageEvent, ChatwootConversationEvent, ChatwootOtherEvent)
    schemas: dict[str, Any] = {}
    for event in events:
        schema = TypeAdapter(event).json_schema(ref_template=ref_template)
        schemas |= schema.pop("$defs", {})
        schemas[event.__name__] = schema
    known = sorted(MESSAGE_EVENTS | CONVERSATION_EVENTS)
    schemas["ChatwootOtherEvent"]["properties"]["event"]["not"] = {"enum": known}
    schemas["ChatwootEvent"] = {
        "title": "ChatwootEvent",
        "anyOf": [{"$ref": ref_template.format(model=event.__name__)} for event in events],
    }
    return schemas


class WebhookAnswer(Output):
    """What became of an event."""

    status: Outcome = Field(examples=["stored"])
    event: str
    conversation_id: UUID | None = Field(default=None, description="La conversación guardada.")
    message_id: UUID | None = Field(default=None, description="El mensaje guardado.")
    parked_event_id: UUID | None = Field(default=None, description="El aviso aparcado.")
    reason: ParkingReason | None = Field(default=None, description="Por qué se ha aparcado.")
