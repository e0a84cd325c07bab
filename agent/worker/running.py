"""A worker of the product: its tools from the settings, its first jobs, its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.assistant.known import prepare
from agent.chatwoot import AttachmentFetcher, Chatwoot
from agent.services.images import ImageStore
from agent.worker.bell import Bell
from agent.worker.clock import Clock, WallClock
from agent.worker.loop import Worker
from agent.worker.reconciling import start_reconciling
from agent.worker.working import Tools
from shared.config import Settings
from shared.tracebacks import describe

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def tools_of(
    settings: Settings, sessions: async_sessionmaker[AsyncSession], clock: Clock | None = None
) -> AsyncIterator[Tools]:
    """What the handlers work with; its connections are closed at the end."""
    timeout = httpx.Timeout(settings.CHATWOOT_TIMEOUT, connect=min(5.0, settings.CHATWOOT_TIMEOUT))
    async with httpx.AsyncClient(timeout=timeout, trust_env=False) as http:
        chatwoot = fetcher = None
        if (
            settings.answers_clients
            and settings.CHATWOOT_BASE_URL is not None
            and settings.CHATWOOT_ACCOUNT_ID is not None
            and settings.CHATWOOT_BOT_TOKEN is not None
            and settings.CHATWOOT_API_TOKEN is not None
        ):
            chatwoot = Chatwoot(
                http,
                settings.CHATWOOT_BASE_URL,
                settings.CHATWOOT_ACCOUNT_ID,
                settings.CHATWOOT_BOT_TOKEN.get_secret_value(),
                settings.CHATWOOT_API_TOKEN.get_secret_value(),
            )
            fetcher = AttachmentFetcher(http, settings.CHATWOOT_BASE_URL, settings.CHATWOOT_ATTACHMENT_HOSTS)
        store = ImageStore(settings.case_images_directory)
        guide = None
        if settings.has_language_models:
            from agent.assistant.llm.starting import guide_of

            guide = guide_of(settings, sessions, http)
        yield Tools(sessions, settings, clock or WallClock(), store, chatwoot, fetcher, http, guide)


async def work(tools: Tools, worker: Worker, concurrency: int, engine: AsyncEngine) -> None:
    """Let a worker work until it is stopped, told of jobs by the server of `engine`; what it prepares
    beforehand may fail."""
    for what, prepared in (("catalogue", prepare(tools.sessions)), ("first look", start_reconciling(tools))):
        try:
            await prepared
        except Exception as error:
            _log.warning("not prepared for work", what=what, error=describe(error))
    await worker.run(concurrency, Bell(engine))
