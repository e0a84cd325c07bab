"""The current catalogues in memory, replaced as a whole whenever the database's catalogue changes.

The database counts its catalogue's versions by trigger and, on PostgreSQL, notifies every listener at
commit. While a listener is connected a read costs no statement; without one (SQLite, PgBouncer, a lost
connection) the version is compared before answering, at most once every `check_seconds`.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from types import MappingProxyType
from typing import Any, Self, TypeVar

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.services.catalogue.loader import list_categories, load_catalogue, unknown_category
from agent.services.catalogue.snapshot import Catalogue
from agent.services.matching.vocabulary import Vocabulary, compile_vocabulary
from database.models import SystemSetting

CHANNEL = "msia_catalogue"
VERSION_KEY = "catalogue_version"
# How often the version is compared although nothing was announced: a half-open connection says nothing.
HEARTBEAT_SECONDS = 15.0

Entry = TypeVar("Entry")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedCatalogues:
    """All active categories at one version of the database, with what texts are matched against."""

    version: str
    catalogues: Mapping[str, Catalogue]
    vocabularies: Mapping[str, Vocabulary]


async def catalogue_version(session: AsyncSession) -> str:
    """The database's catalogue version: it changes with every committed change. One statement."""
    value = await session.scalar(select(SystemSetting.value).where(SystemSetting.key == VERSION_KEY))
    return value or "0"


async def load_catalogues(session: AsyncSession) -> LoadedCatalogues:
    """Version and all active categories as of one moment. The session must be fresh: isolation is set."""
    if session.get_bind().dialect.name == "postgresql":
        # One snapshot for all statements: never half the old catalogue, half the new one.
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    version = await catalogue_version(session)
    catalogues = {slug: await load_catalogue(session, slug) for slug in await list_categories(session)}
    return LoadedCatalogues(
        version,
        MappingProxyType(catalogues),
        MappingProxyType({slug: compile_vocabulary(item) for slug, item in catalogues.items()}),
    )


class CatalogueCache:
    """Holds the current `LoadedCatalogues`; use it as an async context manager to listen for changes."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        engine: AsyncEngine,
        *,
        check_seconds: float = 0.5,
    ) -> None:
        self._sessions = sessions
        self._engine = engine
        self._check_seconds = check_seconds
        self._loaded: LoadedCatalogues | None = None
        self._checked_at = float("-inf")
        self._refreshing = asyncio.Lock()
        self._listening = False
        self._changed = asyncio.Event()
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.refresh()
        if self._engine.dialect.name == "postgresql":
            self._watcher = asyncio.create_task(self._watch(), name="catalogue-listener")
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._watcher is not None:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher

    @property
    def is_listening(self) -> bool:
        """Whether changes are pushed, so that reads need no statement."""
        return self._listening

    async def current(self) -> LoadedCatalogues:
        """The catalogues as of now; no statement while listening. Raises the driver's error if the
        database can't be asked and nothing pushes changes: a price that may be stale is not given."""
        loaded = self._loaded
        if loaded is None:
            return await self.refresh()
        if self._listening or monotonic() - self._checked_at < self._check_seconds:
            return loaded
        await self._refresh_if_changed()
        self._checked_at = monotonic()
        return self._loaded or loaded

    async def catalogue(self, slug: str) -> Catalogue:
        """The catalogue of a category. Raises NotFoundError with the nearest slugs."""
        loaded = await self.current()
        return _entry(loaded.catalogues, slug)

    async def vocabulary(self, slug: str) -> Vocabulary:
        """What texts of a category are matched against. Raises NotFoundError with the nearest slugs."""
        loaded = await self.current()
        return _entry(loaded.vocabularies, slug)

    async def refresh(self) -> LoadedCatalogues:
        """Load everything anew and replace it in one step; readers keep what they hold."""
        async with self._refreshing:
            async with self._sessions() as session:
                loaded = await load_catalogues(session)
            self._loaded = loaded
            self._checked_at = monotonic()
            return loaded

    async def _refresh_if_changed(self) -> None:
        async with self._sessions() as session:
            version = await catalogue_version(session)
        if self._loaded is None or version != self._loaded.version:
            await self.refresh()

    async def _watch(self) -> None:
        """Listen for ever; after a lost connection, listen again and load what was missed."""
        delay = 0.1
        while True:
            try:
                await self._listen()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                _log.warning("catalogue listener lost its connection", error=str(error), retry_seconds=delay)
            self._listening = False
            await asyncio.sleep(delay)
            delay = min(delay * 2, 5.0)

    async def _listen(self) -> None:
        async with self._engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            lost = asyncio.Event()

            def on_change(*_arguments: object) -> None:
                self._changed.set()

            def on_lost(*_arguments: object) -> None:
                self._listening = False
                lost.set()
                self._changed.set()

            raw.add_termination_listener(on_lost)
            await raw.add_listener(CHANNEL, on_change)
            try:
                # Changes committed before LISTEN took effect were not announced to us.
                await self.refresh()
                self._listening = True
                while not lost.is_set():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._changed.wait(), HEARTBEAT_SECONDS)
                    self._changed.clear()
                    if not lost.is_set():
                        await self._refresh_if_changed()
            finally:
                self._listening = False
                raw.remove_termination_listener(on_lost)
                if not raw.is_closed():
                    await raw.remove_listener(CHANNEL, on_change)
            raise ConnectionError("the server closed the connection")


def _entry(entries: Mapping[str, Entry], slug: str) -> Entry:
    try:
        return entries[slug]
    except KeyError:
        raise unknown_category(slug, list(entries)) from None
