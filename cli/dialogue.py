"""The dialogue of `msia ask`: what is asked, what an answer changes, and what is left at the end."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.loading import ReadableCategory, readable
from cli.quote_view import print_quote
from domain.catalogue import Catalogue, CatalogueField
from domain.fields import Scalar
from domain.fields.messages import spanish_number
from domain.fields.required import missing_fields, next_field, submit_answers
from domain.folding import fold_line
from domain.matching import MatchResult, OpenQuestion, match_text, resolve_answer
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.tariff.verdict import format_price

SKIP: Final = frozenset({"saltar", "salta", "omitir", "no lo se"})
_TRIES: Final = 3


class _EndedError(Exception):
    """Standard input has ended: nobody answers any more."""


@dataclass(slots=True)
class _Request:
    """What has been asked so far, by element code, and the questions still open."""

    quantities: dict[str, int] = field(default_factory=dict)
    open: list[OpenQuestion] = field(default_factory=list)
    # Asked in vain: they stay open and are not asked again.
    given_up: list[OpenQuestion] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)

    def take(self, match: MatchResult) -> None:
        """Add what a message or an answer names, and take away what it denies."""
        for hit in match.elements:
            self.quantities[hit.code] = hit.quantity
        for hit in match.negated:
            self.quantities.pop(hit.code, None)
        known = {question.asked.options for question in (*self.open, *self.given_up)}
        self.open += [question for question in match.questions if question.asked.options not in known]
        self.unresolved += [word for word in match.unresolved if word not in self.unresolved]


class Conversation:
    """One dialogue over `catalogues`; `console` shows it. `state` is its outcome whenever it ends."""

    def __init__(self, catalogues: Sequence[Catalogue], console: Console) -> None:
        self._catalogues = catalogues
        self._console = console
        self._category: ReadableCategory | None = None
        self._request = _Request()
        self._quote: Quote | None = None
        self._is_quote_shown = False
        self._answers: dict[str, dict[str, Scalar]] = {}
        self._skipped: dict[str, set[str]] = {}

    def hold(self) -> None:
        """Talk until everything is answered or standard input ends; never raises for an answer."""
        try:
            category = self._choose_category()
            self._take_request(category)
            self._ask_fields(category.catalogue)
        except _EndedError:
            self._console.print(Text("\nHasta aquí la conversación: no hay más respuestas.", style="dim"))
        self._print_summary()

    def state(self) -> dict[str, Any]:
        """The outcome as JSON values; `quote` is in the shape of `msia quote --json`."""
        missing = self._missing()
        return {
            "category": self._category.catalogue.slug if self._category else None,
            "quote": self._quote.as_json() if self._quote else None,
            "answers": self._answers,
            "missing": missing,
            "complete": self._quote is not None and self._quote.total is not None and not missing,
        }

    def _read(self, prompt: str) -> str:
        """The next line of standard input, without the spaces around it. Raises _EndedError at its end."""
        try:
            answer = self._console.input(Text(f"{prompt} ", style="bold cyan"))
        except EOFError:
            raise _EndedError from None
        if not sys.stdin.isatty():  # a pipe shows nothing of what it gives
            self._console.print(Text(answer))
        return answer.strip()

    def _say(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style))

    def _choose_category(self) -> ReadableCategory:
        chosen = self._catalogues[0] if len(self._catalogues) == 1 else None
        if chosen is None:
            self._say("¿De qué vehículo se trata?", "bold")
            for number, catalogue in enumerate(self._catalogues, 1):
                self._say(f"  {number}. {catalogue.name} ({catalogue.slug})")
        while chosen is None:
            answer = self._read("Número o nombre:")
            chosen = _nearest_category(self._catalogues, answer)
            if chosen is None:
                self._say("No lo he entendido: escribe uno de los números.", "yellow")
        self._category = readable(chosen)
        return self._category

    def _take_request(self, category: ReadableCategory) -> None:
        """Request, questions and quote, until the client adds nothing more."""
        prompt = "¿Qué quieres homologar?"
        while True:
            text = self._read(prompt)
            if not text and (self._request.quantities or self._request.given_up):
                self._print_quote()
                return
            match = match_text(category.vocabulary, text)
            if not (match.elements or match.questions or match.negated):
                self._say("No he reconocido ningún elemento en tu mensaje.", "yellow")
                if match.unresolved:
                    self._say(f"Sin identificar: {', '.join(match.unresolved)}", "yellow")
                continue
            self._request.take(match)
            self._settle_questions(category)
            if self._request.quantities or self._request.given_up:
                prompt = "¿Algo más, o algo que quitar? (Intro para seguir)"

    def _settle_questions(self, category: ReadableCategory) -> None:
        """Ask what is open, then quote; what the quote itself still asks is asked too."""
        self._price(category.catalogue)
        while self._request.open or self._add_questions_of_quote():
            question = self._request.open.pop(0)
            match = self._ask_variant(category, question)
            if match is None:
                self._request.given_up.append(question)
            else:
                self._request.take(match)
            self._price(category.catalogue)
        if self._quote is not None:
            names = ", ".join(item.name for item in self._quote.elements)
            self._say(f"{names or 'Ningún elemento'}. {price_line(self._quote)}", "green")

    def _ask_variant(self, category: ReadableCategory, question: OpenQuestion) -> MatchResult | None:
        """What the answer chooses; None when several answers chose nothing."""
        self._say(question.asked.question, "bold magenta")
        for number, option in enumerate(question.asked.options, 1):
            self._say(f"  {number}. {option.name}")
        for _ in range(_TRIES):
            match = resolve_answer(category.vocabulary, question, self._read("Tu respuesta:"))
            if question not in match.questions:
                return match
            # It answers nothing but names something else: that counts, and the question is put again.
            self._request.take(replace(match, questions=()))
            self._say("No lo he entendido. Escribe el número o el nombre de una opción.", "yellow")
        self._say("Lo dejamos pendiente.", "yellow")
        return None

    def _add_questions_of_quote(self) -> bool:
        """Whether the quote asks for a variant that nobody has been asked about; it is open from now on."""
        if self._quote is None:
            return False
        known = {item.asked.options for item in self._request.given_up}
        for asked in self._quote.questions:
            codes = {option.code for option in asked.options}
            if asked.options not in known and not codes & set(self._request.quantities):
                units = self._request.quantities.get(asked.element, 1) if asked.element is not None else 1
                self._request.open.append(OpenQuestion(asked, (), units))
                return True
        return False

    def _price(self, catalogue: Catalogue) -> None:
        self._quote = quote_elements(
            catalogue,
            self._request.quantities,
            questions=[item.asked for item in (*self._request.open, *self._request.given_up)],
            unresolved=self._request.unresolved,
        )

    def _ask_fields(self, catalogue: Catalogue) -> None:
        """The data each element needs, one by one, in the catalogue's order."""
        for code in self._request.quantities:
            if next_field(catalogue, code, {}) is None:
                continue
            self._say(f"\nDatos de «{catalogue.elements[code].name}»", "bold")
            self._answers.setdefault(code, {})
            while (wanted := self._next_field(catalogue, code)) is not None:
                self._ask_field(catalogue, code, wanted)

    def _next_field(self, catalogue: Catalogue, code: str) -> CatalogueField | None:
        skipped = self._skipped.setdefault(code, set())
        missing = missing_fields(catalogue, code, self._answers[code], include_optional=True)
        return next((item for item in missing if item.name not in skipped), None)

    def _ask_field(self, catalogue: Catalogue, code: str, wanted: CatalogueField) -> None:
        if wanted.instruction:
            self._say(wanted.instruction, "dim")
        hints = [" / ".join(wanted.options)] if wanted.options else []
        hints += [f"p. ej. {wanted.example}"] if wanted.example else []
        hints += ["«saltar» para dejarlo" if wanted.is_required else "opcional, Intro para saltarlo"]
        answer = self._read(f"{wanted.label} ({'; '.join(hints)}):")
        if fold_line(answer) in SKIP or (not answer and not wanted.is_required):
            self._skipped[code].add(wanted.name)
            return
        outcome = submit_answers(catalogue, code, self._answers[code], {wanted.name: answer})
        self._answers[code] = dict(outcome.answers)
        for message in outcome.rejected.values():
            self._say(message, "yellow")

    def _missing(self) -> dict[str, list[str]]:
        """Names of the required data without an answer, by element."""
        if self._category is None:
            return {}
        catalogue = self._category.catalogue
        found = {
            code: [item.name for item in missing_fields(catalogue, code, self._answers.get(code, {}))]
            for code in self._request.quantities
        }
        return {code: names for code, names in found.items() if names}

    def _print_quote(self) -> None:
        """The whole quote, once: warnings, documents and photos are long."""
        if self._quote is not None and not self._is_quote_shown:
            self._is_quote_shown = True
            print_quote(self._quote, self._console)

    def _print_summary(self) -> None:
        if self._category is None or self._quote is None:
            return
        self._print_quote()
        elements = self._category.catalogue.elements
        table = Table(title="Resumen", title_justify="left", box=None)
        for heading in ("Elemento", "Dato", "Respuesta"):
            table.add_column(heading)
        for code in self._request.quantities:
            for name, value in self._answers.get(code, {}).items():
                table.add_row(Text(elements[code].name), Text(name), Text(text_of(value)))
            for name in self._missing().get(code, []):
                table.add_row(Text(elements[code].name), Text(name), Text("pendiente", style="yellow"))
        if table.row_count:
            self._console.print(table)
        self._say(price_line(self._quote), "bold green" if self._quote.total else "bold yellow")


def _nearest_category(catalogues: Sequence[Catalogue], answer: str) -> Catalogue | None:
    """The category of a number, slug or name; None when the answer fits none, or several alike."""
    if answer.isdecimal():
        index = int(answer[:3]) - 1
        return catalogues[index] if 0 <= index < len(catalogues) else None
    names: Mapping[int, str] = {
        index: fold_line(f"{catalogue.slug} {catalogue.name}") for index, catalogue in enumerate(catalogues)
    }
    ranked = process.extract(
        fold_line(answer), names, scorer=fuzz.partial_token_set_ratio, limit=2, score_cutoff=75
    )
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return catalogues[ranked[0][2]]


def text_of(value: Scalar) -> str:
    """A stored answer as a person reads it: sí or no, decimal comma."""
    if isinstance(value, bool):
        return "sí" if value else "no"
    return value if isinstance(value, str) else spanish_number(value)


def price_line(quote: Quote) -> str:
    """The tier and total of a quote in a line, or why there is none."""
    if quote.tier is None:
        return "Sin precio todavía." if quote.questions or not quote.elements else "Ninguna tarifa lo admite."
    if quote.total is None:
        return f"{quote.tier.code}: desde {format_price(quote.price or Decimal(0))} sin IVA."
    not_firm = " (precio no firme)" if quote.provisional else ""
    return f"{quote.tier.code}: {format_price(quote.total)} sin IVA{not_firm}."
