"""`msia images sweep`: files of images that no row uses, and rows whose file is missing."""

import asyncio
import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from agent.services.images import SweepReport

app = SpanishTyper(help="Archivos de las imágenes de los expedientes.", no_args_is_help=True)

_SHOWN = 20


@app.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@app.command("sweep")
def sweep_command(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo contarlos, no borrar nada.")] = False,
    grace_hours: Annotated[
        float, typer.Option(min=1, max=24 * 365, help="Horas que debe tener un archivo sin fila.")
    ] = 24,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Leer también los archivos con fila, como si llegaran hoy.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Borrarlos aunque sean más de la mitad de los archivos.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="El informe como JSON.")] = False,
) -> None:
    """Borra los archivos que no son de ninguna imagen y nombra las imágenes cuyo archivo falta.

    Estado de salida 1 si falta algún archivo o hay alguno que hoy no se admitiría.

    Ejemplos:

      msia images sweep --dry-run

      msia images sweep --recheck --json
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        report = asyncio.run(
            _sweep(dry_run=dry_run, grace=timedelta(hours=grace_hours), recheck=recheck, force=force)
        )
    if as_json:
        print(json.dumps(_as_dict(report), ensure_ascii=False))
    else:
        _print(report)
    if report.missing or report.refused:
        raise typer.Exit(1)


async def _sweep(*, dry_run: bool, grace: timedelta, recheck: bool, force: bool) -> "SweepReport":
    from agent.services.images import ImageStore, sweep_images
    from database.connection import close_db, get_maintenance_session
    from database.models.base import utcnow

    try:
        async with get_maintenance_session() as session:
            return await sweep_images(
                session,
                ImageStore(),
                now=utcnow(),
                grace=grace,
                dry_run=dry_run,
                recheck=recheck,
                force=force,
            )
    finally:
        await close_db()


def _as_dict(report: "SweepReport") -> dict[str, Any]:
    faults = {
        kind: [
            {
                "image_id": str(fault.image_id),
                "case_id": str(fault.case_id),
                "filename": fault.filename,
                "reason": fault.reason,
            }
            for fault in found
        ]
        for kind, found in (("missing", report.missing), ("refused", report.refused))
    }
    return {
        "dry_run": report.dry_run,
        "files": report.files,
        "removed": list(report.removed),
        "removed_bytes": report.removed_bytes,
        "strangers": list(report.strangers),
        **faults,
    }


def _print(report: "SweepReport") -> None:
    verb = "se borrarían" if report.dry_run else "borrados"
    print(f"{report.files} archivos; sin fila, {verb}: {len(report.removed)} ({report.removed_bytes} bytes)")
    for name in report.removed[:_SHOWN]:
        print(f"  {name}")
    if len(report.removed) > _SHOWN:
        print(f"  … y {len(report.removed) - _SHOWN} más (todos con --json)")
    for name in report.strangers:
        print(f"Archivo ajeno, que se queda: {name}", file=sys.stderr)
    for fault in report.missing:
        print(
            f"Falta el archivo {fault.filename} de la imagen {fault.image_id}, expediente {fault.case_id}",
            file=sys.stderr,
        )
    for fault in report.refused:
        print(
            f"Hoy no se admitiría ({fault.reason}): {fault.filename} de la imagen {fault.image_id}, "
            f"expediente {fault.case_id}",
            file=sys.stderr,
        )
