"""`msia categories` and `msia elements`: what the catalogue holds."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json

if TYPE_CHECKING:
    from domain.catalogue import Catalogue


def register(app: typer.Typer) -> None:
    """Add both commands to the program."""
    app.command("categories")(categories)
    app.command("elements")(elements)


def categories(
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Las categorías de vehículos activas.

    Ejemplos:

      msia categories

      msia categories --json
    """
    with errors_as_json(as_json):
        found = [category_as_dict(catalogue) for catalogue in _load("")]
    if as_json:
        print(json.dumps({"categories": found}, ensure_ascii=False, indent=2))
        return
    _print_table(
        ("Identificador", "Nombre", "Cliente", "Elementos", "Tarifas"),
        [
            [item["slug"], item["name"], _CLIENTS[item["client_type"]], item["elements"], item["tiers"]]
            for item in found
        ],
    )


def elements(
    category: Annotated[
        str, typer.Option("--category", "-c", help="Identificador de la categoría; sin él, todas.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Salida en JSON.")] = False,
) -> None:
    """Los elementos que se homologan, con el código que piden los presupuestos.

    Ejemplos:

      msia elements --category motos-part

      msia elements --json
    """
    with errors_as_json(as_json):
        found = {catalogue.slug: elements_as_dicts(catalogue) for catalogue in _load(category)}
    if as_json:
        groups = [{"category": slug, "elements": items} for slug, items in found.items()]
        print(json.dumps({"categories": groups}, ensure_ascii=False, indent=2))
        return
    for slug, items in found.items():
        rows = [
            [
                item["code"],
                item["name"] if item["parent"] is None else f"  {item['name']}",
                "sí" if item["is_countable"] else "",
                ", ".join(item["variants"]),
            ]
            for item in items
        ]
        _print_table(("Código", "Nombre", "Varias unidades", "Variantes"), rows, title=slug)


_CLIENTS = {"particular": "particular", "professional": "profesional"}


def category_as_dict(catalogue: "Catalogue") -> dict[str, Any]:
    """A category as JSON values, with how many elements and tiers it has."""
    return {
        "slug": catalogue.slug,
        "name": catalogue.name,
        "client_type": str(catalogue.client_type),
        "elements": len(catalogue.elements),
        "tiers": len(catalogue.tiers),
    }


def elements_as_dicts(catalogue: "Catalogue") -> list[dict[str, Any]]:
    """The elements as JSON values. `is_priced` false: the request has to name one of its variants."""
    return [
        {
            "code": element.code,
            "name": element.name,
            "parent": element.parent_code,
            "variants": list(element.child_codes),
            "question": element.question_hint,
            "is_countable": element.is_countable,
            "is_priced": catalogue.is_priced(element.code),
        }
        for element in catalogue.elements.values()
    ]


def _load(category: str) -> list["Catalogue"]:
    from cli.loading import load_categories

    loaded = asyncio.run(load_categories([category] if category else []))
    return [item.catalogue for item in loaded]


def _print_table(headings: tuple[str, ...], rows: list[list[Any]], title: str | None = None) -> None:
    from cli.tables import print_table

    print_table(headings, rows, title=title)
