"""What a regulation is called and when its text was consolidated, from what it says of itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.regulations.blocks import BlockKind, SourceText
from shared.vocabularies import DocumentType

_RANK: Final = (
    r"Real Decreto[- ]?Ley|Real Decreto Legislativo|Real Decreto|Decreto|Ley Orgánica|Ley|"
    r"Orden(?: [A-Z]{2,4})?|Resolución|Directiva(?: \(UE\))?|"
    r"Reglamento(?: \((?:UE|CE|CEE)\))?|Instrucción|Circular"
)
_NUMBERED: Final = re.compile(
    rf"(?P<rank>{_RANK})(?: Delegado| de Ejecución)?,?\s+(?:n\.?[ºo]\s*)?"
    r"(?P<number>(?:[A-Z]{2,4}/)?\d{1,4}/\d{2,4}(?:/(?:CE|UE|CEE))?)",
    re.IGNORECASE,
)
_UNECE: Final = re.compile(r"Reglamento (?:n\.?[ºo]\s*|núm\.?\s*)(?P<number>\d{1,3})\b", re.IGNORECASE)
_DATED: Final = re.compile(
    r"(?P<rank>Orden|Resolución) de (?P<date>\d{1,2} de [a-z]+ de \d{4})", re.IGNORECASE
)
_DIRECTIVE: Final = ("directiva",)
_CIRCULAR: Final = ("circular", "instrucción")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONSOLIDATED: Final = re.compile(
    r"(?:Última (?:modificación|actualización)(?: publicada)?(?: el)?|Texto consolidado)\W+(?:de )?"
    r"(?P<day>\d{1,2}) de (?P<month>[a-z]+) de (?P<year>\d{4})",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_TITLE_LENGTH: Final = 500
_LINE_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Description:
    """What a document says of itself. `number` is «866/2010»; dates are None where it names none."""

    title: str | None
    number: str | None
    document_type: DocumentType
    published_on: date | None
    consolidated_on: date | None
    source_url: str | None


def describe(source: SourceText, title: str | None = None) -> Description:
    """The document's description; `title` takes the place of its own."""
    properties = source.properties
    own = properties.get("title") or _first_line(source)
    named = title or own
    number = properties.get("official_number") or number_in(own or "") or number_in(title or "")
    return Description(
        named[:_TITLE_LENGTH] if named else None,
        number,
        _type_of(named or ""),
        _date(properties, "publication_date"),
        _date(properties, "last_updated", "consolidation_date") or _consolidation(source),
        properties.get("source") or properties.get("url_html_consolidada"),
    )


def number_in(title: str) -> str | None:
    """The official number that a title names («866/2010», «R48»), or the date of an order without one."""
    if match := _NUMBERED.search(title):
        return match["number"]
    if match := _UNECE.search(title):
        return f"R{int(match['number'])}"
    if match := _DATED.search(title):
        return match["date"].lower()
    return None


def _first_line(source: SourceText) -> str | None:
    """The heading that names a law, else the first heading, else the first paragraph."""
    opening = source.blocks[:12]
    marked = [block.text for block in opening if block.kind is BlockKind.HEADING]
    if marked:
        return next((named for heading in marked if (named := _law_in(heading))), marked[0])
    numbered = next((block.text for block in opening if number_in(block.text)), None)
    if numbered or not opening:
        return numbered
    # A paragraph is no title, as one line may be.
    return opening[0].text if len(opening[0].text) <= _LINE_LENGTH else None


def _law_in(heading: str) -> str | None:
    """The law that a heading names, without the gazette's own headings, which are all capitals, before it."""
    found = _NUMBERED.search(heading) or _UNECE.search(heading) or _DATED.search(heading)
    before = heading[: found.start()] if found is not None else heading
    return heading[len(before) :] if found is not None and before == before.upper() else None


def _type_of(title: str) -> DocumentType:
    folded = title.strip().lower()
    if folded.startswith(_DIRECTIVE):
        return DocumentType.DIRECTIVE
    if folded.startswith(_CIRCULAR):
        return DocumentType.CIRCULAR
    if folded.startswith(("manual", "guía")):
        return DocumentType.MANUAL
    known = _NUMBERED.search(title) or _UNECE.search(title) or _DATED.search(title)
    return DocumentType.REGULATION if known else DocumentType.OTHER


def _date(properties: Mapping[str, str], *names: str) -> date | None:
    for name in names:
        value = properties.get(name, "")
        if _ISO.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                continue
    return None


def _consolidation(source: SourceText) -> date | None:
    """«Última modificación: 5 de junio de 2022» near the top of an official PDF."""
    for block in source.blocks[:40]:
        match = _CONSOLIDATED.search(block.text)
        if match and match["month"].lower() in _MONTHS:
            try:
                return date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
            except ValueError:
                return None
    return None
