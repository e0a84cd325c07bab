"""Reads the catalogue for one command: as of one moment, then the connections are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.catalogue import Catalogue
    from domain.matching import Vocabulary


@dataclass(frozen=True, slots=True)
class LoadedCategory:
    """A category's catalogue; `stamp` is the state of the database that it is of, if counted."""

    catalogue: "Catalogue"
    stamp: str | None

    @property
    def vocabulary(self) -> "Vocabulary":
        """The words that texts are matched against: from a file where they are kept, else compiled."""
        from agent.services.catalogue.kept import keep, kept_vocabulary
        from domain.matching import compile_vocabulary

        slug = self.catalogue.slug
        kept = kept_vocabulary(self.stamp, slug) if self.stamp is not None else None
        if kept is not None:
            return kept
        compiled = compile_vocabulary(self.catalogue)
        if self.stamp is not None:
            keep(self.stamp, vocabularies={slug: compiled})
        return compiled


async def load_categories(slugs: Sequence[str] = ()) -> list[LoadedCategory]:
    """The catalogues of the categories named, of all active ones without names.

    One statement where they are kept in files as of that very state. Raises NotFoundError, with the nearest
    slugs, for an unknown category, and when there is none at all.
    """
    from database.probe import STAMP, ask_server

    stamp = await ask_server(STAMP)
    kept = _kept(stamp, slugs) if stamp is not None else None
    return kept if kept is not None else await _from_database(slugs)


def _kept(stamp: str, slugs: Sequence[str]) -> list[LoadedCategory] | None:
    """The categories as they are kept; None unless all are."""
    from agent.services.catalogue.kept import kept_catalogue, kept_slugs

    known = kept_slugs(stamp)
    if known is None:
        return None
    found: list[LoadedCategory] = []
    for slug in slugs or known:
        catalogue = kept_catalogue(stamp, slug.strip().lower())
        if catalogue is None:
            return None
        found.append(LoadedCategory(catalogue, stamp))
    return found or None


async def _from_database(slugs: Sequence[str]) -> list[LoadedCategory]:
    from agent.services.catalogue.kept import keep
    from agent.services.catalogue.loader import (
        begin_snapshot,
        catalogue_stamp,
        list_categories,
        load_catalogue,
    )
    from agent.services.catalogue.unknown import unknown_category
    from database.connection import close_db, get_read_session

    try:
        async with get_read_session() as session:
            await begin_snapshot(session)
            stamp = await catalogue_stamp(session)
            known = await list_categories(session)
            if not (slugs or known):
                raise unknown_category("", [])
            catalogues = [await load_catalogue(session, slug) for slug in slugs or known]
    finally:
        await close_db()
    if stamp is not None:
        keep(stamp, slugs=known, catalogues={item.slug: item for item in catalogues})
    return [LoadedCategory(item, stamp) for item in catalogues]


class ReadableCategories:
    """Categories by slug, each one's words looked for once, when its first text comes."""

    def __init__(self, loaded: Sequence[LoadedCategory]) -> None:
        self._loaded = {item.catalogue.slug: item for item in loaded}
        self._vocabularies: dict[str, Vocabulary] = {}

    def category(self, slug: str) -> tuple["Catalogue", "Vocabulary"]:
        """Catalogue and words of `slug`, in capitals or not. Raises NotFoundError with the nearest slugs."""
        wanted = slug.strip().lower()
        if wanted not in self._loaded:
            from agent.services.catalogue.unknown import unknown_category

            raise unknown_category(slug[:60], list(self._loaded))
        if wanted not in self._vocabularies:
            self._vocabularies[wanted] = self._loaded[wanted].vocabulary
        return self._loaded[wanted].catalogue, self._vocabularies[wanted]
