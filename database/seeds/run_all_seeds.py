"""Seeds every category, one transaction each: a category lands whole or not at all.

    python -m database.seeds.run_all_seeds [--dry-run] [--force]

Adding a category needs its data module, its tier mapping and one line in `CATEGORY_MODULES`
(docs/adding-a-category.md).
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from database.seeds import standalone
from database.seeds.data import aseicars_prof, motos_part
from database.seeds.data.common import TierMapping
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.refusals import refusals_explained
from database.seeds.seeders import (
    CategoryDataModule,
    CategoryReport,
    CategorySeeder,
    ChangeKind,
    ElementSeeder,
    EverydayWordsSeeder,
    InclusionSeeder,
    SeedReport,
    SeedRun,
    UntariffedSeeder,
)
from database.seeds.seeders.category import untariffed_works
from database.seeds.seeders.everyday import EVERYDAY_SLUG
from shared.acting import acting_as_job
from shared.errors import InvalidInputError

CATEGORY_MODULES: Final[Sequence[CategoryDataModule]] = (motos_part, aseicars_prof)


async def seed_category(
    module: CategoryDataModule,
    session: AsyncSession | None = None,
    *,
    force: bool = False,
    dry_run: bool = False,
    quiet: bool = False,
) -> CategoryReport:
    """Seed one category: in a transaction of its own, or in that of `session`, which the caller commits.

    With `dry_run` nothing is written and the report says what would be; with `quiet` no seeder logs its
    summary. Raises ConflictError when a row that staff made by hand stands in the way of a seeded one,
    InvalidInputError for a category without a tier mapping and for seed data that break a rule of the
    database.
    """
    if session is not None:
        return await _seed_tables(module, session, force=force, dry_run=dry_run, quiet=quiet)
    from database.connection import get_maintenance_session  # the engine reads the settings

    # Some rules are checked at the commit only.
    with acting_as_job("seeding"), refusals_explained(module.CATEGORY_SLUG):
        async with get_maintenance_session() as own:
            report = await _seed_tables(module, own, force=force, dry_run=dry_run, quiet=quiet)
            if dry_run:
                await own.rollback()
            else:
                await own.commit()
    return report


async def _seed_tables(
    module: CategoryDataModule, session: AsyncSession, *, force: bool, dry_run: bool, quiet: bool
) -> CategoryReport:
    slug = module.CATEGORY_SLUG
    mapping = _tier_mapping(slug)
    run = await SeedRun.begin(session, slug, force=force, dry_run=dry_run, quiet=quiet)
    surcharges = [service for service in module.ADDITIONAL_SERVICES if "element_code" in service]
    with refusals_explained(slug):
        await CategorySeeder(session, module, run=run).seed()
        await ElementSeeder(session, slug, module.ELEMENTS, surcharges, run=run).seed()
        await InclusionSeeder(session, slug, mapping, run=run).seed()
        await UntariffedSeeder(session, slug, untariffed_works(module), module.ELEMENTS, run=run).seed()
        return await run.finish()


def _tier_mapping(slug: str) -> TierMapping:
    try:
        mapping = get_tier_mapping(slug)
    except KeyError:
        mapping = None
    if mapping is None:
        raise InvalidInputError(
            "no_tier_mapping",
            f"La categoría «{slug}» no tiene reparto en tarifas: ninguna admitiría sus elementos.",
            "TIER_MAPPING",
            "Añádelo a database/seeds/data/tier_mappings.py (docs/adding-a-category.md, paso 2).",
        )
    return mapping


async def seed_all(
    *, force: bool = False, dry_run: bool = False, only: Sequence[str] = (), quiet: bool = False
) -> SeedReport:
    """Seed all categories and what belongs to none, or the categories named in `only`, each in its own
    transaction.

    Idempotent: a second run changes nothing. Rows that staff changed are kept and reported, unless
    `force`. `quiet` is for commands that show the report in their own way. Raises InvalidInputError for an
    unknown category, ConflictError as `seed_category` does.
    """
    modules = {module.CATEGORY_SLUG: module for module in CATEGORY_MODULES}
    for slug in only:
        if slug not in modules:
            raise InvalidInputError(
                "unknown_category",
                f"No hay datos de partida de la categoría «{slug}».",
                "category",
                f"Los hay de: {', '.join(modules)}.",
            )
    report = SeedReport(dry_run=dry_run)
    for slug in only or modules:
        report.categories.append(
            await seed_category(modules[slug], force=force, dry_run=dry_run, quiet=quiet)
        )
    if not only:
        report.common.append(await seed_everyday_words(force=force, dry_run=dry_run, quiet=quiet))
    return report


async def seed_everyday_words(
    session: AsyncSession | None = None, *, force: bool = False, dry_run: bool = False, quiet: bool = False
) -> CategoryReport:
    """Seed the words by which questions to the regulations are read; as `seed_category` does."""
    if session is None:
        from database.connection import get_maintenance_session  # the engine reads the settings

        with acting_as_job("seeding"), refusals_explained(EVERYDAY_SLUG):
            async with get_maintenance_session() as own:
                report = await seed_everyday_words(own, force=force, dry_run=dry_run, quiet=quiet)
                await (own.rollback() if dry_run else own.commit())
        return report
    run = await SeedRun.begin(session, EVERYDAY_SLUG, force=force, dry_run=dry_run, quiet=quiet)
    await EverydayWordsSeeder(session, run=run).seed()
    return await run.finish()


def summary(report: SeedReport) -> list[str]:
    """The report as text lines: counts by table, then every row that is not identical."""
    lines: list[str] = []
    for category in (*report.categories, *report.common):
        lines.append(f"{category.slug}{' (dry run)' if report.dry_run else ''}")
        for table in category.tables():
            counts = category.counts(table)
            figures = ", ".join(f"{kind.value} {counts[kind]}" for kind in ChangeKind if counts[kind])
            lines.append(f"  {table:<30} {figures}")
        lines += (f"  {line}" for line in row_lines(category, dry_run=report.dry_run))
    return lines


def row_lines(category: CategoryReport, *, dry_run: bool) -> list[str]:
    """A line for each row that is not identical; created rows only in a dry run, where they are news."""
    lines: list[str] = []
    for change in category.visible_changes():
        is_created = change.kind is ChangeKind.CREATED
        if is_created and not dry_run:
            continue
        values = () if is_created else change.columns.items()
        # Of a kept row the first value is the one that stays, of any other the one that goes.
        form = (
            "{}: {!r} → {!r}" if change.kind is not ChangeKind.KEPT else "{}: keeps {!r}, the data say {!r}"
        )
        columns = "; ".join(form.format(name, old, new) for name, (old, new) in values)
        note = f" ({change.note})" if change.note else ""
        lines.append(f"{change.kind.value:<8} {change.table} {change.key}{note} {columns}".rstrip())
    return lines


async def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of the module; the exit status is 0. Raises as `seed_all` does."""
    parser = argparse.ArgumentParser(
        prog="python -m database.seeds.run_all_seeds", description="Seed all categories."
    )
    parser.add_argument("--dry-run", action="store_true", help="show every change, write nothing")
    parser.add_argument("--force", action="store_true", help="overwrite what staff changed")
    options = parser.parse_args(arguments)
    from database.connection import close_db
    from shared.logging import configure_logging

    configure_logging()
    try:
        report = await seed_all(force=options.force, dry_run=options.dry_run)
    finally:
        await close_db()
    print("\n".join(summary(report)))
    return 0


if __name__ == "__main__":
    sys.exit(standalone.run(main()))
