"""`msia untariffed`: work that the tariff does not price, and what elements are not, as staff keeps them."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper
from shared.vocabularies import BeyondKind

if TYPE_CHECKING:
    from database.models import UntariffedWork

app = SpanishTyper(
    help="Lo que los clientes piden y la tarifa no contempla, y lo que un elemento no es.",
    no_args_is_help=True,
)

_Category = Annotated[str, typer.Option("--category", "-c", help="Identificador de la categoría.")]
_Code = Annotated[str, typer.Argument(metavar="CÓDIGO", help="Código del trabajo, como HEATING.")]
_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]
_WHAT = {
    BeyondKind.NO_REFORM: "no es reforma",
    BeyondKind.NOT_OFFERED: "no se hace",
    BeyondKind.PERSON: "lo ve una persona",
}


@app.command("list")
def list_command(
    category: _Category,
    include_inactive: Annotated[bool, typer.Option("--all", help="También los desactivados.")] = False,
    as_json: _Json = False,
) -> None:
    """Muestra los trabajos fuera de tarifa de una categoría.

    Ejemplos:

      msia untariffed list --category motos-part
    """
    with errors_as_json(as_json):
        works = asyncio.run(_list(category, include_inactive=include_inactive))
    if as_json:
        print(json.dumps({"works": works}, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    print_table(
        ("Código", "Nombre", "Qué es", "Activo", "Respuesta"),
        [
            [
                work["code"],
                work["name"],
                _WHAT[BeyondKind(work["what"])],
                "sí" if work["is_active"] else "no",
                work["answer"],
            ]
            for work in works
        ],
    )


@app.command("set")
def set_command(
    code: _Code,
    category: _Category,
    name: Annotated[str | None, typer.Option(help="Cómo se llama.")] = None,
    what: Annotated[
        BeyondKind | None, typer.Option(help="no_reform, not_offered o person (lo ve una persona).")
    ] = None,
    answer: Annotated[str | None, typer.Option(help="Lo que se dice al cliente, nunca un precio.")] = None,
    words: Annotated[
        list[str] | None, typer.Option(help="Palabras del cliente que lo nombran (se puede repetir).")
    ] = None,
    contrary: Annotated[
        list[str] | None, typer.Option(help="Palabras junto a las que no lo es (se puede repetir).")
    ] = None,
    reverse_of: Annotated[str | None, typer.Option(help="El elemento del que es lo contrario.")] = None,
    covers: Annotated[
        bool | None, typer.Option("--covers/--no-covers", help="Si lo demás de la petición es parte de él.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Crea un trabajo fuera de tarifa o cambia lo que se dé de él. Queda en la auditoría.

    Ejemplos:

      msia untariffed set ALARM -c motos-part --what no_reform --answer "Una alarma no es reforma."

      msia untariffed set ALARM -c motos-part --words alarma --words "alarma antirrobo"
    """
    changes = {
        "name": name,
        "what": what,
        "answer": answer,
        "keywords": tuple(words) if words else None,
        "contrary_words": tuple(contrary) if contrary else None,
        "reverse_of": reverse_of,
        "covers_request": covers,
    }
    with errors_as_json(as_json):
        _show(asyncio.run(_set(category, code, changes)), as_json=as_json)


@app.command("off")
def off_command(code: _Code, category: _Category, as_json: _Json = False) -> None:
    """Desactiva un trabajo: sus palabras dejan de reconocerse.

    Ejemplos:

      msia untariffed off ALARM --category motos-part
    """
    with errors_as_json(as_json):
        _show(asyncio.run(_switch(category, code, active=False)), as_json=as_json)


@app.command("on")
def on_command(code: _Code, category: _Category, as_json: _Json = False) -> None:
    """Vuelve a activar un trabajo.

    Ejemplos:

      msia untariffed on ALARM --category motos-part
    """
    with errors_as_json(as_json):
        _show(asyncio.run(_switch(category, code, active=True)), as_json=as_json)


@app.command("contrary")
def contrary_command(
    code: Annotated[str, typer.Argument(metavar="ELEMENTO", help="Código, como AUMENTO_PLAZAS.")],
    category: _Category,
    words: Annotated[
        list[str] | None, typer.Option(help="Las nuevas, todas (se puede repetir); sin ellas, se muestran.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Las quita todas.")] = False,
    as_json: _Json = False,
) -> None:
    """Las palabras junto a las que las de un elemento quieren decir otra cosa.

    Ejemplos:

      msia untariffed contrary AUMENTO_PLAZAS --category aseicars-prof

      msia untariffed contrary ESCAPE --category motos-part --words incendios
    """
    wanted = [] if clear else words
    with errors_as_json(as_json):
        found = asyncio.run(_contrary(category, code, wanted))
    if as_json:
        print(json.dumps({"element": code.strip().upper(), "words": found}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(found) if found else "No tiene ninguna.")


def _show(work: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(work, ensure_ascii=False, indent=2))
    else:
        state = "activo" if work["is_active"] else "desactivado"
        print(f"{work['code']} ({work['name']}), {state}: {work['answer']}")


async def _list(category: str, *, include_inactive: bool) -> list[dict[str, Any]]:
    from agent.services.untariffed import list_works
    from cli.sessions import reading

    async with reading() as session:
        return [
            _as_dict(row) for row in await list_works(session, category, include_inactive=include_inactive)
        ]


async def _set(category: str, code: str, changes: dict[str, Any]) -> dict[str, Any]:
    from agent.services.untariffed import WorkValues, change_work, list_works, put_work
    from cli.sessions import writing

    async with writing() as session:
        known = {work.code for work in await list_works(session, category, include_inactive=True)}
        if code.strip().upper() in known:
            return _as_dict(await change_work(session, category, code, **changes))
        given = {name: value for name, value in changes.items() if value is not None}
        values = WorkValues(**{"name": "", "what": BeyondKind.PERSON, "answer": "", "keywords": (), **given})
        return _as_dict(await put_work(session, category, code, values))


async def _switch(category: str, code: str, *, active: bool) -> dict[str, Any]:
    from agent.services.untariffed import switch_work
    from cli.sessions import writing

    async with writing() as session:
        return _as_dict(await switch_work(session, category, code, active=active))


async def _contrary(category: str, code: str, words: list[str] | None) -> list[str]:
    from agent.services.untariffed import list_contrary_words, set_contrary_words
    from cli.sessions import reading, writing

    if words is None:
        async with reading() as session:
            return await list_contrary_words(session, category, code)
    async with writing() as session:
        return await set_contrary_words(session, category, code, words)


def _as_dict(row: "UntariffedWork") -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "what": row.what,
        "answer": row.answer,
        "keywords": list(row.keywords),
        "contrary_words": list(row.contrary_words),
        "reverse_of": row.reverse_of.code if row.reverse_of is not None else None,
        "covers_request": row.covers_request,
        "is_active": row.is_active,
    }
