"""`msia db roles`, and the same as a step of `msia up`: owner, application and reader of the database."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from database.roles import RoleReport


def roles(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Mostrar las sentencias que faltan, sin ejecutarlas.")
    ] = False,
) -> None:
    """Crear o corregir los roles de la base de datos: dueño, aplicación y solo lectura.

    El dueño (DATABASE_OWNER_URL) crea tablas; la aplicación (DATABASE_URL) solo lee y escribe filas, y no
    puede tocar la auditoría. Se puede repetir. Lo que este usuario no puede hacer sale como SQL por la salida
    estándar, para que lo ejecute un administrador; entonces el estado de salida es 1.

    Ejemplos:

      msia db roles

      msia db roles --dry-run > roles.sql
    """
    from database.role_setup import set_up_roles
    from shared.config import settings

    report = asyncio.run(set_up_roles(settings, dry_run=dry_run))
    _print(report, dry_run=dry_run)
    if report.left and not dry_run:
        raise typer.Exit(1)


def make_roles_on_the_way_up() -> str:
    """Make the roles as a step of `msia up`; returns what to say of it.

    Where the settings name one user only, or its rights do not suffice, it says so and goes on.
    """
    from database.role_setup import has_one_role, set_up_roles
    from shared.config import settings

    if has_one_role(settings):
        return "Un solo rol para todo: define DATABASE_OWNER_URL y separa la aplicación con msia db roles"
    if settings.DATABASE_URL and not settings.DATABASE_OWNER_URL:
        return "Sin roles: SQLite no los tiene"
    report = asyncio.run(set_up_roles(settings))
    if report.left:
        return f"Faltan {len(report.left)} permisos de la base de datos: míralos con msia db roles"
    return f"Roles de la base de datos: {len(report.done)} cambios" if report.done else "Roles al día"


def _print(report: "RoleReport", *, dry_run: bool) -> None:
    """What was done on stderr, what is left as SQL on stdout."""
    for step in report.done:
        typer.echo(f"Hecho: {step.what}", err=True)
    if not report.done and not report.left:
        typer.echo("Todo estaba ya en orden.", err=True)
    if report.left and not dry_run:
        typer.echo(
            f"Faltan permisos para {len(report.left)} sentencias. Un administrador debe ejecutarlas en esta "
            "base de datos; después, repite msia db roles:",
            err=True,
        )
    for step in report.left:
        typer.echo(f"-- {step.what}")
        typer.echo(f"{step.statement};")
