"""What a transaction holds already: asking for it again needs no statement."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession


def held(session: AsyncSession, what: str) -> dict[Any, Any]:
    """The rows or locks of one kind that the transaction under way holds, to be looked up and added to; empty
    in a new one. A savepoint has its own: rolled back, it gives back what was taken in it."""
    transaction = session.get_nested_transaction() or session.get_transaction()
    if transaction is None:
        return {}
    known: tuple[Any, dict[Any, Any]] | None = session.info.get(what)
    if known is None or known[0] is not transaction:
        known = session.info[what] = (transaction, {})
    return known[1]
