"""What each command of the client does. Pure; a deed answers whether it could be meant at all."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Final

from agent.assistant import phrases
from agent.assistant.commands import Command, Said, said_in
from agent.assistant.data import corrected, data_meant, datum_question, submit
from agent.assistant.outcome import next_datum, quote_of, request_line, requested
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.request import (
    counted,
    emptied,
    meant,
    named_in,
    restore,
    without,
)
from agent.assistant.state import Asked, Datum, DialogueState, Pending, Reference, Stage
from agent.assistant.turn import (
    Turn,
    datum_name,
    leave_open,
    names_more,
    read_request,
    skip_datum,
    take_match,
    waiting_variant,
)
from agent.assistant.wording import meanings, spoken
from domain.fields.wording import clean
from domain.matching import match_text
from domain.quote.short_text import short_text


def obey(turn: Turn, said: Said) -> bool:
    """Do what was said; False where it can't be meant, so that the sentence is read as a message."""
    return _DEEDS[said.command](turn, said)


def _skip(turn: Turn, said: Said) -> bool:
    state = turn.state
    match state.waiting.asked:
        case Asked.VARIANT if (pending := waiting_variant(state)) is not None:
            leave_open(turn, pending)
        case Asked.DATUM:
            skip_datum(turn, Datum(element=state.waiting.element or "", field=state.waiting.field or ""))
            turn.say(phrases.DATUM_SKIPPED)
        case Asked.WHICH_ELEMENT | Asked.WHICH_DATUM:
            turn.say(phrases.LEFT_OPEN)
        case _:
            return done(turn, said)
    return True


def _undo(turn: Turn, _said: Said) -> bool:
    if not turn.state.history:
        turn.say(phrases.NOTHING_TO_UNDO)
        return True
    *earlier, last = turn.state.history
    values = {name: getattr(last, name) for name in type(last).model_fields}
    values["person_wanted"] = turn.state.person_wanted
    turn.state = turn.state.moved(**values, history=tuple(earlier))
    turn.is_undone = True
    turn.say(phrases.UNDONE)
    return True


def _keep(turn: Turn, said: Said) -> bool:
    taken = turn.state.taken
    if not (taken.wanted or taken.questions):
        if turn.state.waiting.asked in {Asked.REQUEST, Asked.REVIEW}:
            turn.say(phrases.NOTHING_TO_RESTORE)
            return not said.rest
        return False
    codes = {item.code for item in taken.wanted} | {
        option.code for item in taken.questions for option in item.asked.options
    }
    only = named_in(turn.known, said.rest) & codes if said.rest else frozenset()
    turn.state = restore(turn.state, only)
    names = [
        turn.catalogue.elements[item.code].name for item in taken.wanted if not only or item.code in only
    ]
    if names:
        turn.say(phrases.RESTORED.format(names=", ".join(names)))
    return True


def _take_back(turn: Turn, said: Said) -> bool:
    taken = turn.state.taken
    if (taken.wanted or taken.questions) and not turn.state.last:
        return _keep(turn, said)
    return _undo(turn, said)


def _restart(turn: Turn, _said: Said) -> bool:
    only = turn.state.category if len(turn.context.categories) == 1 else None
    turn.state = DialogueState(
        category=only, person_wanted=turn.state.person_wanted, history=turn.state.history
    )
    turn.say(phrases.RESTARTED)
    return True


def _empty(turn: Turn, _said: Said) -> bool:
    if turn.state.is_empty:
        turn.say(phrases.NOTHING_REQUESTED)
    else:
        turn.say(phrases.EMPTIED)
    turn.state = emptied(turn.state)
    return True


def _person(turn: Turn, _said: Said) -> bool:
    turn.state = turn.state.moved(person_wanted=True)
    turn.say(phrases.PERSON)
    return True


def _fewer(turn: Turn, said: Said) -> bool:
    found = _elements_meant(turn, said.rest)
    if found is None:
        return False
    countable = [code for code in found if turn.catalogue.elements[code].is_countable]
    if len(found) > 1 and not countable and said.count >= len(found):
        for code in found:
            change_quantity(turn, code, -said.count, None)
        return True
    return _change_one(turn, found, -said.count, None)


def _more(turn: Turn, said: Said) -> bool:
    found = _elements_meant(turn, said.rest)
    return found is not None and _change_one(turn, found, said.count, None)


def _amount(turn: Turn, said: Said) -> bool:
    found = _elements_meant(turn, "")
    return found is not None and _change_one(turn, found, 0, said.count)


def _elements_meant(turn: Turn, rest: str) -> list[str] | None:
    """The requested elements that are meant; None where the words name none of them."""
    says_more = any(word.text not in meanings("filler") for word in spoken(rest))
    named = named_in(turn.known, rest) if says_more else None
    found = meant(turn.catalogue, turn.state, named)
    return found or None


def _change_one(turn: Turn, codes: list[str], change: int, amount: int | None) -> bool:
    if len(codes) == 1:
        change_quantity(turn, codes[0], change, amount)
        return True
    turn.question = Reply(
        kind=ReplyKind.QUESTION,
        text=phrases.ASK_WHICH_FEWER if change < 0 else phrases.ASK_WHICH_MORE,
        options=tuple(turn.catalogue.elements[code].name for code in codes),
        about=Reference(asked=Asked.WHICH_ELEMENT, options=tuple(codes), change=change, amount=amount),
    )
    return True


def change_quantity(turn: Turn, code: str, change: int, amount: int | None) -> None:
    element = turn.catalogue.elements[code]
    quantity = turn.state.quantities[code] + change if amount is None else amount
    if not element.is_countable and quantity > 1:
        turn.say(phrases.NOT_COUNTED.format(name=element.name))
        return
    turn.state = counted(turn.state, code, quantity)
    now = turn.state.quantities.get(code)
    turn.say(
        phrases.REMOVED.format(names=element.name)
        if now is None
        else phrases.QUANTITY_NOW.format(name=element.name, quantity=now)
    )


def _drop(turn: Turn, _said: Said) -> bool:
    """Take away what was named last, or the only thing there is; ask which where neither is clear."""
    quantities = turn.state.quantities
    recent = [code for code in turn.state.last if code in quantities]
    codes = recent or list(quantities)
    if not codes:
        return False
    if recent or len(codes) == 1:
        for code in codes:
            change_quantity(turn, code, 0, 0)
        return True
    return _change_one(turn, codes, 0, 0)


def _only(turn: Turn, said: Said) -> bool:
    """Keep what is named of the request, and nothing else of it; what is named anew comes in its place."""
    named = named_in(turn.known, said.rest)
    kept = [code for code in turn.state.quantities if code in named]
    gone = [code for code in turn.state.quantities if code not in named]
    dropped = tuple(item for item in turn.state.questions if not _is_about(item, named))
    match = match_text(turn.known.vocabulary, said.rest)
    says_only = any(word.text in meanings("only") for word in spoken(said.sentence))
    is_new = says_only and not kept and bool(match.elements or match.questions)
    if not (kept or is_new) or not (gone or dropped):
        return False
    turn.state = without(turn.state, gone, dropped)
    if is_new:
        take_match(turn, match, said.rest)
    if gone:
        turn.say(phrases.REMOVED.format(names=", ".join(turn.catalogue.elements[code].name for code in gone)))
    return True


def _is_about(question: Pending, codes: Collection[str]) -> bool:
    return any(option.code in codes for option in question.asked.options)


def done(turn: Turn, _said: Said) -> bool:
    state = turn.state
    if state.is_empty:
        turn.say(phrases.NOTHING_REQUESTED)
    elif state.stage is Stage.REQUEST:
        turn.state = state.moved(stage=Stage.DATA)
        if (quote := quote_of(turn.context, state)) is not None:
            turn.say(short_text(quote), ReplyKind.QUOTE)
    elif not state.open and next_datum(turn.catalogue, state) is None:
        turn.state = state.moved(stage=Stage.DONE)
        turn.say(phrases.DONE)
    return True


def _yes(turn: Turn, said: Said) -> bool:
    if turn.state.waiting.asked is Asked.REVIEW:
        return done(turn, said)
    turn.say(phrases.GO_ON)
    return True


def _no(turn: Turn, said: Said) -> bool:
    return _correct(turn, said) if turn.state.waiting.asked is Asked.REVIEW else done(turn, said)


def _price(turn: Turn, _said: Said) -> bool:
    quote = quote_of(turn.context, turn.state)
    if quote is None:
        turn.say(phrases.NOTHING_REQUESTED)
    else:
        turn.say(request_line(quote), ReplyKind.PRICE)
    return True


def _again(turn: Turn, _said: Said) -> bool:
    state = turn.state
    if not (state.given_up or state.skipped or state.open):
        turn.say(phrases.NOTHING_PENDING)
        return True
    stage = Stage.DATA if state.skipped else state.stage
    turn.state = state.moved(open=(*state.open, *state.given_up), given_up=(), skipped=(), stage=stage)
    return True


def _correct(turn: Turn, said: Said) -> bool:
    found = data_meant(turn.context, turn.catalogue, turn.state, said.rest, said.old)
    if len(found) == 1:
        correct_datum(turn, found[0], said.value)
        return True
    if not found:
        found = [
            Datum(element=item.element, field=item.field)
            for item in turn.state.answers
            if item.element in requested(turn.catalogue, turn.state)
        ]
        turn.say(phrases.NO_SUCH_DATUM if found else phrases.NO_DATA_YET, ReplyKind.NOT_UNDERSTOOD)
    if found:
        turn.question = Reply(
            kind=ReplyKind.QUESTION,
            text=phrases.ASK_WHICH_DATUM,
            options=tuple(datum_name(turn.catalogue, item) for item in found),
            about=Reference(asked=Asked.WHICH_DATUM, data=tuple(found), value=clean(said.value) or None),
        )
    return True


def _amend(turn: Turn, said: Said) -> bool:
    """A correction that is only stated: of a datum that was given, else the words mean something else."""
    given = {(item.element, item.field) for item in turn.state.answers}
    found = data_meant(turn.context, turn.catalogue, turn.state, said.rest, said.old)
    if not found or any((item.element, item.field) not in given for item in found):
        return False
    # "Cambia el escape por el manillar" is about parts; a brand beside its own part is a datum.
    if said.value and not said.old and names_more(turn, said.value):
        return False
    return _correct(turn, said)


def correct_datum(turn: Turn, datum: Datum, value: str) -> None:
    if not value:
        turn.question = datum_question(turn.catalogue, datum)
        return
    submitted = submit(turn.context, turn.catalogue, turn.state, datum, value)
    if submitted.refusal is not None:
        turn.say(submitted.refusal, ReplyKind.NOT_UNDERSTOOD)
        turn.question = datum_question(turn.catalogue, datum)
        return
    turn.say(corrected(turn.catalogue, datum, turn.state, submitted.state))
    turn.state = submitted.state


def _change(turn: Turn, said: Said) -> bool:
    """A change of the request amid the data; what changes nothing in it is an answer."""
    found = _elements_meant(turn, said.sentence)
    fewer = said_in(said.sentence, {Command.FEWER})
    if found and fewer is not None:
        return _fewer(turn, fewer)
    return read_request(turn, said.sentence)


_DEEDS: Final[Mapping[Command, Callable[[Turn, Said], bool]]] = MappingProxyType(
    {
        Command.SKIP: _skip,
        Command.UNDO: _undo,
        Command.KEEP: _keep,
        Command.TAKE_BACK: _take_back,
        Command.RESTART: _restart,
        Command.EMPTY: _empty,
        Command.PERSON: _person,
        Command.FEWER: _fewer,
        Command.MORE: _more,
        Command.AMOUNT: _amount,
        Command.DROP: _drop,
        Command.ONLY: _only,
        Command.DONE: done,
        Command.YES: _yes,
        Command.NO: _no,
        Command.PRICE: _price,
        Command.AGAIN: _again,
        Command.CORRECT: _correct,
        Command.AMEND: _amend,
        Command.CHANGE: _change,
    }
)
