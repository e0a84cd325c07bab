"""Hands on whom a session acts for to the triggers of the audit, in every transaction that writes.

They read the settings `msia.actor_kind`, `msia.actor_name` and `msia.user_id`. These are set for a
transaction only, so that pooled connections, and PgBouncer's, never carry them over to somebody else, and
just before its first write that the audit could hear of: reading costs no statement, nor does the queue, nor
what is added to the histories. SQLite keeps no audit and gets nothing.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Delete, Insert, TextClause, Update, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from shared.acting import Actor, current_actor

UNHEARD: Final = frozenset(
    {"conversation_history", "conversation_messages", "dialogues", "jobs", "outgoing_messages"}
)
"""Tables whose rows are written unheard; deleting them may reach others by foreign keys."""
_ACTOR: Final = "msia.actor"
_TOLD: Final = "msia.actor_told"
_IS_PATIENT: Final = "msia.patient"

_NAME_ACTOR: Final = (
    "set_config('msia.actor_kind', :kind, true), set_config('msia.actor_name', :name, true), "
    "set_config('msia.user_id', :user_id, true)"
)
_SET_ACTOR: Final = text(f"SELECT {_NAME_ACTOR}")
# Seeding waits for other seedings, retention reads whole tables: the time-outs of requests are not for them.
_BE_PATIENT: Final = (
    "set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true), "
    "set_config('idle_in_transaction_session_timeout', '0', true)"
)
_BEGIN_PATIENTLY: Final = text(f"SELECT {_BE_PATIENT}, {_NAME_ACTOR}")


class ActingSession(Session):
    """A session whose transactions name whom they act for."""


def act_as(session: AsyncSession, actor: Actor | None) -> None:
    """Record the changes of this session for `actor`, None for nobody: from the next write on, in the
    transaction under way and in all that follow. Takes the place of `acting_as` for this session."""
    session.info[_ACTOR] = actor


def be_patient(session: AsyncSession) -> None:
    """Lift the time-outs of the database's user in the transactions that this session begins from now on."""
    session.info[_IS_PATIENT] = True


@event.listens_for(ActingSession, "after_begin")
def _begun(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:
        return
    if session.info.get(_IS_PATIENT) and connection.dialect.name == "postgresql":
        actor = _actor_of(session)
        connection.execute(_BEGIN_PATIENTLY, _as_settings(actor))
        session.info[_TOLD] = actor


@event.listens_for(ActingSession, "after_soft_rollback")
def _rolled_back(session: Session, _previous: SessionTransaction) -> None:
    # A savepoint that is rolled back takes the settings made within it back.
    session.info.pop(_TOLD, None)


@event.listens_for(ActingSession, "after_transaction_end")
def _ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_TOLD, None)


@event.listens_for(ActingSession, "do_orm_execute")
def _before_statement(state: ORMExecuteState) -> None:
    if not state.is_select and not _is_unheard(state.statement):
        _tell(state.session)


@event.listens_for(ActingSession, "before_flush")
def _before_flush(session: Session, _context: Any, _instances: Any) -> None:
    written = [*session.new, *session.dirty]
    if session.deleted or any(row.__table__.name not in UNHEARD for row in written):
        _tell(session)


async def name_actor(session: AsyncSession) -> None:
    """Name the actor now, ahead of a SELECT that calls a function which writes."""
    await session.run_sync(_tell)


async def select_naming_actor(session: AsyncSession, selected: str, given: Mapping[str, Any]) -> None:
    """Execute a SELECT of PostgreSQL for what it does, not for its rows, of which it gives at least one.

    Where the actor has still to be named, that statement does it. `selected`: what follows the word."""
    actor = _actor_of(session.sync_session)
    if session.info.get(_TOLD) == actor:
        await session.execute(_selecting(selected), given)
        return
    session.info[_TOLD] = actor  # or the event of this very statement would name it
    await session.execute(_selecting(f"{_NAME_ACTOR}, {selected}"), {**_as_settings(actor), **given})


@cache
def _selecting(selected: str) -> TextClause:
    return text(f"SELECT {selected}")


def _tell(session: Session) -> None:
    actor = _actor_of(session)
    if session.info.get(_TOLD) == actor:
        return
    connection = session.connection()  # may begin the transaction, and name the actor by that
    if connection.dialect.name == "postgresql" and session.info.get(_TOLD) != actor:
        connection.execute(_SET_ACTOR, _as_settings(actor))
    session.info[_TOLD] = actor


def _is_unheard(statement: Any) -> bool:
    """Whether the audit keeps nothing of what the statement writes."""
    if isinstance(statement, Delete):
        return getattr(statement.table, "name", None) == "jobs"
    is_plain = isinstance(statement, Insert | Update)
    return is_plain and getattr(statement.table, "name", None) in UNHEARD


def _actor_of(session: Session) -> Actor | None:
    actor: Actor | None = session.info.get(_ACTOR, current_actor())
    return actor


def _as_settings(actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {"kind": "", "name": "", "user_id": ""}
    return {
        "kind": actor.kind.value,
        "name": actor.name,
        "user_id": str(actor.user_id) if actor.user_id else "",
    }
