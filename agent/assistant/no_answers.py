"""What a client says to a question without answering it: courtesies, «luego», a question back. Pure."""

from typing import Final

from agent.assistant import phrases
from agent.assistant.case_data import by_form_and_label
from agent.assistant.commands import Command, said_in
from agent.assistant.data import field_of, is_option, option_by_number
from agent.assistant.evading import Evasion, evades, is_question
from agent.assistant.facts import Need, Part
from agent.assistant.hearing import Hearing
from agent.assistant.labels import without_label
from agent.assistant.putting_off import defers, leaves_photos, put_off, put_off_photos
from agent.assistant.state import Datum
from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken
from domain.catalogue import CatalogueField
from domain.fields import Accepted, check_answer
from domain.fields.wording import says_dont_know
from domain.folding import fold_line
from shared.vocabularies import FieldType

COUNTED: Final = frozenset({"plazas_iniciales", "plazas_finales"})


def is_no_answer(turn: Hearing, need: Need, text: str) -> bool:
    """Whether the message answers nothing; then what has to be said to it is said."""
    return _is_courtesy(turn, need, text) or _puts_off(turn, need, text) or _evades(turn, need, text)


def _puts_off(turn: Hearing, need: Need, text: str) -> bool:
    """Whether the client leaves the question for later; then the next one is asked."""
    if need.is_image and topic_in(text, {Topic.HOW}) is not None:
        return False
    if not need.is_image and _puts_off_photos(turn, text):
        return True
    text = without_label(text, need.name)
    skips = said_in(text, {Command.SKIP}) is not None or says_dont_know(fold_line(text))
    skips = skips or (_is_in_words(turn, need) and said_in(text, {Command.NO}) is not None)
    skips = skips or (need.is_image and topic_in(text, {Topic.LATER, Topic.REFUSE}) is not None)
    skips = skips or (defers(text) and not _reads_as_answer(turn, need, text))
    if not skips:
        return False
    if need.key in turn.state.skipped:
        _waits(turn)  # nothing else is left to be asked
    else:
        put_off(turn, need, text)
    return True


def _puts_off_photos(turn: Hearing, text: str) -> bool:
    """Whether the client leaves the photos for later, although something else is asked now."""
    if turn.case is None or not leaves_photos(text):
        return False
    put_off_photos(turn)
    return True


def _evades(turn: Hearing, need: Need, text: str) -> bool:
    """Whether the text is about what is asked instead of answering it: a question, or «ya te lo dije»."""
    given = by_form_and_label(text).values.values()
    if answers_by_option(turn, need, text) or any(evades(value) is None for value in given):
        return False
    if topic_in(text, {Topic.WHY}) is not None and is_question(text):
        turn.move(misunderstood=0)
        turn.say(phrases.WHY_ASKED)
        return True
    if topic_in(text, {Topic.HOW}) is not None:
        turn.move(misunderstood=0)
        turn.say(phrases.HOW_PHOTO if need.is_image else phrases.HOW_TO_FIND)
        return True
    match evades(text):
        case None:
            return False
        case Evasion.QUESTION:
            if _reads_as_answer(turn, need, text):
                return False
            turn.pass_on_question(text)
        case Evasion.UNKNOWN:
            put_off(turn, need, text)
        case Evasion.ALREADY:
            _was_said(turn, need, text)
    return True


def _was_said(turn: Hearing, need: Need, text: str) -> None:
    case = turn.case
    assert case is not None
    is_of_photos = need.is_image or any(word.text in meanings("photo") for word in spoken(text))
    if not is_of_photos:
        turn.not_understood(phrases.ALREADY_SAID)
    elif case.images:
        count = len(case.images)
        files = phrases.ONE_FILE if count == 1 else phrases.FILES.format(count=count)
        said = phrases.PHOTOS_SO_FAR if need.is_image else phrases.PHOTOS_COMPLETE
        turn.say(said.format(count=files))
    else:
        turn.not_understood(phrases.NO_PHOTO_YET)


def answers_by_option(turn: Hearing, need: Need, text: str) -> bool:
    """Whether the text is, word for word, one of the options of what is asked."""
    field = _field_asked(turn, need)
    return field is not None and is_option(field, text)


def _field_asked(turn: Hearing, need: Need) -> CatalogueField | None:
    known = turn.known
    if need.part is not Part.FIELD or need.element is None or known is None:
        return None
    return field_of(known.catalogue, Datum(element=need.element, field=need.name))


def _reads_as_answer(turn: Hearing, need: Need, text: str) -> bool:
    """Whether what is put as a question answers all the same: «serán 4, ¿no?»."""
    field = _field_asked(turn, need)
    if field is not None:
        if field.field_type in {FieldType.TEXT, FieldType.PHOTO}:
            return False
        checked = check_answer(field, option_by_number(field, text), today=turn.facts.context.today)
        return isinstance(checked, Accepted)
    return not need.is_image and need.name in COUNTED and any(char.isdecimal() for char in text)


def _is_courtesy(turn: Hearing, need: Need, text: str) -> bool:
    """Whether the message only greets, thanks or agrees, which answers nothing but a yes or no."""
    said = topic_in(text, {Topic.GREETING, Topic.THANKS, Topic.ACCEPT, Topic.RESUME})
    if is_yes_or_no(turn, need):
        return False
    if said is None and need.key in turn.state.skipped and said_in(text, {Command.DONE, Command.YES}):
        _waits(turn)
        return True
    if said is None:
        return all(word.text in meanings("courtesy") for word in spoken(text))
    words = {word.text for word in spoken(text)}
    is_thanks = bool(words & set(meanings("thanking")))
    if is_thanks or (said.command is Topic.ACCEPT and need.key in turn.state.skipped):
        turn.say(phrases.AT_YOUR_SERVICE)
        turn.is_silent = True
    elif said.command is Topic.THANKS and words & set(meanings("weak")):
        turn.say(phrases.ALL_RIGHT)
        turn.is_silent = True
    return True


def _waits(turn: Hearing) -> None:
    turn.move(misunderstood=0)
    turn.say(phrases.WAITS_FOR_IT)
    turn.is_silent = True


def _is_in_words(turn: Hearing, need: Need) -> bool:
    """Whether words or a code are asked of the person or the vehicle, so that a bare «no» gives nothing."""
    return (
        need.part is not Part.FIELD
        and not need.is_image
        and need.name not in COUNTED
        and not is_yes_or_no(turn, need)
    )


def is_yes_or_no(turn: Hearing, need: Need) -> bool:
    """Whether a bare yes or no answers the question for this need."""
    if need.name == "taller_propio":
        return True
    field = _field_asked(turn, need)
    return field is not None and field.field_type in {FieldType.BOOLEAN, FieldType.SELECT}
