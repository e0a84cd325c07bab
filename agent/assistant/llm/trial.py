"""Asks each tier once, with a tool, and says what came back; measured like any other attempt."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.llm.protocol import Completion, ModelFailureError, Speech, ToolOffer
from agent.assistant.llm.routing import spent_tokens
from agent.assistant.llm.tiers import Tier
from agent.services.monitoring import Attempt, record_attempt
from database.models.base import utcnow
from shared.vocabularies import LLMTier

_SPEECHES: Final = (
    Speech("system", "Contesta siempre con la herramienta progress."),
    Speech("user", "¿Cómo va mi expediente?"),
)
_OFFER: Final = ToolOffer(
    "progress",
    "Cómo va el expediente del cliente.",
    {"type": "object", "properties": {}, "additionalProperties": False},
)
_TASK: Final = "try"


@dataclass(frozen=True, slots=True)
class Trial:
    """How a tier answered."""

    tier: Tier
    milliseconds: int
    cost_usd: Decimal
    calls_tools: bool = False
    text: str = ""
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The trial as the command prints it."""
        return {
            "tier": self.tier.name.value,
            "model": self.tier.model_name,
            "provider": self.tier.provider,
            "calls_tools": self.calls_tools,
            "text": self.text,
            "error": self.error,
            "ms": self.milliseconds,
            "cost_usd": f"{self.cost_usd:.6f}",
        }


async def try_tiers(session: AsyncSession, tiers: Iterable[Tier]) -> list[Trial]:
    """Ask each once, whatever the breaker and the limit say. The caller commits."""
    return [await _try(session, tier) for tier in tiers]


async def _try(session: AsyncSession, tier: Tier) -> Trial:
    started = time.monotonic()
    completion: Completion | None = None
    failure: ModelFailureError | None = None
    try:
        completion = await tier.model.complete(_SPEECHES, [_OFFER], tier.seconds)
    except ModelFailureError as error:
        failure = error
    milliseconds = round((time.monotonic() - started) * 1000)
    spent = spent_tokens(completion, failure, _SPEECHES)
    cost = tier.cost(*spent)
    error_text = str(failure) if failure is not None else None
    attempt = Attempt(
        conversation_id=None,
        task_type=_TASK,
        tier=LLMTier(tier.name.value),
        original_tier=None,
        provider=tier.provider,
        model=tier.model_name,
        input_tokens=spent[0],
        output_tokens=spent[1],
        latency_ms=milliseconds,
        cost_usd=cost,
        error=error_text,
    )
    await record_attempt(session, attempt, utcnow())
    if completion is None:
        return Trial(tier, milliseconds, cost, error=error_text)
    return Trial(tier, milliseconds, cost, bool(completion.calls), completion.text[:200])
