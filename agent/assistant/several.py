"""Several vehicles in one message: the first is talked about, what was said of the others is kept. Pure."""

import re
from typing import Final

from agent.assistant import phrases
from agent.assistant.client import kept_texts
from agent.assistant.context import Context, KnownCategory
from agent.assistant.hearing import Hearing
from agent.assistant.state import Asked, Reference
from agent.assistant.topics import Topic, topic_in
from agent.assistant.vehicles import Seen, category_for, seen_in
from domain.matching import match_text

MOST_KEPT: Final = 3
"""Of so many further vehicles what was said is kept."""
_LEAD: Final = r"[,;.]?\s+(?:(?:y|además|también|aparte|luego)\s+)*"
# «y tengo otra moto con…», «y para mi otra moto…»
_OTHER_VEHICLE: Final = re.compile(
    rf"(?i){_LEAD}(?:(?:tengo|tenemos|hay|para|a|en|de|con|quiero)\s+)*(?:mi\s+|la\s+|el\s+)?"
    r"(?:otra|otro|segunda|segundo)\s+(?:moto\w*|scooter|autocaravana|camper|furgo\w*|veh[ií]culo|coche)\b"
)
# «… y a la otra…», where it has been said that there are several.
_OTHER: Final = re.compile(
    rf"(?i){_LEAD}(?:para|a|en|de|con)\s+(?:la|el)\s+(?:otra|otro|segunda|segundo)\b(?!\s+(?:rueda|lado))"
)
# «una moto y una autocaravana», of kinds that differ.
_AND_ANOTHER: Final = re.compile(
    r"(?i)(?:\by|\w,)\s+(?:(?:también|además|tengo|tenemos)\s+)*(?:una?|mi|otr[ao])\s+"
    r"(?:moto|scooter|autoc|camper|furgo|coche|caravana|remolque|camión|quad)"
)


def first_of_several(turn: Hearing, seen: Seen, text: str) -> str:
    """What the text says of the vehicle that is talked about now: all of it, or the part before the next one,
    which is kept. Empty where it does not tell them apart: then the client is asked which comes first."""
    if not turn.request.is_empty:
        return text
    is_several = names_several(turn.facts.context, seen, text)
    found = _OTHER_VEHICLE.search(text) or (_OTHER.search(text) if is_several else None)
    found = found or _next_with_its_own(turn, text)
    if found is not None and _names_reforms(turn, text[: found.start()]):
        _keep(turn, text[found.start() :])
        turn.say(phrases.SECOND_LATER)
        return text[: found.start()]
    if not is_several:
        return text
    _keep(turn, text)
    turn.ask(phrases.ONE_AT_A_TIME, Reference(asked=Asked.REQUEST))
    return ""


def names_several(context: Context, seen: Seen, text: str) -> bool:
    """Whether the text is about several vehicles, without saying of one alone what is done to it."""
    if topic_in(text, {Topic.SEVERAL}) is not None:
        return True
    return len(_named(context, seen)) > 1 and _AND_ANOTHER.search(text) is not None


def next_category(context: Context, former: str | None, text: str) -> str | None:
    """The category of the vehicle that comes after one of `former`, by what was said of it; None where the
    text does not tell."""
    named = _named(context, seen_in(text))
    others = set(named) - {former}
    if len(others) == 1:
        return named[next(iter(others))]
    return former if not others else None


def _next_with_its_own(turn: Hearing, text: str) -> "re.Match[str] | None":
    """Where the next vehicle begins, named with what is done to it: «… y una autocaravana con toldo»."""
    for found in _AND_ANOTHER.finditer(text):
        behind = text[found.start() :]
        of_next = [category_for(turn.facts.context, kind) for kind in seen_in(behind).kinds]
        if any(
            known is not None and known is not turn.known and _has_reforms(known, behind) for known in of_next
        ):
            return found
    return None


def _named(context: Context, seen: Seen) -> dict[str | None, str | None]:
    """The vehicles that are named by their category, else by their kind; each with its category."""
    found: dict[str | None, str | None] = {}
    for kind in seen.kinds:
        known = category_for(context, kind)
        slug = known.catalogue.slug if known is not None else None
        found[slug or kind.value] = slug
    return found


def _names_reforms(turn: Hearing, text: str) -> bool:
    return turn.known is not None and _has_reforms(turn.known, text)


def _has_reforms(known: KnownCategory, text: str) -> bool:
    match = match_text(known.vocabulary, text)
    return bool(match.elements or match.questions)


def _keep(turn: Hearing, text: str) -> None:
    if text not in turn.state.further:
        turn.move(further=kept_texts(turn.state.further, text.lstrip(" ,;."))[-MOST_KEPT:])
