"""What an element is not: its contrary words, each a row that is switched off instead of deleted.

Nothing here commits.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.categories import category_of
from agent.services.untariffed.works import element_of, phrases_of
from database.models import Element, ElementContraryWord
from shared.errors import InvalidInputError


async def list_contrary_words(session: AsyncSession, slug: str, code: str) -> list[str]:
    """The words beside which the element's own mean another thing. Raises NotFoundError."""
    element = await element_of(session, await category_of(session, slug), code, "code")
    return [row.words for row in await _rows(session, element) if row.is_active]


async def set_contrary_words(session: AsyncSession, slug: str, code: str, words: Sequence[str]) -> list[str]:
    """Let these be the element's contrary words: the others are switched off.

    Raises NotFoundError for an unknown category or element, InvalidInputError for words that are none, or
    that name the element itself.
    """
    element = await element_of(session, await category_of(session, slug), code, "code")
    wanted = phrases_of(words, "words")
    own = set(wanted) & {phrase.lower() for phrase in (*element.keywords, *element.aliases)}
    if own:
        raise InvalidInputError(
            "own_words",
            f"«{min(own)}» es una palabra clave de {element.code}.",
            "words",
            "Quítala de una de las dos listas.",
        )
    rows = {row.words: row for row in await _rows(session, element)}
    for row in rows.values():
        row.is_active = row.words in wanted
    session.add_all(
        ElementContraryWord(element_id=element.id, words=phrase) for phrase in wanted if phrase not in rows
    )
    await session.flush()
    return sorted(wanted)


async def _rows(session: AsyncSession, element: Element) -> list[ElementContraryWord]:
    found = await session.scalars(
        select(ElementContraryWord)
        .where(ElementContraryWord.element_id == element.id)
        .order_by(ElementContraryWord.words)
        .execution_options(include_inactive=True)
    )
    return list(found)
