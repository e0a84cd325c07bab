"""`msia parked list|resolve`: events of Chatwoot that could not be placed, for staff to decide."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from database.models import ParkedEvent

app = SpanishTyper(help="Avisos de Chatwoot que esperan una decisión.", no_args_is_help=True)

_AsJson = Annotated[bool, typer.Option("--json", help="Como JSON.")]


@app.command("list")
def list_command(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Cuántos, los más antiguos primero.")] = 50,
    as_json: _AsJson = False,
) -> None:
    """Muestra los avisos aparcados que esperan, con su motivo.

    Ejemplos:

      msia parked list
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        waiting = asyncio.run(_waiting(limit))
    if as_json:
        print(json.dumps({"parked_events": waiting}, ensure_ascii=False))
        return
    for item in waiting:
        people = ", ".join(item["people"]) or "nadie"
        print(
            f"{item['id']}  {_REASONS[item['reason']]}; {item['event']} de la conversación "
            f"{item['chatwoot_conversation_id']} (cuenta {item['chatwoot_account_id'] or 'desconocida'}), "
            f"de {people}"
        )
        if item["text"]:
            print(f"    «{item['text'][:200]}»")
    if not waiting:
        print("No hay avisos aparcados.")


@app.command("resolve")
def resolve_command(
    parked_id: Annotated[UUID, typer.Argument(metavar="ID", help="Identificador del aviso.")],
    replay: Annotated[
        bool,
        typer.Option("--replay/--dismiss", help="Guardarlo como de su contacto actual, o descartarlo."),
    ],
    by: Annotated[str | None, typer.Option(metavar="USUARIO", help="Quién del personal lo decide.")] = None,
    as_json: _AsJson = False,
) -> None:
    """Guarda un aviso aparcado, con los que esperan la misma decisión, o lo descarta.

    Ejemplos:

      msia parked resolve 0198c0de-0000-7000-8000-000000000000 --replay --by ana
    """
    from cli.json_errors import errors_as_json

    with errors_as_json(as_json):
        resolved = asyncio.run(_resolve(parked_id, by, replay=replay))
    if as_json:
        print(json.dumps({"resolved": resolved}, ensure_ascii=False))
    else:
        print(f"{'Guardados' if replay else 'Descartados'}: {len(resolved)}")


_REASONS = {
    "contact_changed": "la conversación viene con otro contacto",
    "other_account": "es de otra cuenta de Chatwoot",
    "other_inbox": "es de otra bandeja de Chatwoot",
    "refused": "la base de datos no lo admite",
}


async def _waiting(limit: int) -> list[dict[str, Any]]:
    from sqlalchemy import select

    from database.connection import close_db, get_read_session
    from database.models import ParkedEvent

    query = select(ParkedEvent).where(ParkedEvent.resolution.is_(None))
    try:
        async with get_read_session() as session:
            rows = await session.scalars(query.order_by(ParkedEvent.created_at, ParkedEvent.id).limit(limit))
            return [_as_json(row) for row in rows]
    finally:
        await close_db()


async def _resolve(parked_id: UUID, by: str | None, *, replay: bool) -> list[str]:
    from agent.services.inbox import Scope, resolve_parked
    from database.connection import close_db, get_async_session
    from shared.config import settings
    from shared.vocabularies import ParkedResolution

    scope = Scope(settings.CHATWOOT_ACCOUNT_ID, settings.CHATWOOT_INBOX_IDS)
    decision = ParkedResolution.REPLAYED if replay else ParkedResolution.DISMISSED
    try:
        async with get_async_session() as session:
            admin_id = await _admin_id(session, by) if by is not None else None
            resolved = await resolve_parked(session, parked_id, decision, scope, admin_id)
            ids = [str(row.id) for row in resolved]
            await session.commit()
            return ids
    finally:
        await close_db()


async def _admin_id(session: Any, username: str) -> UUID:
    from sqlalchemy import select

    from database.models import AdminUser
    from shared.errors import NotFoundError

    found: UUID | None = await session.scalar(select(AdminUser.id).where(AdminUser.username == username))
    if found is None:
        raise NotFoundError(
            "unknown_admin_user",
            f"No existe el usuario del personal «{username[:60]}».",
            "by",
            "Los usuarios se crean con «msia admin create».",
        )
    return found


def _as_json(row: "ParkedEvent") -> dict[str, Any]:
    from agent.services.inbox import text_of

    return {
        "id": str(row.id),
        "reason": row.reason,
        "event": row.event,
        "chatwoot_account_id": row.chatwoot_account_id,
        "chatwoot_inbox_id": row.chatwoot_inbox_id,
        "chatwoot_conversation_id": row.chatwoot_conversation_id,
        "conversation_id": str(row.conversation_id) if row.conversation_id is not None else None,
        "people": row.people,
        "text": text_of(row),
        "written_at": row.written_at.isoformat() if row.written_at is not None else None,
        "created_at": row.created_at.isoformat(),
    }
