"""What the database costs: statements and times of migrating, seeding, loading and quoting.

    python -m benchmarks.database [--runs 20]

Runs on an embedded PostgreSQL of its own in a temporary directory, with the product's own settings. The
figures beside them are of a catalogue twenty times as large.
"""

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from alembic import command
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from agent.services.catalogue.loader import load_catalogue
from benchmarks.measure import Measurement, measure
from database import embedded
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.migrate import alembic_config
from database.models import Element, User
from database.seeds.data import motos_part
from database.seeds.data.common import ElementData, TierConfig, TierMapping
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.run_all_seeds import CATEGORY_MODULES, seed_category
from database.seeds.seed_utils import element_uuid
from database.seeds.seeders import CategoryDataModule, CategorySeeder, ElementSeeder, InclusionSeeder
from domain.quote.composing import quote_elements

REQUEST = {"ESCAPE": 1, "MANILLAR": 1, "SUSPENSION_DEL": 1}
SLUG = motos_part.CATEGORY_SLUG
FACTOR = 20
LARGE_SLUG = f"{SLUG}-x{FACTOR}"


@dataclass
class Bench:
    """The database being measured and the figures so far."""

    engine: AsyncEngine
    runs: int
    figures: list[Measurement] = field(default_factory=list)

    @property
    def sessions(self) -> async_sessionmaker[AsyncSession]:
        """Sessions with the product's rules."""
        return create_session_factory(self.engine)

    async def take(
        self, name: str, action: Callable[[], Any], *, runs: int | None = None, **options: Any
    ) -> None:
        """Measure `action` on this engine and keep the figure."""
        found = await measure(name, action, engine=self.engine, runs=runs or self.runs, **options)
        self.figures.append(found)


async def run(runs: int) -> list[Measurement]:
    """All figures, in the order in which a newcomer meets them."""
    with tempfile.TemporaryDirectory(prefix="msia-bench-") as home:
        server = await asyncio.to_thread(embedded.start, Path(home))
        try:
            return await _measure_all(server, runs)
        finally:
            await asyncio.to_thread(embedded.stop, Path(home))


async def _measure_all(server: RunningServer, runs: int) -> list[Measurement]:
    async with _engine(server.url) as engine:
        bench = Bench(engine, runs)
        async with _engine(server.owner_url) as owner:
            migrating = Bench(owner, runs, bench.figures)
            await migrating.take(
                "migrate: upgrade head on an empty database", lambda: _migrate(owner), runs=1
            )
        await bench.take("seed: both categories", lambda: _seed(bench), runs=1)
        await bench.take("re-seed: nothing changed", lambda: _seed(bench), runs=min(runs, 5))
        await _measure_reads(bench, SLUG, "")
        await _seed_large(bench)
        await _measure_reads(bench, LARGE_SLUG, f" (catalogue x{FACTOR})")
        return bench.figures


@asynccontextmanager
async def _engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:  # connecting is not what is measured
            await connection.execute(text("SELECT 1"))
        yield engine
    finally:
        await engine.dispose()


async def _migrate(engine: AsyncEngine) -> None:
    def upgrade(connection: Connection) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async with engine.connect() as connection:
        await connection.run_sync(upgrade)


async def _seed(bench: Bench) -> None:
    for module in CATEGORY_MODULES:
        async with bench.sessions() as session:
            await seed_category(module, session)
            await session.commit()


async def _measure_reads(bench: Bench, slug: str, suffix: str) -> None:
    user_id = await _some_user(bench)
    element_id = element_uuid(slug, "ESCAPE")

    async def load_category() -> None:
        async with bench.sessions() as session:
            await load_catalogue(session, slug)

    async def cold_quote() -> None:
        async with bench.sessions() as session:
            quote_elements(await load_catalogue(session, slug), REQUEST)

    async with bench.sessions() as session:
        catalogue = await load_catalogue(session, slug)

    async def warm_quote() -> None:
        quote_elements(catalogue, REQUEST)

    size = f"{len(catalogue.elements)} elements"
    await bench.take(f"load one category{suffix}", load_category, note=size)
    await bench.take(f"one element by primary key{suffix}", lambda: _get(bench, Element, element_id))
    await bench.take(f"one user by primary key{suffix}", lambda: _get(bench, User, user_id))
    await bench.take(f"quote, cold: load and decide{suffix}", cold_quote, note=", ".join(REQUEST))
    await bench.take(f"quote, warm: catalogue in memory{suffix}", warm_quote, note=", ".join(REQUEST))


async def _get(bench: Bench, model: type[Element] | type[User], key: UUID) -> None:
    async with bench.sessions() as session:
        found = await session.get(model, key)
        if found is None:
            raise LookupError(f"{model.__name__} {key} is missing")


async def _some_user(bench: Bench) -> UUID:
    async with bench.sessions() as session:
        user = await session.get(User, UUID(int=1))
        if user is None:
            session.add(User(id=UUID(int=1), phone="+34600111222"))
            await session.commit()
    return UUID(int=1)


async def _seed_large(bench: Bench) -> None:
    module, mapping = _multiplied(motos_part, get_tier_mapping(SLUG))

    async def seed() -> None:
        async with bench.sessions() as session:
            await CategorySeeder(session, module).seed()
            await ElementSeeder(session, LARGE_SLUG, module.ELEMENTS, []).seed()
            await InclusionSeeder(session, LARGE_SLUG, mapping).seed()
            await session.commit()

    note = f"{len(module.ELEMENTS)} elements"
    await bench.take(f"seed: one category (catalogue x{FACTOR})", seed, runs=1, note=note)


def _multiplied(module: CategoryDataModule, mapping: TierMapping) -> tuple[CategoryDataModule, TierMapping]:
    """A category with every element of `module` FACTOR times over; the first time under its own code."""

    def code(original: str, number: int) -> str:
        return original if number == 0 else f"{original}_{number}"

    def copied(element: ElementData, number: int) -> ElementData:
        made: dict[str, Any] = {**element, "code": code(element["code"], number)}
        if "parent_code" in element:
            made["parent_code"] = code(element["parent_code"], number)
        made["warnings"] = [
            {**warning, "code": f"{warning['code']}_{number}"} for warning in element.get("warnings", [])
        ]
        return cast(ElementData, made)

    def spread(codes: list[str]) -> list[str]:
        return [code(original, number) for original in codes for number in range(FACTOR)]

    def widened(config: TierConfig) -> TierConfig:
        quotas = {
            name: {**quota, "elements": spread(quota["elements"])}
            for name, quota in config.get("quotas", {}).items()
        }
        return cast(TierConfig, {**config, "elements": spread(config["elements"]), "quotas": quotas})

    large = SimpleNamespace(
        CATEGORY_SLUG=LARGE_SLUG,
        CATEGORY={**module.CATEGORY, "slug": LARGE_SLUG},
        TIERS=module.TIERS,
        ELEMENTS=[copied(element, number) for number in range(FACTOR) for element in module.ELEMENTS],
        CATEGORY_WARNINGS=module.CATEGORY_WARNINGS,
        ADDITIONAL_SERVICES=module.ADDITIONAL_SERVICES,
        BASE_DOCUMENTATION=module.BASE_DOCUMENTATION,
        PROMPT_SECTIONS=module.PROMPT_SECTIONS,
    )
    configs = {tier: widened(config) for tier, config in mapping["TIER_CONFIGS"].items()}
    return cast(CategoryDataModule, large), {"LISTS": {}, "TIER_CONFIGS": configs}


def table_of(figures: list[Measurement]) -> Table:
    """The figures as a table; times are medians in milliseconds."""
    table = Table(title="Database (embedded PostgreSQL, medians)", title_justify="left")
    table.add_column("What")
    table.add_column("Statements", justify="right")
    table.add_column("ms", justify="right")
    table.add_column("Runs", justify="right")
    table.add_column("Note")
    for figure in figures:
        statements = "" if figure.statements is None else str(figure.statements)
        table.add_row(figure.name, statements, f"{figure.milliseconds:,.2f}", str(figure.runs), figure.note)
    return table


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.database", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="runs of each read, of which the median counts")
    options = parser.parse_args(arguments)
    Console(width=120).print(table_of(asyncio.run(run(options.runs))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
