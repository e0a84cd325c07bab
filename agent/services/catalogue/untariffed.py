"""Reads what a category's tariff does not price and what its elements are not: two statements."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ElementContraryWord, UntariffedWork
from domain.catalogue.values import CatalogueWork
from shared.vocabularies import BeyondKind, word_of


async def load_works(
    session: AsyncSession, category_id: UUID, codes: Mapping[UUID, str]
) -> Mapping[str, CatalogueWork]:
    """The active works of a category by code, in their order; `codes`: its active elements."""
    columns = UntariffedWork.__table__.c
    rows = await session.execute(
        select(*columns)
        .where(columns.category_id == category_id, columns.is_active)
        .order_by(columns.sort_order, columns.code)
    )
    return MappingProxyType(
        {
            row.code: CatalogueWork(
                id=row.id,
                code=row.code,
                name=row.name,
                what=word_of(BeyondKind, row.what, "untariffed_works.what"),
                answer=row.answer,
                keywords=tuple(row.keywords),
                contrary_words=tuple(row.contrary_words),
                # The reverse of what is switched off, or of another category's element, stands on its own.
                reverse_of=codes.get(row.reverse_of_element_id),
                covers_request=row.covers_request,
            )
            for row in rows
        }
    )


async def load_contrary_words(
    session: AsyncSession, element_ids: Select[Any]
) -> Mapping[UUID, tuple[str, ...]]:
    """The active contrary words of the elements that the subquery names, by element."""
    columns = ElementContraryWord.__table__.c
    rows = await session.execute(
        select(columns.element_id, columns.words)
        .where(columns.element_id.in_(element_ids), columns.is_active)
        .order_by(columns.words)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        found[row.element_id].append(row.words)
    return {element_id: tuple(words) for element_id, words in found.items()}
