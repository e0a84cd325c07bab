"""Which stored files are in use by a row, and removing those that are not.

Whoever writes or removes a file holds the lock of its name until the end of the transaction, so that no file
goes while a row that needs it is being written. The lock comes after those of user, conversation and case.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images.store import ImageStore
from database.acting_user import select_naming_actor
from database.holding import held
from database.models import Base, CaseImage, DialoguePhoto, UploadedImage

# Sorted in the statement, so that everybody takes them in one order.
_LOCK: Final = (
    "pg_advisory_xact_lock(hashtextextended('image file ' || named.name, 0)) "
    "FROM (SELECT unnest(CAST(:names AS text[])) AS name ORDER BY 1) AS named"
)
_HELD: Final = "held_files"
_TABLES: Final = tuple(
    Base.metadata.tables[model.__tablename__] for model in (CaseImage, DialoguePhoto, UploadedImage)
)
NAME_COLUMNS: Final[tuple[Column[str], ...]] = tuple(
    table.c[name]
    for table in _TABLES
    for name in ("stored_filename", "thumbnail_filename")
    if name in table.c
)
"""Every column that names a stored file."""


async def lock_files(session: AsyncSession, names: Iterable[str]) -> None:
    """Hold the locks of these names until the transaction ends, always taken in the same order; those that it
    holds already ask the database for nothing."""
    if session.get_bind().dialect.name != "postgresql":
        return
    known = held(session, _HELD)
    if wanted := sorted(set(names) - known.keys()):
        # Rows that name the files are written next: who writes them is said with the same statement.
        await select_naming_actor(session, _LOCK, {"names": wanted})
        held(session, _HELD).update(dict.fromkeys(wanted))


async def used_files(session: AsyncSession, names: Iterable[str]) -> set[str]:
    """Those of the names that some row uses."""
    wanted = list(names)
    used: set[str] = set()
    for column in NAME_COLUMNS:
        used.update(await session.scalars(select(column).where(column.in_(wanted))))
    return used


async def remove_unused(session: AsyncSession, store: ImageStore, names: Iterable[str]) -> list[str]:
    """Remove the files of those names that no row uses any more; returns the names of the files removed.

    Rows that this transaction has deleted count as gone. Commits nothing: the locks are held until then.
    """
    wanted = sorted(set(names))
    await lock_files(session, wanted)
    used = await used_files(session, wanted)
    return [name for name in wanted if name not in used and await store.delete(name)]
