"""`msia seed`, `msia validate`, `msia verify`, `msia admin create`: the catalogue and its upkeep."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from database.seeds.seeders import SeedReport
    from database.seeds.verify_warning_sync import WarningSync


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("seed")(seed_command)
    app.command("validate")(validate_command)
    app.command("verify")(verify_command)
    app.add_typer(admin_app, name="admin")


admin_app = SpanishTyper(help="Los usuarios del panel.", no_args_is_help=True)


def seed_command(
    only: Annotated[
        list[str] | None,
        typer.Option("--category", "-c", help="Solo esta categoría (se puede repetir)."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Muestra los cambios sin escribir nada.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Pisa lo que ha cambiado el personal.")] = False,
) -> None:
    """Carga los datos de partida y dice qué filas se crean, se actualizan, son iguales o se respetan.

    Ejemplos:

        msia seed --dry-run

        msia seed --category motos-part --force
    """
    report = asyncio.run(_seed(tuple(only or ()), dry_run=dry_run, force=force))
    from cli.seed_view import print_report

    print_report(report)


async def _seed(only: tuple[str, ...], *, dry_run: bool, force: bool) -> "SeedReport":
    from cli.progress import step
    from database.connection import close_db
    from database.seeds.run_all_seeds import seed_all

    try:
        with step("Cargando los datos"):
            return await seed_all(only=only, dry_run=dry_run, force=force, quiet=True)
    finally:
        await close_db()


def validate_command() -> None:
    """Comprueba los datos de partida sin base de datos; estado de salida 1 si algo está mal."""
    from database.seeds.run_all_seeds import CATEGORY_MODULES
    from database.seeds.validate_elements_seed import validate_all

    found = validate_all(CATEGORY_MODULES)
    for module in CATEGORY_MODULES:
        problems = found[module.CATEGORY_SLUG]
        if problems:
            print(f"✗ {module.CATEGORY_SLUG}: hay que corregir {len(problems)} cosas en sus datos")
        else:
            counts = f"{len(module.ELEMENTS)} elementos y {len(module.TIERS)} tarifas"
            print(f"✓ {module.CATEGORY_SLUG}: {counts} correctos")
        for problem in problems:
            print(f"   ✗ {problem}")
    if any(found.values()):
        raise typer.Exit(1)


def verify_command() -> None:
    """Comprueba que los dos sistemas de avisos tienen los mismos; estado de salida 1 si no."""
    from cli.seed_view import sync_lines

    sync = asyncio.run(_sync())
    print("\n".join(sync_lines(sync)))
    if not sync.is_synced:
        raise typer.Exit(1)


async def _sync() -> "WarningSync":
    from cli.sessions import reading
    from database.seeds.verify_warning_sync import check_warning_sync

    async with reading() as session:
        return await check_warning_sync(session)


@admin_app.command("create")
def admin_create(
    username: Annotated[str | None, typer.Option(help="Nombre de la cuenta.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Lee la contraseña de la entrada estándar.")
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Cambia la de una cuenta que existe.")] = False,
) -> None:
    """Crea un administrador (admin/admin123 solo en desarrollo).

    Ejemplos:

        msia admin create

        printf '%s' "$SECRET" | msia admin create --username ana --password-stdin
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    asyncio.run(_create_admin(username, password, reset=reset))


_OUTCOMES = {"created": "creado", "updated": "contraseña cambiada", "exists": "ya existía"}


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
    print(f"Administrador «{name}»: {_OUTCOMES[outcome.value]}.")
