"""`msia rag reindex|verify|stats`: the vectors of the regulations, and what has been asked of them."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cli.json_errors import errors_as_json

if TYPE_CHECKING:
    from agent.services.regulations.analytics import Analytics
    from agent.services.regulations.embeddings import Embedder
    from agent.services.regulations.verifying import IndexReport


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command("reindex")(reindex_command)
    app.command("verify")(verify_command)
    app.command("stats")(stats_command)


def reindex_command() -> None:
    """Pasa los vectores al modelo de los ajustes, sin que se deje de responder mientras tanto.

    Ejemplo:

      msia rag reindex
    """
    with _bar("Calculando vectores") as progress:
        made = asyncio.run(_reindex(progress))
    typer.echo(f"Vectores nuevos: {made}. Se usa el modelo de los ajustes.")


def verify_command(
    repair: Annotated[bool, typer.Option("--repair", help="Corregir lo que no cuadre.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Comprueba que cada pasaje tiene su vector y que ninguno es de un texto anterior.

    Estado de salida 1 si algo no cuadra.

    Ejemplos:

      msia rag verify

      msia rag verify --repair
    """
    with errors_as_json(as_json), _bar("Calculando vectores") as progress:
        report = asyncio.run(_verify(progress if repair else None))
    if as_json:
        print(json.dumps({**asdict(report), "sound": report.is_sound}, ensure_ascii=False))
    else:
        _print_report(report)
    if not report.is_sound:
        raise typer.Exit(1)


def stats_command(
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="De los últimos días.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Muestra qué se ha preguntado: cuánto, con qué rapidez, qué quedó sin respuesta y qué se cita más.

    Ejemplos:

      msia rag stats

      msia rag stats --days 7 --json
    """
    with errors_as_json(as_json):
        found = asyncio.run(_stats(days))
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return
    typer.echo(
        f"Preguntas: {found.questions}, con respuesta {found.answered}, de la caché {found.from_cache}."
    )
    if found.median_ms is not None and found.slowest_ms is not None:
        typer.echo(f"Milisegundos: {found.median_ms:.0f} la mediana, {found.slowest_ms:.0f} la más lenta.")
    for title, questions in (("Sin respuesta", found.unanswered), ("Las más lentas", found.slow)):
        if questions:
            typer.echo(f"{title}:")
        for asked in questions:
            typer.echo(f"  {asked.question} (veces: {asked.times}, ms: {asked.milliseconds})")
    if found.most_cited:
        typer.echo("Lo más citado:")
    for place in found.most_cited:
        typer.echo(f"  {place.article or 'texto'} — {place.title} (veces: {place.times})")


def _embedder() -> "Embedder":
    from agent.services.regulations.embeddings import find_embedder
    from shared.errors import NotFoundError

    embedder = find_embedder()
    if embedder is None:
        raise NotFoundError(
            "no_embedding_model",
            "No hay ningún modelo que calcule vectores.",
            "EMBEDDINGS",
            "Instálalo con make up o pon EMBEDDING_URL.",
        )
    return embedder


async def _reindex(progress: Callable[[int, int], None]) -> int:
    from agent.services.regulations.embedding import reindex
    from agent.services.regulations.points import find_points
    from database.connection import MaintenanceSessionLocal, close_db

    try:
        return await reindex(
            MaintenanceSessionLocal, embedder=_embedder(), points=find_points(), progress=progress
        )
    finally:
        await close_db()


async def _verify(progress: Callable[[int, int], None] | None) -> "IndexReport":
    from agent.services.regulations.embeddings import find_embedder
    from agent.services.regulations.points import find_points
    from agent.services.regulations.verifying import repair, verify
    from database.connection import MaintenanceSessionLocal, close_db

    try:
        if progress is not None:
            await repair(MaintenanceSessionLocal, _embedder(), find_points(), progress=progress)
        return await verify(MaintenanceSessionLocal, find_embedder(), find_points())
    finally:
        await close_db()


async def _stats(days: int) -> "Analytics":
    from datetime import timedelta

    from agent.services.regulations.analytics import analytics
    from cli.sessions import reading
    from database.models.base import utcnow

    async with reading() as session:
        return await analytics(session, utcnow() - timedelta(days=days))


def _print_report(report: "IndexReport") -> None:
    typer.echo(f"Modelo: {report.model or 'ninguno todavía'}. Vectores: {report.vectors}.")
    problems = {
        "Falta pgvector: se busca solo por palabras (msia db roles dice cómo)": not report.has_pgvector
        and report.points is None,
        "El modelo de los ajustes es otro, o no está: msia rag reindex pasa a él": not report.is_model_here,
        f"Pasajes sin vector: {report.missing}": report.missing > 0,
        f"Vectores de un texto anterior: {report.stale}": report.stale > 0,
        "Falta el índice de los vectores": report.lacks_index and report.points is None,
    } | _problems_of_points(report)
    for problem, is_so in problems.items():
        if is_so:
            typer.echo(problem)
    if report.is_sound:
        typer.echo("Todo cuadra.")


def _problems_of_points(report: "IndexReport") -> dict[str, bool]:
    points = report.points
    if points is None:
        return {}
    return {
        "El servidor Qdrant no responde: se busca en PostgreSQL": not points.is_there,
        f"Pasajes que faltan en Qdrant: {points.missing}": points.missing > 0,
        f"Puntos de Qdrant de un texto anterior: {points.stale}": points.stale > 0,
        f"Puntos de Qdrant sin pasaje: {points.surplus}": points.surplus > 0,
        f"Pasajes que no dicen bien si están en Qdrant: {points.mistaken}": points.mistaken > 0,
    }


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the terminal's error stream, where it is one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told
