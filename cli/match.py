"""`msia match`: what a client's words name, for people or as JSON."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from shared.errors import InvalidInputError

if TYPE_CHECKING:
    from rich.table import Table

    from cli.loading import ReadableCategories
    from domain.catalogue import Catalogue
    from domain.matching import ElementHit, MatchResult


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("match")(match_command)


def match_command(
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXTO", help="El mensaje, con las palabras del cliente.", show_default=False),
    ] = None,
    category: Annotated[
        str, typer.Option("--category", "-c", help="Identificador de la categoría; sin él, se prueban todas.")
    ] = "",
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="ARCHIVO",
            help="Un presupuesto por cada línea del archivo, un JSON con la categoría y el texto; "
            "- es la entrada estándar.",
        ),
    ] = None,
    explained: Annotated[
        bool, typer.Option("--explain", help="Por qué: cada mención con lo que la decide.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Muestra qué nombra un mensaje: elementos, preguntas abiertas, lo negado y lo que nada explica.

    Ejemplos:

      msia match "kiero homologar el tubo d escape y las luces" --category motos-part

      msia match "dos claraboyas, el toldo no" --json

      msia match "el escape sí, el manillar no" --category motos-part --explain

      msia match --batch mensajes.jsonl > presupuestos.jsonl
    """
    if batch is not None:
        _match_batch(batch, text, category)
        return
    with errors_as_json(as_json):
        if text is None:
            raise InvalidInputError(
                "missing_text",
                "Falta el argumento TEXTO.",
                "text",
                "Escribe entre comillas las palabras del cliente, o da un archivo con --batch.",
            )
        if not text.strip():
            raise InvalidInputError(
                "empty_text",
                "El mensaje está vacío.",
                "text",
                "Escribe entre comillas las palabras del cliente.",
            )
        matches = asyncio.run(_match(text, category, explained=explained))
    if as_json:
        print(json.dumps({"text": text, "matches": matches}, ensure_ascii=False, indent=2))
    else:
        print_matches(matches)


def _match_batch(source: str, text: str | None, category: str) -> None:
    """A quote for each line of the file; exit status 2 when a line had none."""
    from cli.batches import answer_lines, text_of
    from domain.quote.from_text import quote_text

    with errors_as_json(enabled=True):
        if text is not None:
            raise InvalidInputError(
                "text_and_batch", "Se han dado un texto y también --batch.", "--batch", "Usa uno de los dos."
            )
        known = asyncio.run(_readable_categories())

        def answer(row: Mapping[str, Any]) -> Mapping[str, Any]:
            catalogue, words = known.category(text_of({"category": category or None, **row}, "category"))
            return quote_text(catalogue, text_of(row, "text"), words).as_json()

        failed = answer_lines(source, answer)
    if failed:
        raise typer.Exit(2)


async def _readable_categories() -> "ReadableCategories":
    from cli.loading import ReadableCategories, load_categories

    return ReadableCategories(await load_categories())


async def _match(text: str, category: str, *, explained: bool) -> list[dict[str, Any]]:
    from cli.loading import load_categories
    from domain.matching import match_text

    found = []
    for item in await load_categories([category] if category else []):
        vocabulary = item.vocabulary
        match = match_as_dict(item.catalogue, match_text(vocabulary, text))
        if explained:
            from cli.match_explanation import mentions_as_dicts

            match["mentions"] = mentions_as_dicts(vocabulary, text)
        found.append(match)
    return found


def match_as_dict(catalogue: "Catalogue", result: "MatchResult") -> dict[str, Any]:
    """The reading of a message as JSON values; `score` is in (0, 1]."""

    from domain.quote.from_text import beyond_work

    def hits(found: Iterable["ElementHit"]) -> list[dict[str, Any]]:
        return [
            {
                "code": hit.code,
                "name": catalogue.elements[hit.code].name,
                "quantity": hit.quantity,
                "score": round(hit.score, 3),
                "words": list(hit.words),
            }
            for hit in found
        ]

    return {
        "category": catalogue.slug,
        "elements": hits(result.elements),
        "questions": [
            {
                **question.asked.model_dump(mode="json"),
                "words": list(question.words),
            }
            for question in result.questions
        ],
        "negated": hits(result.negated),
        "unresolved": list(result.unresolved),
        "beyond": [beyond_work(hit.work, hit.words).model_dump(mode="json") for hit in result.beyond],
    }


def print_matches(matches: Iterable[Mapping[str, Any]]) -> None:
    """Print the readings (in their JSON shape) as tables on standard output."""
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for match in matches:
        console.print(Text(match["category"], style="bold"))
        if match["elements"] or match["negated"]:
            console.print(_hits_table(match))
        for question in match["questions"]:
            console.print(Text(f"? {question['question']}", style="magenta"))
            for option in question["options"]:
                console.print(Text(f"   • {option['name']} ({option['code']})"))
        for work in match["beyond"]:
            console.print(Text(f"Fuera de tarifa «{work['words']}»: {work['answer']}", style="cyan"))
        if match["unresolved"]:
            console.print(Text(f"Sin identificar: {', '.join(match['unresolved'])}", style="yellow"))
        if not any(match[part] for part in ("elements", "negated", "questions", "unresolved", "beyond")):
            console.print(Text("Nada que homologar en este mensaje.", style="dim"))
        if "mentions" in match:
            from cli.match_explanation import print_mentions

            print_mentions(match["mentions"], console)


def _hits_table(match: Mapping[str, Any]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None)
    for heading in ("Elemento", "Código"):
        table.add_column(heading)
    for heading in ("Cantidad", "Puntuación"):
        table.add_column(heading, justify="right")
    table.add_column("Palabras", style="dim")
    for hit in match["elements"]:
        table.add_row(
            Text(hit["name"], style="green"),
            hit["code"],
            str(hit["quantity"]),
            f"{hit['score']:.2f}".replace(".", ","),
            Text(" ".join(hit["words"])),
        )
    for hit in match["negated"]:
        table.add_row(
            Text(hit["name"], style="strike red"),
            hit["code"],
            "no",
            f"{hit['score']:.2f}".replace(".", ","),
            Text(" ".join(hit["words"])),
        )
    return table
