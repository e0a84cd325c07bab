"""The catalogues that the dialogues of a process speak about, kept while their version is the same."""

import asyncio
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.context import KnownCategory
from agent.services.catalogue.cache import LoadedCatalogues, catalogue_version, read_catalogues

_KEPT: WeakKeyDictionary[Engine, tuple[LoadedCatalogues, dict[str, KnownCategory]]] = WeakKeyDictionary()
_READING: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


async def known_categories(session: AsyncSession, version: str | None = None) -> dict[str, KnownCategory]:
    """The active categories by slug, in their order, of the catalogue's present `version`.

    While the catalogue has not changed no statement, and one where the version is not given. Turns that come
    meanwhile wait for the one that reads.
    """
    if version is None:
        version = await catalogue_version(session)
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    if (found := _of_version(engine, version)) is not None:
        return found
    async with _READING.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        if (found := _of_version(engine, version)) is not None:
            return found
        before = _KEPT.get(engine)
        loaded = await read_catalogues(session, version, before[0] if before is not None else None)
        categories = {
            slug: KnownCategory(item.catalogue, item.vocabulary) for slug, item in loaded.categories.items()
        }
        if loaded.version is not None:
            _KEPT[engine] = (loaded, categories)
        return categories


async def prepare(sessions: async_sessionmaker[AsyncSession]) -> None:
    """Read the categories before the first turn, which would hold its client's lock meanwhile."""
    async with sessions() as session:
        await known_categories(session)


def _of_version(engine: Engine, version: str | None) -> dict[str, KnownCategory] | None:
    kept = _KEPT.get(engine)
    return kept[1] if kept is not None and version is not None and kept[0].version == version else None
