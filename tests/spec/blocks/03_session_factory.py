# database-guidelines.md, Connection & Session Management › Session Factory Pattern
# given: AsyncSessionLocal -- defined by the block before it on the page

from contextlib import asynccontextmanager

@asynccontextmanager
async def get_async_session():
    """
    Async context manager that yields a session.

    Usage:
        async with get_async_session() as session:
            result = await session.execute(select(User))
    """
    async with AsyncSessionLocal() as session:
        try:
            yield session
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.close()
