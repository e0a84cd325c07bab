# msia-database-skill.md, Common Queries
# given: session, VehicleCategory, Element, category_id -- the block is an excerpt of a service

from sqlalchemy import select
from sqlalchemy.orm import selectinload

# Get with relationships
result = await session.execute(
    select(VehicleCategory)
    .options(selectinload(VehicleCategory.elements))
    .where(VehicleCategory.slug == "motos-part")
)
category = result.scalar_one_or_none()

# Filter active
result = await session.execute(
    select(Element)
    .where(Element.category_id == category_id)
    .where(Element.is_active == True)
    .order_by(Element.sort_order)
)
elements = result.scalars().all()
