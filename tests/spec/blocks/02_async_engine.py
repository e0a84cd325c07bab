# database-guidelines.md, Connection & Session Management › Async Engine Configuration
# given: settings -- the page names the object of shared.config without importing it

from sqlalchemy.ext.asyncio import create_async_engine, AsyncSession, async_sessionmaker

engine = create_async_engine(
    settings.DATABASE_URL,
    pool_size=10,           # Connection pool size
    max_overflow=20,        # Max extra connections during peak
    pool_pre_ping=True,     # Verify connection before use
    echo=False,             # Set to True for SQL logging
)

AsyncSessionLocal = async_sessionmaker(
    engine,
    class_=AsyncSession,
    expire_on_commit=False,  # Keep objects usable after commit
    autocommit=False,
    autoflush=False,
)
