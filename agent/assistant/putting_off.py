"""What a client leaves for later: a photo, all photos, a datum; the words: topics.tsv. Pure.

«Cuando llegue a casa» says why nothing comes now, so it leaves all photos; «luego» leaves the one that is
asked for, and «luego las mando» all of them.
"""

from itertools import pairwise

from agent.assistant import phrases
from agent.assistant.facts import Need
from agent.assistant.hearing import Hearing
from agent.assistant.needs import next_need
from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken


def defers(text: str) -> bool:
    """Whether the text says when, or why not now, and asks nothing."""
    return "?" not in text and topic_in(text, {Topic.DEFER}) is not None


def put_off(turn: Hearing, need: Need, text: str) -> None:
    """Leave what is asked for later, and say what goes on meanwhile."""
    if not need.is_image:
        _leave(turn, [need.key])
        turn.say(phrases.DATUM_SKIPPED)
    elif _is_of_all(text):
        put_off_photos(turn)
    else:
        _leave(turn, [need.key])
        turn.say(_with_rest(turn, phrases.PHOTO_LATER))


def put_off_photos(turn: Hearing) -> None:
    """Leave all photos and documents for later."""
    case = turn.case
    if case is not None:
        _leave(turn, [item.key for item in case.needs if item.is_image])
        turn.say(_with_rest(turn, phrases.PHOTOS_LATER))


def leaves_photos(text: str) -> bool:
    """Whether the text leaves photos for later by their name, whatever is asked."""
    words = {word.text for word in spoken(text)}
    is_later = topic_in(text, {Topic.LATER, Topic.DEFER}) is not None
    return is_later and "?" not in text and bool(words & set(meanings("photo")))


def _is_of_all(text: str) -> bool:
    words = [word.text for word in spoken(text)]
    if set(words) & set(meanings("several_photos")):
        return True
    is_one = any(f"{one}_{other}" in meanings("one_photo") for one, other in pairwise(words))
    return defers(text) and not is_one


def _leave(turn: Hearing, keys: list[str]) -> None:
    turn.move(skipped=tuple(dict.fromkeys((*turn.state.skipped, *keys))), misunderstood=0)


def _with_rest(turn: Hearing, text: str) -> str:
    """The text with what is asked meanwhile, where anything is."""
    need = next_need(turn.case, turn.state.skipped) if turn.case is not None else None
    if need is None or need.key in turn.state.skipped:
        return text
    return f"{text} {phrases.MEANWHILE[need.part.value]}"
