"""`msia rag add|list|show|activate|deactivate|retry`: documents become regulations that answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from agent.services.regulations import DocumentView, Workshop

_DOCUMENT = typer.Argument(
    metavar="DOCUMENTO", help="Identificador, número oficial, nombre del archivo o título."
)
_JSON = typer.Option("--json", help="El resultado como JSON.")

_STATUS = {
    "pending": "en espera",
    "processing": "leyéndose",
    "indexed": "listo",
    "failed": "fallido",
    "archived": "archivado",
}
_STAGES = {"reading": "leyendo", "storing": "guardando", "embedding": "calculando vectores"}


def register(app: SpanishTyper) -> None:
    """Add the commands to the group."""
    app.command("add")(add_command)
    app.command("list")(list_command)
    app.command("show")(show_command)
    app.command("activate")(activate_command)
    app.command("deactivate")(deactivate_command)
    app.command("retry")(retry_command)


def add_command(
    file: Annotated[
        Path, typer.Argument(metavar="ARCHIVO", help="El documento: PDF, HTML, Markdown o texto.")
    ],
    title: Annotated[str | None, typer.Option("--title", help="Su título, si no vale el que lleva.")] = None,
    supersedes: Annotated[
        str | None,
        typer.Option(
            "--supersedes",
            metavar="DOCUMENTO",
            help="El documento al que sustituye; aquel responde hasta que este esté listo.",
        ),
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Una etiqueta; se puede repetir.")] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Añade un reglamento y espera a que se pueda consultar.

    Estado de salida 1 si no se ha podido leer.

    Ejemplos:

      msia rag add rd-866-2010.md

      msia rag add nueva-version.pdf --supersedes 866/2010 --tag reformas --json
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        view = asyncio.run(_add(file, title, supersedes, tag or []))
    _end(view, as_json=as_json)


def list_command(
    everything: Annotated[bool, typer.Option("--all", help="También los desactivados.")] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Muestra los reglamentos y cómo está cada uno.

    Ejemplos:

      msia rag list

      msia rag list --all --json
    """
    from cli.json_errors import errors_as_json
    from cli.tables import print_table

    with errors_as_json(as_json):
        views = asyncio.run(_list(everything))
    if as_json:
        print(json.dumps([as_dict(view) for view in views], ensure_ascii=False))
        return
    print_table(
        (
            "Identificador",
            "Número",
            "Título",
            "Estado",
            "Responde",
            "Versión",
            "Consolidado",
            "Páginas",
            "Pasajes",
        ),
        [
            (
                view.id,
                view.document_number,
                view.title if len(view.title) <= 60 else f"{view.title[:59]}…",
                _status(view),
                "sí" if view.answers else "no",
                view.version,
                view.consolidated_on,
                view.page_count,
                view.chunks,
            )
            for view in views
        ],
    )


def show_command(
    document: Annotated[str, _DOCUMENT],
    sections: Annotated[bool, typer.Option("--sections", help="También sus artículos.")] = False,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Muestra un reglamento.

    Ejemplos:

      msia rag show 866/2010 --sections

      msia rag show 866/2010 --json
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        view = asyncio.run(_show(document))
    if as_json:
        print(json.dumps(as_dict(view), ensure_ascii=False))
    else:
        _print(view, sections=sections)


def activate_command(document: Annotated[str, _DOCUMENT], as_json: Annotated[bool, _JSON] = False) -> None:
    """Hace que se responda con un reglamento; sus otras versiones dejan de responder.

    Ejemplo:

      msia rag activate 866/2010
    """
    _change(document, "activate", as_json=as_json)


def deactivate_command(document: Annotated[str, _DOCUMENT], as_json: Annotated[bool, _JSON] = False) -> None:
    """Hace que ya no se responda con un reglamento, desde la respuesta siguiente.

    Ejemplo:

      msia rag deactivate 866/2010
    """
    _change(document, "deactivate", as_json=as_json)


def retry_command(document: Annotated[str, _DOCUMENT], as_json: Annotated[bool, _JSON] = False) -> None:
    """Lee otra vez un reglamento, fallido o no, y espera a que esté listo.

    Lo que no cambia conserva sus vectores. Estado de salida 1 si no se ha podido leer.

    Ejemplo:

      msia rag retry 866/2010
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        view = asyncio.run(_retry(document))
    _end(view, as_json=as_json)


def as_dict(view: "DocumentView") -> dict[str, Any]:
    """A document as JSON."""
    from dataclasses import asdict

    told = {name: value for name, value in asdict(view).items() if name not in {"id"}}
    return {
        "document": str(view.id),
        **{name: value if _is_plain(value) else str(value) for name, value in told.items()},
        "status": view.status.value,
        "pages_without_text": list(view.pages_without_text),
        "tags": list(view.tags),
        "section_mappings": dict(view.section_mappings),
    }


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, float, bool, dict, list))


def _end(view: "DocumentView", *, as_json: bool) -> None:
    """Say how it went, and end with the status that says so, too."""
    from shared.vocabularies import DocumentStatus

    failed = view.status is DocumentStatus.FAILED
    if as_json:
        told = as_dict(view)
        if failed:
            told["error"] = {"code": "document_failed", "message": view.error, "field": "file"}
        print(json.dumps(told, ensure_ascii=False))
    elif failed:
        import sys

        print(f"Error: {view.title}: {view.error}", file=sys.stderr)
    else:
        passages = "1 pasaje" if view.chunks == 1 else f"{view.chunks} pasajes"
        print(f"{view.title}: {passages} ({view.id}).")
        _warn(view)
    if failed:
        raise typer.Exit(1)


def _warn(view: "DocumentView") -> None:
    if view.pages_without_text:
        import sys

        numbers = ", ".join(str(number) for number in view.pages_without_text)
        print(
            f"Páginas que son imágenes y no se han leído: {numbers}. "
            "Con Tesseract instalado («apt install tesseract-ocr-spa») se leen con «msia rag retry».",
            file=sys.stderr,
        )


def _print(view: "DocumentView", *, sections: bool) -> None:
    rows: list[tuple[str, object]] = [
        ("Título", view.title),
        ("Identificador", view.id),
        ("Número", view.document_number),
        ("Archivo", view.original_filename),
        ("Estado", _status(view)),
        ("Responde", "sí" if view.answers else "no"),
        ("Versión", view.version),
        ("Sustituye a", view.supersedes_id),
        ("Publicado", view.published_on),
        ("Texto consolidado a", view.consolidated_on),
        ("Páginas", view.page_count),
        ("Páginas sin texto", ", ".join(map(str, view.pages_without_text)) or None),
        ("Pasajes", view.chunks),
        ("Etiquetas", ", ".join(view.tags) or None),
        ("Origen", view.source_url),
        ("Motivo del fallo", view.error),
    ]
    for name, value in rows:
        if value is not None:
            print(f"{name}: {value}")
    if sections:
        from agent.services.regulations.documents import section_title

        for number, value in view.section_mappings.items():
            print(f"  {number}: {section_title(value)}")


def _status(view: "DocumentView") -> str:
    said = _STATUS[view.status.value]
    if view.stage is not None:
        return f"{said}: {_STAGES[view.stage]}, {view.progress} %"
    return said


async def _add(file: Path, title: str | None, supersedes: str | None, tags: list[str]) -> "DocumentView":
    from agent.services.regulations import NewDocument, find_document, register, regulation_store
    from database.connection import get_async_session
    from database.models.base import utcnow

    content = await asyncio.to_thread(_content_of, file)
    async with _workshop() as workshop:
        async with get_async_session() as session:
            earlier = await find_document(session, supersedes) if supersedes else None
            registered = await register(
                session,
                regulation_store(),
                NewDocument(content, file.name, title=title, tags=tags, supersedes=earlier),
                now=utcnow(),
            )
            await session.commit()
        return await _until_read(workshop, registered.document_id)


async def _retry(named: str) -> "DocumentView":
    from agent.services.regulations import find_document, retry
    from database.connection import get_async_session
    from database.models.base import utcnow

    async with _workshop() as workshop:
        async with get_async_session() as session:
            document_id = await find_document(session, named)
            await retry(session, document_id, now=utcnow())
            await session.commit()
        return await _until_read(workshop, document_id)


async def _list(everything: bool) -> "list[DocumentView]":
    from agent.services.regulations import list_documents
    from cli.sessions import reading
    from database.models.base import utcnow

    async with reading() as session:
        return await list_documents(session, now=utcnow(), include_inactive=everything)


async def _show(named: str) -> "DocumentView":
    from agent.services.regulations import find_document, view_document
    from cli.sessions import reading
    from database.models.base import utcnow

    async with reading() as session:
        return await view_document(session, await find_document(session, named), now=utcnow())


def _change(named: str, what: str, *, as_json: bool) -> None:
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        view = asyncio.run(_changed(named, what))
    if as_json:
        print(json.dumps(as_dict(view), ensure_ascii=False))
    else:
        print(f"{view.title}: {'responde' if view.answers else 'ya no responde'}.")


async def _changed(named: str, what: str) -> "DocumentView":
    from agent.services.regulations import activate, deactivate, find_document, view_document
    from cli.sessions import writing
    from database.models.base import utcnow

    async with writing() as session:
        document_id = await find_document(session, named)
        change = activate if what == "activate" else deactivate
        await change(session, document_id, now=utcnow())
        return await view_document(session, document_id, now=utcnow())


def _content_of(file: Path) -> bytes:
    from shared.errors import NotFoundError

    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFoundError(
            "unreadable_file", f"No se puede leer «{file}».", "file", "Comprueba la ruta y sus permisos."
        ) from error


async def _until_read(workshop: "Workshop", document_id: Any) -> "DocumentView":
    """Wait for the document, with a bar on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from agent.services.regulations.working import work_until_read
    from database.leases import worker_name

    console = Console(stderr=True)
    percent = TextColumn("{task.percentage:>3.0f} %")
    columns = (TextColumn("{task.description}"), BarColumn(), percent, TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        shown = bar.add_task("en espera", total=100)

        def told(view: "DocumentView") -> None:
            bar.update(shown, completed=view.progress, description=_status(view).partition(",")[0])

        return await work_until_read(workshop, document_id, worker=worker_name(), told=told)


@asynccontextmanager
async def _workshop() -> "AsyncIterator[Workshop]":
    """What ingestion works with, for one command; its connections are closed at the end."""
    from functools import partial

    from agent.services.regulations import Workshop, regulation_store
    from agent.services.regulations.embedding import embed_missing
    from database.connection import AsyncSessionLocal, MaintenanceSessionLocal, close_db
    from database.models.base import utcnow

    try:
        embed = partial(embed_missing, index_sessions=MaintenanceSessionLocal)
        yield Workshop(AsyncSessionLocal, regulation_store(), utcnow, embed)
    finally:
        await close_db()
