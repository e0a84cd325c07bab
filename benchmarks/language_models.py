"""What a conversation and the tables are left with, whatever a language model does.

    python -m benchmarks.language_models

On a database of its own, through webhook and worker, with doubles of Chatwoot and of an OpenAI-compatible
endpoint for each tier. For each way in which a model may behave it prints what the client read last, the rows
of llm_usage_metrics and tool_call_logs, and how long the turn took. Exit status 1 when an amount reached the
client that the tariff does not give, or a turn ended without the offer.
"""

import asyncio
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.llm.double import (
    KEY,
    Calls,
    Endpoint,
    Fails,
    Hangs,
    Raw,
    Says,
    Script,
    drafts_of,
    in_turn,
    polite,
)
from agent.chatwoot.double.serving import served
from cli.simulation.playing import Scene, scene
from database.models import ConversationHistory, LLMUsageMetric, TokenUsage, ToolCallLog

REQUEST: Final = "quiero homologar el escape de mi moto"
_WRONG: Final = "WRONG"
_MINUTE: Final = timedelta(minutes=1)
_AMOUNT: Final = re.compile(r"(\d[\d.,]*) ?€")
_OF_THE_TARIFF: Final = {"140,00", "169,40"}


def _inventing(body: dict[str, Any]) -> Says:
    return Says("\n".join(f"[{n}] Te lo dejo en 99 €. {text}" for n, text in drafts_of(body).items()))


BEHAVIOURS: Final[dict[str, tuple[Script, Script]]] = {
    "as it should": (polite, polite),
    "calls tools": (
        in_turn(
            Calls([("quote", {"texto": "el escape y el manillar"})]),
            Calls([("requirements", {"codigo": "ESCAPE"})]),
        ),
        polite,
    ),
    "arguments that are no JSON": (in_turn(Calls([("quote", '{"texto": "esc')])), polite),
    "a tool that is not there": (in_turn(Calls([("read_case", {"id": "7"})])), polite),
    "an answer that is no JSON": (lambda _: Raw(b'{"choices": [{"mess'), polite),
    "no answer in time": (lambda _: Hangs(20), polite),
    "a rate limit": (lambda _: Fails(429, "rate_limit_exceeded", {"retry-after": "1"}), polite),
    "a price of its own, once": (in_turn(_inventing), polite),
    "a price of its own, always": (_inventing, _inventing),
    "both tiers down": (lambda _: Fails(500), lambda _: Fails(503)),
}


@dataclass(frozen=True, slots=True)
class Played:
    """What a conversation came to."""

    texts: list[str]
    attempts: list[LLMUsageMetric]
    calls: list[ToolCallLog]
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the client has the tariff's offer, and no other amount."""
        amounts = set(_AMOUNT.findall("\n".join(self.texts)))
        return "169,40" in amounts and amounts <= _OF_THE_TARIFF


async def _play(played: Scene, sessions: async_sessionmaker[AsyncSession]) -> Played:
    contact = played.stage.double.contact(played.new_phone())
    started = time.perf_counter()
    played.stage.double.client_writes(contact, REQUEST)
    await played.stage.settle(played.stage.clock.now() + _MINUTE)
    seconds = time.perf_counter() - started
    numbers = [str(talk.id) for talk in played.stage.double.talks.values() if talk.contact is contact]
    texts = [item.text for item in played.stage.double.phone if item.contact_id == contact.id]
    async with sessions() as session:
        ids = select(ConversationHistory.id).where(ConversationHistory.chatwoot_conversation_id.in_(numbers))
        attempts = await session.scalars(
            select(LLMUsageMetric).where(LLMUsageMetric.conversation_id.in_(ids)).order_by(LLMUsageMetric.id)
        )
        calls = await session.scalars(
            select(ToolCallLog).where(ToolCallLog.conversation_id.in_(ids)).order_by(ToolCallLog.id)
        )
        return Played(texts, list(attempts), list(calls), seconds)


async def _run(sessions: async_sessionmaker[AsyncSession]) -> None:
    from api.main import create_app
    from shared.config import settings

    local, cloud = Endpoint(), Endpoint()
    async with served(local.app()) as here, served(cloud.app()) as there:
        changes: dict[str, Any] = {
            "LLM_LOCAL_FAST_URL": f"{here}/v1",
            "LLM_LOCAL_FAST_MODEL": "small",
            "LLM_LOCAL_FAST_API_KEY": SecretStr(KEY),
            "LLM_LOCAL_FAST_TIMEOUT": 1.5,
            "LLM_CLOUD_URL": f"{there}/v1",
            "LLM_CLOUD_MODEL": "large",
            "LLM_CLOUD_API_KEY": SecretStr(KEY),
            "LLM_CLOUD_INPUT_PRICE": Decimal("0.40"),
            "LLM_CLOUD_OUTPUT_PRICE": Decimal("1.60"),
            "LLM_BREAKER_FAILURES": 100,  # each behaviour is shown by itself
        }
        for place, (name, (first, second)) in enumerate(BEHAVIOURS.items(), 1):
            local.script, cloud.script = first, second
            async with scene(
                create_app(settings), settings, sessions, first_id=1_000_000 * place, **changes
            ) as opened:
                found = await _play(opened, sessions)
            _show(name, found)
    async with sessions() as session:
        for month in await session.scalars(select(TokenUsage)):
            print(
                f"token_usage {month.year}-{month.month:02}: {month.total_requests} requests, "
                f"{month.input_tokens} + {month.output_tokens} tokens, {month.cost_usd} USD"
            )


def _show(name: str, found: Played) -> None:
    console = Console(width=150)
    console.rule(f"{name}: {'right' if found.is_right else _WRONG}, {found.seconds:.1f} s", align="left")
    console.print(f"Last: {found.texts[-1] if found.texts else '—'}", markup=False, highlight=False)
    table = Table("llm_usage_metrics: tier", "wanted", "success", "tokens", "USD", "ms", "error", box=None)
    for row in found.attempts:
        table.add_row(
            row.tier,
            row.original_tier or "",
            "yes" if row.success else "no",
            f"{row.input_tokens} + {row.output_tokens}",
            str(row.estimated_cost_usd),
            str(row.latency_ms),
            row.error_message or "",
        )
    console.print(table)
    if found.calls:
        table = Table("tool_call_logs: tool", "result", "parameters", "error", "iteration", box=None)
        for call in found.calls:
            table.add_row(
                call.tool_name,
                call.result_type,
                str(call.parameters),
                (call.error_message or "")[:70],
                str(call.iteration),
            )
        console.print(table)


def main() -> int:
    """Run everything on an embedded server of its own."""
    from cli.simulation.temporary import run_child, temporary_database

    if len(sys.argv) > 1 and sys.argv[1] == "--inside":
        from database.connection import AsyncSessionLocal
        from shared.config import LogLevel
        from shared.logging import configure_logging

        configure_logging(unless_set=LogLevel.ERROR)
        asyncio.run(_run(AsyncSessionLocal))
        return 0
    with temporary_database() as url, tempfile.TemporaryDirectory(prefix="msia-benchmark-") as home:
        printed = run_child("benchmarks.language_models", ["--inside"], url, MSIA_HOME=str(Path(home)))
    print(printed)
    return 1 if _WRONG in printed else 0


if __name__ == "__main__":
    raise SystemExit(main())
