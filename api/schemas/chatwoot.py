"""Chatwoot's webhook events, as far as they are used; whatever else they hold is let through."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    TypeAdapter,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from api.schemas.base import ChatwootId, Output, storable

MESSAGE_EVENTS: Final = frozenset({"message_created", "message_updated"})
CONVERSATION_EVENTS: Final = frozenset({"conversation_created", "conversation_updated"})

# In messages nested in conversations Chatwoot numbers the types that its events name.
MESSAGE_TYPES: Final = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}

# The years 2000 to 3000.
_FIRST_SECOND: Final = 946_684_800
_LAST_SECOND: Final = 32_503_680_000


def _sent_at(value: Any) -> datetime:
    """Seconds since 1970, ISO 8601, or `2026-03-02 10:15:00 UTC`; without a zone it is UTC."""
    try:
        if type(value) is int and _FIRST_SECOND <= value <= _LAST_SECOND:
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            moment = datetime.fromisoformat(value.strip().removesuffix(" UTC"))
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise PydanticCustomError("datetime_parsing", "No es una fecha y hora.")


def _named_type(value: Any) -> Any:
    return (
        MESSAGE_TYPES.get(value, value) if isinstance(value, int) and not isinstance(value, bool) else value
    )


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")

    @field_validator("*", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        return storable(value) if isinstance(value, str) else value


class ChatwootSender(_Lenient):
    """A contact or an agent."""

    id: StrictInt | None = None
    type: str | None = Field(default=None, examples=["contact"])
    phone_number: str | None = Field(default=None, examples=["+34600111222"])


class ChatwootMeta(_Lenient):
    """Who the conversation is with."""

    sender: ChatwootSender | None = None


class ChatwootContactInbox(_Lenient):
    """The contact's address in the channel: for WhatsApp the number without plus sign."""

    source_id: str | None = Field(default=None, examples=["34600111222"])


class ChatwootConversation(_Lenient):
    """A conversation with its contact."""

    id: ChatwootId
    channel: str | None = Field(default=None, examples=["Channel::Whatsapp"])
    meta: ChatwootMeta | None = None
    contact_inbox: ChatwootContactInbox | None = None


class ChatwootAttachment(_Lenient):
    """A file of a message."""

    file_type: str | None = Field(default=None, examples=["image"])


class ChatwootMessageEvent(_Lenient):
    """A message was written or changed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": "message_created",
                    "id": 815,
                    "content": "Hola, quiero homologar un escape",
                    "created_at": "2026-03-02T10:15:00.000Z",
                    "message_type": "incoming",
                    "private": False,
                    "sender": {"id": 31, "phone_number": "+34600111222", "type": "contact"},
                    "conversation": {
                        "id": 4711,
                        "channel": "Channel::Whatsapp",
                        "meta": {"sender": {"id": 31, "phone_number": "+34600111222"}},
                    },
                    "attachments": [{"id": 42, "file_type": "image"}],
                }
            ]
        }
    )

    event: Literal["message_created", "message_updated"]
    id: ChatwootId
    content: str | None = None
    created_at: Annotated[
        datetime,
        BeforeValidator(_sent_at),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string", "format": "date-time"},
                    {"type": "integer", "minimum": _FIRST_SECOND, "maximum": _LAST_SECOND},
                ]
            }
        ),
    ]
    message_type: Annotated[
        Literal["incoming", "outgoing", "activity", "template"],
        BeforeValidator(_named_type),
        WithJsonSchema({"enum": [*MESSAGE_TYPES.values(), *MESSAGE_TYPES]}),
    ]
    private: StrictBool | None = None
    sender: ChatwootSender | None = None
    conversation: ChatwootConversation
    attachments: Annotated[list[ChatwootAttachment], Field(max_length=1000)] | None = None


class ChatwootConversationEvent(ChatwootConversation):
    """A conversation was opened or changed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": "conversation_created",
                    "id": 4711,
                    "channel": "Channel::Whatsapp",
                    "meta": {"sender": {"id": 31, "phone_number": "+34600111222"}},
                }
            ]
        }
    )

    event: Literal["conversation_created", "conversation_updated"]


class ChatwootOtherEvent(_Lenient):
    """Any other event: acknowledged and logged, nothing else."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"event": "contact_updated", "id": 31}]})

    event: Annotated[str, Field(min_length=1, max_length=100)]


def parse_event(payload: Any) -> ChatwootMessageEvent | ChatwootConversationEvent | ChatwootOtherEvent:
    """The event of a decoded body. Raises Pydantic's ValidationError naming the field at fault."""
    other = ChatwootOtherEvent.model_validate(payload)
    if other.event in MESSAGE_EVENTS:
        return ChatwootMessageEvent.model_validate(payload)
    if other.event in CONVERSATION_EVENTS:
        return ChatwootConversationEvent.model_validate(payload)
    return other


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

    status: Literal["stored", "duplicate", "ignored"] = Field(examples=["stored"])
    event: str
    conversation_id: UUID | None = Field(default=None, description="La conversación guardada.")
    message_id: UUID | None = Field(default=None, description="El mensaje guardado.")
