"""`msia price show|set`: the prices of the tariff, as staff read and change them."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from agent.services.catalogue.prices import Price, PriceChange

app = SpanishTyper(help="Los precios de las tarifas y los servicios, sin IVA.", no_args_is_help=True)

_Category = Annotated[str, typer.Option("--category", "-c", help="Identificador de la categoría.")]
_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]


@app.command("show")
def show(category: _Category, as_json: _Json = False) -> None:
    """Muestra los precios de una categoría.

    Ejemplos:

      msia price show --category motos-part
    """
    with errors_as_json(as_json):
        prices = asyncio.run(_list(category))
    if as_json:
        print(json.dumps({"prices": [_as_dict(price) for price in prices]}, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table
    from domain.tariff.verdict import format_price

    print_table(
        ("Código", "Tipo", "Nombre", "Precio sin IVA"),
        [[price.code, _KINDS[price.kind], price.name, format_price(price.amount)] for price in prices],
    )


# An amount below zero is refused as an amount, not taken for an option.
@app.command("set", context_settings={"ignore_unknown_options": True})
def set_command(
    code: Annotated[str, typer.Argument(metavar="CÓDIGO", help="Código de la tarifa o del servicio.")],
    amount: Annotated[str, typer.Argument(metavar="IMPORTE", help="Euros sin IVA, como 180 o 175,50.")],
    category: _Category,
    as_json: _Json = False,
) -> None:
    """Cambia un precio. Queda en la auditoría, y volver a cargar los datos lo respeta.

    Ejemplos:

      msia price set --category motos-part T5 180

      msia price set --category motos-part CERT_TALLER 92,50
    """
    with errors_as_json(as_json):
        change = asyncio.run(_set(category, code, amount))
    if as_json:
        former = f"{change.former:.2f}"
        print(json.dumps({**_as_dict(change.price), "former": former}, ensure_ascii=False, indent=2))
        return
    from domain.tariff.verdict import format_price

    price = change.price
    place = price.category or "todas las categorías"
    amounts = f"{format_price(change.former)} → {format_price(price.amount)} sin IVA"
    print(f"{place} {price.code} ({price.name}): {amounts}")


_KINDS = {"tier": "tarifa", "optional": "servicio", "surcharge": "recargo"}


async def _list(category: str) -> list["Price"]:
    from agent.services.catalogue.prices import list_prices
    from cli.sessions import reading

    async with reading() as session:
        return await list_prices(session, category)


async def _set(category: str, code: str, amount: str) -> "PriceChange":
    from agent.services.catalogue.prices import set_price
    from cli.sessions import writing
    from domain.tariff.money import parse_amount

    wanted = parse_amount(amount)
    async with writing() as session:
        return await set_price(session, category, code, wanted)


def _as_dict(price: "Price") -> dict[str, Any]:
    return {
        "category": price.category,
        "kind": price.kind,
        "code": price.code,
        "name": price.name,
        "price": f"{price.amount:.2f}",
    }
