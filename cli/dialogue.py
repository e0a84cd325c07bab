"""The terminal around the dialogue of `msia ask`: it shows replies, reads lines, and knows nothing else."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from agent.assistant import (
    Context,
    DialogueState,
    Reply,
    ReplyKind,
    Stage,
    begin,
    outcome,
    price_line,
    quote_of,
    step,
    summary,
)
from cli.quote_view import print_quote
from domain.catalogue import Catalogue

_STYLES: Final = {
    ReplyKind.NOTICE: "cyan",
    ReplyKind.NOT_UNDERSTOOD: "yellow",
    ReplyKind.PRICE: "green",
    ReplyKind.QUOTE: "",
    ReplyKind.SUMMARY: "",
    ReplyKind.QUESTION: "bold magenta",
}


class Conversation:
    """One dialogue over `catalogues` on a console. `state` is where it stands whenever it ends."""

    def __init__(self, catalogues: Sequence[Catalogue], console: Console, today: date) -> None:
        self._context = Context.of(catalogues, today)
        self._console = console
        self._is_quote_shown = False
        self.state: DialogueState
        self.state, self._first = begin(self._context)

    def hold(self) -> bool:
        """Talk until everything is answered or standard input ends; False when interrupted by Ctrl-C."""
        is_whole = True
        try:
            self._show(self._first)
            while self.state.stage is not Stage.DONE:
                self.state, replies = step(self._context, self.state, self._read())
                self._show(replies)
        except EOFError:
            self._say("\nHasta aquí la conversación: no hay más respuestas.", "dim")
        except KeyboardInterrupt:
            is_whole = False
            self._say("\nInterrumpido. Esto es lo que llevábamos:", "yellow")
        self._show_end()
        if not is_whole:
            self._say(
                "No se ha perdido nada y no se ha guardado nada: arriba está todo lo que has dicho. "
                "Para seguir, vuelve a lanzar «msia ask» y repítelo en tu primer mensaje.",
                "yellow",
            )
        return is_whole

    def result(self) -> dict[str, Any]:
        """The outcome as JSON values; `quote` is in the shape of `msia quote --json`."""
        return outcome(self._context, self.state)

    def _read(self) -> str:
        """The next line of standard input, without the spaces around it. Raises EOFError at its end."""
        answer = self._console.input(Text("› ", style="bold cyan"))
        if not sys.stdin.isatty():  # a pipe shows nothing of what it gives
            self._console.print(Text(answer))
        return answer.strip()

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style))

    def _show(self, replies: Iterable[Reply]) -> None:
        for reply in replies:
            if reply.kind is ReplyKind.QUOTE:
                self._show_quote()
                continue
            self._say(reply.text, _STYLES[reply.kind])
            for number, option in enumerate(reply.options, 1):
                self._say(f"  {number}. {option}")

    def _show_quote(self) -> None:
        """The whole quote, in place of the short text for a phone: warnings, documents, photos."""
        if (quote := quote_of(self._context, self.state)) is not None:
            self._is_quote_shown = True
            print_quote(quote, self._console)

    def _show_end(self) -> None:
        quote = quote_of(self._context, self.state)
        if quote is None:
            return
        if not self._is_quote_shown:
            self._show_quote()
        if text := summary(self._context, self.state):
            self._say(text)
        self._say(price_line(quote), "bold green" if quote.total else "bold yellow")
