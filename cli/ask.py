"""`msia ask`: a dialogue from a client's words to a quote and the data its case needs."""

import asyncio
import json
import sys
from typing import Annotated, Final

import typer

from cli.json_errors import errors_as_json

EXIT_INTERRUPTED: Final = 130


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("ask")(ask_command)


def ask_command(
    category: Annotated[
        str, typer.Option("--category", "-c", help="Identificador de la categoría; sin él, se pregunta.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="El resultado en JSON; el diálogo va por la salida de errores.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Sigue con la conversación que se interrumpió con Ctrl-C.")
    ] = False,
) -> None:
    """Un diálogo: petición, preguntas, presupuesto, avisos, documentos y datos de cada elemento.

    Las respuestas se leen de la entrada estándar, también de una tubería; cuando acaba, acaba el diálogo.
    Se puede decir «saltar», «deshacer», «quita uno», «corrige la marca», «empezar de nuevo», o pedir que
    conteste una persona.

    Es la forma corta de «msia chat»: no guarda nada en la base de datos.

    Ejemplos:

      msia ask --category motos-part

      printf '%s\\n' "el escape" "" | msia ask --category motos-part --json
    """
    with errors_as_json(as_json):
        from rich.console import Console

        from cli.dialogue import Conversation
        from cli.loading import load_categories
        from domain.fields.dates import today_in_spain
        from shared.config import settings

        loaded = asyncio.run(load_categories([category] if category else []))
        if hasattr(sys.stdin, "reconfigure"):  # what is no UTF-8 is a word nobody knows, not a failure
            sys.stdin.reconfigure(errors="replace")
        conversation = Conversation(
            [item.catalogue for item in loaded],
            Console(stderr=as_json),
            today_in_spain(),
            settings.MSIA_HOME / "ask.json",
            is_resumed=resume,
        )
        is_whole = conversation.hold()
        if as_json:
            print(json.dumps(conversation.result(), ensure_ascii=False, indent=2))
        if not is_whole:
            raise typer.Exit(EXIT_INTERRUPTED)
