"""The catalogues that the dialogues of a process speak about, kept while their version is the same."""

from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.context import KnownCategory
from agent.services.catalogue import list_categories, load_catalogue
from agent.services.catalogue.cache import catalogue_version

_KEPT: WeakKeyDictionary[Engine, tuple[str, dict[str, KnownCategory]]] = WeakKeyDictionary()


async def known_categories(session: AsyncSession, version: str | None = None) -> dict[str, KnownCategory]:
    """The active categories by slug, in their order, of the catalogue's present `version`.

    While the catalogue has not changed no statement, and one where the version is not given.
    """
    if version is None:
        version = await catalogue_version(session)
    bind = session.get_bind()
    engine = bind.engine if isinstance(bind, Connection) else bind
    kept = _KEPT.get(engine)
    if kept is not None and version is not None and kept[0] == version:
        return kept[1]
    while True:
        found = {
            slug: KnownCategory(await load_catalogue(session, slug))
            for slug in await list_categories(session)
        }
        after = await catalogue_version(session)
        if after == version:
            break
        version = after  # changed while it was read: once more, so that it is of one moment
    if version is not None:
        _KEPT[engine] = (version, found)
    return found
