"""How a quote looks in a terminal."""

from typing import assert_never

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from domain.quote.contract import Quote
from domain.quote.provisional import doubts_told
from domain.tariff.verdict import format_price
from shared.vocabularies import Severity


def print_quote(quote: Quote, console: Console | None = None) -> None:
    """Print the quote as panels and tables on standard output."""
    out = console or Console()
    out.print(_headline(quote))
    if not quote.elements and not quote.questions:
        # Nothing is priced or asked: what every case needs would only be in the way.
        _print_left_over(out, quote)
        _print_explanation(out, quote)
        return
    out.print(_elements(quote))
    for reason in quote.provisional_reasons:
        out.print(Text(f"▲ Precio no firme: {reason}", style="yellow"))
    for question in quote.questions:
        out.print(f"[bold magenta]?[/] {escape(question.question)}")
        for option in question.options:
            out.print(f"   • {escape(option.name)} [dim]({option.code})[/]")
    _print_left_over(out, quote)
    for warning in quote.warnings:
        if warning.message not in quote.provisional_reasons:
            out.print(Text(f"▲ {warning.message}", style=_colour(warning.severity)))
    _print_documents(out, quote)
    if quote.services:
        services = Table(title="Servicios opcionales", title_justify="left", box=None)
        services.add_column("Servicio")
        services.add_column("Precio sin IVA", justify="right")
        for service in quote.services:
            services.add_row(service.name, format_price(service.price))
        out.print(services)
    _print_explanation(out, quote)


def _print_explanation(out: Console, quote: Quote) -> None:
    """Why this price; where there is none, what is in doubt stands out as the reasons of a price do."""
    doubts = doubts_told(quote.explanation)
    for line in quote.explanation:
        out.print(Text(f"▲ {line}", style="yellow") if line in doubts else Text(f"· {line}", style="dim"))


def _print_left_over(out: Console, quote: Quote) -> None:
    for work in quote.beyond:
        out.print(f"[cyan]Fuera de tarifa[/] «{escape(work.words)}»: {escape(work.answer)}")
    if quote.unresolved:
        out.print(f"[yellow]Sin identificar:[/] {escape(', '.join(quote.unresolved))}")


def _colour(severity: Severity) -> str:
    match severity:
        case Severity.INFO:
            return "cyan"
        case Severity.WARNING:
            return "yellow"
        case Severity.ERROR:
            return "bold red"
        case _:
            assert_never(severity)


def _headline(quote: Quote) -> Panel:
    if quote.tier is None or quote.price is None:
        body = Text(f"Sin precio todavía: {_why_no_price(quote)}", style="bold yellow")
    else:
        body = Text()
        body.append(f"{quote.tier.code} · {quote.tier.name}\n", style="bold")
        for surcharge in quote.surcharges:
            body.append(
                f"Tarifa {format_price(quote.price)} + {surcharge.reason} {format_price(surcharge.price)}\n"
            )
        from_price = f"desde {format_price(quote.price)}"
        amount = from_price if quote.total is None else format_price(quote.total)
        body.append(f"{amount} sin IVA", style="bold yellow" if quote.provisional else "bold green")
        if quote.total_with_vat is not None:
            body.append(f" ({format_price(quote.total_with_vat)} con IVA)")
        body.append(" · con proyecto" if quote.requires_project else " · sin proyecto")
        if quote.provisional:
            body.append(" · precio no firme", style="bold yellow")
    return Panel(body, title=f"Presupuesto · {quote.category}", expand=False)


def _why_no_price(quote: Quote) -> str:
    if quote.questions:
        return "hay preguntas pendientes"
    if quote.elements:
        return "ninguna tarifa lo admite"
    if doubts_told(quote.explanation):
        return "no queda claro qué se pide"
    return "el texto no nombra ningún elemento"


def _elements(quote: Quote) -> Table:
    table = Table(box=None)
    table.add_column("Elemento")
    table.add_column("Código", style="dim")
    table.add_column("Cantidad", justify="right")
    for element in quote.elements:
        table.add_row(element.name, element.code, str(element.quantity))
    return table


def _print_documents(out: Console, quote: Quote) -> None:
    if quote.documentation:
        out.print("[bold]Documentación[/]")
        for document in quote.documentation:
            mark = "•" if document.mandatory else "◦"
            out.print(f"  {mark} {escape(document.title)}: [dim]{escape(document.description)}[/]")
    if quote.photos:
        out.print("[bold]Fotos[/]")
        for photo in quote.photos:
            mark = "•" if photo.required else "◦"
            instruction = escape(photo.instruction)
            out.print(f"  {mark} {escape(photo.title)} [dim]({photo.element}) {instruction}[/]")
