"""`msia rag …`: regulations added, listed and read."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from cli.spanish import SpanishTyper

app = SpanishTyper(help="Reglamentos: añadirlos, consultarlos y citarlos.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@app.command("add")
def add_command(
    file: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="El documento: Markdown o texto.")],
    title: Annotated[str | None, typer.Option("--title", help="Su título, si no vale el que lleva.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="El resultado como JSON.")] = False,
) -> None:
    """Añade un reglamento y espera a que se pueda consultar.

    Estado de salida 1 si no se ha podido leer.

    Ejemplos:

      msia rag add rd-866-2010.md

      msia rag add reglamento.txt --title "Real Decreto 866/2010, de 2 de julio" --json
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        result = asyncio.run(_add(file, title))
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        print(f"{result['title']}: {result['chunks']} fragmentos.")


async def _add(file: Path, title: str | None) -> dict[str, object]:
    from agent.services.regulations import ingest, register_document
    from cli.sessions import writing
    from database.models import RegulatoryDocument
    from shared.errors import NotFoundError

    try:
        content = await asyncio.to_thread(file.read_bytes)
    except OSError as error:
        raise NotFoundError(
            "unreadable_file", f"No se puede leer «{file}».", "file", "Comprueba la ruta y sus permisos."
        ) from error
    async with writing() as session:
        registered = await register_document(session, content, file.name, title=title)
        chunks = await ingest(session, registered.document_id, content, title=title)
        document = await session.get(RegulatoryDocument, registered.document_id)
        assert document is not None
        return {
            "document": str(document.id),
            "title": document.title,
            "status": document.status,
            "chunks": chunks,
        }
