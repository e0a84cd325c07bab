"""`metadata` in the specification's own words: SQLAlchemy keeps the attribute, and nothing given is lost."""

from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.jsonb import JsonbValidationError
from database.models import Base, Element, ElementWarningAssociation, VehicleCategory, Warning

MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)
WITH = [model for model in MODELS if "metadata" in model.__table__.c]
WITHOUT = [model for model in MODELS if "metadata" not in model.__table__.c]


@pytest.mark.parametrize("model", WITH, ids=lambda model: model.__name__)
def test_metadata_is_the_column(model: Any) -> None:
    assert inspect(model).column_attrs["metadata_"].columns[0].name == "metadata"
    made = model(metadata={"a": 1})
    assert (made.metadata_, made.metadata) == ({"a": 1}, {"a": 1})
    made.metadata = {"b": 2}
    assert made.metadata_ == {"b": 2}
    with pytest.raises(JsonbValidationError, match=r"^metadata"):
        made.metadata = [1]
    assert (
        str(select(model.metadata)) == f"SELECT {model.__tablename__}.metadata \nFROM {model.__tablename__}"
    )


@pytest.mark.parametrize("model", WITHOUT, ids=lambda model: model.__name__)
def test_a_model_without_the_column_refuses_it(model: Any) -> None:
    assert model.metadata is Base.metadata
    with pytest.raises(AttributeError, match="has no column metadata"):
        model(metadata={})
    with pytest.raises(AttributeError, match="has no column metadata"):
        model().metadata = {}


async def test_metadata_is_stored_and_found(session: AsyncSession) -> None:
    category = VehicleCategory(slug="motos", name="Motos", client_type="particular")
    element = Element(category=category, code="ESCAPE", name="Escape", metadata={"origen": "web"})
    session.add(element)
    await session.commit()
    element.metadata = {"origen": "panel"}  # type: ignore[assignment, misc]
    await session.commit()
    session.expunge_all()
    where: Any = Element.metadata
    found = await session.scalar(select(Element).where(where["origen"].as_string() == "panel"))
    assert found is not None
    assert (await session.scalars(select(Element).filter_by(metadata={"origen": "panel"}))).one() is found


async def test_warnings_join_their_associations_as_the_specification_writes_it(session: AsyncSession) -> None:
    category = VehicleCategory(slug="motos", name="Motos", client_type="particular")
    element, other = [Element(category=category, code=code, name=code) for code in ("A", "B")]
    session.add_all([element, other])
    await session.flush()
    session.add_all([Warning(code=row.code, message="m", element_id=row.id) for row in (element, other)])
    await session.commit()
    found = await session.scalars(
        select(Warning)
        .join(ElementWarningAssociation)
        .where(ElementWarningAssociation.element_id == element.id)
    )
    assert [warning.code for warning in found] == ["A"]
    back = await session.scalars(select(ElementWarningAssociation).join(Warning).where(Warning.code == "B"))
    assert [pair.element_id for pair in back] == [other.id]
