"""The guide that the settings ask for, with its tiers, routes and breaker."""

from datetime import timedelta

import httpx
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.llm.breaker import Breaker
from agent.assistant.llm.guide import Guide
from agent.assistant.llm.routing import Router, Task
from agent.assistant.llm.tiers import tiers_of
from shared.config import Settings


def router_of(
    settings: Settings, sessions: async_sessionmaker[AsyncSession], http: httpx.AsyncClient
) -> Router:
    """The models of the settings. One for a process: what its breaker knows is the process's."""
    return Router(
        tiers_of(settings, http),
        {
            Task.PHRASE: settings.LLM_PHRASE_TIERS,
            Task.UNDERSTAND: settings.LLM_UNDERSTAND_TIERS,
            Task.WRITE: settings.LLM_UNDERSTAND_TIERS,
        },
        sessions,
        Breaker(settings.LLM_BREAKER_FAILURES, timedelta(seconds=settings.LLM_BREAKER_SECONDS)),
        settings.LLM_MONTHLY_LIMIT_USD,
    )


def guide_of(
    settings: Settings, sessions: async_sessionmaker[AsyncSession], http: httpx.AsyncClient
) -> Guide:
    """The guide of the settings."""
    return Guide(
        router_of(settings, sessions, http),
        sessions,
        settings.LLM_TURN_SECONDS,
        reads_personal_data=settings.LLM_PERSONAL_DATA,
    )
