"""`msia seed`, `msia validate`, `msia verify`, `msia admin create`: the catalogue and its upkeep."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from database.seeds.seeders import SeedReport


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("seed")(seed_command)
    app.command("validate")(validate_command)
    app.command("verify")(verify_command)
    app.add_typer(admin_app, name="admin")


admin_app = typer.Typer(help="Users of the admin panel.", no_args_is_help=True)


def seed_command(
    only: Annotated[
        list[str] | None, typer.Option("--category", "-c", help="Seed only this category (repeatable).")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show every change, write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what staff changed.")] = False,
) -> None:
    """Load the seed data: created, updated, skipped (identical) and kept (changed by staff) rows.

    Examples:

        msia seed --dry-run

        msia seed --category motos-part --force
    """
    print_report(asyncio.run(_seed(tuple(only or ()), dry_run=dry_run, force=force)))


async def _seed(only: tuple[str, ...], *, dry_run: bool, force: bool) -> "SeedReport":
    from cli.progress import step
    from database.connection import close_db
    from database.seeds.run_all_seeds import seed_all

    try:
        with step("Seeding"):
            return await seed_all(only=only, dry_run=dry_run, force=force, quiet=True)
    finally:
        await close_db()


def print_report(report: "SeedReport") -> None:
    """Print counts by table and the changed rows on standard output."""
    from rich.console import Console
    from rich.table import Table

    from database.seeds.run_all_seeds import row_lines
    from database.seeds.seeders import ChangeKind

    console = Console()
    for category in report.categories:
        title = f"{category.slug}{' (dry run: nothing written)' if report.dry_run else ''}"
        table = Table(title=title, title_justify="left", box=None)
        table.add_column("Table")
        for kind in ChangeKind:
            table.add_column(kind.value, justify="right")
        for name in category.tables():
            counts = category.counts(name)
            table.add_row(name, *(str(counts[kind]) if counts[kind] else "·" for kind in ChangeKind))
        console.print(table)
        for line in row_lines(category, dry_run=report.dry_run):
            console.print(line, markup=False, highlight=False)


def validate_command() -> None:
    """Check the seed data without a database; exit status 1 if anything is wrong."""
    from database.seeds.validate_elements_seed import main

    raise typer.Exit(main())


def verify_command() -> None:
    """Check that both warning systems hold the same element warnings; exit status 1 if not."""
    from database.seeds.verify_warning_sync import main

    raise typer.Exit(asyncio.run(main()))


@admin_app.command("create")
def admin_create(
    username: Annotated[str | None, typer.Option(help="Name of the account.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Give an existing account the password.")] = False,
) -> None:
    """Create an administrator (admin/admin123 in development only).

    Examples:

        msia admin create

        printf '%s' "$SECRET" | msia admin create --username ana --password-stdin
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    asyncio.run(_create_admin(username, password, reset=reset))


async def _create_admin(username: str | None, password: str | None, *, reset: bool) -> None:
    from database.connection import close_db, get_async_session
    from database.seeds.create_admin_user import DEFAULT_PASSWORD, create_admin_user
    from shared.config import settings

    configured = settings.ADMIN_PASSWORD.get_secret_value() if settings.ADMIN_PASSWORD else DEFAULT_PASSWORD
    name = username if username is not None else settings.ADMIN_USERNAME
    try:
        async with get_async_session() as session:
            outcome = await create_admin_user(
                session,
                name,
                password if password is not None else configured,
                production=settings.is_production,
                reset_password=reset,
            )
            await session.commit()
    finally:
        await close_db()
    print(f"Administrator '{name}': {outcome.value}.")
