"""`msia llm status|usage|try`: which language models the assistant has, and what they have been asked."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent.services.monitoring import MonthUsage, UsageLine

app = SpanishTyper(help="Los modelos de lenguaje del asistente y lo que cuestan.", no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]


@app.command("status")
def status_command(as_json: _Json = False) -> None:
    """Muestra qué modelos hay, cuál descansa por sus fallos y cuánto se ha gastado este mes.

    Ejemplos:

      msia llm status
    """
    with errors_as_json(as_json):
        found = asyncio.run(_status())
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    if not found["tiers"]:
        print("No hay ningún modelo de lenguaje: el asistente contesta sin ellos (docs/language-models.md).")
    else:
        print_table(
            ("Nivel", "Modelo", "Dónde", "Estado"),
            [
                [item["tier"], item["model"], item["provider"], "descansa" if item["is_resting"] else "listo"]
                for item in found["tiers"]
            ],
        )
        if not found["enabled"]:
            print("Los modelos están apagados: msia settings set llm_enabled sí")
    print(_spent(found["spent_usd"], found["limit_usd"]))


@app.command("usage")
def usage_command(
    month: Annotated[
        str, typer.Option("--month", metavar="AAAA-MM", help="Qué mes (UTC); sin decirlo, este.")
    ] = "",
    as_json: _Json = False,
) -> None:
    """Muestra las llamadas a los modelos de un mes: cuántas, fallos, tokens, coste y tiempo.

    Ejemplos:

      msia llm usage

      msia llm usage --month 2026-03 --json
    """
    with errors_as_json(as_json):
        first = _month(month)
        lines, sums = asyncio.run(_usage(first))
    if as_json:
        print(json.dumps(_usage_as_dict(lines, sums), ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    print_table(
        ("Tarea", "Nivel", "Modelo", "Llamadas", "Fallos", "Por otro", "Tokens", "USD", "ms"),
        [
            [
                line.task_type,
                line.tier,
                line.model or "",
                str(line.attempts),
                str(line.failed),
                str(line.fallbacks),
                f"{line.input_tokens} + {line.output_tokens}",
                f"{line.cost_usd:.4f}",
                str(line.mean_ms),
            ]
            for line in lines
        ],
    )
    print(
        f"{sums.year}-{sums.month:02}: {sums.total_requests} llamadas, {sums.input_tokens} + "
        f"{sums.output_tokens} tokens, {sums.cost_usd:.4f} USD"
    )


@app.command("try")
def try_command(as_json: _Json = False) -> None:
    """Pregunta una vez a cada modelo, con una herramienta, y dice qué contesta. Lo que cuesta queda anotado.

    Estado de salida 1 si alguno no contesta.

    Ejemplos:

      msia llm try
    """
    with errors_as_json(as_json):
        found = asyncio.run(_try())
    if as_json:
        print(json.dumps({"tiers": found}, ensure_ascii=False, indent=2))
    elif not found:
        print("No hay ningún modelo de lenguaje que probar (docs/language-models.md).")
    for item in [] if as_json else found:
        what = item["error"] or ("usa herramientas" if item["calls_tools"] else "contesta, sin herramientas")
        print(f"{item['tier']} ({item['model']}): {what}; {item['ms']} ms, {item['cost_usd']} USD")
    if any(item["error"] for item in found):
        raise typer.Exit(1)


def _spent(spent: str, limit: str | None) -> str:
    return f"Este mes: {spent} USD" + (f" de {limit} USD." if limit is not None else ", sin límite.")


def _month(text: str) -> "datetime":
    from datetime import UTC, datetime

    from shared.errors import InvalidInputError

    if not text:
        return datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise InvalidInputError(
            "invalid_month", f"«{text[:20]}» no es un mes.", "month", "Escríbelo como 2026-03."
        ) from None


async def _status() -> dict[str, Any]:
    from datetime import timedelta

    import httpx

    from agent.assistant.llm.breaker import Breaker
    from agent.assistant.llm.tiers import tiers_of
    from agent.services.monitoring import are_enabled, month_usage, recent_attempts
    from cli.sessions import reading
    from database.models.base import utcnow
    from shared.config import settings
    from shared.vocabularies import LLMTier

    now = utcnow()
    breaker = Breaker(settings.LLM_BREAKER_FAILURES, timedelta(seconds=settings.LLM_BREAKER_SECONDS))
    async with httpx.AsyncClient(trust_env=False) as http, reading() as session:
        tiers = []
        for name, tier in tiers_of(settings, http).items():
            recent = await recent_attempts(
                session, LLMTier(name.value), now - timedelta(hours=1), breaker.failures
            )
            tiers.append(
                {
                    "tier": name.value,
                    "model": tier.model_name,
                    "provider": tier.provider,
                    "is_resting": not breaker.lets_through(name, recent, now),
                }
            )
        month = await month_usage(session, now)
        limit = settings.LLM_MONTHLY_LIMIT_USD
        return {
            "enabled": await are_enabled(session),
            "tiers": tiers,
            "spent_usd": f"{month.cost_usd:.4f}",
            "limit_usd": f"{limit:.2f}" if limit is not None else None,
        }


async def _usage(first: "datetime") -> tuple["Sequence[UsageLine]", "MonthUsage"]:
    from datetime import timedelta

    from agent.services.monitoring import month_usage, usage_lines
    from cli.sessions import reading

    following = (first + timedelta(days=32)).replace(day=1)
    async with reading() as session:
        return await usage_lines(session, first, following), await month_usage(session, first)


def _usage_as_dict(lines: "Sequence[UsageLine]", sums: "MonthUsage") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "month": f"{sums.year}-{sums.month:02}",
        "requests": sums.total_requests,
        "input_tokens": sums.input_tokens,
        "output_tokens": sums.output_tokens,
        "cost_usd": f"{sums.cost_usd:.6f}",
        "lines": [{**asdict(line), "cost_usd": f"{line.cost_usd:.6f}"} for line in lines],
    }


async def _try() -> list[dict[str, Any]]:
    import httpx

    from agent.assistant.llm.tiers import tiers_of
    from agent.assistant.llm.trial import try_tiers
    from cli.sessions import writing
    from shared.config import settings

    async with httpx.AsyncClient(trust_env=False) as http, writing() as session:
        return [trial.as_json() for trial in await try_tiers(session, tiers_of(settings, http).values())]
