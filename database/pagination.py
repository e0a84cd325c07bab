"""Pages of a table, newest first, by keyset: the cost does not depend on how far back a page lies."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from database.keyset import Position, check_limit, decode_cursor, encode_cursor
from database.models.base import Base
from shared.errors import InvalidInputError

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class RowPage(Generic[Row]):
    """Rows, newest first, and the cursors of the pages around them, None where there is nothing.

    `newer` is there on every page with rows, as more may come.
    """

    rows: tuple[Row, ...]
    older: str | None
    newer: str | None


async def newest_first(
    session: AsyncSession,
    query: Select[Row],
    model: type[Row],
    *,
    limit: int,
    before: str | None = None,
    after: str | None = None,
) -> RowPage[Row]:
    """The latest rows of `query`, or those just before or just after a cursor.

    Raises InvalidInputError for a bad cursor or limit, or for both cursors at once.
    """
    check_limit(limit)
    if before is not None and after is not None:
        raise InvalidInputError(
            "two_cursors", "Se han dado los dos cursores.", "before", "Usa «before» o «after», no los dos."
        )
    place = tuple_(model.created_at, model.id)
    if after is not None:
        start = decode_cursor(after, "after")
        query = query.where(place > tuple_(start.moment, start.id))
        query = query.order_by(model.created_at.asc(), model.id.asc())
    else:
        if before is not None:
            start = decode_cursor(before, "before")
            query = query.where(place < tuple_(start.moment, start.id))
        query = query.order_by(model.created_at.desc(), model.id.desc())
    rows = list(await session.scalars(query.limit(limit + 1)))
    is_more, rows = len(rows) > limit, rows[:limit]
    if after is not None:
        rows.reverse()
    if not rows:
        return RowPage((), older=None, newer=after)
    return RowPage(
        tuple(rows),
        older=_cursor(rows[-1]) if is_more or after is not None else None,
        newer=_cursor(rows[0]),
    )


def _cursor(row: Base) -> str:
    return encode_cursor(Position(row.created_at, row.id))
