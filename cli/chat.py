"""`msia chat`: the assistant at the terminal, as a client has it on WhatsApp, stored in the database."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from uuid import UUID

    from rich.console import Console
    from sqlalchemy.ext.asyncio import AsyncSession

    from agent.assistant.answering import Attachment, ClientMessage, Turn

_PHOTO: Final = "/foto "
_STYLES: Final = {
    "notice": "cyan",
    "not_understood": "yellow",
    "quote": "green",
    "summary": "",
    "question": "bold magenta",
}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("chat")(chat)


def chat(
    phone: Annotated[
        str, typer.Option("--phone", "-p", help="Teléfono del cliente que escribe.")
    ] = "600 000 000",
) -> None:
    """Habla con el asistente como un cliente: presupuesto, fotos, datos y expediente.

    La conversación se guarda: al volver con el mismo teléfono sigue donde estaba. «/foto RUTA» envía una foto
    o un PDF; lo que se escriba detrás de la ruta va con ella. Acaba con Ctrl-D.

    Ejemplos:

      msia chat

      printf '%s\\n' "el escape de mi moto" "acepto" | msia chat --phone 600111222
    """
    from contextlib import suppress

    from rich.console import Console

    if hasattr(sys.stdin, "reconfigure"):  # what is no UTF-8 is a word nobody knows, not a failure
        sys.stdin.reconfigure(errors="replace")
    with suppress(KeyboardInterrupt):
        asyncio.run(_talk(phone, Console()))


async def _talk(phone: str, console: "Console") -> None:
    from database.connection import close_db

    try:
        conversation_id = await conversation_with(phone)
        while (line := await asyncio.to_thread(sys.stdin.readline)) and line:
            text = line.strip()
            if not sys.stdin.isatty():  # a pipe shows nothing of what it gives
                console.print(f"› {text}", style="bold cyan", markup=False)
            show(console, await say(conversation_id, text))
    finally:
        await close_db()


async def conversation_with(phone: str) -> "UUID":
    """The conversation of the terminal with this phone, the same each time."""
    from agent.services.conversations import get_or_create_conversation
    from agent.services.users import get_or_create_user
    from database.connection import get_async_session

    async with get_async_session() as session:
        user = (await get_or_create_user(session, phone)).user
        number = f"terminal-{user.phone.lstrip('+')}"
        found = await get_or_create_conversation(session, number, user.id)
        await session.commit()
        return found.conversation.id


async def say(conversation_id: "UUID", text: str) -> "Turn":
    """Say a line of the terminal, which may send a photo; the assistant's turn.

    Raises InvalidInputError for a file that can't be read.
    """
    attachments, words = _photos(text)
    return await _answer(conversation_id, words, attachments)


async def _answer(conversation_id: "UUID", text: str, attachments: tuple["Attachment", ...]) -> "Turn":
    """The assistant's turn, with both sides' messages stored."""
    from agent.assistant.answering import ClientMessage, answer
    from agent.services.conversations import append_message
    from database.connection import get_async_session
    from database.models.base import utcnow
    from shared.config import settings
    from shared.vocabularies import MessageRole

    async with get_async_session() as session:
        now = utcnow()
        stored = await append_message(
            session, conversation_id, MessageRole.USER, text, sent_at=now, image_count=len(attachments)
        )
        message = ClientMessage(stored.message.id, text, now, attachments)
        if settings.has_language_models:
            await session.commit()
            turn = await _guided(session, conversation_id, message)
        else:
            turn = await answer(session, conversation_id, [message], now)
        for reply in turn.replies:
            await append_message(session, conversation_id, MessageRole.ASSISTANT, reply.text)
        await session.commit()
        return turn


async def _guided(session: "AsyncSession", conversation_id: "UUID", message: "ClientMessage") -> "Turn":
    """The turn with the help of the language models that the settings name."""
    import httpx

    from agent.assistant.answering import answer
    from agent.assistant.guidance import Guidance
    from agent.assistant.llm.rehearsing import Rehearsal
    from agent.assistant.llm.starting import guide_of
    from agent.assistant.llm.trying_out import try_out
    from agent.services.conversations import get_conversation
    from database.connection import AsyncSessionLocal, get_async_session
    from shared.config import settings

    async def rehearse(guidance: Guidance) -> Rehearsal:
        async with get_async_session() as own:
            conversation = await get_conversation(own, conversation_id)
            try:
                return await try_out(own, conversation, [message], message.at, guidance)
            finally:
                await own.rollback()

    async with httpx.AsyncClient(trust_env=False) as http:
        guided = await guide_of(settings, AsyncSessionLocal, http).guide(conversation_id, [message], rehearse)
    if guided is None:
        return await answer(session, conversation_id, [message], message.at)
    turn = await answer(session, conversation_id, [message], message.at, guidance=guided.guidance)
    return guided.spoken(turn)


def _photos(text: str) -> tuple[tuple["Attachment", ...], str]:
    """The file that a «/foto RUTA» sends, and the words that go with it."""
    from pathlib import Path
    from uuid import uuid4

    from agent.assistant.answering import Attachment, AttachmentKind
    from shared.errors import InvalidInputError

    if not text.startswith(_PHOTO):
        return (), text
    name, _, caption = text.removeprefix(_PHOTO).strip().partition(" ")
    path = Path(name).expanduser()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInputError(
            "unreadable_file", f"No se puede leer {name}.", "foto", "Comprueba la ruta del archivo."
        ) from error
    return (Attachment(AttachmentKind.FILE, path.name, None, content, uuid4().hex),), caption


def show(console: "Console", turn: "Turn") -> None:
    """Show what the assistant says."""
    for reply in turn.replies:
        console.print(reply.text, style=_STYLES.get(reply.kind.value, ""), markup=False, highlight=False)
        for number, option in enumerate(reply.options, 1):
            console.print(f"  {number}. {option}", markup=False, highlight=False)
    for question in turn.questions:
        console.print(f"[{question}]", style="dim", markup=False)
    if turn.handover is not None:
        console.print(f"[{turn.handover.reason}]", style="dim", markup=False)
