"""`msia chatwoot`: try the assistant without WhatsApp."""

from pathlib import Path
from typing import Annotated

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper

app = SpanishTyper(help="El asistente sin WhatsApp: conversaciones grabadas.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps the group a group while it has one command."""


@app.command("simulate")
def simulate(
    files: Annotated[list[Path], typer.Argument(help="Conversaciones grabadas, una línea JSON cada suceso.")],
    category: Annotated[
        str, typer.Option("--category", "-c", help="Categoría ya elegida; sin ella, el asistente pregunta.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON en una línea por conversación.")] = False,
) -> None:
    """Reproduce conversaciones contra un doble de Chatwoot, en una base de datos aparte y con reloj propio.

    Imprime lo que se ha dicho y lo que ha quedado guardado, en JSON.

    Ejemplos:

      msia chatwoot simulate conversacion.jsonl

      msia chatwoot simulate conversacion.jsonl --category motos-part --json
    """
    import json
    import tempfile

    with errors_as_json(as_json):
        from cli.simulation.script import read_script
        from cli.simulation.temporary import run_child, temporary_database

        for path in files:
            read_script(path)
        with temporary_database() as url, tempfile.TemporaryDirectory(prefix="msia-simulation-") as home:
            names = [str(path.resolve()) for path in files]
            printed = run_child("cli.simulation", [category, *names], url, MSIA_HOME=home)
        for line in printed.splitlines():
            print(line if as_json else json.dumps(json.loads(line), ensure_ascii=False, indent=2))
