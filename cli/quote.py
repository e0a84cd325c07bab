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


_ENTRY = re.compile(r"^\s*([A-Za-z0-9_]+)\s*(?::(.*))?$", re.DOTALL)
_MOST = 1_000


def parse_elements(text: str) -> dict[str, int]:
    """CODE[:QTY],… as quantities by code; a repeated code adds up. Raises InvalidInputError."""
    request: dict[str, int] = {}
    for entry in text.split(","):
        match = _ENTRY.match(entry)
        if match is None:
            raise InvalidInputError(
                "bad_elements",
                f"«{entry.strip()[:60]}» no es un código de elemento con una cantidad opcional.",
                "elements",
                "Escribe CÓDIGO o CÓDIGO:CANTIDAD, separados por comas, como en ESCAPE,MANILLAR:1.",
            )
        code = match[1].upper()
        request[code] = request.get(code, 0) + _quantity(code, match[2])
    return request


def _quantity(code: str, text: str | None) -> int:
    quantity = (text or "1").strip() if text != "" else ""
    if not re.fullmatch(r"[0-9]{1,6}", quantity) or not 1 <= int(quantity) <= _MOST:
        raise InvalidInputError(
            "bad_quantity",
            f"La cantidad «{quantity[:60]}» de {code} no vale.",
            "elements",
            f"Escribe un número entero de 1 a {_MOST}, como en {code}:2.",
        )
    return int(quantity)


def quote_command(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXTO", help="La petición, con las palabras del cliente.", show_default=False
        ),
    ] = None,
    category: Annotated[str, typer.Option("--category", "-c", help="Identificador de la categoría.")] = "",
    elements: Annotated[
        str | None, typer.Option("--elements", "-e", help="CÓDIGO[:CANTIDAD],… de la petición.")
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Solo el mensaje corto que se envía al cliente.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """El presupuesto de una petición: tarifa, precio, avisos, documentos y fotos.

    Ejemplos:

      msia quote --category motos-part --elements ESCAPE,MANILLAR

      msia quote --category aseicars-prof --elements PLACA_SOLAR_MALETERO:2 --json

      msia quote --category motos-part "quiero homologar el escape y el manillar"

      msia quote --category motos-part "el escape" --short
    """
    with errors_as_json(as_json):
        if short and as_json:
            raise InvalidInputError(
                "short_and_json", "Se han dado --short y también --json.", "--short", "Usa una de las dos."
            )
        answer = asyncio.run(_answer(category, elements, text))
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    elif short:
        from domain.quote.short_text import short_text

        print(short_text(answer))
    else:
        from cli.quote_view import print_quote

        print_quote(answer)


async def _answer(category: str, elements: str | None, text: str | None) -> "Quote":
    from cli.loading import load_categories
    from domain.quote.composing import quote_elements

    if not category:
        raise InvalidInputError(
            "missing_category",
            "Falta la categoría.",
            "category",
            "Añade --category; `msia categories` las lista.",
        )
    if (elements is None) == (text is None):
        raise InvalidInputError(
            "missing_elements",
            "Faltan los elementos o el texto."
            if text is None
            else "Se han dado --elements y también un texto.",
            "elements",
            "Usa --elements ESCAPE,MANILLAR o escribe la petición entre comillas, una de las dos cosas.",
        )
    if text is not None and not text.strip():
        raise InvalidInputError(
            "empty_text", "El texto está vacío.", "text", "Escribe la petición con las palabras del cliente."
        )
    request = parse_elements(elements) if elements is not None else None
    (loaded,) = await load_categories([category])
    if request is not None:
        return quote_elements(loaded.catalogue, request)
    from domain.quote.from_text import quote_text

    return quote_text(loaded.catalogue, text or "", loaded.vocabulary)
