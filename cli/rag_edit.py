"""`msia rag edit`: what staff writes of a regulation, its tags and the headings of its articles among it."""

import asyncio
import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shared.errors import InvalidInputError

if TYPE_CHECKING:
    from agent.services.regulations import DocumentView


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("edit")(edit_command)


def edit_command(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENTO", help="Identificador, número oficial, nombre del archivo o título."
        ),
    ],
    title: Annotated[str | None, typer.Option("--title", help="Su título.")] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", help="Una etiqueta, en vez de las que tiene; se puede repetir."),
    ] = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="NÚMERO=TÍTULO",
            help="El título de un artículo: «8=Tramitación», «anexo IX=Luces»; se puede repetir.",
        ),
    ] = None,
    consolidated: Annotated[
        str,
        typer.Option("--consolidated", metavar="AAAA-MM-DD", help="Hasta cuándo recoge sus modificaciones."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="El resultado como JSON.")] = False,
) -> None:
    """Corrige lo que se sabe de un reglamento; se conserva aunque se lea otra vez.

    Ejemplos:

      msia rag edit 866/2010 --tag reformas --tag talleres

      msia rag edit 866/2010 --section "8=Tramitación de reformas" --consolidated 2024-05-03
    """
    from cli.json_errors import errors_as_json
    from cli.rag_documents import as_dict

    with errors_as_json(as_json):
        changes = {
            "title": title,
            "tags": tag or None,
            "section_mappings": dict(_section(one) for one in section) if section else None,
            "consolidated_on": _day(consolidated) if consolidated else None,
        }
        if not any(value is not None for value in changes.values()):
            raise InvalidInputError(
                "nothing_to_change",
                "No se ha dicho qué corregir.",
                "document",
                "Usa --title, --tag o --section.",
            )
        view = asyncio.run(_edit(document, changes))
    if as_json:
        print(json.dumps(as_dict(view), ensure_ascii=False))
    else:
        print(f"{view.title}: corregido.")


async def _edit(named: str, changes: dict[str, Any]) -> "DocumentView":
    from agent.services.regulations import edit_document, find_document, view_document
    from cli.sessions import writing
    from database.models.base import utcnow

    async with writing() as session:
        document_id = await find_document(session, named)
        await edit_document(session, document_id, **changes)
        return await view_document(session, document_id, now=utcnow())


def _section(given: str) -> tuple[str, str]:
    number, equals, title = (part.strip() for part in given.partition("="))
    if not (number and equals and title):
        raise InvalidInputError(
            "invalid_section",
            f"«{given}» no dice de qué artículo es el título.",
            "section",
            "Escríbelo así: --section «8=Tramitación de reformas».",
        )
    return number, title


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise InvalidInputError(
            "invalid_date", f"«{given}» no es una fecha.", "consolidated", "Escríbela como 2024-05-03."
        ) from error
