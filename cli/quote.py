"""`msia quote`: the price of a request, for people or as JSON."""

import asyncio
import json
import re
from typing import TYPE_CHECKING, Annotated

import typer

from cli.json_errors import errors_as_json
from shared.errors import InvalidInputError

if TYPE_CHECKING:
    from domain.quote.contract import Quote


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("quote")(quote_command)


_ENTRY = re.compile(r"^\s*([A-Za-z0-9_]+)\s*(?::\s*(\d+)\s*)?$")


def parse_elements(text: str) -> dict[str, int]:
    """CODE[:QTY],… as quantities by code; a repeated code adds up. Raises InvalidInputError."""
    request: dict[str, int] = {}
    for entry in text.split(","):
        match = _ENTRY.match(entry)
        if match is None or (match[2] is not None and (len(match[2]) > 6 or int(match[2]) < 1)):
            raise InvalidInputError(
                "bad_elements",
                f"«{entry.strip()}» no es un código de elemento con una cantidad opcional.",
                "elements",
                "Escribe CÓDIGO o CÓDIGO:CANTIDAD, separados por comas, como en ESCAPE,MANILLAR:1.",
            )
        code = match[1].upper()
        request[code] = request.get(code, 0) + int(match[2] or 1)
    return request


def quote_command(
    text: Annotated[
        str | None, typer.Argument(help="The request in the client's own words.", show_default=False)
    ] = None,
    category: Annotated[str, typer.Option("--category", "-c", help="Slug of the category.")] = "",
    elements: Annotated[
        str | None, typer.Option("--elements", "-e", help="CODE[:QTY],… of the request.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the quote as JSON.")] = False,
) -> None:
    """Quote a request: tier, price, warnings, documents and photos.

    Examples:

      msia quote --category motos-part --elements ESCAPE,MANILLAR

      msia quote --category aseicars-prof --elements PLACA_SOLAR_MALETERO:2 --json

      msia quote --category motos-part "quiero homologar el escape y el manillar"
    """
    with errors_as_json(as_json):
        answer = asyncio.run(_answer(category, elements, text))
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        from cli.quote_view import print_quote

        print_quote(answer)


async def _answer(category: str, elements: str | None, text: str | None) -> "Quote":
    from cli.loading import load_categories
    from domain.quote.composing import quote_elements
    from domain.quote.from_text import quote_text

    if not category:
        raise InvalidInputError(
            "missing_category", "No category given.", "category", "Add --category, e.g. motos-part."
        )
    if (elements is None) == (text is None):
        raise InvalidInputError(
            "missing_elements",
            "Give either --elements or a text, not both." if text else "No elements and no text given.",
            "elements",
            "For example --elements ESCAPE,MANILLAR, or the request in quotes.",
        )
    if text is not None and not text.strip():
        raise InvalidInputError(
            "empty_text", "El texto está vacío.", "text", "Escribe la petición con las palabras del cliente."
        )
    request = parse_elements(elements) if elements is not None else None
    (catalogue,) = await load_categories([category])
    if request is not None:
        return quote_elements(catalogue, request)
    return quote_text(catalogue, text or "")
