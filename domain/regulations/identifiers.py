"""What a question names exactly: an article, an annex, a provision, a technical instruction, a sign («V-16»),
a UNECE regulation («R48»), and the law that it is in.

The grammar reads folded words and gives numbers as chunks carry them («22 bis», «anexo IX», «disposición
transitoria quinta», «ITC-ICG 10»). Whether there is such a place only the index knows.
"""

import re
from dataclasses import dataclass
from typing import Final

from domain.folding import fold_line
from domain.regulations.ordinals import feminine, ordinal_of
from domain.regulations.spoken import order_points, tidied


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a law. `numbers` are the ways in which its chunks may be numbered, the likeliest first;
    `paragraph` is what stands before the paragraph meant («4», «6.2.4», «b»)."""

    numbers: tuple[str, ...]
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or a foreign regulation: `patterns` are regular expressions (case insensitive) of how it is
    written in a text."""

    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What a question names. `law` is a law's number («866/2010»); `rest` are the words that name nothing,
    among them those by which a law is called («reglamento general de circulación»)."""

    places: tuple[Place, ...] = ()
    signs: tuple[Sign, ...] = ()
    law: str | None = None
    rest: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it names no place and no sign."""
        return not self.places and not self.signs


_SUFFIX: Final = r"(?:[\s.-]*(?P<suffix>bis|ter|quater|quinquies|sexies|septies|octies)\b)?"
_PARAGRAPH: Final = (
    r"(?:\s*[,.]?\s*(?:(?:apartado|apdo\.?|punto|parrafo|letra)\s+|\.)"
    r"(?P<paragraph>\d{1,2}(?:\.\d{1,2})*|[a-z])\)?(?![\w/]))?"
)
_ORDINAL: Final = r"[a-z]+(?:\s+(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven)[oa])?"
_ARTICLE: Final = re.compile(
    r"\b(?:articulos?|arts?\.?)\s*(?:n\.?\s?[ºo]\.?\s*)?"
    rf"(?P<number>\d{{1,4}}|unico)(?![\d/])(?:\.?[ºo](?!\w))?{_SUFFIX}{_PARAGRAPH}"
)
_PROVISION: Final = re.compile(
    r"\b(?:(?:disposicion(?:es)?|disp\.?)\s+(?P<class>adicional|transitoria|derogatoria|final)(?:es|s)?"
    rf"|(?P<short>d\.?[atdf])\.?(?=\s*(?:\d|unica|{_ORDINAL}a\b)))"
    rf"(?:\s*(?P<number>\d{{1,2}}\s?\.?\s?[ªa]?(?![\d/])|unica|(?!de\b|del\b|en\b){_ORDINAL}))?{_SUFFIX}"
)
_ANNEX: Final = re.compile(
    rf"\b(?:anexos?|annex)\s+(?P<number>[ivxlc]+|\d{{1,2}}|[a-z]|unico)\b(?![/])\.?{_SUFFIX}{_PARAGRAPH}"
)
_INSTRUCTION: Final = re.compile(r"\b(?:itc[\s-]*)?(?P<family>icg|bt|ep|mig)[\s-]*(?P<number>\d{1,2})\b")
_ORDINAL_PLACE: Final = re.compile(rf"\b(?:punto|apartado|numero|disposicion)\s+(?P<number>{_ORDINAL})\b")
_PREAMBLE: Final = re.compile(r"\b(?:preambulo|exposicion de motivos)\b")
_LAW: Final = re.compile(
    r"\b(?:(?:r\.?\s?d\.?(?:\s?l\.?(?:eg)?\.?)?|real(?:es)?\s+decretos?(?:[\s-]+(?:legislativo|ley))?"
    r"|ley(?:\s+organica)?|orden"
    r"|directiva|reglamento|decreto)\s*(?:\((?:ue|ce|cee)\)\s*)?(?:n\.?\s?[ºo]?\.?\s*)?)?"
    r"(?P<number>(?:[a-z]{3}/)?\d{1,4})/(?P<year>(?:19|20)\d{2}|\d{2})\b"
)
_SIGN: Final = re.compile(
    r"\b(?:(?P<word>senal(?:es)?|distintivos?|placas?|luz|dispositivos?)\s+)?"
    r"(?P<letter>[vprs])(?P<dash>\s?-\s?|\s?)(?P<number>\d{1,3})(?P<after>[a-z]?)\b"
)
_UNECE: Final = re.compile(
    r"\breglamento\s+(?:(?:cepe(?:[/-]onu)?|onu|unece|de\s+ginebra|de\s+la\s+onu)\s+)?"
    r"(?:n\.?\s?[ºo]?\.?\s*)?(?P<number>\d{1,3})(?![\d/])\b"
)
_STANDARD: Final = re.compile(
    r"\b(?:(?:une|en|iso|iec)(?:\s*[-/]\s*|\s+))+(?P<number>\d{3,6}(?:-\d{1,2})*)\b"
)
_CODE: Final = re.compile(r"\b(?=[a-z]*\d)(?=\d*[a-z])(?!\d+(?:cc|kg|km|cm|mm|cv|kw|km/h)\b)[a-z\d]{5,12}\b")
_FEW: Final = 3
_SHORT: Final = {"a": "adicional", "t": "transitoria", "d": "derogatoria", "f": "final"}
_WORDS: Final = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_EMPTY_WORDS: Final = frozenset(
    (
        "a", "al", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "me", "que", "y", "o",
        "por", "para", "con", "un", "una", "dice", "dicen", "pone", "ponen", "trata", "tratan",
        "habla", "hablan", "segun", "cual", "como", "donde", "quiero", "ver", "leer", "ensename",
        "muestrame", "dime", "texto", "contenido", "regula", "regulan", "real", "decreto", "rd",
        "ley", "rdl", "senal", "senales", "distintivo", "norma",
    )
)  # fmt: skip


def identifiers_in(question: str) -> Identifiers:
    """What the question names exactly; empty where it names nothing."""
    text = tidied(fold_line(question).replace("º", "o").replace("ª", "a"))
    taken: list[tuple[int, int]] = []
    law = _law(text, taken)
    annexes = [(_annex(match), match) for match in _found(_ANNEX, text, taken)]
    articles = [(_article(match), match) for match in _found(_ARTICLE, text, taken)]
    places = [place for place, _ in articles] + [place for place, _ in annexes]
    if len(annexes) == 1 and len(articles) == 1:
        # «Artículo 32 del anexo II»: an annex with articles of its own.
        (annex, _), (article, _) = annexes[0], articles[0]
        inner = tuple(f"{number}, artículo {article.numbers[0]}" for number in annex.numbers)
        places = [Place((*inner, *annex.numbers), article.numbers[0])]
    places += [place for match in _found(_PROVISION, text, taken) if (place := _provision(match))]
    places += [_instruction(match) for match in _found(_INSTRUCTION, text, taken)]
    places += [Place(("preámbulo",)) for _ in _found(_PREAMBLE, text, taken)]
    if not places:
        places = [place for match in _found(_ORDINAL_PLACE, text, taken) if (place := _ordinal(match))]
    if not places:
        places = [_point(number) for number in order_points(text)]
    signs = [_unece(match["number"]) for match in _found(_UNECE, text, taken)]
    signs += [sign for match in _found(_SIGN, text, taken) if (sign := _sign(match))]
    standards = _found(_STANDARD, text, taken)
    codes = _found(_CODE, text, taken)
    rest = tuple(
        match[0]
        for match in _WORDS.finditer(text)
        if match[0] not in _EMPTY_WORDS
        and not any(start <= match.start() and match.end() <= end for start, end in taken)
    )
    if len(rest) <= _FEW:  # in a longer question they are beside what is asked
        signs += [_standard(match) for match in standards] + [_code(match[0]) for match in codes]
    return Identifiers(tuple(dict.fromkeys(places)), tuple(dict.fromkeys(signs)), law, rest)


def _found(pattern: "re.Pattern[str]", text: str, taken: list[tuple[int, int]]) -> "list[re.Match[str]]":
    """The matches outside what has been taken before, which they take in turn."""
    found = [
        match
        for match in pattern.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in taken)
    ]
    taken += [match.span() for match in found]
    return found


def _law(text: str, taken: list[tuple[int, int]]) -> str | None:
    found = _found(_LAW, text, taken)
    if not found:
        return None
    number, year = found[0]["number"].upper(), found[0]["year"]
    if len(year) == 2:
        year = f"{'19' if int(year) > 50 else '20'}{year}"
    return f"{number}/{year}"


def _suffixed(match: "re.Match[str]", number: str) -> str:
    return f"{number} {match['suffix']}" if match["suffix"] else number


def _article(match: "re.Match[str]") -> Place:
    if match["number"] == "unico":
        return Place((_suffixed(match, "único"),), match["paragraph"])
    number = int(match["number"])
    # Orders number their articles in words.
    in_words = _point(number).numbers if 0 < number < 50 and not match["suffix"] else ()
    return Place((_suffixed(match, str(number)), *in_words), match["paragraph"])


def _annex(match: "re.Match[str]") -> Place:
    number = match["number"]
    if number == "unico":
        return Place(("anexo único", "anexo"), match["paragraph"])
    ways = [number.upper()]
    if number.isdigit():
        ways = [_roman(int(number)), number]
    elif re.fullmatch(r"[ivxlc]+", number):
        ways.append(str(_roman_value(number)))
    return Place(tuple(_suffixed(match, f"anexo {way}") for way in ways), match["paragraph"])


def _provision(match: "re.Match[str]") -> Place | None:
    kind = match["class"] or _SHORT[match["short"][-1]]
    words = (match["number"] or "").strip()
    if words in {"", "unica"}:
        return Place((f"disposición {kind} única", f"disposición {kind}"))
    first = words.split()[0]
    order = ordinal_of(words) or ordinal_of(first) or ordinal_of(words.rstrip("a. "))
    if order is None:
        return None if match["short"] else Place((f"disposición {kind} única", f"disposición {kind}"))
    return Place((_suffixed(match, f"disposición {kind} {feminine(order)}"),))


def _instruction(match: "re.Match[str]") -> Place:
    family, number = match["family"].upper(), int(match["number"])
    ways = (f"ITC-{family} {number:02d}", f"ITC-{family} {number}", f"ITC-{family}-{number:02d}")
    return Place(tuple(dict.fromkeys(ways)))


def _ordinal(match: "re.Match[str]") -> Place | None:
    words = match["number"]
    for candidate in (words, words.split()[0]):
        if (order := ordinal_of(candidate)) is not None:
            return _point(order)
    return None


def _point(order: int) -> Place:
    """A point of an order, which its ordinal names."""
    masculine = f"{feminine(order)[:-1]}o"
    ways = (masculine, masculine.replace("ó", "o", 1) if order > 10 else masculine)
    return Place(tuple(dict.fromkeys((*ways, _written(order)))))


def _written(order: int) -> str:
    """The other way of writing 13 to 19: «décimotercero», «décimo tercero»."""
    tens, unit = divmod(order, 10)
    return f"décimo{feminine(unit)[:-1]}o" if tens == 1 and unit > 2 else f"{feminine(order)[:-1]}o"


def _sign(match: "re.Match[str]") -> Sign | None:
    letter, number, after = match["letter"].upper(), int(match["number"]), match["after"].upper()
    dash = match["dash"].strip()
    if match["dash"] and not dash and not match["word"]:
        return None  # «v 16» may be anything
    if letter == "R" and not match["dash"] and not match["word"]:
        return _unece(match["number"])
    return Sign(f"{letter}-{number}{after}", (rf"\m{letter}\s?[-–]?\s?{number}{after}\M",))


def _standard(match: "re.Match[str]") -> Sign:
    """«UNE-EN 1949», by its number after any of the names of standards."""
    number = match["number"]
    return Sign(f"UNE {number}", (rf"\m(?:UNE|EN|ISO|IEC)[\s/-]+(?:(?:EN|ISO|IEC)[\s/-]+)*{number}\M",))


def _code(word: str) -> Sign:
    """A word of letters and figures that is no measure: «3PMSF»."""
    return Sign(word.upper(), (rf"\m{word}\M",))


def _unece(number: str) -> Sign:
    plain = str(int(number))
    return Sign(
        f"R{plain}",
        (
            rf"\mR\s?[-–]?\s?0?{plain}\M",
            rf"\m(?:Reglamento|Regulation)s?\s+(?:CEPE(?:/ONU)?|ONU|de\s+Ginebra)?\s*(?:n\.?\s?[ºo°]?\s*)?0?{plain}\s?R?\M(?!/)",
        ),
    )


def _roman(number: int) -> str:
    written = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        written += letters * count
    return written


def _roman_value(letters: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
