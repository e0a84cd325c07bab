"""`msia policies list|show|set|on|off`: what the firm tells its clients about hours, payment, terms …"""

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from database.models import Policy

app = SpanishTyper(
    help="Lo que la empresa dice de horario, pago, plazos…: el asistente lo cita; lo demás, una persona.",
    no_args_is_help=True,
)

_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]
_Key = Annotated[str, typer.Argument(metavar="CLAVE", help="Nombre de la política, como horario.")]
_SHOWN = 70


@app.command("list")
def list_command(as_json: _Json = False) -> None:
    """Muestra las políticas, y lo que los clientes preguntan y nadie ha escrito todavía.

    Ejemplos:

      msia policies list
    """
    with errors_as_json(as_json):
        found = asyncio.run(_list())
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    rows = [
        [item["key"], item["category"], "sí" if item["is_active"] else "no", _short(item["value"])]
        for item in found["policies"]
    ]
    rows += [[item["key"], item["asked"], "no", "— (contesta una persona)"] for item in found["unwritten"]]
    print_table(("Clave", "De qué", "Activa", "Texto"), rows)


@app.command("show")
def show_command(key: _Key, as_json: _Json = False) -> None:
    """Muestra el texto entero de una política.

    Ejemplos:

      msia policies show horario
    """
    with errors_as_json(as_json):
        found = asyncio.run(_get(key))
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else found["value"])


@app.command("set")
def set_command(
    key: _Key,
    value: Annotated[
        str, typer.Argument(metavar="TEXTO", help="El texto que leerá el cliente; - es la entrada estándar.")
    ],
    category: Annotated[
        str | None, typer.Option("--category", "-c", help="De qué trata; sin ella, se queda la que tenía.")
    ] = None,
    as_json: _Json = False,
) -> None:
    """Escribe una política y la activa. Queda en la auditoría.

    Ejemplos:

      msia policies set horario "Atendemos de lunes a viernes, de 9 a 14."

      msia policies set pago - < pago.txt
    """
    with errors_as_json(as_json):
        text = sys.stdin.read() if value == "-" else value
        found = asyncio.run(_set(key, text, category))
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else f"{found['key']}: escrita y activa")


@app.command("on")
def on_command(key: _Key, as_json: _Json = False) -> None:
    """Activa una política que estaba apagada.

    Ejemplos:

      msia policies on horario
    """
    _switch(key, as_json, active=True)


@app.command("off")
def off_command(key: _Key, as_json: _Json = False) -> None:
    """Apaga una política: lo que dice pasa a contestarlo una persona.

    Ejemplos:

      msia policies off horario
    """
    _switch(key, as_json, active=False)


def _switch(key: str, as_json: bool, *, active: bool) -> None:
    with errors_as_json(as_json):
        found = asyncio.run(_switched(key, active=active))
    state = "activa" if active else "apagada"
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else f"{found['key']}: {state}")


async def _list() -> dict[str, Any]:
    from agent.assistant.firm_policies import answers_topic, asked_topics
    from agent.services.policies import list_policies
    from cli.sessions import reading

    async with reading() as session:
        policies = await list_policies(session)
    unwritten = [
        {"key": asked.key, "asked": asked.asked}
        for asked in asked_topics()
        if not any(answers_topic(asked, policy.key, policy.category) for policy in policies)
    ]
    return {"policies": [_as_dict(policy) for policy in policies], "unwritten": unwritten}


async def _get(key: str) -> dict[str, Any]:
    from agent.services.policies import get_policy
    from cli.sessions import reading

    async with reading() as session:
        return _as_dict(await get_policy(session, key))


async def _set(key: str, value: str, category: str | None) -> dict[str, Any]:
    from agent.services.policies import put_policy
    from cli.sessions import writing

    async with writing() as session:
        return _as_dict(await put_policy(session, key, value, category=category))


async def _switched(key: str, *, active: bool) -> dict[str, Any]:
    from agent.services.policies import switch_policy
    from cli.sessions import writing

    async with writing() as session:
        return _as_dict(await switch_policy(session, key, active=active))


def _as_dict(policy: "Policy") -> dict[str, Any]:
    return {
        "key": policy.key,
        "value": policy.value,
        "category": policy.category,
        "description": policy.description,
        "is_active": policy.is_active,
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
