"""What a client says while a case is collected: data in any order, corrections, changes of mind. Pure."""

from typing import Final

from agent.assistant import phrases
from agent.assistant.agreeing import agrees
from agent.assistant.captions import takes_answer
from agent.assistant.case_data import (
    Found,
    answers_another,
    by_form_and_label,
    read_data,
)
from agent.assistant.client import kept_texts
from agent.assistant.commands import Command, Said, said_in
from agent.assistant.data import data_meant, field_of, option_by_number
from agent.assistant.effects import CancelCase, HandIn, ReopenTariff, SaveAnswers
from agent.assistant.evading import asks_anything, is_question
from agent.assistant.facts import CaseFacts, Need, Part
from agent.assistant.hearing import Hearing
from agent.assistant.needs import need_of
from agent.assistant.no_answers import COUNTED, answers_by_option, is_no_answer, is_yes_or_no
from agent.assistant.of_elements import ELEMENT_LABELS, hear_field, named_elsewhere, save
from agent.assistant.of_matters import wants_to_cancel
from agent.assistant.of_offer import asks_for_more
from agent.assistant.of_photos import beside_pictures
from agent.assistant.of_prices import tells_price, with_what_was_priced
from agent.assistant.of_request import hear_request, reads_phone, run_step, says_other_client
from agent.assistant.putting_off import put_off
from agent.assistant.state import Answer, Asked, Datum, DialogueState, Reference, Stage, Wanted
from agent.assistant.taking_away import only_part, take_away
from agent.assistant.topics import Topic, topic_in
from agent.assistant.turn import place_of
from agent.assistant.vehicle_answers import table, with_seats
from agent.assistant.vehicles import seen_in
from agent.assistant.wording import spoken
from domain.catalogue import Catalogue
from domain.fields.boolean import boolean_of
from domain.fields.wording import clean
from domain.folding import fold_line
from domain.matching import match_text

_CHANGES: Final = frozenset(
    {Command.CHANGE, Command.FEWER, Command.DROP, Command.ONLY, Command.MORE, Command.DISCARD, Command.KEEP}
)
_TOLD_BY_THEMSELVES: Final = frozenset({"first_name", "last_name", "domicilio_calle", "marca"})
_SHORT: Final = 2
_OFFERS: Final = frozenset({Part.TARIFF, Part.ELEMENTS})


def hear_case(turn: Hearing, text: str) -> None:
    """Take what a message says to what the case lacks, or whatever else it says of the case."""
    case = turn.case
    assert case is not None
    if turn.has_pictures:
        _hear_caption(turn, text)
        return
    if turn.asked is Asked.CANCEL and _confirms_cancelling(turn, text):
        return
    if turn.asked is Asked.PHONE and reads_phone(turn, text):
        return
    if topic_in(text, {Topic.SECOND}) is not None and (not _is_datum_asked(turn) or _names_more(turn, text)):
        turn.move(further=kept_texts(turn.state.further, text)[-3:])
        turn.say(phrases.SECOND_LATER)
        return
    need = need_of(case, turn.state.waiting) or next(iter(case.needs), None)
    if need is not None and need.part is not Part.WORKSHOP and says_other_client(turn, text):
        return
    if turn.priced and _declines(text):
        turn.say(phrases.ALL_RIGHT)
        return
    takes_yes = need is not None and need.part not in _OFFERS and not is_yes_or_no(turn, need)
    text = with_what_was_priced(turn, text, takes_yes=takes_yes)
    if need is not None and need.part in _OFFERS:
        hear_request(turn, text)
    elif not (tells_price(turn, text) or _changes_request(turn, text) or _corrects(turn, text)):
        _hear_answer(turn, case, need, text)


def _declines(text: str) -> bool:
    """Whether the text says no to what a price was told of just before."""
    return (
        boolean_of(text) is False
        or said_in(text, {Command.NO, Command.KEEP, Command.DROP}) is not None
        or topic_in(text, {Topic.REFUSE, Topic.LATER}) is not None
    )


def chooses_option(turn: Hearing, text: str) -> bool:
    """Whether the message is, word for word, an option of the datum that is asked: then it is no command."""
    need = need_of(turn.case, turn.state.waiting) if turn.case is not None and turn.is_collecting else None
    if need is None or turn.case is None or turn.has_pictures or not answers_by_option(turn, need, text):
        return False
    hear_field(turn, turn.case, need, text)
    return True


def _hear_answer(turn: Hearing, case: CaseFacts, need: Need | None, text: str) -> None:
    """Take the answer to what is asked, whatever of it stands in the message."""
    if need is None:
        (_review if turn.asked is Asked.REVIEW else _at_the_end)(turn, text)
        return
    is_named = need.part is not Part.FIELD
    if is_no_answer(turn, need, text) or (is_named and named_elsewhere(turn, need, text)):
        return
    if need.part is Part.FIELD:
        hear_field(turn, case, need, text)
    elif need.is_image:
        _beside_a_photo(turn, need, text)
    else:
        _datum(turn, case, need, text)


def _hear_caption(turn: Hearing, text: str) -> None:
    """Words that came with pictures: data, and what they say beside what these show; no other answer."""
    rest = text
    for part in beside_pictures(text):
        rest = rest.replace(part, "\n", 1)
        is_heard = turn.is_collecting and (
            wants_to_cancel(turn, part)
            or tells_price(turn, part)
            or _changes_request(turn, part)
            or _corrects(turn, part)
        )
        if not is_heard and is_question(part):
            turn.pass_on_question(part)
        elif not is_heard and not turn.is_collecting:
            _pass_on_change(turn, part)
    found = by_form_and_label(rest)
    if found.values or turn.case is None or not turn.is_collecting:
        save(turn, found)
    else:
        takes_answer(turn, need_of(turn.case, turn.state.waiting), rest)


def _pass_on_change(turn: Hearing, text: str) -> bool:
    """Whether the client wants something changed of what is with the engineers, which a person is told."""
    if said_in(text, _CHANGES) is None and topic_in(text, {Topic.CANCEL}) is None:
        return False
    turn.pass_on(f"change:{fold_line(text)[:60]}", phrases.REASON_CHANGE.format(text=text[:300]))
    return True


def hear_after(turn: Hearing, text: str) -> None:
    """Take what a client says whose case is with the engineers: another vehicle, a correction, thanks."""
    case = turn.case
    assert case is not None
    if turn.has_pictures:
        _hear_caption(turn, text)
        turn.is_silent = True
        return
    if _corrects(turn, text):
        return
    found = by_form_and_label(text)
    if found.values and topic_in(text, {Topic.SECOND}) is None:
        save(turn, found)
        return
    turn.is_silent = True
    if topic_in(text, {Topic.THANKS, Topic.GREETING, Topic.LATER}) is not None:
        turn.say(phrases.AT_YOUR_SERVICE)
    elif not _names_more(turn, text) and tells_price(turn, text):
        return
    elif is_question(text):
        turn.pass_on_question(text)
    elif not _pass_on_change(turn, text):
        turn.say(phrases.WITH_ENGINEERS)


def starts_another(turn: Hearing, text: str) -> bool:
    """Whether a client whose case is with the engineers talks about another vehicle or asks for more."""
    if topic_in(text, {Topic.SECOND}) is not None or seen_in(text).kinds:
        return True
    # What is to be changed of the case is for a person to change.
    return said_in(text, _CHANGES) is None and _names_more(turn, text)


# --- The request changes ---


def _changes_request(turn: Hearing, text: str) -> bool:
    """Whether the message adds to the request or takes from it, which undoes the acceptance."""
    said = said_in(text, _CHANGES) or _swap(turn, text)
    case = turn.case
    if case is None or (said is None and only_part(turn, text) == text):
        return False
    said = said or said_in(only_part(turn, text), _CHANGES)
    assert said is not None
    if said.command in {Command.CHANGE, Command.MORE} and not asks_for_more(turn, text):
        return False
    before = dict(case.quantities)
    state = turn.state
    turn.move(request=turn.request.moved(wanted=_wanted(case), stage=Stage.REQUEST))
    replies = list(turn.replies)
    rest = only_part(turn, take_away(turn, text))
    if rest:
        run_step(turn, rest, is_quiet=True)
    if turn.request.quantities == before and not turn.request.questions:
        turn.state, turn.replies = state, replies
        turn.question = None
        return False
    if case.is_accepted:
        turn.effects.append(ReopenTariff(f"El cliente cambia la petición: {text[:200]}"))
    turn.move(offered=None)
    turn.say(phrases.REQUEST_CHANGED)
    return True


def _swap(turn: Hearing, text: str) -> Said | None:
    """«Cambia el manillar por los espejos»: a reform of the case for another."""
    said = said_in(text, {Command.AMEND})
    known, case = turn.known, turn.case
    if said is None or known is None or case is None or not _names_more(turn, said.value):
        return None
    given_up = {hit.code for hit in match_text(known.vocabulary, said.rest or said.old).elements}
    return said if given_up & set(case.quantities) else None


def _wanted(case: CaseFacts) -> tuple[Wanted, ...]:
    return tuple(Wanted(code=code, quantity=count) for code, count in case.quantities.items())


# --- Corrections ---


def _corrects(turn: Hearing, text: str) -> bool:
    said = said_in(text, {Command.CORRECT, Command.AMEND})
    case = turn.case
    if said is None or case is None:
        return False
    if _is_free_text_asked(turn) and said.command is Command.AMEND and not said.rest and not said.old:
        return False
    column = _column_meant(case, said)
    if column is not None:
        _correct_column(turn, column, said.value)
        return True
    if (corrected := _corrected_part(case, said)) is not None:
        save(turn, Found(corrected))
        return True
    known = turn.facts.context.categories.get(case.category)
    if known is None:
        return False
    state = _as_dialogue(case)
    found = data_meant(turn.facts.context, known.catalogue, state, said.rest, said.old)
    if len(found) > 1 and said.command is Command.CORRECT:
        names = tuple(_name_of(known.catalogue, item) for item in found[:10])
        turn.ask(phrases.ASK_WHICH_DATUM, Reference(asked=Asked.WHICH_DATUM, data=tuple(found[:10])), names)
        return True
    if len(found) != 1:
        return False
    field = field_of(known.catalogue, found[0])
    if field is None:
        return False
    if said.value:
        turn.effects.append(
            SaveAnswers(found[0].element, {found[0].field: option_by_number(field, said.value)})
        )
    else:
        about = Reference(asked=Asked.DATUM, element=found[0].element, field=found[0].field)
        turn.ask(f"{_name_of(known.catalogue, found[0])}:", about, field.options)
    return True


def _correct_column(turn: Hearing, column: str, value: str) -> None:
    if value:
        exact = by_form_and_label(value).values.get(column, value)
        save(turn, Found({column: exact}))
        return
    turn.ask(
        phrases.ASK_COLUMN_AGAIN.format(name=phrases.COLUMN_NAMES.get(column, column)),
        Reference(asked=Asked.COLUMN, field=column),
    )


def _column_meant(case: CaseFacts, said: Said) -> str | None:
    """The datum of the case that a correction names, by its label or by the value that it had."""
    words = [word.text for word in spoken(said.rest)]
    named = [
        name
        for label, name in table("label").items()
        if (parts := label.split("_"))
        and any(words[at : at + len(parts)] == parts for at in range(len(words)))
    ]
    of_vehicle = bool({"moto", "vehiculo", "autocaravana", "coche"} & set(words))
    for name in named:
        if name not in ELEMENT_LABELS or of_vehicle or len(words) <= 3:
            return name
    if said.old:
        old = fold_line(said.old).replace(" ", "")
        for name, value in {**case.person, **case.columns}.items():
            if value is not None and fold_line(str(value)).replace(" ", "") == old:
                return name
    return None


def _corrected_part(case: CaseFacts, said: Said) -> dict[str, str] | None:
    """The datum of which one word is put right: «es Pérez, no Peres»; None where it is not clear which."""
    old = fold_line(said.old)
    if not old or not said.value or said.rest:
        return None
    found = {
        name: " ".join(said.value if fold_line(word) == old else word for word in str(value).split())
        for name, value in {**case.person, **case.columns}.items()
        if value is not None and old in [fold_line(word) for word in str(value).split()]
    }
    return found if len(found) == 1 else None


def _as_dialogue(case: CaseFacts) -> DialogueState:
    """The case as the dialogue of its request, which knows how to find a datum."""
    answers = tuple(
        Answer(element=element, field=name, value=value)
        for element, values in case.answers.items()
        for name, value in values.items()
    )
    return DialogueState(category=case.category, wanted=_wanted(case), answers=answers)


def _name_of(catalogue: Catalogue, datum: Datum) -> str:
    field = field_of(catalogue, datum)
    label = field.label if field is not None else datum.field
    return phrases.DATUM.format(element=catalogue.elements[datum.element].name, label=label)


# --- Answers ---


def _datum(turn: Hearing, case: CaseFacts, need: Need, text: str) -> None:
    missing = [item.name for item in case.needs if not item.is_image and item.part is not Part.FIELD]
    counted, text = ({}, text) if need.name in COUNTED else with_seats(text, missing)
    found = read_data(text, need.name, missing) if spoken(text) else Found()
    found.values.update(counted)
    if not found.values:
        turn.not_understood(phrases.NOT_UNDERSTOOD_DATUM)
        return
    raw = found.values.get(need.name, "")
    is_echo = bool(raw) and fold_line(raw) in fold_line(text)
    if is_question(text) and is_echo and not by_form_and_label(text).values:
        turn.pass_on_question(text)
        return
    save(turn, found)


def _beside_a_photo(turn: Hearing, need: Need, text: str) -> None:
    """Words while a photo is asked for: data that say what they are, or that it comes."""
    found = by_form_and_label(text)
    if found.values:
        save(turn, found)
        return
    if topic_in(text, {Topic.ACCEPT, Topic.THANKS, Topic.GREETING}) is not None or said_in(
        text, {Command.YES}
    ):
        return
    if boolean_of(text) is False and len(spoken(text)) <= _SHORT:
        put_off(turn, need, text)
        return
    if elsewhere := _answers_elsewhere(turn, text):
        save(turn, Found(elsewhere))
        return
    turn.move(early=kept_texts(turn.state.early, text))
    if asks_anything(text):
        turn.pass_on_question(text)
    elif turn.state.misunderstood or turn.answered:
        turn.not_understood(phrases.PHOTO_NEEDED)
    else:
        turn.move(misunderstood=1)
        turn.say(phrases.PHOTO_NEEDED)


def _answers_elsewhere(turn: Hearing, text: str) -> dict[str, str]:
    """A name, an address or a make that comes while a photo is asked for."""
    needs = turn.case.needs if turn.case is not None else ()
    missing = {item.name for item in needs if not item.is_image and item.part is not Part.FIELD}
    return {} if "?" in text else answers_another(clean(text), missing & _TOLD_BY_THEMSELVES)


# --- The end, and giving up ---


def _review(turn: Hearing, text: str) -> None:
    yes = boolean_of(text)
    if agrees(text) or yes or said_in(text, {Command.YES, Command.DONE}):
        turn.effects.append(HandIn())
        turn.move(misunderstood=0)
        return
    found = by_form_and_label(text)
    if found.values:
        save(turn, found)
    elif topic_in(text, {Topic.THANKS, Topic.GREETING, Topic.RESUME}) is not None:
        return
    elif yes is False or said_in(text, {Command.NO}):
        turn.ask(phrases.ASK_CORRECTION, Reference(asked=Asked.REVIEW))
    else:
        turn.not_understood(phrases.NOT_UNDERSTOOD_REVIEW)


def _at_the_end(turn: Hearing, text: str) -> None:
    found = by_form_and_label(text)
    if found.values:
        save(turn, found)
    else:
        _review(turn, text)


def _confirms_cancelling(turn: Hearing, text: str) -> bool:
    place = place_of(text, list(phrases.CANCEL_OPTIONS))
    yes = boolean_of(text)
    if place == 0 or yes or topic_in(text, {Topic.CANCEL}) is not None:
        turn.effects.append(CancelCase(phrases.CANCELLED_BY_CLIENT))
        return True
    if place == 1 or yes is False:
        turn.say(phrases.NOT_CANCELLED)
        return True
    return False


def _is_free_text_asked(turn: Hearing) -> bool:
    return turn.asked in {Asked.DATUM, Asked.COLUMN}


def _names_more(turn: Hearing, text: str) -> bool:
    """Whether the text names a reform that the case has not."""
    if turn.known is None or turn.case is None:
        return False
    return any(
        hit.code not in turn.case.quantities for hit in match_text(turn.known.vocabulary, text).elements
    )


def _is_datum_asked(turn: Hearing) -> bool:
    """Whether a datum is asked whose answer may name another vehicle, such as where an engine is from."""
    case = turn.case
    need = need_of(case, turn.state.waiting) if case is not None else None
    return need is not None and need.part is Part.FIELD
