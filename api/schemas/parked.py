"""Parked events of Chatwoot."""

from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from api.schemas.base import Input, Output, Page, UtcMoment
from shared.vocabularies import ParkedResolution, ParkingReason


class ParkedEventOut(Output):
    """An event that waits for a decision, or that has got one and holds nothing of people any more."""

    id: UUID
    reason: ParkingReason
    event: str = Field(examples=["message_created"])
    chatwoot_account_id: int | None
    chatwoot_inbox_id: int | None
    chatwoot_conversation_id: str | None
    conversation_id: UUID | None = Field(description="La conversación guardada a la que se refiere.")
    people: list[str] = Field(examples=[["contact:31", "phone:+34600111222"]])
    payload: dict[str, Any] = Field(description="El aviso; vacío cuando está resuelto.")
    written_at: UtcMoment | None
    resolution: ParkedResolution | None
    resolved_at: UtcMoment | None
    resolved_by: UUID | None
    created_at: UtcMoment


class ParkedEventPage(Page):
    """Parked events, newest first."""

    items: list[ParkedEventOut]


class ParkedDecision(Input):
    """`replayed`: store it after all, as of the contact it came with; `dismissed`: leave it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"resolution": "dismissed"}]})

    resolution: ParkedResolution
    resolved_by: UUID | None = Field(default=None, description="Quién del personal lo decide.")


class ParkedDecisionOut(Output):
    """The events that the decision has resolved."""

    items: list[ParkedEventOut]
