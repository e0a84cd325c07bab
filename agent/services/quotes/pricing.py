"""Quotes of a stored category."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.loader import load_catalogue
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote


async def quote(session: AsyncSession, category_slug: str, request: Mapping[str, int]) -> Quote:
    """Load the category and quote the request. Raises as `load_catalogue` and `quote_elements` do."""
    return quote_elements(await load_catalogue(session, category_slug), request)
