"""`msia cases`: looking for cases, and one of them in full."""

import asyncio
import json
import uuid
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from shared.errors import InvalidInputError

if TYPE_CHECKING:
    from database.pagination import RowPage


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("cases")(cases)


def cases(
    case_id: Annotated[
        str | None, typer.Argument(metavar="EXPEDIENTE", help="Identificador de uno, para verlo entero.")
    ] = None,
    matricula: Annotated[
        str | None, typer.Option("--matricula", help="Matrícula, con o sin espacios.")
    ] = None,
    bastidor: Annotated[str | None, typer.Option("--bastidor", help="Bastidor (VIN).")] = None,
    phone: Annotated[str | None, typer.Option("--phone", "--telefono", help="Teléfono del titular.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", "--nombre", help="Nombre, apellidos o empresa, o su principio.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", "--estado", help="Estado, en español o por su código.")
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", "-c", help="Identificador de la categoría.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", "--desde", help="Abiertos ese día o después: 12/03/2026, «ayer».")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", "--hasta", help="Abiertos ese día o antes.")] = None,
    limit: Annotated[int, typer.Option("--limit", help="Cuántos como mucho, de 1 a 200.")] = 20,
    before: Annotated[
        str | None, typer.Option("--before", help="Marca de la página anterior, para ver los más antiguos.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Busca expedientes, los más nuevos primero, o muestra uno entero.

    Ejemplos:

      msia cases --matricula "1234 BCD"

      msia cases --name garcía --status "en trámite" --since 01/03/2026

      msia cases 019a2f6e-0000-7000-8000-000000000000 --json
    """
    filters = {
        "matricula": matricula,
        "bastidor": bastidor,
        "phone": phone,
        "name": name,
        "status": status,
        "category": category,
        "since": since,
        "until": until,
    }
    with errors_as_json(as_json):
        if case_id is not None:
            if any(value is not None for value in (*filters.values(), before)):
                raise InvalidInputError(
                    "case_and_filters",
                    "Se ha dado un expediente y también condiciones de búsqueda.",
                    "case_id",
                    "Usa una de las dos cosas.",
                )
            document = asyncio.run(_one(case_id))
        else:
            document = asyncio.run(_found(filters, limit, before))
    if as_json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    from cli import cases_view

    if case_id is not None:
        cases_view.print_case(document)
    else:
        cases_view.print_cases(document)


async def _one(case_id: str) -> dict[str, Any]:
    from agent.services.cases import get_case
    from cli.cases_view import case_as_dict
    from cli.sessions import reading

    async with reading() as session:
        return case_as_dict(await get_case(session, _uuid(case_id)))


async def _found(filters: dict[str, str | None], limit: int, before: str | None) -> dict[str, Any]:
    from agent.services.cases import case_search, cases_found, day_named, status_named
    from agent.services.catalogue.loader import list_categories
    from agent.services.catalogue.unknown import unknown_category
    from cli.cases_view import brief_as_dict
    from cli.sessions import reading
    from database.models import Case
    from database.pagination import newest_first
    from domain.fields.dates import today_in_spain

    today = today_in_spain()
    days = {
        field: day_named(text, field, today) if (text := filters[field]) is not None else None
        for field in ("since", "until")
    }
    status = filters["status"]
    search = case_search(
        matricula=filters["matricula"],
        bastidor=filters["bastidor"],
        phone=filters["phone"],
        name=filters["name"],
        category=filters["category"],
        status=status_named(status) if status is not None else None,
        since=days["since"],
        until=days["until"],
    )
    async with reading() as session:
        if search.category is not None and search.category not in (known := await list_categories(session)):
            raise unknown_category(search.category[:60], known)
        page: RowPage[Case] = await newest_first(
            session, cases_found(search), Case, limit=limit, before=before
        )
        return {"cases": [brief_as_dict(case) for case in page.rows], "older": page.older}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        raise InvalidInputError(
            "invalid_case_id",
            f"«{text[:60]}» no es el identificador de un expediente.",
            "case_id",
            "Cópialo entero de la lista de `msia cases`.",
        ) from None
