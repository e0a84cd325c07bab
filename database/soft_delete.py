"""Soft deletes that the ORM can't bypass by accident.

A session shows only active rows of SoftDelete models: in queries, in collections and by key.
References (many-to-one) still lead to a row that was switched off, because a case keeps its tier and an
entry of the trail its author (by `joinedload`, which the product does not use, they come as None).
`execution_options(include_inactive=True)` shows all rows.

Deleting such a row raises, by object, as an orphan or in bulk, unless the session is inside `hard_delete`.
Statements on tables (Core) are not touched: migrations and seeders say themselves what they mean.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session, object_session, with_loader_criteria

from database.models.base import SoftDelete
from shared.errors import ConflictError

INCLUDE_INACTIVE = "include_inactive"
_ALLOWED = "msia.hard_delete"
_ACTIVE_ONLY = with_loader_criteria(SoftDelete, lambda model: model.is_active, include_aliases=True)


class SoftDeleteSession(Session):
    """A session with the rules of soft deletes (see the module)."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """The row of a key, or None where there is none or it is switched off.

        `execution_options={"include_inactive": True}` returns it in either case.
        """
        found = super().get(entity, ident, **options)
        if isinstance(found, SoftDelete) and not found.is_active:
            chosen = options.get("execution_options") or {}
            return found if chosen.get(INCLUDE_INACTIVE) else None
        return found

    def delete(self, instance: object) -> None:
        """Mark a row for deletion. Raises ConflictError for SoftDelete models outside `hard_delete`."""
        if isinstance(instance, SoftDelete):
            _require_allowed(self, type(instance).__name__)
        super().delete(instance)


def soft_delete(instance: SoftDelete) -> None:
    """Switch a row off; the next flush stores it. What hangs on it stays as it is, out of reach with it."""
    instance.is_active = False


def restore(instance: SoftDelete) -> None:
    """Switch a row on again. Find it with `execution_options(include_inactive=True)`."""
    instance.is_active = True


@asynccontextmanager
async def hard_delete(session: AsyncSession) -> AsyncIterator[None]:
    """Inside, the session may delete rows of SoftDelete models; the end flushes what the block deleted.

    Raises what the flush raises. Nothing is committed.
    """
    before = session.info.get(_ALLOWED, False)
    session.info[_ALLOWED] = True
    try:
        yield
        await session.flush()
    finally:
        session.info[_ALLOWED] = before


def _require_allowed(session: Session | None, model: str) -> None:
    if session is not None and (
        not isinstance(session, SoftDeleteSession) or session.info.get(_ALLOWED, False)
    ):
        return
    raise ConflictError(
        "hard_delete_refused",
        f"Rows of {model} are switched off, not deleted.",
        "is_active",
        "Use soft_delete(obj); to remove rows for good, do it inside `async with hard_delete(session)`.",
    )


@event.listens_for(SoftDeleteSession, "do_orm_execute")
def _keep_to_active_rows(state: ORMExecuteState) -> None:
    if state.is_delete:
        mapper = state.bind_mapper
        if mapper is not None and state.is_orm_statement and issubclass(mapper.class_, SoftDelete):
            _require_allowed(state.session, mapper.class_.__name__)
        return
    if not state.is_select or state.is_column_load or state.execution_options.get(INCLUDE_INACTIVE):
        return
    statement = state.statement
    others = tuple(option for option in statement._with_options if option is not _ACTIVE_ONLY)
    wanted = not state.is_relationship_load or _is_collection_load(state)
    # The option travels from a query to the loads of relationships; those of references go without it.
    statement = statement.options()
    statement._with_options = (*others, _ACTIVE_ONLY) if wanted else others
    state.statement = statement


def _is_collection_load(state: ORMExecuteState) -> bool:
    relationship = getattr(state.loader_strategy_path, "prop", None)
    return relationship is None or bool(relationship.uselist)


@event.listens_for(SoftDelete, "before_delete", propagate=True)
def _refuse_orphans(_mapper: Any, _connection: Any, instance: SoftDelete) -> None:
    """Cascades and orphans don't pass by `SoftDeleteSession.delete`."""
    _require_allowed(object_session(instance), type(instance).__name__)
