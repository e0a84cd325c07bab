"""Escalations: requests for a human."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue, StrictBool

from api.schemas.base import Input, Output, UtcMoment
from shared.vocabularies import EscalationSource, EscalationStatus

Words = Annotated[str, Field(min_length=1, max_length=4000)]


class NewEscalation(Input):
    """Why a human is needed, and for what."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason": "El cliente pide hablar con una persona.",
                    "source": "tool_call",
                    "conversation_id": "0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10",
                }
            ]
        }
    )

    reason: Words
    source: EscalationSource
    conversation_id: UUID | None = None
    user_id: UUID | None = None
    case_id: UUID | None = None
    metadata: dict[str, JsonValue] = Field(default_factory=dict, max_length=50)
    hands_over: StrictBool = Field(
        default=True, description="false: una persona contesta una pregunta y el asistente sigue."
    )


class Attendant(Input):
    """Who begins to attend it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"admin_user_id": "7c0f3b5e-6f0e-4f69-a3a5-3f1f6a1f8a11"}]}
    )

    admin_user_id: UUID


class Resolution(Input):
    """How it was resolved, and by whom."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"resolution": "Se ha llamado al cliente y queda conforme."}]}
    )

    resolution: Words
    admin_user_id: UUID | None = None


class Reopening(Input):
    """Why it is opened again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "El cliente vuelve a preguntar."}]})

    reason: Words


class EscalationOut(Output):
    """A request for a human and what became of it."""

    id: UUID
    reason: str
    source: EscalationSource
    status: EscalationStatus
    conversation_id: UUID | None
    user_id: UUID | None
    case_id: UUID | None
    metadata: dict[str, Any] = Field(validation_alias="metadata_")
    hands_over: bool = Field(description="Si el asistente calla mientras está abierta.")
    taken_by: UUID | None
    taken_at: UtcMoment | None
    resolution: str | None
    resolved_by: UUID | None
    resolved_at: UtcMoment | None
    created_at: UtcMoment
    updated_at: UtcMoment


class EscalationList(Output):
    """Escalations, the oldest first: the order to attend them."""

    items: list[EscalationOut]
    next: str | None = Field(description="Cursor de la página siguiente, para «after»; null en la última.")
