"""What a handler of jobs gets, and what it may raise.

A handler does the work and finishes the job in the transaction that holds the result; what it raises lets the
job be tried again.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import httpx
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.chatwoot import AttachmentFetcher, Chatwoot
from agent.services.images import ImageStore
from agent.worker.clock import Clock
from database.jobs import Job
from shared.config import Settings

if TYPE_CHECKING:
    from agent.assistant.llm.guide import Guide

LEASE_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Tools:
    """What the work is done with; `chatwoot` is None where the settings do not name one, `guide`
    where they name no language model. `free_until`: until when a conversation that Chatwoot has just
    said to be nobody's is taken to be so."""

    sessions: async_sessionmaker[AsyncSession]
    settings: Settings
    clock: Clock
    store: ImageStore
    chatwoot: Chatwoot | None = None
    fetcher: AttachmentFetcher | None = None
    http: httpx.AsyncClient | None = None
    guide: "Guide | None" = None
    free_until: dict[str, datetime] = field(default_factory=dict)


Handle = Callable[[Tools, Job], Awaitable[Job | None]]
"""Does a job; what it returns is a job that it has leased to its own worker, to be done at once."""
GivenUp = Callable[[Tools, AsyncSession, Job, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handling:
    """Who does a kind of job. The lease is renewed while the work lasts, so `lease_seconds` is how long a
    worker that vanished holds it. `given_up` runs in the transaction in which a job becomes dead. For what is
    done `in_background` no client waits."""

    handle: Handle
    lease_seconds: float = LEASE_SECONDS
    given_up: GivenUp | None = None
    in_background: bool = False


class PostponedError(Exception):
    """Not yet: the job is done again at `run_at`, and this time counts as no attempt."""

    def __init__(self, run_at: datetime) -> None:
        super().__init__(run_at)
        self.run_at = run_at


class RetryLaterError(Exception):
    """It failed for now, in the words of `error`; tried again after `pause`, or longer each time."""

    def __init__(self, error: str, pause: timedelta | None = None) -> None:
        super().__init__(error)
        self.error, self.pause = error, pause
