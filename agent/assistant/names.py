"""Names and addresses as people write and dictate them: their parts, and what is none. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from agent.assistant.vehicle_answers import table
from agent.assistant.wording import meanings, spoken
from domain.folding import fold_line
from domain.identity import province_named
from shared.errors import InvalidInputError

_SEGMENT: Final = re.compile(r"[\n;()]+|,(?!\d)|\.(?=\s|$)")
_DICTATED: Final = re.compile(
    r"(?i)\b(\w+(?:(?:[.-]|\s+(?:punto|gui[oó]n)\s+)\w+)*)\s+arroba\s+(\w+(?:(?:[.]|\s+punto\s+)\w+)+)"
)
_LONGEST_NAME: Final = 8


def segments(text: str) -> list[str]:
    """The parts of a text between commas, full stops and brackets; «Avda.» ends none."""
    return list(_segments(text))


def spelled_out(text: str) -> str:
    """The text with the addresses in it that were dictated: «ana arroba gmail punto com»."""
    return _DICTATED.sub(lambda found: f"{_signs(found[1])}@{_signs(found[2])}", text)


def parts_of_name(segment: str) -> list[str]:
    """The words of a name, each with the particles before it: «María del Carmen», «de la Fuente»."""
    parts: list[str] = []
    waiting = ""
    for word in segment.split():
        if fold_line(word) in table("particle"):
            waiting += f"{word} "
            continue
        parts.append(waiting + word)
        waiting = ""
    return [*parts, waiting.strip()] if waiting else parts


def is_name(segment: str) -> bool:
    """Whether the words can be a person's or a place's name."""
    words = segment.split()
    return (
        1 <= len(words) <= _LONGEST_NAME
        and all(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[.'’-])*", word) for word in words)
        and not any(word.text in meanings("no_name") for word in spoken(segment))
        and fold_line(words[0]) not in {**table("make"), **table("maker")}
    )


def is_street(segment: str) -> bool:
    """Whether it begins as addresses do."""
    first = fold_line(segment).split()[:1]
    return bool(first) and (first[0].rstrip(".") in table("street") or first[0].startswith("c/"))


def is_floor(segment: str) -> bool:
    """Whether it goes on with an address: «3º B»."""
    folded = fold_line(segment).split()
    return (
        bool(folded)
        and len(folded) <= 4
        and (
            bool(re.match(r"\d{1,3}\s?[ºª°]", fold_line(segment)))
            or any(word.strip(".") in table("floor") for word in folded)
            or (len(folded) <= 3 and bool(re.fullmatch(r"\d{1,3}\s?[a-z]?", fold_line(segment))))
        )
    )


def is_province(segment: str) -> bool:
    """Whether it names a province."""
    try:
        province_named(segment)
    except InvalidInputError:
        return False
    return True


def _segments(text: str) -> Iterator[str]:
    begin = 0
    for cut in _SEGMENT.finditer(text):
        before = fold_line(text[begin : cut.start()]).split()[-1:]
        if cut[0] == "." and before and before[0] in {**table("street"), **table("abbreviated")}:
            continue
        yield text[begin : cut.start()]
        begin = cut.end()
    yield text[begin:]


def _signs(dictated: str) -> str:
    spoken_dot = re.sub(r"(?i)\s+punto\s+", ".", dictated)
    return re.sub(r"(?i)\s+gui[oó]n\s+", "-", spoken_dot)
