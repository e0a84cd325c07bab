# msia-database-skill.md, Seed Pattern

# seeds/motos_elements_seed.py
import asyncio
from sqlalchemy import select
from database.connection import async_session
from database.models import VehicleCategory, Element

ELEMENTS = [
    {
        "code": "ESCAPE",
        "name": "Escape/Silenciador",
        "keywords": ["escape", "silenciador", "tubo de escape", "exhaust"],
    },
    {
        "code": "MANILLAR",
        "name": "Manillar",
        "keywords": ["manillar", "handlebar", "puños"],
    },
    # ...
]

async def seed_motos_elements():
    async with async_session() as session:
        # Get category
        result = await session.execute(
            select(VehicleCategory).where(VehicleCategory.slug == "motos-part")
        )
        category = result.scalar_one_or_none()

        if not category:
            print("Category motos-part not found")
            return

        for elem_data in ELEMENTS:
            # Check if exists
            existing = await session.execute(
                select(Element).where(
                    Element.category_id == category.id,
                    Element.code == elem_data["code"]
                )
            )
            if existing.scalar_one_or_none():
                continue

            element = Element(
                category_id=category.id,
                **elem_data
            )
            session.add(element)

        await session.commit()
        print(f"Seeded {len(ELEMENTS)} elements for motos-part")

if __name__ == "__main__":
    asyncio.run(seed_motos_elements())
