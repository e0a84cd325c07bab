"""The specification's model patterns: its own classes read and write the product's tables."""

import uuid
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import DateTime, ForeignKey, MetaData, UniqueConstraint, Uuid, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship, selectinload

import database
from database import models
from tests.servers import run_python
from tests.spec.samples import run

NAMES = {"Mapped": Mapped, "mapped_column": mapped_column}


@pytest.fixture
def base() -> type[DeclarativeBase]:
    """A base for the classes of one block, each on the table that the product has for it; `MyModel`, which it
    has not, on one with soft deletes."""

    class Base(DeclarativeBase):
        metadata = MetaData()
        type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Uuid(), datetime: DateTime(timezone=True)}

        id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)

        @declared_attr.directive
        def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy gives the class
            known = getattr(models, cls.__name__, None)
            return known.__tablename__ if known else "vehicle_categories"

    return Base


async def test_soft_delete(base: Any, bare: async_sessionmaker[AsyncSession]) -> None:
    async with bare() as session:
        session.add(models.VehicleCategory(slug="motos-part", name="Motos", client_type="particular"))
        await session.flush()
        block = await run("20", Base=base, select=select, session=session, **NAMES)
        assert (await session.execute(block["stmt"])).all() == []
        assert await session.scalar(text("SELECT is_active FROM vehicle_categories")) is False


async def test_jsonb_fields(base: Any, seeded: async_sessionmaker[AsyncSession]) -> None:
    async with seeded() as session:
        element = (
            await session.scalars(
                select(models.Element).where(models.Element.code == "ESCAPE", models.Element.keywords != [])
            )
        ).first()
        block = await run("21", Base=base, JSONB=JSONB, select=select, element=element, **NAMES)
        found = (await session.scalars(block["stmt"])).all()
        assert found
        assert all("escape" in row.keywords for row in found)
        await session.commit()
        stored = await session.scalar(
            text("SELECT metadata FROM elements WHERE id = :id"), {"id": element.id if element else None}
        )
    assert stored == {"custom_field": "value"}


async def test_self_referential_hierarchy(base: Any, seeded: async_sessionmaker[AsyncSession]) -> None:
    block = await run("22", Base=base, relationship=relationship, ForeignKey=ForeignKey, UUID=UUID, **NAMES)
    element = block["Element"]
    async with seeded() as session:
        variants = (
            await session.scalars(
                select(element)
                .where(element.parent_element_id.is_not(None))
                .options(selectinload(element.parent))
            )
        ).all()
        assert len(variants) > 10
        for variant in variants:
            assert variant.parent.id == variant.parent_element_id
            assert variant.variant_type
            assert variant.variant_code


async def test_conditional_fields(base: Any, seeded: async_sessionmaker[AsyncSession]) -> None:
    block = await run("23", Base=base, ForeignKey=ForeignKey, UUID=UUID, **NAMES)
    field = block["ElementRequiredField"]
    async with seeded() as session:
        rows = (await session.scalars(select(field).where(field.condition_field_id.is_not(None)))).all()
    assert rows
    assert all(row.condition_operator and row.condition_value is not None for row in rows)


async def test_tier_inheritance(base: Any, seeded: async_sessionmaker[AsyncSession]) -> None:
    block = await run("24", Base=base, ForeignKey=ForeignKey, UUID=UUID, **NAMES)
    inclusion = block["TierElementInclusion"]
    async with seeded() as session:
        rows = (await session.scalars(select(inclusion))).all()
        assert all((row.element_id is None) != (row.included_tier_id is None) for row in rows)
        assert any(row.included_tier_id for row in rows)

        tier = {
            code: await session.scalar(
                select(models.TariffTier.id)
                .join(models.VehicleCategory)
                .where(models.TariffTier.code == code, models.VehicleCategory.slug == "motos-part")
            )
            for code in ("T1", "T2")
        }
        block = await run(
            "25", TierElementInclusion=models.TierElementInclusion, T1_ID=tier["T1"], T2_ID=tier["T2"]
        )
        session.add(block["_"])
        await session.flush()
        count = select(func.count()).select_from(inclusion).where(inclusion.included_tier_id == tier["T1"])
        assert await session.scalar(count) == 1


async def test_the_model_pattern(base: Any, seeded: async_sessionmaker[AsyncSession]) -> None:
    class VehicleCategory(base):  # type: ignore[misc]
        elements = relationship("Element", back_populates="category", lazy="selectin")

    block = await run("27", Base=base, UniqueConstraint=UniqueConstraint)
    element = block["Element"]
    async with seeded() as session:
        category: Any = (await session.scalars(select(VehicleCategory))).first()
        assert category.elements
        made = element(category_id=category.id, code="PRUEBA", name="Prueba", keywords=["prueba"])
        session.add(made)
        await session.flush()
        stored = await session.scalar(select(models.Element).where(models.Element.id == made.id))
        assert stored is not None
        assert (stored.keywords, stored.is_active) == (["prueba"], True)
        assert repr(made) == f"<Element(id={made.id}, code=PRUEBA)>"


def test_importing_the_package_loads_neither_models_nor_engine() -> None:
    done = run_python("-c", "import sys, database, database.seeds; print(*sys.modules)")
    loaded = set(done.stdout.split())
    assert "database.seeds" in loaded
    assert not {"sqlalchemy", "database.models", "database.connection", "shared.config"} & loaded


def test_the_package_exports_its_models_and_sessions() -> None:
    listed = {name for name in models.__all__ if isinstance(getattr(models, name), type)}
    sessions = {"get_async_session", "get_session", "AsyncSessionLocal", "async_session", "engine"}
    assert listed | sessions <= set(database.__all__)
    for name in listed:
        assert getattr(database, name) is getattr(models, name)
    from database import Base, Element, get_async_session
    from database.connection import get_async_session as original

    assert (Base, Element, get_async_session) == (models.Base, models.Element, original)
    with pytest.raises(ImportError, match="Elemento"):
        from database import Elemento  # noqa: F401
