"""What a client does not want any more, in whatever order: «el manillar no lo pongo, quítalo». Pure."""

import re
from typing import Final

from agent.assistant import phrases
from agent.assistant.commands import Command, said_in
from agent.assistant.hearing import Hearing
from agent.assistant.request import without
from agent.assistant.wording import meanings, spoken
from domain.matching import match_text

_PARTS: Final = re.compile(r"(?<=[.;!?\n])|(?=\bpero\b)", re.IGNORECASE)
_SIDE: Final = re.compile(r"\b(la|el|las|los)\s+(?:de\s+)?((?:delanter|traser)[oa]s?)\b", re.IGNORECASE)
_HALF: Final = re.compile(r"(\w+) (?:delanter|traser)[oa]s?\b", re.IGNORECASE)
_COMMA: Final = re.compile(r"[,.;!\n]+\s*")


def take_away(turn: Hearing, text: str) -> str:
    """Take from the request what the text says is not wanted; the text that is left for other matters.

    What also adds or keeps something is left for the dialogue of the request, which reads it as a whole.
    """
    known = turn.known
    if known is None or turn.request.is_empty or said_in(text, {Command.DISCARD}) is None:
        return text
    left = ""
    for part in _PARTS.split(text):
        words = {word.text for word in spoken(part)}
        if said_in(part, {Command.DISCARD}) is None or words & set(meanings("adding")):
            left += part
            continue
        match = match_text(known.vocabulary, part)
        named = {hit.code for hit in (*match.elements, *match.negated)}
        gone = [item.code for item in turn.request.wanted if item.code in named]
        if not gone:
            left += part
            continue
        turn.move(request=without(turn.request, gone, ()), misunderstood=0)
        names = ", ".join(known.catalogue.elements[code].name for code in gone)
        turn.say(phrases.REMOVED.format(names=names))
    return left if spoken(left) else ""


def only_part(turn: Hearing, text: str) -> str:
    """Of «empecemos con esta, solo el escape» the part that says what alone is wanted; else the whole."""
    known = turn.known
    if known is None or turn.request.is_empty or said_in(text, {Command.ONLY}) is not None:
        return text
    for part in _COMMA.split(text):
        said = said_in(part, {Command.ONLY})
        if said is not None and match_text(known.vocabulary, said.rest).elements:
            return part
    return text


def in_full(turn: Hearing, text: str) -> str:
    """«La trasera» with what it is the rear one of, where what is asked for leaves no doubt."""
    known = turn.known
    if known is None or _SIDE.search(text) is None:
        return text
    match = match_text(known.vocabulary, text)
    if match.elements or match.questions or match.negated:
        return text
    nouns = {
        half[1].lower()
        for item in turn.request.wanted
        if (element := known.catalogue.elements.get(item.code)) is not None
        and (half := _HALF.match(element.name)) is not None
    }
    return _SIDE.sub(rf"\1 {nouns.pop()} \2", text) if len(nouns) == 1 else text
