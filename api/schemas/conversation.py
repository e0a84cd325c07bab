"""Conversations and their messages."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt

from api.schemas.base import ChatwootId, Input, Moment, Output, Page, UtcMoment, WrittenChatwootId
from shared.vocabularies import MessageRole

Content = Annotated[str, Field(max_length=100_000)]


def _number(value: Any) -> Any:
    """The column is text, as an erased conversation has a name there instead of its number."""
    return (int(value) if value.isdecimal() else None) if isinstance(value, str) else value


class NewConversation(Input):
    """A Chatwoot conversation, and whose it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"chatwoot_conversation_id": 4711}]})

    chatwoot_conversation_id: WrittenChatwootId
    user_id: UUID | None = None


class ConversationOut(Output):
    """A conversation without its messages."""

    id: UUID
    chatwoot_account_id: int = Field(description="0 mientras no se conoce.")
    chatwoot_conversation_id: Annotated[int | None, BeforeValidator(_number)] = Field(
        description="Su número en Chatwoot; null si se ha borrado.", examples=[4711]
    )
    user_id: UUID | None
    message_count: int
    summary: str | None
    created_at: UtcMoment
    updated_at: UtcMoment


class ConversationPage(Page):
    """Conversations, newest first."""

    items: list[ConversationOut]


class NewMessage(Input):
    """A message. With its Chatwoot id a repetition is recognised and stored once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "role": "user",
                    "content": "Hola, quiero homologar un escape",
                    "sent_at": "2026-03-02T10:15:00Z",
                    "chatwoot_message_id": 815,
                }
            ]
        }
    )

    role: MessageRole
    content: Content
    sent_at: Moment | None = Field(default=None, description="Cuándo se escribió; ahora, si falta.")
    chatwoot_message_id: ChatwootId | None = None
    image_count: Annotated[StrictInt, Field(ge=0, le=1000)] = 0


class PreviousTextOut(Output):
    """A text that an edit replaced."""

    content: str
    until: UtcMoment


class MessageOut(Output):
    """A stored message; `created_at` is when its sender wrote it."""

    id: UUID
    conversation_id: UUID
    role: MessageRole
    content: str
    has_images: bool
    image_count: int
    chatwoot_message_id: int | None
    user_id: UUID | None = Field(description="Quién lo escribió, si no es el usuario de la conversación.")
    previous_texts: list[PreviousTextOut] = Field(description="Lo que decía antes de cada edición.")
    edited_at: UtcMoment | None
    deleted_at: UtcMoment | None = Field(description="Cuándo se borró en Chatwoot: no queda texto.")
    created_at: UtcMoment


class MessagePage(Page):
    """Messages in chronological order."""

    items: list[MessageOut]


class NewSummary(Input):
    """The assistant's summary; null clears it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"summary": "Quiere homologar escape y manillar de una Honda."}]}
    )

    summary: Content | None
