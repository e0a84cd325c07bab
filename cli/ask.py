"""`msia ask`: the short form of `msia chat`: it says what stands in the command and prints the answer."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json

if TYPE_CHECKING:
    from uuid import UUID

    from agent.assistant.answering import Turn


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("ask")(ask_command)


def ask_command(
    messages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MENSAJE]...", help="Lo que dice el cliente; sin nada, la entrada estándar."),
    ] = None,
    category: Annotated[
        str, typer.Option("--category", "-c", help="Categoría ya elegida; sin ella, se pregunta.")
    ] = "",
    phone: Annotated[
        str, typer.Option("--phone", "-p", help="Teléfono del cliente que escribe.")
    ] = "600 000 000",
    new: Annotated[
        bool, typer.Option("--new", help="Empieza de nuevo: olvida lo que se estaba pidiendo.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="El resultado en JSON; el diálogo va por la salida de errores.")
    ] = False,
) -> None:
    """Di algo al asistente y lee lo que contesta: lo mismo que «msia chat», sin quedarse a hablar.

    Cada mensaje es un argumento, o una línea de la entrada estándar. La conversación se guarda: la siguiente
    vez, con el mismo teléfono, sigue donde estaba.

    Ejemplos:

      msia ask "quiero homologar el escape de mi moto"

      msia ask --new -c motos-part "el escape" "y los espejos" --json

      printf '%s\\n' "el escape de mi moto" "acepto" | msia ask --phone 600111222
    """
    from rich.console import Console

    from cli.chat import show

    console = Console(stderr=as_json)

    def shown(text: str, turn: "Turn") -> None:
        console.print(f"› {text}", style="bold cyan", markup=False)
        show(console, turn)

    with errors_as_json(as_json):
        said = messages or [line.strip() for line in _lines() if line.strip()]
        result = asyncio.run(_ask(said, category, phone, is_new=new, shown=shown))
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))


def _lines() -> list[str]:
    if hasattr(sys.stdin, "reconfigure"):  # what is no UTF-8 is a word nobody knows, not a failure
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin.readlines()


async def _ask(said: Sequence[str], category: str, phone: str, *, is_new: bool, shown: Any) -> dict[str, Any]:
    """Say all of it, one after the other; what the conversation has come to then."""
    from agent.assistant.answering import Turn
    from cli.chat import conversation_with, say
    from database.connection import close_db

    turn = Turn(())
    try:
        conversation_id = await conversation_with(phone)
        await _begin(conversation_id, category, is_new=is_new)
        async for text, turn in _said(conversation_id, said, say):
            shown(text, turn)
        return await _result(conversation_id, turn)
    finally:
        await close_db()


async def _said(conversation_id: "UUID", said: Sequence[str], say: Any) -> AsyncIterator[tuple[str, "Turn"]]:
    for text in said:
        yield text, await say(conversation_id, text)


async def _begin(conversation_id: "UUID", category: str, *, is_new: bool) -> None:
    """Forget the request where it is to begin anew, and let it be of the category that is chosen.

    Raises NotFoundError for a category that there is not.
    """
    from agent.assistant.answering import choose_category
    from database.connection import get_async_session

    if not category and not is_new:
        return
    async with get_async_session() as session:
        await choose_category(session, conversation_id, category or None, is_new=is_new)
        await session.commit()


async def _result(conversation_id: "UUID", turn: "Turn") -> dict[str, Any]:
    from agent.assistant.answering import outcome_for
    from database.connection import get_async_session
    from database.models.base import utcnow

    async with get_async_session() as session:
        outcome = await outcome_for(session, conversation_id, utcnow())
    return {
        "conversation": str(conversation_id),
        "category": outcome.category,
        "quote": outcome.quote.as_json() if outcome.quote is not None else None,
        "case": str(outcome.case_id) if outcome.case_id is not None else None,
        "replies": [
            {"kind": reply.kind.value, "text": reply.text, "options": list(reply.options)}
            for reply in turn.replies
        ],
        "handover": turn.handover.reason if turn.handover is not None else None,
        "passed_on": list(turn.questions),
    }
