"""Attempts at language models: one row each, and the month's sums kept by one atomic statement.

Nothing here commits.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from database.keys import uuid7, uuid7_floor
from database.models import LLMUsageMetric, SystemSetting, TokenUsage
from shared.vocabularies import LLMTier

ENABLED: Final = "llm_enabled"
"""The setting by which staff switch language models off."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call to a model. `original_tier` is the tier that was wanted, where another one was asked; `error`
    says why it came to nothing."""

    conversation_id: uuid.UUID | None
    task_type: str
    tier: LLMTier
    original_tier: LLMTier | None
    provider: str
    model: str
    input_tokens: int
    output_tokens: int
    latency_ms: int
    cost_usd: Decimal
    error: str | None = None


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """How an attempt ended, and when."""

    success: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class MonthUsage:
    """What a calendar month (UTC) has used; the cost in USD."""

    year: int
    month: int
    input_tokens: int = 0
    output_tokens: int = 0
    total_requests: int = 0
    cost_usd: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class UsageLine:
    """Attempts at one model for one task."""

    task_type: str
    tier: str
    model: str | None
    attempts: int
    failed: int
    fallbacks: int
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal
    mean_ms: int


async def record_attempt(session: AsyncSession, attempt: Attempt, now: datetime) -> None:
    """Store the attempt as of `now`, and add it to its month. Two statements."""
    session.add(
        LLMUsageMetric(
            id=uuid7(),
            created_at=now,
            conversation_id=attempt.conversation_id,
            task_type=attempt.task_type,
            tier=attempt.tier.value,
            original_tier=attempt.original_tier.value if attempt.original_tier is not None else None,
            provider=attempt.provider,
            model=attempt.model,
            input_tokens=attempt.input_tokens,
            output_tokens=attempt.output_tokens,
            latency_ms=attempt.latency_ms,
            estimated_cost_usd=attempt.cost_usd,
            success=attempt.error is None,
            error_message=attempt.error,
            fallback_used=attempt.original_tier is not None,
        )
    )
    await session.flush()
    moment = now.astimezone(UTC)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(TokenUsage).values(
        id=uuid.uuid4(),
        year=moment.year,
        month=moment.month,
        input_tokens=attempt.input_tokens,
        output_tokens=attempt.output_tokens,
        total_requests=1,
        cost_usd=attempt.cost_usd,
    )
    new = statement.excluded
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[TokenUsage.year, TokenUsage.month],
            set_={
                "input_tokens": TokenUsage.input_tokens + new.input_tokens,
                "output_tokens": TokenUsage.output_tokens + new.output_tokens,
                "total_requests": TokenUsage.total_requests + new.total_requests,
                "cost_usd": TokenUsage.cost_usd + new.cost_usd,
                "updated_at": func.now(),
            },
        )
    )


async def recent_attempts(
    session: AsyncSession, tier: LLMTier, since: datetime, most: int
) -> list[PastAttempt]:
    """The last attempts at a tier since a moment, the latest first. One statement, along the key."""
    rows = await session.execute(
        select(LLMUsageMetric.success, LLMUsageMetric.created_at)
        .where(LLMUsageMetric.id >= uuid7_floor(since), LLMUsageMetric.tier == tier.value)
        .order_by(LLMUsageMetric.id.desc())
        .limit(most)
    )
    return [PastAttempt(row.success, row.created_at) for row in rows]


async def month_usage(session: AsyncSession, moment: datetime) -> MonthUsage:
    """What the month of a moment has used so far."""
    day = moment.astimezone(UTC)
    row = await session.scalar(
        select(TokenUsage).where(TokenUsage.year == day.year, TokenUsage.month == day.month)
    )
    if row is None:
        return MonthUsage(day.year, day.month)
    return MonthUsage(
        row.year, row.month, row.input_tokens, row.output_tokens, row.total_requests, row.cost_usd
    )


async def are_enabled(session: AsyncSession) -> bool:
    """Whether staff let language models be asked; they do unless they say no."""
    value = await session.scalar(select(SystemSetting.value).where(SystemSetting.key == ENABLED))
    return value != "false"


async def may_spend(session: AsyncSession, now: datetime, limit: Decimal | None) -> bool:
    """Whether a model may be asked: staff let it, and the month is below the limit. One statement."""
    day = now.astimezone(UTC)
    month = and_(TokenUsage.year == day.year, TokenUsage.month == day.month)
    spent = select(TokenUsage.cost_usd).where(month).scalar_subquery()
    switch = select(SystemSetting.value).where(SystemSetting.key == ENABLED).scalar_subquery()
    cost, enabled = (await session.execute(select(spent, switch))).one()
    return enabled != "false" and (limit is None or (cost or Decimal(0)) < limit)


async def usage_lines(session: AsyncSession, since: datetime, until: datetime) -> Sequence[UsageLine]:
    """The attempts of a time, by task, tier and model, the dearest first."""
    metric = LLMUsageMetric
    cost = func.coalesce(func.sum(metric.estimated_cost_usd), 0)
    rows = await session.execute(
        select(
            metric.task_type,
            metric.tier,
            metric.model,
            func.count(),
            func.count().filter(metric.success.is_(False)),
            func.count().filter(metric.fallback_used.is_(True)),
            func.coalesce(func.sum(metric.input_tokens), 0),
            func.coalesce(func.sum(metric.output_tokens), 0),
            cost,
            func.coalesce(func.avg(metric.latency_ms), 0),
        )
        .where(metric.id >= uuid7_floor(since), metric.id < uuid7_floor(until))
        .group_by(metric.task_type, metric.tier, metric.model)
        .order_by(cost.desc(), metric.task_type, metric.tier, metric.model)
    )
    return [
        UsageLine(task, tier, model, count, failed, fallbacks, given, got, Decimal(spent), round(pace))
        for task, tier, model, count, failed, fallbacks, given, got, spent, pace in rows
    ]
