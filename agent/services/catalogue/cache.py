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
from typing import Never, Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.services.catalogue.kept import keep, kept_catalogue, kept_slugs, kept_vocabulary
from agent.services.catalogue.loader import (
    begin_snapshot,
    catalogue_stamp,
    list_categories,
    load_catalogue,
)
from agent.services.catalogue.unknown import unknown_category
from database.listener import HEARTBEAT_SECONDS, Listener, keep_listening
from database.models import SystemSetting
from domain.catalogue.values import Catalogue
from domain.matching.vocabulary import Vocabulary, compile_vocabulary

CHANNEL = "msia_catalogue"
VERSION_KEY = "catalogue_version"


@dataclass(frozen=True, slots=True)
class LoadedCategory:
    """A category's catalogue and the vocabulary compiled from this very catalogue."""

    version: str | None
    catalogue: Catalogue
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class LoadedCatalogues:
    """All active categories at one version of the database, by slug in their sort order.

    `version` is None where the database has lost the row that counts: then every check loads anew.
    """

    version: str | None
    categories: Mapping[str, LoadedCategory]

    def category(self, slug: str) -> LoadedCategory:
        """The category `slug`, in capitals or not. Raises NotFoundError with the nearest slugs."""
        try:
            return self.categories[slug.strip().lower()]
        except KeyError:
            raise unknown_category(slug, list(self.categories)) from None


async def catalogue_version(session: AsyncSession) -> str | None:
    """The database's catalogue version: it changes with every committed change. One statement."""
    version: str | None = await session.scalar(
        select(SystemSetting.value).where(SystemSetting.key == VERSION_KEY)
    )
    return version


async def load_catalogues(session: AsyncSession, known: LoadedCatalogues | None = None) -> LoadedCatalogues:
    """Version and all active categories as of one moment; `known` itself when it is of that version.

    One statement when nothing changed, else a fixed number per category. The session must be fresh: its
    isolation is set.
    """
    await begin_snapshot(session)
    version = await catalogue_version(session)
    if known is not None and version is not None and version == known.version:
        return known
    return await _read(session, version, known)


async def read_catalogues(
    session: AsyncSession, version: str | None, known: LoadedCatalogues | None = None
) -> LoadedCatalogues:
    """The same in the middle of a transaction, which may see others' commits: read again until nothing
    changed meanwhile. `version` is what the caller has just seen."""
    while True:
        found = await _read(session, version, known)
        if (after := await catalogue_version(session)) == version:
            return found
        version = after


async def _read(
    session: AsyncSession, version: str | None, known: LoadedCatalogues | None
) -> LoadedCatalogues:
    # What a restart finds in files, as of this very state, needs no statement and no compiling.
    stamp = await catalogue_stamp(session) if known is None else None
    if stamp is not None and (kept := await asyncio.to_thread(_kept, stamp, version)) is not None:
        return kept
    categories: dict[str, LoadedCategory] = {}
    for slug in await list_categories(session):
        catalogue = await load_catalogue(session, slug)
        before = known.categories.get(slug) if known is not None else None
        if before is not None and _same_words(before.catalogue, catalogue):
            vocabulary = before.vocabulary
        else:
            # In a thread, so that readers of the old catalogue don't wait meanwhile.
            vocabulary = await asyncio.to_thread(compile_vocabulary, catalogue)
        categories[slug] = LoadedCategory(version, catalogue, vocabulary)
    if stamp is not None and await catalogue_stamp(session) == stamp:
        await asyncio.to_thread(
            keep,
            stamp,
            slugs=tuple(categories),
            catalogues={slug: item.catalogue for slug, item in categories.items()},
            vocabularies={slug: item.vocabulary for slug, item in categories.items()},
        )
    return LoadedCatalogues(version, MappingProxyType(categories))


def _kept(stamp: str, version: str | None) -> LoadedCatalogues | None:
    """All categories as they are kept in files; None unless each is there with its words."""
    categories: dict[str, LoadedCategory] = {}
    for slug in kept_slugs(stamp) or ():
        catalogue, vocabulary = kept_catalogue(stamp, slug), kept_vocabulary(stamp, slug)
        if catalogue is None or vocabulary is None:
            return None
        categories[slug] = LoadedCategory(version, catalogue, vocabulary)
    return LoadedCatalogues(version, MappingProxyType(categories)) if categories else None


def _same_words(before: Catalogue, after: Catalogue) -> bool:
    """Whether both give the same vocabulary: it is made of the elements, of which are abstract, and of what
    is beyond the tariff."""
    if before.elements != after.elements or before.works != after.works:
        return False
    return all(before.is_abstract(code) == after.is_abstract(code) for code in after.elements)


class CatalogueCache:
    """Holds the current `LoadedCatalogues`; use it as an async context manager to listen for changes.

    `sessions` and `engine` must be of the same server, the one that is written to: a replica can't be
    listened to and may not have yet what was announced. A cache belongs to one event loop.
    """

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        engine: AsyncEngine,
        *,
        check_seconds: float = 0.5,
        listen: bool = True,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._sessions = sessions
        self._engine = engine
        self._check_seconds = check_seconds
        self._heartbeat_seconds = heartbeat_seconds
        self._wants_to_listen = listen and engine.dialect.name == "postgresql"
        self._loaded: LoadedCatalogues | None = None
        # When the database was last asked; what is held is at least as new.
        self._asked_at = float("-inf")
        self._asking: asyncio.Task[LoadedCatalogues] | None = None
        self._asking_since = float("-inf")
        self._changed = asyncio.Event()
        self._listening = False
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.refresh()
        if self._wants_to_listen:
            self._watcher = asyncio.create_task(self._watch(), name="catalogue-listener")
        return self

    async def __aexit__(self, *_exc: object) -> None:
        self._listening = False
        if self._watcher is not None:
            self._watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self._watcher
            self._watcher = None
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})

    @property
    def is_listening(self) -> bool:
        """Whether changes are pushed, so that reads need no statement."""
        return self._listening

    async def current(self) -> LoadedCatalogues:
        """The catalogues as of now; no statement while listening.

        Raises the driver's error, or the error of data that can't be compiled, when the database can't be
        asked and nothing pushes changes: a price that may be stale is not given.
        """
        loaded = self._loaded
        if loaded is not None and (self._listening or self._was_asked_lately()):
            return loaded
        return await self.refresh()

    async def category(self, slug: str) -> LoadedCategory:
        """A category as of now. Raises NotFoundError with the nearest slugs, else as `current` does."""
        return (await self.current()).category(slug)

    async def catalogue(self, slug: str) -> Catalogue:
        """The catalogue of a category as of now; raises as `category` does."""
        return (await self.category(slug)).catalogue

    async def refresh(self) -> LoadedCatalogues:
        """Ask the database and load what changed, replaced in one step; readers keep what they hold.

        Whoever comes while others ask shares the next answer, so a crowd costs two statements, not a crowd's;
        a database that does not answer is waited for once by all. After one's own commit, this makes the
        change seen here at once.
        """
        came_at = monotonic()
        while (asking := self._asking) is not None and self._asking_since < came_at:
            # It may have asked before our commit, so its answer will not do. Its failure will: nobody waits
            # anew for a database that has just not answered.
            await asyncio.wait({asking})
            if not asking.cancelled() and (failure := asking.exception()) is not None:
                raise failure
        if asking is None:
            self._asking_since = monotonic()
            asking = self._asking = asyncio.create_task(self._ask(), name="catalogue-refresh")
            asking.add_done_callback(self._asked)
        # One who gives up (a client gone) takes nothing from the others who wait.
        return await asyncio.shield(asking)

    async def _ask(self) -> LoadedCatalogues:
        asked_at = monotonic()
        async with self._sessions() as session:
            self._loaded = await load_catalogues(session, self._loaded)
        self._asked_at = asked_at
        return self._loaded

    def _asked(self, asking: "asyncio.Task[LoadedCatalogues]") -> None:
        if self._asking is asking:
            self._asking = None
        if not asking.cancelled():
            asking.exception()  # seen: whoever waited has raised it

    def _was_asked_lately(self) -> bool:
        return monotonic() - self._asked_at < self._check_seconds

    async def _watch(self) -> None:
        """Listen for ever; after a lost connection, listen again and load what was missed."""
        await keep_listening(
            self._engine,
            CHANNEL,
            self._announced,
            self._lost,
            begin=self._catch_up,
            follow=self._follow,
            warning="catalogue changes are not announced; versions are compared instead",
        )

    async def _catch_up(self) -> None:
        await self.refresh()
        self._listening = True

    async def _follow(self, listener: Listener) -> Never:
        """Load each announced change. Ends with the connection or the error of a load."""
        try:
            while not listener.lost.is_set():
                try:
                    await asyncio.wait_for(self._changed.wait(), self._heartbeat_seconds)
                except TimeoutError:
                    if not await listener.hears():
                        raise ConnectionError("the connection has gone silent") from None
                self._changed.clear()
                if not listener.lost.is_set():
                    await self.refresh()
            raise ConnectionError("the server closed the connection")
        finally:
            self._listening = False

    def _announced(self, _version: str) -> None:
        self._changed.set()

    def _lost(self) -> None:
        self._listening = False
        self._changed.set()
