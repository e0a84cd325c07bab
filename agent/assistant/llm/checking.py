"""Whether a text of a language model says only what this turn has established. Pure.

Every figure, amount, date and address must stand in the dialogue's own reply or in a tool's answer of the
same turn; what the rules of `response_constraints` look for must stand there or in the answer of the tool
that knows. What the client wrote establishes nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from agent.assistant.llm.drafts import EXTRA
from agent.assistant.llm.masking import PLACE
from agent.assistant.llm.sentences import unfounded_claim, unknown_words, unsaid_sentence
from agent.services.prompts import Constraint
from domain.folding import fold_line

POLICIES: Final = "policies"
"""The name under which the firm's policies establish something: everything but a price."""
QUOTE: Final = "quote"
_PRICE: Final = "price"
_MONTHS: Final = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
)
_MONEY: Final = re.compile(
    r"(?:€\s*(?P<before>\d[\d.,]*)|(?P<after>\d[\d.,]*)\s*(?:€|eur(?:os?)?\b))(?=(?P<vat>.{0,24}))",
    re.IGNORECASE,
)
_WITH_VAT: Final = re.compile(r"^[\s*_()]*(?:con iva|iva incluido|iva incl)", re.IGNORECASE)
_WITHOUT_VAT: Final = re.compile(
    r"^[\s*_()]*(?:\+\s*iva|m[aá]s iva|sin iva|iva no incluido|iva aparte)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")
_ENUMERATION: Final = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]", re.MULTILINE)
_DATE: Final = re.compile(rf"\b\d{{1,2}} de (?:{_MONTHS})(?: de(?:l)? \d{{4}})?", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL: Final = re.compile(r"\d+[.,]\d+|\d+")
_QUOTED: Final = re.compile(r"«[^«»]*»")
_LONGEST_EXTRA: Final = 600
_CLAIM: Final = (
    "«{said}» no consta en el borrador ni en las herramientas de este turno. Quítalo, o di solo lo que "
    "consta, con sus palabras."
)
# Without these a sentence says something else.
_KEPT: Final = ("provisional", "persona", "ingeniero", "iva", "revisa", "pendiente", "cancel")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text; `injection` is what the model is told."""

    kind: str
    injection: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a text may say. `draft`: the dialogue's own replies; `results`: what tools have answered, by name.

    `priced`: the offers among them, whose amounts count whatever the client has said. `open`: the other
    replies, where an amount may be an echo of `said`, the client's words, and then counts for nothing.
    """

    draft: str
    results: Mapping[str, Sequence[str]] = field(default_factory=dict)
    priced: str = ""
    open: str = ""
    said: str = ""

    def all(self) -> str:
        """Everything that is established."""
        return "\n".join((self.draft, *self._answers()))

    def of(self, *tools: str) -> str:
        """What the dialogue and these tools have established."""
        return "\n".join((self.draft, *(text for tool in tools for text in self.results.get(tool, ()))))

    def prices(self) -> str:
        """The texts whose amounts nobody but the tariff has made."""
        return _QUOTED.sub(" ", "\n".join((self.priced, *self.results.get(QUOTE, ()))))

    def amounts(self) -> set["Amount"]:
        """The amounts that a text may name."""
        echoes = set(_numbers(self.said))
        loose = _QUOTED.sub(" ", "\n".join((self.open, *self._answers())))
        return _money(self.prices()) | {item for item in _money(loose) if item[0] not in echoes}

    def _answers(self) -> Iterator[str]:
        return (text for texts in self.results.values() for text in texts)


def problem_with(
    texts: Mapping[int, str],
    wanted: Mapping[int, str],
    grounds: Grounds,
    constraints: Sequence[Constraint],
) -> Problem | None:
    """The first thing wrong with what a model wrote in the place of the `wanted` texts; None where it may be
    sent."""
    if texts.keys() - {EXTRA} != wanted.keys():
        missing = ", ".join(f"[{number}]" for number in wanted.keys() - texts.keys())
        extra = ", ".join(f"[{number}]" for number in texts.keys() - wanted.keys() - {EXTRA})
        said = f"Faltan las partes {missing}." if missing else f"Sobran las partes {extra}."
        return Problem("form", f"{said} Escribe cada parte del borrador con su número entre corchetes.")
    for number, text in texts.items():
        lacking = _lacking(wanted[number], text) if number in wanted else _overlong(text)
        if lacking is not None:
            return Problem("form", f"En la parte [{number}]: {lacking}")
    whole = "\n".join(texts.values())
    return (
        _unfounded(whole, grounds)
        or _against_rules(whole, grounds, constraints)
        or _unmade(whole, texts.get(EXTRA, ""), grounds)
    )


def _unmade(whole: str, extra: str, grounds: Grounds) -> Problem | None:
    """Statements that nobody has made: of what binds, of something else, or beside the draft."""
    established = grounds.all()
    plain, added = _plain(whole, established), _plain(extra, established)
    said = unfounded_claim(plain, established) or unsaid_sentence(plain, established)
    if said is not None:
        return Problem("claim", _CLAIM.format(said=said[:200]))
    unknown = unknown_words(added, established)
    return Problem("claim", _CLAIM.format(said=", ".join(unknown[:5]))) if unknown else None


def _lacking(wanted: str, text: str) -> str | None:
    """What the draft's part says and the text has lost, or how much longer it has become."""
    said = set(_numbers(text))
    lost = [_as_text(found) for found in _numbers(_QUOTED.sub(" ", wanted)) if found not in said]
    lost += [found[0] for found in PLACE.finditer(wanted) if found[0] not in text]
    folded = fold_line(text)
    lost += [word for word in _KEPT if word in fold_line(wanted) and word not in folded]
    if lost:
        return f"falta «{lost[0]}», que el borrador dice."
    if "?" in wanted and "?" not in text:
        return "el borrador pregunta algo y tu texto no."
    if len(text) > 2 * len(wanted) + 300:
        return "es demasiado larga."
    return None


def _overlong(text: str) -> str | None:
    return "es demasiado larga." if len(text) > _LONGEST_EXTRA else None


def _unfounded(text: str, grounds: Grounds) -> Problem | None:
    """Figures, dates, addresses and personal data that nothing has established."""
    established = grounds.all()
    unknown: list[object] = [found[0] for found in PLACE.finditer(text) if found[0] not in established]
    plain = _plain(text, established)
    folded = fold_line(established)
    amounts = grounds.amounts()
    known_amounts = {amount for amount, _ in amounts}
    unknown += [
        found for found in _money(plain) - amounts if found[1] is not None or found[0] not in known_amounts
    ]
    known = set(_numbers(_QUOTED.sub(" ", established)))
    unknown += [found for found in _numbers(_ENUMERATION.sub("", plain)) if found not in known]
    for pattern in (_DATE, _ADDRESS):
        unknown += [found[0] for found in pattern.finditer(plain) if fold_line(found[0]) not in folded]
    if not unknown:
        return None
    listed = ", ".join(f"«{_as_text(item)}»" for item in unknown[:5])
    return Problem(
        "unfounded",
        f"{listed} no consta en el borrador ni en las herramientas de este turno. Quítalo, o usa exactamente "
        "las cifras, fechas y direcciones que constan.",
    )


def _against_rules(text: str, grounds: Grounds, constraints: Sequence[Constraint]) -> Problem | None:
    plain = _plain(text, grounds.all())
    amounts = {amount for amount, _ in grounds.amounts()}
    for rule in constraints:
        is_price = rule.kind == _PRICE
        established = grounds.of(rule.required_tool) if is_price else grounds.of(rule.required_tool, POLICIES)
        folded = fold_line(_QUOTED.sub(" ", established))
        priced, said = fold_line(grounds.prices()), fold_line(grounds.said)
        for found in rule.pattern.finditer(plain):
            span = fold_line(found.group())
            named = {amount for amount, _ in _money(found.group())}
            is_known = named <= amounts if named else span in folded
            if is_known and is_price and not named and span in said:
                is_known = span in priced  # the dialogue only repeats the client's words
            if not is_known:
                return Problem(rule.kind, rule.injection)
    return None


def _plain(text: str, established: str) -> str:
    """The text without personal data, and without what it quotes as the dialogue quotes it."""
    unquoted = _QUOTED.sub(lambda found: " " if found[0] in established else found[0], text)
    return PLACE.sub(" ", unquoted)


Amount = tuple[Decimal, bool | None]


def _money(text: str) -> set[Amount]:
    """The amounts of a text, and whether they are said to be with VAT."""
    found: set[Amount] = set()
    for match in _MONEY.finditer(text):
        amount = _value((match["before"] or match["after"]).rstrip(".,"))
        if isinstance(amount, Decimal):
            found.add((amount, _vat(match["vat"])))
    return found


def _vat(after: str) -> bool | None:
    if _WITH_VAT.match(after):
        return True
    return False if _WITHOUT_VAT.match(after) else None


def _numbers(text: str) -> Iterator[Decimal | str]:
    """Every number, as a value where it is one."""
    for match in _NUMBER.finditer(PLACE.sub(" ", text)):
        yield _value(match[0])


def _value(text: str) -> Decimal | str:
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", ".")).normalize()
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", ".")).normalize()
    return text


def _as_text(item: object) -> str:
    if isinstance(item, tuple):
        amount, vat = item
        return f"{amount:f} €" + ("" if vat is None else " con IVA" if vat else " sin IVA")
    return f"{item:f}" if isinstance(item, Decimal) else str(item)
