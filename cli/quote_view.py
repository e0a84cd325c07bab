"""How a quote looks in a terminal."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def euros(amount: str | None) -> str:
    """A decimal string as Spanish writes it: «1.234,50 €»; a dash for none."""
    if amount is None:
        return "—"
    whole, _, cents = amount.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{cents or '00'} €"


def print_quote(quote: Mapping[str, Any], console: Console | None = None) -> None:
    """Print the quote (in its JSON shape) as panels and tables on standard output."""
    out = console or Console()
    out.print(_headline(quote))
    if not quote["elements"] and not quote["questions"]:
        # Nothing is asked for: what every case needs would only be in the way.
        _print_unresolved(out, quote)
        return
    out.print(_elements(quote))
    for question in quote["questions"]:
        out.print(f"[bold magenta]?[/] {escape(question['question'])}")
        for option in question["options"]:
            out.print(f"   • {escape(option['name'])} [dim]({option['code']})[/]")
    _print_unresolved(out, quote)
    for warning in quote["warnings"]:
        colour = _COLOURS.get(warning["severity"], "white")
        out.print(Text(f"▲ {warning['message']}", style=colour))
    _print_documents(out, quote)
    if quote["services"]:
        services = Table(title="Servicios opcionales", title_justify="left", box=None)
        services.add_column("Servicio")
        services.add_column("Precio sin IVA", justify="right")
        for service in quote["services"]:
            services.add_row(service["name"], euros(service["price"]))
        out.print(services)
    for line in quote["explanation"]:
        out.print(Text(f"· {line}", style="dim"))


def _print_unresolved(out: Console, quote: Mapping[str, Any]) -> None:
    if quote["unresolved"]:
        out.print(f"[yellow]Sin identificar:[/] {escape(', '.join(quote['unresolved']))}")


def _headline(quote: Mapping[str, Any]) -> Panel:
    if quote["tier"] is None:
        reason = _why_no_price(quote)
        body = Text(f"Sin precio todavía: {reason}", style="bold yellow")
    else:
        body = Text()
        body.append(f"{quote['tier']['code']} · {quote['tier']['name']}\n", style="bold")
        for surcharge in quote["surcharges"]:
            body.append(
                f"Tarifa {euros(quote['price'])} + {surcharge['reason']} {euros(surcharge['price'])}\n"
            )
        amount = euros(quote["total"]) if quote["total"] is not None else f"desde {euros(quote['price'])}"
        body.append(f"{amount} sin IVA", style="bold green")
        body.append(" · con proyecto" if quote["requires_project"] else " · sin proyecto")
    return Panel(body, title=f"Presupuesto · {quote['category']}", expand=False)


def _why_no_price(quote: Mapping[str, Any]) -> str:
    if quote["questions"]:
        return "hay preguntas pendientes"
    return "ninguna tarifa lo admite" if quote["elements"] else "el texto no nombra ningún elemento"


def _elements(quote: Mapping[str, Any]) -> Table:
    table = Table(box=None)
    table.add_column("Elemento")
    table.add_column("Código", style="dim")
    table.add_column("Cantidad", justify="right")
    for element in quote["elements"]:
        table.add_row(element["name"], element["code"], str(element["quantity"]))
    return table


def _print_documents(out: Console, quote: Mapping[str, Any]) -> None:
    if quote["documentation"]:
        out.print("[bold]Documentación[/]")
        for document in quote["documentation"]:
            mark = "•" if document["mandatory"] else "◦"
            out.print(f"  {mark} {escape(document['title'])}: [dim]{escape(document['description'])}[/]")
    if quote["photos"]:
        out.print("[bold]Fotos[/]")
        for photo in quote["photos"]:
            mark = "•" if photo["required"] else "◦"
            instruction = escape(photo["instruction"])
            out.print(f"  {mark} {escape(photo['title'])} [dim]({photo['element']}) {instruction}[/]")
