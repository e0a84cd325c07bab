"""Whom the changes of a session are recorded for: the member of staff, in every transaction of it.

The triggers of the audit read the setting `msia.user_id`. It is set for a transaction only, so that pooled
connections, and PgBouncer's, never carry it over to somebody else. SQLite keeps no audit and gets nothing.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

_SESSION_KEY = "msia.acting_user"
_SET_USER = text("SELECT set_config('msia.user_id', :user_id, true)")

_acting: ContextVar[uuid.UUID | None] = ContextVar("msia_acting_user", default=None)


class ActingSession(Session):
    """A session whose transactions name whom they act for."""


@contextmanager
def acting_as(admin_user_id: uuid.UUID | None) -> Iterator[None]:
    """Transactions begun inside, by this task and those it starts, are recorded for this member of staff."""
    token = _acting.set(admin_user_id)
    try:
        yield
    finally:
        _acting.reset(token)


async def act_as(session: AsyncSession, admin_user_id: uuid.UUID | None) -> None:
    """Record the changes of this session for a member of staff, None for nobody: from now on, in the
    transaction under way and in all that follow. Takes the place of `acting_as` for this session."""
    session.info[_SESSION_KEY] = admin_user_id
    if session.in_transaction():
        connection = await session.connection()
        if connection.dialect.name == "postgresql":
            await connection.execute(_SET_USER, {"user_id": _as_setting(admin_user_id)})


@event.listens_for(ActingSession, "after_begin")
def _set_user(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    # A savepoint inherits the setting of its transaction.
    if transaction.nested or connection.dialect.name != "postgresql":
        return
    admin_user_id = session.info.get(_SESSION_KEY, _acting.get())
    if admin_user_id is not None:
        connection.execute(_SET_USER, {"user_id": _as_setting(admin_user_id)})


def _as_setting(admin_user_id: uuid.UUID | None) -> str:
    return "" if admin_user_id is None else str(admin_user_id)
