"""Which model is asked for a task, and which when that one fails; every attempt is measured.

Where none answers (all failed or rest, the time is up, the month's money is spent, or staff have switched
models off) the dialogue's own reply goes out.
"""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.llm.breaker import Breaker
from agent.assistant.llm.protocol import Completion, ModelFailureError, Speech, ToolOffer
from agent.assistant.llm.tiers import Tier
from agent.services.monitoring import Attempt, may_spend, recent_attempts, record_attempt
from database.models.base import utcnow
from shared.config import ModelTier
from shared.vocabularies import LLMTier

_REMEMBERED: Final = timedelta(hours=1)
_LEAST_SECONDS: Final = 0.5
# Of a text whose tokens nobody has counted: rather too many than too few.
_CHARACTERS_PER_TOKEN: Final = 3

_log = structlog.get_logger(__name__)


class Task(StrEnum):
    """What a model is asked for."""

    PHRASE = "phrase"
    UNDERSTAND = "understand"
    WRITE = "write_answer"


class NoModelError(Exception):
    """No model answers."""


@dataclass(slots=True)
class Deadline:
    """When a turn's models have to be done, on the clock of the processor."""

    at: float

    @classmethod
    def within(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds that are left."""
        return self.at - time.monotonic()


@dataclass(frozen=True, slots=True)
class Asking:
    """For what and for whom models are asked."""

    task: Task
    conversation_id: uuid.UUID | None
    deadline: Deadline


class Router:
    """The models of a process."""

    def __init__(
        self,
        tiers: Mapping[ModelTier, Tier],
        routes: Mapping[Task, Sequence[ModelTier]],
        sessions: async_sessionmaker[AsyncSession],
        breaker: Breaker,
        monthly_limit: Decimal | None = None,
        now: Callable[[], datetime] = utcnow,
    ) -> None:
        self._tiers, self._routes, self._sessions = tiers, routes, sessions
        self._breaker, self._limit, self._now = breaker, monthly_limit, now

    async def complete(
        self, asking: Asking, speeches: Sequence[Speech], offers: Sequence[ToolOffer]
    ) -> Completion:
        """What the first model of the task's route says that answers. Raises NoModelError."""
        route = [name for name in self._routes[asking.task] if name in self._tiers]
        for name in route:
            tier = self._tiers[name]
            if not await self._may_ask(name):
                continue
            seconds = min(tier.seconds, asking.deadline.left())
            if seconds < _LEAST_SECONDS:
                break
            completion = await self._attempt(asking, tier, route[0], speeches, offers, seconds)
            if completion is not None:
                return completion
        raise NoModelError(asking.task)

    async def _may_ask(self, name: ModelTier) -> bool:
        """Whether there is money left, and the tier does not rest."""
        now = self._now()
        async with self._sessions() as session:
            if not await may_spend(session, now, self._limit):
                raise NoModelError("switched off, or the month's limit is reached")
            recent = await recent_attempts(
                session, LLMTier(name.value), now - _REMEMBERED, self._breaker.failures
            )
        return self._breaker.lets_through(name, recent, now)

    async def _attempt(
        self,
        asking: Asking,
        tier: Tier,
        wanted: ModelTier,
        speeches: Sequence[Speech],
        offers: Sequence[ToolOffer],
        seconds: float,
    ) -> Completion | None:
        started = time.monotonic()
        completion = failure = None
        with self._breaker.trying(tier.name):
            try:
                completion = await tier.model.complete(speeches, offers, seconds)
            except ModelFailureError as error:
                failure = error
            spent = spent_tokens(completion, failure, speeches)
            attempt = Attempt(
                conversation_id=asking.conversation_id,
                task_type=asking.task.value,
                tier=LLMTier(tier.name.value),
                original_tier=LLMTier(wanted.value) if tier.name is not wanted else None,
                provider=tier.provider,
                model=tier.model_name,
                input_tokens=spent[0],
                output_tokens=spent[1],
                latency_ms=round((time.monotonic() - started) * 1000),
                cost_usd=tier.cost(*spent),
                error=str(failure) if failure is not None else None,
            )
            async with self._sessions() as session:
                await record_attempt(session, attempt, self._now())
                await session.commit()
        if failure is not None:
            _log.warning("a language model failed", tier=tier.name.value, why=str(failure))
            if failure.retry_after is not None:
                self._breaker.rest(tier.name, failure.retry_after, self._now())
        return completion


def spent_tokens(
    completion: Completion | None, failure: ModelFailureError | None, speeches: Sequence[Speech]
) -> tuple[int, int]:
    """What an attempt has used: as counted by the server, else by the length of the texts."""
    guessed = sum(len(speech.text) for speech in speeches) // _CHARACTERS_PER_TOKEN + 1
    if completion is None:
        return (guessed if failure is not None and failure.was_read else 0, 0)
    output = completion.output_tokens
    if output is None:
        said = len(completion.text) + sum(len(call.arguments) for call in completion.calls)
        output = said // _CHARACTERS_PER_TOKEN + 1
    return (completion.input_tokens if completion.input_tokens is not None else guessed, output)
