"""Whether this database has pgvector, by which vectors are compared."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def has_pgvector(session: AsyncSession) -> bool:
    """Whether the extension is installed here."""
    return bool(await session.scalar(text("SELECT to_regtype('public.halfvec') IS NOT NULL")))
