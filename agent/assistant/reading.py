"""A message taken into the state: what of it is command, what is answer, what is request. Pure."""

import re
from dataclasses import replace
from typing import Final

from agent.assistant import phrases
from agent.assistant.commands import Command, said_in, unsaid
from agent.assistant.data import corrected, data_meant, datum_question, field_of, is_option, submit
from agent.assistant.deeds import change_quantity, correct_datum, done, obey
from agent.assistant.replies import ReplyKind
from agent.assistant.request import (
    named_in,
)
from agent.assistant.state import Asked, Datum, Pending
from agent.assistant.turn import (
    HEARD,
    Turn,
    datum_name,
    leave_open,
    names_of,
    place_of,
    read_request,
    reads_as_request,
    says_something,
    skip_datum,
    take_match,
    waiting_variant,
)
from agent.assistant.wording import spoken
from domain.fields.wording import says_dont_know
from domain.folding import fold_line
from domain.matching import MatchResult, match_text, resolve_answer

TRIES: Final = 3
"""Vain answers to a question about variants before it is left open."""
_SENTENCES: Final = re.compile(r"(?<=[!?;\n…])|(?<=\.)(?=\s)|(?=[¿¡])")


def read_message(turn: Turn, message: str) -> None:
    """Take the message into the turn, by what was asked last."""
    match turn.state.waiting.asked:
        case Asked.DATUM:
            _read_datum(turn, message)
        case Asked.WHICH_ELEMENT:
            if not _choose_element(turn, message):
                _read_sentences(turn, message, Asked.REQUEST)
        case Asked.WHICH_DATUM:
            if not _choose_datum(turn, message):
                _read_sentences(turn, message, Asked.REQUEST)
        case _:
            _read_sentences(turn, message, turn.state.waiting.asked)


def _read_sentences(turn: Turn, message: str, asked: Asked) -> None:
    """Commands sentence by sentence, what is between them as a message of its own."""
    if not message.strip():
        _read_nothing(turn, asked)
        return
    pending, heard = "", False
    for sentence in _SENTENCES.split(message):
        said = said_in(sentence, HEARD[asked])
        if said is not None and said.command is Command.DROP and pending.strip():
            # «¿Y el portamatrículas? No, ese no» is about what was named just before.
            _read_text(turn, pending, asked, is_alone=False)
            pending = ""
        if said is None or not obey(turn, said):
            pending += sentence
            continue
        if pending.strip():
            # What came before the command was said before it, and is understood by itself.
            _read_text(turn, pending, asked, is_alone=False)
            pending = ""
        heard = True
        pending += said.rest if said.command in {Command.PERSON, Command.KEEP} else ""
    if spoken(pending) or not heard:
        _read_text(turn, pending, asked, is_alone=not heard)


def _read_nothing(turn: Turn, asked: Asked) -> None:
    if asked is Asked.VARIANT:
        _read_variant(turn, "", is_alone=True)
    else:
        done(turn, unsaid(Command.DONE))


def _read_text(turn: Turn, text: str, asked: Asked, *, is_alone: bool) -> None:
    if asked is Asked.VARIANT and waiting_variant(turn.state) is not None:
        _read_variant(turn, text, is_alone=is_alone)
    elif not read_request(turn, text) and is_alone:
        is_review = asked is Asked.REVIEW
        match = match_text(turn.known.vocabulary, text)
        if names := names_of(turn.catalogue, match.doubtful):
            turn.say(phrases.IN_DOUBT.format(names=", ".join(names)), ReplyKind.NOT_UNDERSTOOD)
            return
        turn.say(
            phrases.NOT_UNDERSTOOD_REVIEW if is_review else phrases.NOT_UNDERSTOOD_REQUEST,
            ReplyKind.NOT_UNDERSTOOD,
        )
        if match.unresolved:
            turn.say(phrases.UNRESOLVED.format(words=", ".join(match.unresolved)), ReplyKind.NOT_UNDERSTOOD)


def _read_variant(turn: Turn, text: str, *, is_alone: bool) -> None:
    """An answer to the question about variants, or whatever else the client says meanwhile."""
    pending = waiting_variant(turn.state)
    if pending is None:
        return
    question = pending.as_question()
    answer = resolve_answer(turn.known.vocabulary, question, text)
    if question not in answer.questions:
        other = _answered_instead(turn, pending, answer, text)
        if other is not None:
            answer, pending = resolve_answer(turn.known.vocabulary, other.as_question(), text), other
        take_match(turn, answer, text, pending)
        return
    if says_dont_know(fold_line(text)):
        leave_open(turn, pending)
        return
    if (meant := _other_open(turn, pending, text)) is not None:
        take_match(turn, resolve_answer(turn.known.vocabulary, meant.as_question(), text), text, meant)
        return
    free = match_text(turn.known.vocabulary, text)
    others = tuple(item for item in free.questions if item.asked.options != pending.asked.options)
    if says_something(replace(free, questions=others)):
        take_match(turn, replace(free, questions=others), text)
    elif is_alone:
        turn.state = turn.state.moved(tries=turn.state.tries + 1)
        if turn.state.tries >= TRIES:
            leave_open(turn, pending)
        else:
            turn.say(phrases.NOT_UNDERSTOOD_VARIANT, ReplyKind.NOT_UNDERSTOOD)


def _answered_instead(turn: Turn, asked: Pending, answer: MatchResult, text: str) -> Pending | None:
    """The open question whose variant the text names by itself, with the words that would answer this one:
    of «el regulador va dentro» nothing is left for an awning."""
    named = {hit.code: set(hit.words) for hit in match_text(turn.known.vocabulary, text).elements}
    own = {option.code for option in asked.asked.options}
    if own & set(named):
        return None
    for pending in turn.state.open:
        words = {
            word
            for option in pending.asked.options
            if pending != asked and option.code in named
            for word in named[option.code]
        }
        hits = [hit for hit in answer.elements if hit.code in own]
        if words and hits and all(words & set(hit.words) for hit in hits):
            return pending
    return None


def _other_open(turn: Turn, asked: Pending, text: str) -> Pending | None:
    """The one other question that is open and that the text answers: clients answer out of turn."""
    answered = [
        pending
        for pending in turn.state.open
        if pending != asked
        and (question := pending.as_question())
        not in resolve_answer(turn.known.vocabulary, question, text).questions
    ]
    return answered[0] if len(answered) == 1 else None


def _read_datum(turn: Turn, message: str) -> None:
    waiting = turn.state.waiting
    datum = Datum(element=waiting.element or "", field=waiting.field or "")
    wanted = field_of(turn.catalogue, datum)
    if wanted is None or datum.element not in turn.state.quantities:
        _read_sentences(turn, message, Asked.REQUEST)
        return
    if not is_option(wanted, message):
        heard = HEARD[Asked.DATUM]
        first, *rest = _SENTENCES.split(message)
        for sentence, later in ((message, ""), (first, "".join(rest))):
            said = said_in(sentence, heard)
            if said is not None and obey(turn, said):
                further = f"{said.rest if said.command is Command.PERSON else ''} {later}"
                if spoken(further):
                    read_request(turn, further)
                return
        if ("?" in message or "¿" in message) and reads_as_request(turn, message):
            read_request(turn, message)
            return
    if not message.strip() and not wanted.is_required:
        skip_datum(turn, datum)
        return
    submitted = submit(turn.context, turn.catalogue, turn.state, datum, message)
    if submitted.refusal is None:
        if datum.field in turn.state.answers_of(datum.element):
            turn.say(corrected(turn.catalogue, datum, turn.state, submitted.state))
        turn.state = submitted.state
    elif says_dont_know(fold_line(message)):
        skip_datum(turn, datum)
    else:
        turn.say(submitted.refusal, ReplyKind.NOT_UNDERSTOOD)
        turn.question = datum_question(turn.catalogue, datum)


def _choose_element(turn: Turn, message: str) -> bool:
    """Whether the message chose one of the elements asked about, whose quantity has changed then."""
    waiting = turn.state.waiting
    options = [code for code in waiting.options if code in turn.state.quantities]
    names = [turn.catalogue.elements[code].name for code in options]
    place = place_of(message, names)
    named = named_in(turn.known, message).intersection(options) if place is None else set()
    chosen = options[place] if place is not None else next(iter(named), None) if len(named) == 1 else None
    if chosen is None:
        return False
    change_quantity(turn, chosen, waiting.change, waiting.amount)
    return True


def _choose_datum(turn: Turn, message: str) -> bool:
    waiting = turn.state.waiting
    data = [item for item in waiting.data if field_of(turn.catalogue, item) is not None]
    place = place_of(message, [datum_name(turn.catalogue, item) for item in data])
    found = [data[place]] if place is not None else []
    if not found:
        meant_now = data_meant(turn.context, turn.catalogue, turn.state, message)
        found = [item for item in meant_now if item in data] or []
    if len(found) != 1:
        return False
    correct_datum(turn, found[0], waiting.value or "")
    return True
