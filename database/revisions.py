"""The revisions of the schema by their files and by the database's own note, without loading Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

_VERSIONS: Final = Path(__file__).resolve().parent / "alembic" / "versions"


def newest_revision() -> str:
    """The newest revision that this version of the product knows.

    The chain is linear, and a file has the name of its revision, its number first.
    """
    return max(path.stem for path in _VERSIONS.glob("[0-9]*.py"))


async def current_revision(engine: "AsyncEngine") -> str | None:
    """The revision of the schema in the database, None for an empty one."""
    async with engine.connect() as connection:
        return await connection.run_sync(_noted)


def _noted(connection: "Connection") -> str | None:
    from sqlalchemy import inspect

    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found
