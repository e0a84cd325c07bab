"""Seeding through the orchestrator, on the database of a test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from database import connection
from database.engines import create_engine
from database.seeds import run_all_seeds
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import TierMapping
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.seeders import CategoryDataModule, SeedReport
from tests.seeds.editable import EditableModule, editable
from tests.sqlite_files import migrated_copy

Seed = Callable[..., Awaitable[SeedReport]]


@pytest.fixture
def seed(monkeypatch: pytest.MonkeyPatch) -> Seed:
    """`seed_all` on a given engine, with other data modules or tier mappings where a test gives them."""

    async def run(
        engine: AsyncEngine,
        *modules: CategoryDataModule,
        mappings: dict[str, TierMapping] | None = None,
        **options: Any,
    ) -> SeedReport:
        with monkeypatch.context() as patch:
            patch.setattr(connection, "MaintenanceSessionLocal", connection.create_session_factory(engine))
            if modules:
                patch.setattr(run_all_seeds, "CATEGORY_MODULES", modules)
            patch.setattr(
                run_all_seeds,
                "get_tier_mapping",
                lambda slug: (mappings or {}).get(slug) or get_tier_mapping(slug),
            )
            return await run_all_seeds.seed_all(**options)

    return run


@pytest.fixture
def motos() -> EditableModule:
    """The motorcycle data, free to edit."""
    return editable(motos_part)


@pytest.fixture
def aseicars() -> EditableModule:
    """The motorhome data, free to edit."""
    return editable(aseicars_prof)


@pytest.fixture
def seeded_sessions(seeded_engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Sessions on the test's seeded database."""
    return connection.create_session_factory(seeded_engine)


@pytest.fixture
def sqlite_database_url(tmp_path: Path) -> str:
    """An SQLite database of this test's own at head, without rows."""
    return migrated_copy(tmp_path)


@pytest.fixture(params=["postgresql", "sqlite"])
async def any_engine(request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    """An engine on an empty schema at head, of each kind of database."""
    name = "database_url" if request.param == "postgresql" else "sqlite_database_url"
    created = create_engine(request.getfixturevalue(name))
    yield created
    await created.dispose()
