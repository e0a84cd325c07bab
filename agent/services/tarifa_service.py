"""The warnings of the agent's side: they stand in line with what they warn of (spec, "Dual Architecture").

Quotes read these. The panel's side reads element warnings by the association table
(agent/services/element_service.py); the database keeps both equal.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import Warning

Ids = UUID | Select[UUID]
"""One id, or a query that gives several."""


async def get_warnings_by_scope(
    session: AsyncSession,
    element_id: Ids | None = None,
    *,
    tier_id: Ids | None = None,
    category_id: Ids | None = None,
) -> Sequence[Row[Any]]:
    """The active warnings of these scopes, by `warnings.element_id`, `tier_id` and `category_id`.

    Rows with the columns of `warnings`, by code. One statement, however many scopes are asked for. Raises
    TypeError where none is: an id given in the session's place would look like an element without warnings.
    """
    columns = Warning.__table__.c
    asked = [
        columns[name] == ids if isinstance(ids, UUID) else columns[name].in_(ids)
        for name, ids in (("element_id", element_id), ("tier_id", tier_id), ("category_id", category_id))
        if ids is not None
    ]
    if not asked:
        raise TypeError("get_warnings_by_scope(session, …) needs an element_id, a tier_id or a category_id")
    statement = select(*columns).where(or_(*asked), columns.is_active).order_by(columns.code, columns.id)
    return (await session.execute(statement)).all()
