"""Who is asked, who is left alone, what is measured, and when nobody is asked any more."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.llm.breaker import Breaker
from agent.assistant.llm.protocol import Completion, FailureKind, ModelFailureError, Speech, ToolOffer
from agent.assistant.llm.routing import Asking, Deadline, NoModelError, Router, Task
from agent.assistant.llm.tiers import Tier
from agent.services.monitoring import Attempt, month_usage, record_attempt, usage_lines
from agent.services.settings import set_setting
from database.models import LLMUsageMetric, SystemSetting, TokenUsage
from database.models.base import utcnow
from shared.config import ModelTier
from shared.vocabularies import LLMTier

Sessions = async_sessionmaker[AsyncSession]
LOCAL, CLOUD = ModelTier.LOCAL_FAST, ModelTier.CLOUD
SPEECHES = (Speech("user", "x" * 300),)


class Told:
    """A model that fails as it is told, and else answers."""

    def __init__(self, *failures: ModelFailureError | None, usage: tuple[int | None, int | None]) -> None:
        self.failures, self.usage = list(failures), usage
        self.asked = 0

    async def complete(
        self, speeches: Sequence[Speech], offers: Sequence[ToolOffer], seconds: float
    ) -> Completion:
        self.asked += 1
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        return Completion("sí", input_tokens=self.usage[0], output_tokens=self.usage[1])


class Firm:
    """A router with two models, on a clock that is set."""

    def __init__(
        self, sessions: Sessions, *failures: ModelFailureError | None, limit: Decimal | None = None
    ) -> None:
        self.now = utcnow()
        self.local = Told(*failures, usage=(1_000, 100))
        self.cloud = Told(usage=(1_000_000, 500_000))
        tiers = {
            LOCAL: Tier(LOCAL, self.local, "here", "small"),
            CLOUD: Tier(CLOUD, self.cloud, "there", "large", Decimal("0.40"), Decimal("1.60")),
        }
        routes = {Task.PHRASE: (LOCAL, CLOUD), Task.UNDERSTAND: (CLOUD, LOCAL)}
        breaker = Breaker(3, timedelta(seconds=60))
        self.router = Router(tiers, routes, sessions, breaker, limit, lambda: self.now)

    async def ask(self, task: Task = Task.PHRASE, seconds: float = 20) -> Completion:
        return await self.router.complete(Asking(task, None, Deadline.within(seconds)), SPEECHES, ())

    async def ask_at(self, seconds: float) -> Completion:
        self.now += timedelta(seconds=seconds)
        return await self.ask()


def down(retry_after: float | None = None) -> ModelFailureError:
    return ModelFailureError(FailureKind.SERVER, "status 500", retry_after)


async def rows(sessions: Sessions) -> list[LLMUsageMetric]:
    async with sessions() as session:
        return list(await session.scalars(select(LLMUsageMetric).order_by(LLMUsageMetric.id)))


async def test_each_task_has_its_own_first_model(sessions: Sessions) -> None:
    firm = Firm(sessions)
    await firm.ask(Task.PHRASE)
    await firm.ask(Task.UNDERSTAND)
    assert [(row.task_type, row.tier, row.fallback_used) for row in await rows(sessions)] == [
        ("phrase", "local_fast", False),
        ("understand", "cloud", False),
    ]


async def test_an_attempt_that_failed_has_its_row_too(sessions: Sessions) -> None:
    firm = Firm(sessions, down())
    await firm.ask()
    first, second = await rows(sessions)
    assert (first.tier, first.success, first.error_message) == ("local_fast", False, "server: status 500")
    assert (second.tier, second.original_tier, second.fallback_used) == ("cloud", "local_fast", True)
    # 0.40 for a million in, 1.60 for a million out.
    assert second.estimated_cost_usd == Decimal("1.2")
    async with sessions() as session:
        month = await month_usage(session, firm.now)
    assert (month.total_requests, month.input_tokens, month.cost_usd) == (2, 1_000_000, Decimal("1.2"))


async def test_what_timed_out_may_have_to_be_paid(sessions: Sessions) -> None:
    firm = Firm(sessions, ModelFailureError(FailureKind.TIMEOUT, "no answer"))
    await firm.ask()
    assert (await rows(sessions))[0].input_tokens == 101


async def test_tokens_that_nobody_counted_are_guessed(sessions: Sessions) -> None:
    firm = Firm(sessions)
    firm.local.usage = (None, None)
    await firm.ask()
    row = (await rows(sessions))[0]
    assert (row.input_tokens, row.output_tokens) == (101, 1)


async def test_a_tier_that_fails_in_a_row_rests_and_is_tried_again(sessions: Sessions) -> None:
    firm = Firm(sessions, down(), down(), down(), down())
    for _ in range(5):
        await firm.ask_at(1)
    assert firm.local.asked == 3
    await firm.ask_at(70)  # it fails again, once
    await firm.ask_at(1)
    assert firm.local.asked == 4
    await firm.ask_at(70)  # and then it answers
    await firm.ask_at(1)
    assert firm.local.asked == 6
    assert firm.cloud.asked == 7


async def test_another_process_knows_that_a_tier_rests(sessions: Sessions) -> None:
    first = Firm(sessions, down(), down(), down())
    for _ in range(3):
        await first.ask()
    second = Firm(sessions)
    await second.ask()
    assert second.local.asked == 0
    assert (await rows(sessions))[-1].original_tier == "local_fast"


async def test_one_call_at_a_time_tries_a_tier_that_has_rested(sessions: Sessions) -> None:
    firm = Firm(sessions, *(down() for _ in range(20)))
    for _ in range(3):
        await firm.ask()
    firm.now += timedelta(seconds=70)
    await asyncio.gather(*(firm.ask() for _ in range(6)))
    assert 4 <= firm.local.asked <= 5


async def test_a_tier_is_left_alone_as_long_as_it_says(sessions: Sessions) -> None:
    firm = Firm(sessions, ModelFailureError(FailureKind.RATE_LIMITED, "status 429", 30.0))
    await firm.ask()
    await firm.ask_at(20)
    assert firm.local.asked == 1
    await firm.ask_at(11)
    assert firm.local.asked == 2


async def test_nobody_is_asked_once_the_month_s_money_is_spent(sessions: Sessions) -> None:
    firm = Firm(sessions, limit=Decimal(1))
    await firm.ask(Task.UNDERSTAND)  # 1.20 USD
    with pytest.raises(NoModelError):
        await firm.ask()
    assert (firm.local.asked, firm.cloud.asked) == (0, 1)
    firm.now += timedelta(days=32)
    await firm.ask()
    assert firm.local.asked == 1


async def test_staff_switch_models_off(sessions: Sessions) -> None:
    firm = Firm(sessions)
    async with sessions() as session:
        await set_setting(session, "llm_enabled", "no")
        await session.commit()
    try:
        with pytest.raises(NoModelError):
            await firm.ask()
    finally:
        async with sessions() as session:
            await session.execute(
                update(SystemSetting).where(SystemSetting.key == "llm_enabled").values(value="true")
            )
            await session.commit()
    await firm.ask()
    assert firm.local.asked == 1


async def test_without_time_nobody_is_asked(sessions: Sessions) -> None:
    firm = Firm(sessions)
    with pytest.raises(NoModelError):
        await firm.ask(seconds=0.1)
    assert firm.local.asked == 0


async def test_concurrent_attempts_are_all_in_the_month(sessions: Sessions) -> None:
    attempt = Attempt(
        None, "phrase", LLMTier.CLOUD, None, "there", "large", 10, 3, 5, Decimal("0.000007"), None
    )
    moment = datetime(2031, 5, 31, 23, 59, tzinfo=UTC)

    async def record() -> None:
        async with sessions() as session:
            await record_attempt(session, attempt, moment)
            await session.commit()

    for _ in range(5):
        await asyncio.gather(*(record() for _ in range(10)))
    async with sessions() as session:
        found = list(await session.scalars(select(TokenUsage).where(TokenUsage.year == 2031)))
    assert [
        (row.month, row.total_requests, row.input_tokens, row.output_tokens, row.cost_usd) for row in found
    ] == [(5, 50, 500, 150, Decimal("0.00035"))]


async def test_usage_adds_up_by_task_and_model(sessions: Sessions) -> None:
    firm = Firm(sessions, down())
    await firm.ask()
    await firm.ask()
    async with sessions() as session:
        lines = await usage_lines(session, firm.now - timedelta(hours=1), firm.now + timedelta(hours=1))
    assert [(line.tier, line.attempts, line.failed, line.fallbacks) for line in lines] == [
        ("cloud", 1, 0, 1),
        ("local_fast", 2, 1, 0),
    ]
