"""Jobs of the queue."""

from typing import Any
from uuid import UUID

from pydantic import Field

from api.schemas.base import Output, Page, UtcMoment
from shared.vocabularies import JobKind, JobStatus


class JobOut(Output):
    """A piece of work: what it does, where it stands, and why it failed last."""

    id: UUID
    kind: JobKind
    status: JobStatus
    payload: dict[str, Any] = Field(description="A qué filas se refiere; nada de personas.")
    sequence: str | None = Field(description="Los de una misma secuencia van uno tras otro.")
    run_at: UtcMoment = Field(description="No antes de.")
    attempts: int
    max_attempts: int
    leased_by: str | None
    leased_until: UtcMoment | None
    last_error: str | None
    created_at: UtcMoment


class JobPage(Page):
    """Jobs, newest first."""

    items: list[JobOut]


class JobCountsOut(Output):
    """How many jobs there are."""

    waiting: int
    running: int
    dead: int = Field(description="Los que han fallado del todo y esperan una decisión.")
    oldest_due: UtcMoment | None = Field(description="Desde cuándo espera el que más lleva esperando.")
