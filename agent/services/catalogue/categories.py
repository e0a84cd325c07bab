"""The row of a category, for whoever changes what belongs to it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.loader import list_categories
from agent.services.catalogue.unknown import unknown_category
from database.models import VehicleCategory


async def category_of(session: AsyncSession, slug: str) -> VehicleCategory:
    """The active category. Raises NotFoundError with the nearest slugs."""
    wanted = slug.strip().lower()
    category = await session.scalar(
        select(VehicleCategory).where(VehicleCategory.slug == wanted, VehicleCategory.is_active)
    )
    if category is None:
        raise unknown_category(slug[:60], await list_categories(session))
    return category
