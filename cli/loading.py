"""Reads the catalogue for one command: as of one moment, then the connections are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.catalogue import Catalogue
    from domain.matching import Vocabulary


@dataclass(frozen=True, slots=True)
class ReadableCategory:
    """A category's catalogue with the words that texts are matched against."""

    catalogue: "Catalogue"
    vocabulary: "Vocabulary"


async def load_categories(slugs: Sequence[str] = ()) -> list["Catalogue"]:
    """The catalogues of the categories named, of all active ones without names.

    Raises NotFoundError, with the nearest slugs, for an unknown category, and when there is none at all.
    """
    from agent.services.catalogue import begin_snapshot, list_categories, load_catalogue
    from agent.services.catalogue.loader import unknown_category
    from database.connection import close_db, get_read_session

    try:
        async with get_read_session() as session:
            await begin_snapshot(session)
            wanted = list(slugs) or await list_categories(session)
            if not wanted:
                raise unknown_category("", [])
            return [await load_catalogue(session, slug) for slug in wanted]
    finally:
        await close_db()


def readable(catalogue: "Catalogue") -> ReadableCategory:
    """The catalogue with its vocabulary."""
    from domain.matching import compile_vocabulary

    return ReadableCategory(catalogue, compile_vocabulary(catalogue))


class ReadableCategories:
    """Categories by slug, each one's words compiled once, when the first text comes."""

    def __init__(self, catalogues: Sequence["Catalogue"]) -> None:
        self._catalogues = {catalogue.slug: catalogue for catalogue in catalogues}
        self._readable: dict[str, ReadableCategory] = {}

    def category(self, slug: str) -> ReadableCategory:
        """The category `slug`, in capitals or not. Raises NotFoundError with the nearest slugs."""
        wanted = slug.strip().lower()
        if wanted not in self._catalogues:
            from agent.services.catalogue.loader import unknown_category

            raise unknown_category(slug[:60], list(self._catalogues))
        if wanted not in self._readable:
            self._readable[wanted] = readable(self._catalogues[wanted])
        return self._readable[wanted]
