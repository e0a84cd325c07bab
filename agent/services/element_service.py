"""The warnings of the panel's side: element warnings by the association table (spec, "Dual Architecture").

The panel and the API's pages of elements read these, with what decides whether they are shown. Quotes read
them in line (agent/services/tarifa_service.py); the database keeps both equal.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ElementWarningAssociation, Warning


async def get_element_warnings(session: AsyncSession, element_id: UUID | Select[UUID]) -> Sequence[Row[Any]]:
    """The active warnings associated with an element, or with each that a query gives.

    Rows with the columns of `warnings` (`element_id` is the associated element) and the association's
    `show_condition` and `threshold_quantity`, by code. One statement.
    """
    columns = Warning.__table__.c
    link = ElementWarningAssociation.__table__.c
    of_these = (
        link.element_id == element_id if isinstance(element_id, UUID) else link.element_id.in_(element_id)
    )
    wanted: list[ColumnElement[Any]] = [column for column in columns if column.name != "element_id"]
    wanted += [link.element_id, link.show_condition, link.threshold_quantity]
    statement = (
        select(*wanted)
        .join_from(Warning, ElementWarningAssociation, columns.id == link.warning_id)
        .where(of_these, columns.is_active)
        .order_by(columns.code, columns.id)
    )
    return (await session.execute(statement)).all()
