"""`msia rag words`: the glossary by which questions to the regulations are read, as staff keeps it."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper
from shared.errors import NotFoundError
from shared.vocabularies import EverydayKind

if TYPE_CHECKING:
    from database.models import EverydayWord

app = SpanishTyper(
    help="El glosario: cómo lo dice la gente y cómo lo dice la norma.",
    no_args_is_help=True,
)

_Code = Annotated[str, typer.Argument(metavar="CÓDIGO", help="Código de la fila, como tubo-de-escape.")]
_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]
_KINDS = {
    EverydayKind.MEANING: "quiere decir",
    EverydayKind.SPELLING: "se escribe",
    EverydayKind.SUBJECT: "el pasaje debe hablar de",
}


@app.command("list")
def list_command(
    kind: Annotated[
        EverydayKind | None,
        typer.Option(help="meaning (sinónimos), spelling (abreviaturas) o subject (temas)."),
    ] = None,
    containing: Annotated[str, typer.Option("--with", help="Solo las filas que contienen eso.")] = "",
    include_inactive: Annotated[bool, typer.Option("--all", help="También las desactivadas.")] = False,
    as_json: _Json = False,
) -> None:
    """Muestra el glosario.

    Ejemplos:

      msia rag words list --with escape
    """
    with errors_as_json(as_json):
        rows = asyncio.run(_list(kind, containing, include_inactive=include_inactive))
    if as_json:
        print(json.dumps({"words": rows}, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    print_table(
        ("Código", "La gente dice", "", "La norma", "Activa"),
        [
            [
                row["code"],
                ", ".join(row["phrases"]),
                _KINDS[EverydayKind(row["kind"])],
                " / ".join(row["legal_words"]),
                "sí" if row["is_active"] else "no",
            ]
            for row in rows
        ],
    )


@app.command("set")
def set_command(
    code: _Code,
    kind: Annotated[EverydayKind | None, typer.Option(help="meaning, spelling o subject.")] = None,
    phrases: Annotated[
        list[str] | None, typer.Option("--says", help="Cómo lo dice la gente (se puede repetir).")
    ] = None,
    legal: Annotated[
        list[str] | None, typer.Option("--legal", help="Cómo lo dice la norma (se puede repetir).")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Crea una fila o cambia lo que se dé de ella. La siguiente pregunta ya se lee con ella.

    Ejemplos:

      msia rag words set tubarro --says tubarro --legal "silenciador escape ruido"
    """
    changes = {
        "kind": kind,
        "phrases": tuple(phrases) if phrases else None,
        "legal_words": tuple(legal) if legal else None,
    }
    with errors_as_json(as_json):
        _show(asyncio.run(_set(code, changes)), as_json=as_json)


@app.command("off")
def off_command(code: _Code, as_json: _Json = False) -> None:
    """Desactiva una fila: las preguntas dejan de leerse con ella.

    Ejemplos:

      msia rag words off tubarro
    """
    with errors_as_json(as_json):
        _show(asyncio.run(_change(code, is_active=False)), as_json=as_json)


@app.command("on")
def on_command(code: _Code, as_json: _Json = False) -> None:
    """Vuelve a activar una fila.

    Ejemplos:

      msia rag words on tubarro
    """
    with errors_as_json(as_json):
        _show(asyncio.run(_change(code, is_active=True)), as_json=as_json)


def _show(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(row, ensure_ascii=False, indent=2))
        return
    state = "" if row["is_active"] else " (desactivada)"
    says, legal = ", ".join(row["phrases"]), " / ".join(row["legal_words"])
    print(f"{row['code']}{state}: {says} {_KINDS[EverydayKind(row['kind'])]} {legal}")


async def _list(
    kind: EverydayKind | None, containing: str, *, include_inactive: bool
) -> list[dict[str, Any]]:
    from agent.services.regulations.glossary import list_words
    from cli.sessions import reading

    async with reading() as session:
        rows = await list_words(session, kind=kind, containing=containing, include_inactive=include_inactive)
        return [_as_dict(row) for row in rows]


async def _set(code: str, changes: dict[str, Any]) -> dict[str, Any]:
    from agent.services.regulations.glossary import WordValues, change_words, get_words, put_words
    from cli.sessions import writing

    async with writing() as session:
        try:
            await get_words(session, code)
        except NotFoundError:
            values = WordValues(
                changes["kind"] or EverydayKind.MEANING,
                changes["phrases"] or (code.replace("-", " "),),
                changes["legal_words"] or (),
            )
            return _as_dict(await put_words(session, code, values))
        return _as_dict(await change_words(session, code, **changes))


async def _change(code: str, **changes: Any) -> dict[str, Any]:
    from agent.services.regulations.glossary import change_words
    from cli.sessions import writing

    async with writing() as session:
        return _as_dict(await change_words(session, code, **changes))


def _as_dict(row: "EverydayWord") -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "phrases": list(row.phrases),
        "legal_words": list(row.legal_words),
        "is_active": row.is_active,
    }
