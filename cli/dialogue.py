"""The terminal around the dialogue of `msia ask`: it shows replies, reads lines, and knows nothing else."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
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
    next_question,
    outcome,
    price_line,
    quote_of,
    state_of,
    step,
    stored_state,
    summary,
)
from cli.quote_view import print_quote
from domain.catalogue import Catalogue
from shared.errors import InvariantError, NotFoundError

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

    def __init__(
        self,
        catalogues: Sequence[Catalogue],
        console: Console,
        today: date,
        kept: Path | None = None,
        *,
        is_resumed: bool = False,
    ) -> None:
        """`kept`: the file that Ctrl-C leaves the state in; `is_resumed`: begin with what it holds.

        Raises NotFoundError where nothing was left, InvariantError for what no version has written.
        """
        self._context = Context.of(catalogues, today)
        self._console = console
        self._kept = kept
        self._is_quote_shown = False
        self.state: DialogueState
        self.state, self._first = begin(self._context)
        if is_resumed:
            self.state = _left(kept)
            self._first = (next_question(self._context, self.state),)

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
        if not is_whole and self._kept is not None:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text(json.dumps(stored_state(self.state)), encoding="utf-8")
            self._say("No se ha perdido nada: para seguir donde estabas, «msia ask --resume».", "yellow")
        elif is_whole and self._kept is not None:
            self._kept.unlink(missing_ok=True)
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


def _left(kept: Path | None) -> DialogueState:
    """The state that Ctrl-C has left."""
    try:
        stored = json.loads(kept.read_text(encoding="utf-8")) if kept is not None else None
    except FileNotFoundError:
        stored = None
    except ValueError as error:
        raise InvariantError(
            "unreadable_dialogue", "La conversación guardada no se puede leer.", "state", "Empieza otra."
        ) from error
    if not isinstance(stored, dict):
        raise NotFoundError(
            "nothing_to_resume",
            "No hay ninguna conversación interrumpida.",
            "resume",
            "Empieza una con «msia ask».",
        )
    return state_of(stored)
