"""Data that are named before they are said: «mi matrícula es …»; the labels: case_data.tsv. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from agent.assistant.names import is_floor, is_name, segments
from agent.assistant.vehicle_answers import table
from agent.assistant.wording import Spoken, spoken
from domain.fields.wording import clean

POSTAL_CODE: Final = re.compile(r"(?<![\w/.-])(?:0[1-9]|[1-4]\d|5[0-2])\d{3}(?![\w/-])")
_OF_ELEMENTS_TOO: Final = frozenset({"marca", "modelo"})
_LONGEST: Final = 200
_TOWNS: Final = frozenset({"domicilio_localidad", "taller_ciudad", "itv_nombre"})


def labelled(text: str) -> Iterator[tuple[str, str, str]]:
    """Name and value of each datum that is named, with the whole of what was said of it."""
    words = spoken(text)
    places: list[tuple[int, int, str]] = []
    place = 0
    while place < len(words):
        hit = label_at(words, place)
        if hit is None:
            place += 1
            continue
        name, length = hit
        places.append((place, length, name))
        place += length
    for number, (start, length, name) in enumerate(places):
        first = start + length
        if start and f"{words[start - 1].text}_{words[start].text}" in table("no_label"):
            continue
        if name in _OF_ELEMENTS_TOO and _is_of_another(words[first : first + 3]):
            continue
        while first < len(words) and words[first].text in table("between"):
            first += 1
        until = places[number + 1][0] if number + 1 < len(places) else len(words)
        if first >= until:
            continue
        begin = words[first].start
        end = words[until].start if until < len(words) else len(text)
        between = text[words[start + length - 1].end : begin]
        value = _first_segment(text[begin:end], name)
        # A label amid a sentence names what is talked about, unless the value follows it at once.
        if start and words[start - 1].text in table("negation"):
            continue  # «no me llamo Péres» says what it is not
        if name in _TOWNS and not is_name(value):
            continue  # «Plaza del Pueblo s/n» is no town
        if value in text[begin:] and value and (":" in between or len(spoken(value)) <= 8):
            yield name, value, text[words[start].start : text.index(value, begin) + len(value)]


def without_label(text: str, name: str) -> str:
    """The text without the name of this datum before it: «el bastidor, lo miro luego»."""
    words = spoken(text)
    first = 0
    while first < len(words) and words[first].text in table("between"):
        first += 1
    hit = label_at(words, first)
    if hit is None or hit[0] != name or first + hit[1] >= len(words):
        return text
    return text[words[first + hit[1]].start :]


def label_before(text: str) -> int:
    """Where the label begins at which the text ends, and the words between it and its value; else the end."""
    words = spoken(text)
    place = len(words)
    while place and words[place - 1].text in table("between"):
        place -= 1
    for size in (4, 3, 2, 1):
        hit = label_at(words, place - size) if place >= size else None
        if hit is not None and hit[1] == size:
            return words[place - size].start
    return len(text)


def label_at(words: list[Spoken], place: int) -> tuple[str, int] | None:
    """The datum whose name stands there, the longest one, with the number of its words; None without any."""
    best: tuple[str, int] | None = None
    for label, name in table("label").items():
        parts = label.split("_")
        if [word.text for word in words[place : place + len(parts)]] == parts and (
            best is None or len(parts) > best[1]
        ):
            best = name, len(parts)
    return best


def _is_of_another(behind: list[Spoken]) -> bool:
    """Whether «marca de …» goes on to something else than the vehicle: the exhaust, the type approval."""
    words = [word.text for word in behind]
    return words[:1] in (["de"], ["del"]) and not set(words) & set(table("vehicle"))


def _first_segment(text: str, name: str) -> str:
    """The value up to where the next matter begins; an address goes on over its floor."""
    parts = segments(text)
    value = parts[0]
    if name == "domicilio_calle":
        for part in parts[1:]:
            if not is_floor(part):
                break
            value += f",{part}"
        if (code := POSTAL_CODE.search(value)) is not None:
            value = value[: code.start()]
    value = re.sub(r"\s+(?:y|e)(?:\s+(?:el|la|mi|los|las|de))*\s*$", "", value)
    return clean(value).strip(" .:-")[:_LONGEST]
