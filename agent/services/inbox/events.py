"""Chatwoot's events, as far as they are used; whatever else they hold is let through.

What a person wrote is never refused for the characters in it: those that no database stores are left out.
"""

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    StrictInt,
    WithJsonSchema,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

LARGEST_ID: Final = 2**63 - 1
MESSAGE_EVENTS: Final = frozenset({"message_created", "message_updated"})
CONVERSATION_EVENTS: Final = frozenset(
    {
        "conversation_created",
        "conversation_updated",
        "conversation_opened",
        "conversation_resolved",
        "conversation_status_changed",
    }
)

# In messages nested in conversations Chatwoot numbers the types that its events name.
MESSAGE_TYPES: Final = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}

# The years 2000 to 3000.
_FIRST_SECOND: Final = 946_684_800
_LAST_SECOND: Final = 32_503_680_000
_WRITTEN_ID: Final = re.compile(r"[1-9][0-9]{0,18}")

ChatwootId = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)]


def _sent_at(value: Any) -> datetime:
    """Seconds since 1970, ISO 8601, or `2026-03-02 10:15:00 UTC`; without a zone it is UTC."""
    try:
        if type(value) is int and _FIRST_SECOND <= value <= _LAST_SECOND:
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str):
            moment = datetime.fromisoformat(value.strip().removesuffix(" UTC"))
            aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
            # Here, where it can be refused by name: some moments of the first and last day have none in UTC.
            return aware.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise PydanticCustomError("datetime_parsing", "No es una fecha y hora.")


def _moment_if_any(value: Any) -> datetime | None:
    """The same for dates that help and are not needed; Chatwoot writes some of them with decimals."""
    if isinstance(value, float) and _FIRST_SECOND <= value <= _LAST_SECOND:
        value = int(value)
    try:
        return value if isinstance(value, datetime) else _sent_at(value)
    except PydanticCustomError:
        return None


def _named_type(value: Any) -> Any:
    return (
        MESSAGE_TYPES.get(value, value) if isinstance(value, int) and not isinstance(value, bool) else value
    )


def _attributes(value: Any) -> Any:
    """`content_attributes`: an object, or text with its JSON; `true` is how a deletion was once parked."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    if isinstance(value, bool):
        return {"deleted": value}
    return value if isinstance(value, dict | BaseModel) else {}


def storable_text(text: str) -> str:
    """The text without null characters and lone surrogates, which no database stores."""
    if "\x00" not in text and text.isascii():
        return text
    return "".join(
        character for character in text if character != "\x00" and not "\ud800" <= character <= "\udfff"
    )


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    @field_validator("*", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        return storable_text(value) if isinstance(value, str) else value


def _id_if_any(value: Any) -> int | None:
    if isinstance(value, str) and _WRITTEN_ID.fullmatch(value):
        value = int(value)
    return value if type(value) is int and 0 < value <= LARGEST_ID else None


def _text_if_any(value: Any) -> str | None:
    if type(value) is int and 0 < value <= LARGEST_ID:
        return str(value)
    return value if isinstance(value, str) else None


def _part_if_any(value: Any) -> Any:
    return value if isinstance(value, dict | BaseModel) else None


def _labels(value: Any) -> list[str]:
    return [label for label in value if isinstance(label, str)][:100] if isinstance(value, list) else []


def _number_if_any(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


class _OrAnythingElse:
    """Says in the document that what does not have the form is taken too."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"description": "Lo que no tenga esta forma no cuenta."}]}


# What only tells where an event comes from, and who sent it, must not make a message be refused: in another
# shape than Chatwoot's it counts as not said.
OptionalId = Annotated[
    int | None,
    BeforeValidator(_id_if_any),
    WithJsonSchema({"description": "Un número; lo que no lo sea no cuenta."}),
]
OptionalText = Annotated[
    str | None,
    BeforeValidator(_text_if_any),
    WithJsonSchema({"description": "Un texto; lo que no lo sea no cuenta."}),
]
Coordinate = Annotated[
    float | None,
    BeforeValidator(_number_if_any),
    WithJsonSchema({"description": "Un número; lo que no lo sea no cuenta."}),
]
_Part = TypeVar("_Part", bound=BaseModel)
Optionally = Annotated[_Part | None, BeforeValidator(_part_if_any), _OrAnythingElse()]
Moment = Annotated[datetime | None, BeforeValidator(_moment_if_any), WithJsonSchema({})]
Flag = Annotated[
    bool,
    BeforeValidator(lambda value: value is True),
    WithJsonSchema({"description": "`true`; lo que no lo sea no cuenta."}),
]


class ChatwootSender(_Lenient):
    """A contact or an agent."""

    id: OptionalId = None
    type: OptionalText = Field(default=None, examples=["contact"])
    phone_number: OptionalText = Field(default=None, examples=["+34600111222"])


class ChatwootMeta(_Lenient):
    """Who the conversation is with, and who has it."""

    sender: Optionally[ChatwootSender] = None
    assignee: Optionally[ChatwootSender] = None
    assignee_type: OptionalText = Field(default=None, examples=["User"])


class ChatwootContactInbox(_Lenient):
    """The contact's address in the channel: for WhatsApp the number without plus sign."""

    source_id: OptionalText = Field(default=None, examples=["34600111222"])


class ChatwootPlace(_Lenient):
    """An account or an inbox."""

    id: OptionalId = None


class ChatwootConversation(_Lenient):
    """A conversation with its contact."""

    id: ChatwootId
    channel: OptionalText = Field(default=None, examples=["Channel::Whatsapp"])
    inbox_id: OptionalId = None
    meta: Optionally[ChatwootMeta] = None
    contact_inbox: Optionally[ChatwootContactInbox] = None
    status: OptionalText = Field(default=None, examples=["pending"])
    labels: Annotated[list[str], BeforeValidator(_labels), WithJsonSchema({})] = []
    created_at: Moment = None
    updated_at: Moment = None


class ChatwootAttachment(_Lenient):
    """A file of a message, a place or a contact."""

    id: OptionalId = None
    file_type: str | None = Field(default=None, examples=["image"])
    data_url: OptionalText = None
    fallback_title: OptionalText = None
    coordinates_lat: Coordinate = None
    coordinates_long: Coordinate = None


class ChatwootAttributes(_Lenient):
    """`content_attributes`: what a message quotes, what became of it, and our own mark."""

    deleted: Flag = False
    external_echo: Flag = Field(default=False, description="Escrito en el teléfono, fuera de Chatwoot.")
    is_unsupported: Flag = False
    in_reply_to: OptionalId = None
    in_reply_to_external_id: OptionalText = None
    external_error: OptionalText = None
    automation_rule_id: OptionalId = None
    msia_id: OptionalText = Field(default=None, description="El identificador del asistente.")


class ChatwootOrigin(_Lenient):
    """`additional_attributes`, as far as they tell who wrote a message."""

    campaign_id: OptionalId = None


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
                    "account": {"id": 1},
                    "inbox": {"id": 3},
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
        BeforeValidator(lambda value: value if isinstance(value, datetime) else _sent_at(value)),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string", "format": "date-time"},
                    {"type": "integer", "minimum": _FIRST_SECOND, "maximum": _LAST_SECOND},
                ]
            }
        ),
    ]
    updated_at: Moment = None
    message_type: Annotated[
        Literal["incoming", "outgoing", "activity", "template"],
        BeforeValidator(_named_type),
        WithJsonSchema({"enum": [*MESSAGE_TYPES.values(), *MESSAGE_TYPES]}),
    ]
    private: StrictBool | None = None
    sender: Optionally[ChatwootSender] = None
    account: Optionally[ChatwootPlace] = None
    inbox: Optionally[ChatwootPlace] = None
    conversation: ChatwootConversation
    content_attributes: Annotated[ChatwootAttributes, BeforeValidator(_attributes), _OrAnythingElse()] = (
        ChatwootAttributes()
    )
    additional_attributes: Optionally[ChatwootOrigin] = None
    status: OptionalText = Field(default=None, examples=["delivered"])
    source_id: OptionalText = Field(default=None, examples=["wamid.HBgL"])
    attachments: Annotated[list[ChatwootAttachment], Field(max_length=1000)] | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether the event tells that the message was deleted."""
        return self.content_attributes.deleted


class ChatwootConversationEvent(ChatwootConversation):
    """A conversation was opened or changed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "event": "conversation_created",
                    "id": 4711,
                    "channel": "Channel::Whatsapp",
                    "inbox_id": 3,
                    "account": {"id": 1},
                    "meta": {"sender": {"id": 31, "phone_number": "+34600111222"}},
                }
            ]
        }
    )

    event: Literal[
        "conversation_created",
        "conversation_updated",
        "conversation_opened",
        "conversation_resolved",
        "conversation_status_changed",
    ]
    account: Optionally[ChatwootPlace] = None


class ChatwootOtherEvent(_Lenient):
    """Any other event: acknowledged and logged, nothing else."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"event": "contact_updated", "id": 31}]})

    event: Annotated[str, Field(min_length=1, max_length=100)]


StoredEvent = ChatwootMessageEvent | ChatwootConversationEvent


def parse_event(payload: Any) -> StoredEvent | ChatwootOtherEvent:
    """The event of a decoded body. Raises Pydantic's ValidationError naming the field at fault."""
    other = ChatwootOtherEvent.model_validate(payload)
    if other.event in MESSAGE_EVENTS:
        return ChatwootMessageEvent.model_validate(payload)
    if other.event in CONVERSATION_EVENTS:
        return ChatwootConversationEvent.model_validate(payload)
    return other


def conversation_of(event: StoredEvent) -> ChatwootConversation:
    """The conversation that an event is about."""
    return event.conversation if isinstance(event, ChatwootMessageEvent) else event


def account_of(event: StoredEvent) -> int | None:
    """The Chatwoot account an event comes from, where it says so."""
    return event.account.id if event.account is not None else None


def inbox_of(event: StoredEvent) -> int | None:
    """The inbox an event comes from, where it says so."""
    if isinstance(event, ChatwootMessageEvent) and event.inbox is not None and event.inbox.id is not None:
        return event.inbox.id
    return conversation_of(event).inbox_id
