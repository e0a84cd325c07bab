"""The grammar of names: which line of a law opens an article, a provision, an annex or a chapter, and what it
is called. Whether it really opens one there is for structure.py, which knows what stands around it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.regulations.ordinals import PATTERN, feminine, ordinal_of


class NameKind(StrEnum):
    """Kinds of named places, the widest first."""

    PART = "part"
    BOOK = "book"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    ORDINAL = "ordinal"
    PROVISION = "provision"
    INSTRUCTION = "instruction"
    ANNEX = "annex"
    APPENDIX = "appendix"


DIVISIONS: Final = (
    NameKind.PART,
    NameKind.BOOK,
    NameKind.TITLE,
    NameKind.CHAPTER,
    NameKind.SECTION,
    NameKind.SUBSECTION,
)
"""Places that hold articles, each inside those before it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A place's name. `number` is how people call it («22 bis», «disposición transitoria quinta»,
    «anexo IX»); `title` follows it on the same line; `order` counts within its kind, None where it does not.
    """

    kind: NameKind
    number: str
    title: str
    order: tuple[int, int] | None = None


_SUFFIXES: Final = (
    "bis", "ter", "quater", "quáter", "quinquies", "sexies", "septies", "octies", "nonies", "novies",
    "decies",
)  # fmt: skip
_SUFFIX: Final = rf"(?:\s*[-.]?\s*(?P<suffix>{'|'.join(_SUFFIXES)})\b)?"
_ROMAN: Final = r"[IVXLC]{1,7}"
# After the name: nothing, or a stop that no further digit follows («Artículo 2.3:» is a reference).
_END: Final = (
    r"\s*(?:(?:\.\s*[-–—]|[.:–—]|-(?=\s))(?![\dºª°])|(?<=[ºª°])(?=\s)|(?<=[ºª°]\s)|$)\s*(?P<title>.*)$"
)

_ARTICLE: Final = re.compile(
    rf"(?:Art[íi]culo|ART[ÍI]CULO|Art\.|ART\.)\s+(?P<number>[ÚúUu]nico|ÚNICO|\d{{1,3}}|{PATTERN}?)"
    rf"(?:\.?[ºª°]|\.o\b)?{_SUFFIX}{_END}"
)
_PROVISION: Final = re.compile(
    rf"(?:Disposici[óo]n|DISPOSICI[ÓO]N)\s+(?P<class>adicional|transitoria|derogatoria|final)"
    rf"(?:\s+(?P<number>[úu]nica|{PATTERN}|\d{{1,2}}\.?[ªa]?))?{_SUFFIX}{_END}",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(
    rf"(?:ANEXO|Anexo|ANNEX|Annex)(?:\s+(?P<number>{_ROMAN}|\d{{1,3}}|[A-Z]|[ÚúUu]nico|ÚNICO))?{_SUFFIX}{_END}"
)
_APPENDIX: Final = re.compile(
    rf"(?:AP[ÉE]NDICE|Ap[ée]ndice|APPENDIX|Appendix)(?:\s+(?P<number>{_ROMAN}|\d{{1,3}}|[A-Z]))?"
    rf"(?:\s+(?:AL|al|A LA|a la|DEL|del)\s+(?:ANEXO|[Aa]nexo)\s+(?:{_ROMAN}|\d{{1,3}}))?{_END}"
)
_INSTRUCTION: Final = re.compile(
    r"(?:Instrucci[óo]n t[ée]cnica complementaria:?\s+)?"
    r"(?P<number>(?:ITC|MI|MIE)[- ][A-Z]{1,6}(?:[- ][A-Z]{1,4})?[- ]?\d{1,3})\b"
    rf"{_END}",
    re.IGNORECASE,
)
_DIVISION: Final = {
    NameKind.BOOK: re.compile(rf"(?:LIBRO|Libro)\s+(?P<number>{_ROMAN}|{PATTERN}){_END}"),
    NameKind.TITLE: re.compile(rf"(?:T[ÍI]TULO|T[íi]tulo)\s+(?P<number>{_ROMAN}|\d{{1,2}}|{PATTERN}){_END}"),
    NameKind.CHAPTER: re.compile(
        rf"(?:CAP[ÍI]TULO|Cap[íi]tulo)\s+(?P<number>{_ROMAN}|\d{{1,2}}|{PATTERN}){_SUFFIX}{_END}"
    ),
    NameKind.SECTION: re.compile(
        r"(?:SECCI[ÓO]N|Secci[óo]n)\s+(?P<number>\d{1,2}\.?\s?[ªaº]?\.?|[úuÚU]nica|ÚNICA"
        rf"|{_ROMAN}(?=[.:]|\s|$)|{PATTERN}?)(?:[.:–—-]\s*|\s+|$)(?P<title>.*)$"
    ),
    NameKind.SUBSECTION: re.compile(
        r"(?:SUBSECCI[ÓO]N|Subsecci[óo]n)\s+(?P<number>\d{1,2}\.?\s?[ªaº]?\.?|[úuÚU]nica)\s*"
        r"[.:–—-]?\s*(?P<title>.*)$"
    ),
}
_UNIQUE: Final = frozenset({"único", "única", "unico", "unica", "preliminar"})
_PART: Final = re.compile(
    r"(?:REGLAMENTO|TEXTO REFUNDIDO|ESTATUTO|CÓDIGO|NORMAS?|MANUAL)\b[^a-zñáéíóú]{6,250}$"
)
_QUOTES: Final = "«\"“”'‘"


def name_of(line: str) -> Name | None:
    """The name that the line bears, None when it bears none: also when it stands in quotation marks, for
    then it is an amendment's."""
    line = line.strip()
    if not line or line[0] in _QUOTES:
        return None
    match line[0].lower():
        case "a":
            return _article(line) or _annex(line) or _appendix(line)
        case "d":
            return _provision(line)
        case "i" | "m":
            return _instruction(line)
        case _:
            return _division(line)


def ordinal_name(line: str) -> Name | None:
    """The name of a place that bears nothing but an ordinal, as in ministerial orders: «Primero.»."""
    match = re.match(rf"(?P<number>{PATTERN}){_END}", line.strip())
    if match is None or not line.strip()[:1].isupper():
        return None
    number = ordinal_of(match["number"])
    if number is None or not match["number"].lower().endswith("o"):
        return None
    return Name(NameKind.ORDINAL, match["number"].lower(), _title(match), (number, 0))


def part_name(line: str) -> Name | None:
    """The name of a text that another one approves («REGLAMENTO GENERAL DE VEHÍCULOS»)."""
    line = line.strip()
    return Name(NameKind.PART, line, "") if _PART.match(line) and line == line.upper() else None


def _title(match: "re.Match[str]") -> str:
    return (match["title"] or "").strip()


def _suffix(match: "re.Match[str]") -> tuple[str, int]:
    """The « bis» of a number and its rank."""
    found = (match["suffix"] or "").lower()
    if not found:
        return "", 0
    return f" {found}", 2 + _SUFFIXES.index(found)


def _article(line: str) -> Name | None:
    match = _ARTICLE.match(line)
    if match is None:
        return None
    number = (match["number"] or "").lower()
    suffix, rank = _suffix(match)
    if number.isdigit():
        return Name(NameKind.ARTICLE, f"{int(number)}{suffix}", _title(match), (int(number), rank))
    if number in _UNIQUE:
        return Name(NameKind.ARTICLE, "único", _title(match), (1, 0))
    order = ordinal_of(number) if number else None
    if order is None:
        return None
    return Name(NameKind.ARTICLE, f"{number}{suffix}", _title(match), (order, rank))


def _provision(line: str) -> Name | None:
    match = _PROVISION.match(line)
    if match is None:
        return None
    what = f"disposición {match['class'].lower()}"
    words = (match["number"] or "").lower()
    suffix, rank = _suffix(match)
    if not words:
        return Name(NameKind.PROVISION, what, _title(match), (1, rank))
    if words in _UNIQUE:
        return Name(NameKind.PROVISION, f"{what} única", _title(match), (1, rank))
    order = ordinal_of(words)
    if order is None:
        return None
    return Name(NameKind.PROVISION, f"{what} {feminine(order)}{suffix}", _title(match), (order, rank))


def _annex(line: str) -> Name | None:
    match = _ANNEX.match(line)
    if match is None:
        return None
    number = match["number"]
    suffix, rank = _suffix(match)
    if not number:
        return Name(NameKind.ANNEX, "anexo", _title(match))
    if number.lower() in _UNIQUE:
        return Name(NameKind.ANNEX, "anexo único", _title(match), (1, 0))
    order = _value(number)
    return Name(NameKind.ANNEX, f"anexo {number}{suffix}", _title(match), (order, rank) if order else None)


def _appendix(line: str) -> Name | None:
    match = _APPENDIX.match(line)
    if match is None:
        return None
    number = match["number"]
    return Name(NameKind.APPENDIX, f"apéndice {number}" if number else "apéndice", _title(match))


def _instruction(line: str) -> Name | None:
    match = _INSTRUCTION.match(line)
    return Name(NameKind.INSTRUCTION, match["number"].upper(), _title(match)) if match else None


def _division(line: str) -> Name | None:
    for kind, pattern in _DIVISION.items():
        match = pattern.match(line)
        if match is None:
            continue
        number = (match["number"] or "").strip()
        bare = number.rstrip(".").lower()
        if bare in _UNIQUE or _value(number) or ordinal_of(bare):
            return Name(kind, number.rstrip("."), _title(match))
    return None


_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _value(number: str) -> int | None:
    """The value of a Roman or Arabic number, or of a capital letter; None for anything else."""
    if number.isdigit():
        return int(number)
    if re.fullmatch(_ROMAN, number):
        values = [_ROMAN_VALUES[letter] for letter in number]
        following = [*values[1:], 0]
        return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
    return ord(number) - ord("A") + 1 if re.fullmatch(r"[A-Z]", number) else None
