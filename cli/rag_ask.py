"""`msia rag ask`: passages of the regulations that answer a question, for people, as JSON, one or many."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from cli.json_errors import errors_as_json
from shared.errors import MsiaError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from agent.services.regulations.embeddings import Embedder
    from agent.services.regulations.search import Answer, SearchFilters
    from agent.services.regulations.writing import Writer


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("ask")(ask_command)


def ask_command(
    question: Annotated[str, typer.Argument(metavar="PREGUNTA", help="Con tus palabras.")] = "",
    limit: Annotated[int, typer.Option("--limit", help="Cuántos pasajes como mucho, de 1 a 50.")] = 10,
    batch: Annotated[
        str,
        typer.Option(
            "--batch",
            help="Fichero: un JSON por línea con «question», y «after» si sigue a otra; - es la entrada.",
        ),
    ] = "",
    after: Annotated[
        str, typer.Option("--after", help="La pregunta anterior, si esta la sigue: «¿y para motos?».")
    ] = "",
    document: Annotated[
        str, typer.Option("--document", help="Solo en ese documento: número, título o identificador.")
    ] = "",
    tag: Annotated[str, typer.Option("--tag", help="Solo en documentos con esa etiqueta.")] = "",
    category: Annotated[
        str, typer.Option("--category", "-c", help="Solo en documentos de esa categoría de vehículos.")
    ] = "",
    passages_only: Annotated[
        bool,
        typer.Option("--passages-only", help="Sin respuesta en palabras, aunque haya un modelo de lenguaje."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Busca en los reglamentos los pasajes que responden a una pregunta, el mejor primero.

    Si ninguno responde lo dice, y muestra los más cercanos.

    Ejemplos:

      msia rag ask "¿puedo llevar la ITV caducada mientras pido cita?"

      msia rag ask "artículo 8 del RD 866/2010" --json

      msia rag ask --batch preguntas.jsonl
    """
    from agent.assistant.llm.written_answers import writer_of
    from agent.services.regulations.presenting import answer_as_dict
    from agent.services.regulations.search import SearchFilters
    from database.connection import AsyncSessionLocal
    from shared.config import settings

    writer = None if passages_only else writer_of(settings, AsyncSessionLocal)
    filters = SearchFilters(document=document or None, tag=tag or None, category=category or None)
    if batch:
        if not asyncio.run(_ask_many(batch, limit, filters, writer)):
            raise typer.Exit(2)
        return
    with errors_as_json(as_json):
        answer = asyncio.run(_ask_one(question, limit, filters, after or None, writer))
    if as_json:
        print(json.dumps(answer_as_dict(answer), ensure_ascii=False, indent=2))
    else:
        _print(answer)


async def _ask_one(
    question: str, limit: int, filters: "SearchFilters", after: str | None, writer: "Writer | None"
) -> "Answer":
    from cli.sessions import writing

    async with _working() as embedder, writing() as session:
        return await _answer(session, embedder, question, after, limit, filters, writer)


async def _answer(
    session: "AsyncSession",
    embedder: "Embedder | None",
    question: str,
    after: str | None,
    limit: int,
    filters: "SearchFilters",
    writer: "Writer | None",
) -> "Answer":
    """The answer to one question, `after` the one before it if there is one."""
    from agent.services.regulations.points import find_points
    from agent.services.regulations.search.recording import PreviousQuestion
    from agent.services.regulations.writing import ask_in_words

    return await ask_in_words(
        session,
        question,
        writer=writer,
        points=find_points(),
        embedder=embedder,
        limit=limit,
        filters=filters,
        previous=PreviousQuestion(after) if after is not None else None,
    )


async def _ask_many(batch: str, limit: int, filters: "SearchFilters", writer: "Writer | None") -> bool:
    """Answer line by line; whether all could be."""
    from agent.services.regulations.presenting import answer_as_dict
    from cli.batches import read, rows_of, text_of
    from cli.sessions import writing

    all_answered = True
    async with _working() as embedder, writing() as session:
        for line in rows_of(batch):
            try:
                row = read(line)
                question = text_of(row, "question")
                after = text_of(row, "after") if "after" in row else None
                answer = await _answer(session, embedder, question, after, limit, filters, writer)
            except MsiaError as error:
                all_answered = False
                print(json.dumps({"error": error.as_dict()}, ensure_ascii=False), flush=True)
                continue
            await session.commit()
            print(json.dumps(answer_as_dict(answer), ensure_ascii=False), flush=True)
    return all_answered


@asynccontextmanager
async def _working() -> AsyncIterator["Embedder | None"]:
    """The embedder of the settings, while its threads work."""
    from agent.services.regulations.embeddings import find_embedder

    yield find_embedder()


def _print(answer: "Answer") -> None:
    """The passages on standard output."""
    from rich.console import Console
    from rich.text import Text

    from agent.services.regulations.search.results import Unwritten, Written

    console = Console()
    if answer.without_vectors:
        console.print(Text("Sin vectores: se ha buscado solo por palabras.", style="yellow"))
    if not answer.is_answerable:
        what = "Estos reglamentos no lo responden."
        near = " Lo más cercano:" if answer.passages else ""
        console.print(Text(what + near, style="bold yellow"))
    if isinstance(answer.written, Written):
        console.print(Text(answer.written.text, style="bold green"))
        for citation in answer.written.citations:
            for quote in citation.quotes:
                console.print(Text(f"   [{citation.passage}] «{quote}»", style="dim"))
        console.print()
    elif isinstance(answer.written, Unwritten):
        console.print(Text(answer.written.message, style="yellow"))
    for place, passage in enumerate(answer.passages, 1):
        pages = f", pág. {_range(passage.pages)}" if passage.pages else ""
        console.print(Text(f"{place}. {passage.article or 'texto'}{pages} — {passage.title}", style="bold"))
        if passage.consolidated_on:
            console.print(Text(f"   Texto a {passage.consolidated_on:%d/%m/%Y}", style="dim"))
        if passage.headings:
            console.print(Text("   " + " › ".join(passage.headings), style="dim"))
        console.print(Text(passage.text))
        console.print()


def _range(pages: tuple[int, ...]) -> str:
    return str(pages[0]) if pages[0] == pages[-1] else f"{pages[0]}-{pages[-1]}"
