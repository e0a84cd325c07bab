"""What a client says before there is a case: the vehicle, who asks, the reforms, whether the price is right.

The reforms are read by the dialogue of a request (`step`); this is what surrounds it. Pure.
"""

import re
from dataclasses import replace
from typing import Final

from agent.assistant import phrases
from agent.assistant.case_data import by_form_and_label, without_forms
from agent.assistant.client import ClientState, kept_texts
from agent.assistant.commands import Command, said_in
from agent.assistant.context import KnownCategory
from agent.assistant.effects import SaveClientType, SavePhone
from agent.assistant.evading import asks_anything
from agent.assistant.hearing import Hearing
from agent.assistant.of_offer import accept, answers_offer, beside_agreement
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.several import first_of_several
from agent.assistant.state import Asked, DialogueState, Reference, Stage
from agent.assistant.stepping import MOST_CHARACTERS, nearest_category, step
from agent.assistant.taking_away import in_full, only_part, take_away
from agent.assistant.topics import Topic, topic_in
from agent.assistant.turn import place_of
from agent.assistant.vehicles import Kind, Seen, category_for, seen_in, table
from agent.assistant.what_if import tells_what_if
from agent.assistant.wording import spoken
from domain.fields.wording import says_dont_know
from domain.folding import fold_line
from domain.identity import parse_phone
from domain.identity.tax_id import identifies_company
from domain.matching import match_text
from shared.errors import InvalidInputError
from shared.vocabularies import ClientType

_CHANGES_VEHICLE: Final = frozenset({Kind.MOTO, Kind.MOTORHOME})
_CORRECTING: Final = re.compile(
    r"(?i)\b(?:perd[oó]n\w*|no es|en realidad|me he equivocado|quer[ií]a decir)\b"
)
_SENTENCES: Final = re.compile(r"(?<=[!?\n…])|(?<=\.)(?=\s)|(?=[¿¡])")
_MOTORHOMES: Final = re.compile(r"(?i)\b3[23](?:\d\d|xx)\b")
_CLAUSE: Final = re.compile(r"[.,;!\n]+|\s+y\s+", re.IGNORECASE)
_PRESUMED_AFTER: Final = 2
_POLITE: Final = frozenset({Topic.GREETING, Topic.THANKS, Topic.LATER, Topic.ACCEPT, Topic.INQUIRY})
_BESIDE: Final = frozenset({Topic.LATER, Topic.DEFER, Topic.THANKS, Topic.GREETING})
_LEAD: Final = re.compile(
    r"(?i)^[¿\s]*(?:y\s+)?(?:con|si\s+(?:le\s+)?(?:pongo|añado|sumo|meto))\s+(?:también\s+)?"
)
_STEP_ASKS: Final = frozenset({Asked.WHICH_ELEMENT, Asked.WHICH_DATUM})


def hear_request(turn: Hearing, text: str) -> None:
    """Take what a message says of the vehicle, the client, the reforms or the offer."""
    seen = _as_corrected(seen_in(text), text)
    if seen.is_converted:
        # Whatever of it the tariff has, alone it is no price for the whole.
        turn.move(request=None, before=kept_texts(turn.state.before, text))
        turn.call_person(phrases.REASON_CONVERSION, phrases.CONVERSION)
        return
    if turn.asked is Asked.PHONE and reads_phone(turn, text):
        return
    if _is_of_another_vehicle(turn, seen, text):
        return
    if by_form_and_label(text).values:
        turn.move(early=kept_texts(turn.state.early, text))
    _note_client_type(turn, seen, text)
    if turn.asked is Asked.OFFER:
        if answers_offer(turn, text):
            return
        text = beside_agreement(turn, text)
    known = _category(turn, seen, text)
    if known is None or turn.reason is not None:
        return
    if turn.request.open and topic_in(text, _BESIDE) is not None:
        turn.say(phrases.ALL_RIGHT)
        return
    if turn.state.client_type is not None and turn.state.client_type is not known.catalogue.client_type:
        turn.call_person(phrases.REASON_NO_TARIFF.format(vehicle=known.catalogue.name), phrases.NO_TARIFF)
    text = first_of_several(turn, seen, text)
    if not text or tells_what_if(turn, text):
        return
    text = in_full(turn, text)
    text = only_part(turn, take_away(turn, text))
    if not text:
        return
    _hear_reforms(turn, seen, _without_questions(turn, known, without_forms(text)))


def _hear_reforms(turn: Hearing, seen: Seen, text: str) -> None:
    """Let the dialogue of the request read what is left, quietly where it was understood otherwise."""
    asks_price = topic_in(text, {Topic.PRICE_OF}) is not None or said_in(text, {Command.PRICE}) is not None
    is_quiet = bool(turn.message.attachments) or turn.reason is not None or _is_understood(seen, text)
    before, said = turn.request, len(turn.replies)
    if text:
        run_step(turn, text, is_quiet=is_quiet or asks_price or turn.asked is Asked.VAN)
    is_unanswered = turn.request == before and len(turn.replies) == said and not turn.is_offered_again
    if is_unanswered and turn.question is None and not asks_price and _asks_by_itself(text):
        turn.pass_on_question(text)  # «¿tiene que llevar número E el escape?» names what is asked for already
    if asks_price and turn.request.is_empty and not (turn.request.questions or turn.request.beyond):
        turn.say(phrases.PRICE_DEPENDS)


def _asks_by_itself(text: str) -> bool:
    """Whether the text asks something that no command and no topic of the dialogue is."""
    is_known = said_in(text, frozenset(Command)) is not None or topic_in(text, frozenset(Topic)) is not None
    return "?" in text and asks_anything(text) and not is_known


def _without_questions(turn: Hearing, known: KnownCategory, text: str) -> str:
    """The text without the questions that nothing here answers, which go to a person."""
    left = ""
    for sentence in _SENTENCES.split(text):
        if "?" not in sentence or not asks_anything(sentence) or _is_ours(known, sentence):
            left += sentence
            continue
        turn.pass_on_question(sentence)
    return left if spoken(left) else ""


def _pass_on_unread(turn: Hearing, text: str) -> None:
    """Pass on what is asked before the vehicle is known, unless it may be about what the tariffs have.

    Whoever asks for a price is told that it depends on that."""
    if topic_in(text, {Topic.PRICE_OF}) is not None or said_in(text, {Command.PRICE}) is not None:
        turn.say_once("price_depends", phrases.PRICE_DEPENDS)
        turn.answered = True
        return
    categories = turn.facts.context.categories.values()
    for sentence in _SENTENCES.split(text):
        is_asked = "?" in sentence and asks_anything(sentence)
        if is_asked and not any(_is_ours(known, sentence) for known in categories):
            turn.pass_on_question(sentence)


def _is_ours(known: KnownCategory, sentence: str) -> bool:
    """Whether a question is about the request or the offer, which the dialogue reads itself."""
    match = match_text(known.vocabulary, _LEAD.sub("", sentence))
    is_named = match.elements or match.negated or match.questions or match.doubtful
    return (
        bool(is_named or match.unresolved or match.beyond)
        or said_in(sentence, frozenset(Command)) is not None
        or topic_in(sentence, frozenset(Topic) - {Topic.HOW, Topic.UNKNOWN, Topic.ALREADY}) is not None
        or bool(seen_in(sentence).kind)
    )


def _is_understood(seen: Seen, text: str) -> bool:
    """Whether the message has said something even where it names no reform."""
    says_who = bool(seen.kinds or seen.makes) or seen.client_type is not None
    is_polite = topic_in(text, _POLITE) is not None
    is_only_number = re.fullmatch(r"\s*\d\s*\.?\s*", text) is not None
    return says_who or is_polite or is_only_number or bool(by_form_and_label(text).values)


def run_step(turn: Hearing, text: str, *, is_quiet: bool = False) -> bool:
    """Let the dialogue of the request read the text; whether it has understood anything.

    `is_quiet`: what it does not understand is not said, for it has been understood otherwise.
    """
    before = turn.request
    about = turn.message.about
    said = _LEAD.sub("", text)[:MOST_CHARACTERS] if not before.is_empty else text[:MOST_CHARACTERS]
    after, replies = step(turn.facts.context, before, said, about)
    is_priced = False
    is_lost = False
    for reply in replies:
        match reply.kind:
            case ReplyKind.NOTICE if turn.reason is None:
                turn.replies.append(reply)
            case ReplyKind.NOT_UNDERSTOOD:
                is_lost = True
                if not (is_quiet or turn.answered):
                    turn.replies.append(_of_the_offer(turn, reply))
            case ReplyKind.PRICE | ReplyKind.QUOTE:
                is_priced = True
            case ReplyKind.QUESTION if reply.about is not None and reply.about.asked in _STEP_ASKS:
                turn.question = reply
    is_same = _request_of(before) == _request_of(after)
    if after.person_wanted:
        turn.replies = [reply for reply in turn.replies if reply.text != phrases.PERSON]
        turn.call_person(phrases.REASON_WANTED)
    turn.move(request=after.moved(stage=Stage.REQUEST, person_wanted=False))
    turn.is_offered_again = turn.is_offered_again or is_priced
    is_lost = is_lost and is_same
    is_quiet = is_quiet or turn.answered
    if is_lost and not is_quiet:
        turn.move(misunderstood=turn.state.misunderstood + 1)
        if turn.state.misunderstood >= turn.facts.manner.patience:
            turn.call_person(phrases.REASON_NOT_UNDERSTOOD, phrases.PERSON_AFTER_MISUNDERSTANDING)
    elif not is_lost:
        turn.move(misunderstood=0)
    return not is_lost


def _of_the_offer(turn: Hearing, reply: Reply) -> Reply:
    """What is said of a text that is not understood: beside a price, whether it was taken is what matters."""
    is_plain = reply.text == phrases.NOT_UNDERSTOOD_REQUEST and turn.asked is Asked.OFFER
    return reply.model_copy(update={"text": phrases.NOT_UNDERSTOOD_OFFER}) if is_plain else reply


def _request_of(state: DialogueState) -> tuple[object, ...]:
    return state.wanted, state.open, state.given_up


# --- Who asks, and for which vehicle ---


def _note_client_type(turn: Hearing, seen: Seen, text: str) -> None:
    said = seen.client_type
    if said is None and turn.asked is Asked.CLIENT_TYPE:
        place = place_of(text, list(phrases.CLIENT_TYPES))
        said = None if place is None else (ClientType.PROFESSIONAL, ClientType.PARTICULAR)[place]
    if said is None and turn.state.client_type is None:
        tax_id = by_form_and_label(text).values.get("nif_cif")
        said = ClientType.PROFESSIONAL if tax_id is not None and identifies_company(tax_id) else None
    if said is not None and said is not turn.state.client_type:
        turn.move(client_type=said, misunderstood=0)
        turn.effects.append(SaveClientType(said))


def says_other_client(turn: Hearing, text: str) -> bool:
    """Whether who has a case says that they are no client of its tariff, which is for a person to settle."""
    known, said = turn.known, seen_in(text).client_type
    introduces = any(word.text in table("introduces") for word in spoken(text))
    if known is None or said is None or not introduces or said is known.catalogue.client_type:
        return False
    turn.move(client_type=said)
    turn.effects.append(SaveClientType(said))
    turn.call_person(phrases.REASON_NO_TARIFF.format(vehicle=known.catalogue.name), phrases.NO_TARIFF)
    return True


def _category(turn: Hearing, seen: Seen, text: str) -> KnownCategory | None:
    """The category that the client talks about now; None where it is not known, which is dealt with then."""
    known = turn.known
    if known is not None and not _changes_vehicle(turn, known, seen, text):
        return known
    found = _named_category(turn, seen, text)
    if found is None and turn.reason is None:
        turn.move(before=kept_texts(turn.state.before, text))
        found = _presumed(turn)
        if found is None:
            _pass_on_unread(turn, text)
        if found is None and turn.asked is Asked.CATEGORY and not _is_understood(seen, text):
            turn.not_understood(phrases.NOT_UNDERSTOOD_CATEGORY)
    if found is None:
        return None
    if turn.state.before:
        earlier = turn.state.before
        turn.move(before=(), request=DialogueState(category=found.catalogue.slug))
        replies = list(turn.replies)
        for said in earlier:
            if said.strip() != text.strip():
                run_step(turn, said, is_quiet=True)
        turn.replies = replies
    if turn.request.category != found.catalogue.slug:
        turn.move(request=DialogueState(category=found.catalogue.slug))
    return found


def _is_of_another_vehicle(turn: Hearing, seen: Seen, text: str) -> bool:
    """Whether the text is about another vehicle amid a request: one that comes later, or a question about one
    that no tariff has («¿y para el coche cuánto?»), which a person answers."""
    if turn.known is None or turn.request.is_empty:
        return False
    if topic_in(text, {Topic.SECOND}) is not None:
        turn.move(further=kept_texts(turn.state.further, text)[-3:])
        turn.say(phrases.SECOND_LATER)
        return True
    is_asked = "?" in text or topic_in(text, {Topic.PRICE_OF}) is not None
    if not is_asked or not seen.kinds or set(seen.kinds) & {*_CHANGES_VEHICLE, Kind.VAN, Kind.CARAVAN}:
        return False
    turn.pass_on_question(text)
    return True


def _as_corrected(seen: Seen, text: str) -> Seen:
    """Of «no es una moto, es una autocaravana» the last vehicle is meant."""
    if len(seen.kinds) < 2 or _CORRECTING.search(text) is None:
        return seen
    return replace(seen, kinds=seen.kinds[-1:])


def _changes_vehicle(turn: Hearing, known: KnownCategory, seen: Seen, text: str) -> bool:
    kinds = [kind for kind in seen.kinds if kind in _CHANGES_VEHICLE]
    other = next((kind for kind in kinds if category_for(turn.facts.context, kind) is not known), None)
    if other is None or any(category_for(turn.facts.context, kind) is known for kind in kinds):
        return False
    if turn.request.is_empty:
        match = match_text(known.vocabulary, text)
        return not (match.elements or match.questions)
    return _CORRECTING.search(text) is not None


def _named_category(turn: Hearing, seen: Seen, text: str) -> KnownCategory | None:
    context = turn.facts.context
    kinds = (*seen.kinds, *seen.makes)
    found = next((known for kind in kinds if (known := category_for(context, kind)) is not None), None)
    if found is not None:
        return found
    if turn.asked is Asked.VAN:
        return _van(turn, text)
    if Kind.VAN in seen.kinds and _MOTORHOMES.search(text) is not None:
        return category_for(context, Kind.MOTORHOME)
    if Kind.VAN in seen.kinds:
        turn.move(before=kept_texts(turn.state.before, text))
        turn.ask(phrases.ASK_VAN, Reference(asked=Asked.VAN), phrases.VAN_OPTIONS)
        return None
    if seen.kinds:
        turn.call_person(
            phrases.REASON_OTHER_VEHICLE.format(vehicle=seen.kinds[0]),
            phrases.OTHER_VEHICLE.format(vehicle=seen.kinds[0]),
        )
        return None
    if len(context.categories) == 1:
        return next(iter(context.categories.values()))
    return nearest_category(context, text) if turn.asked is Asked.CATEGORY or turn.state.before else None


def _van(turn: Hearing, text: str) -> KnownCategory | None:
    """Whether the van's papers say motorhome: those of camper vans are for a person, as are conversions."""
    place = place_of(text, list(phrases.VAN_OPTIONS))
    words = {word.text for word in spoken(text)}
    if place == 0 or _MOTORHOMES.search(text) is not None:
        return category_for(turn.facts.context, Kind.MOTORHOME)
    if words & set(table("factory")) and not words & set(table("lived")):
        turn.call_person(phrases.REASON_CONVERSION, phrases.CONVERSION)
    elif place == 1 or words & set(table("lived")) or _is_unsure(text):
        vehicle = phrases.CAMPER_VAN
        turn.call_person(
            phrases.REASON_OTHER_VEHICLE.format(vehicle=vehicle),
            phrases.OTHER_VEHICLE.format(vehicle=vehicle),
        )
    return None


def _is_unsure(text: str) -> bool:
    """Whether the client says no, or does not know."""
    return (
        said_in(text, {Command.NO, Command.SKIP}) is not None
        or topic_in(text, {Topic.REFUSE, Topic.UNKNOWN}) is not None
        or says_dont_know(fold_line(text))
    )


def _presumed(turn: Hearing) -> KnownCategory | None:
    """The only category whose elements the client has named, once the question has been passed over."""
    if turn.asked is not Asked.CATEGORY or len(turn.state.before) < _PRESUMED_AFTER:
        return None
    counted = [
        (sum(_named(known, said) for said in turn.state.before), known)
        for known in turn.facts.context.categories.values()
    ]
    most = max((count for count, _ in counted), default=0)
    named = [known for count, known in counted if count == most]
    if not most or len(named) != 1:
        return None
    turn.say(phrases.PRESUMED_VEHICLE.format(vehicle=named[0].catalogue.name))
    return named[0]


def _named(known: KnownCategory, text: str) -> int:
    """How well a text fits the category: the reforms that it names, less the words nobody knows."""
    match = match_text(known.vocabulary, text)
    return 2 * (len(match.elements) + len(match.questions)) - len(match.unresolved)


# --- The phone of who has none, and another vehicle ---


def reads_phone(turn: Hearing, text: str) -> bool:
    """Take the phone of a client whose channel does not give it; then the price is accepted as before."""
    match = re.search(r"\+?\d[\d \-.]{7,18}\d", text)
    try:
        phone = parse_phone(match[0]) if match is not None else None
    except InvalidInputError as error:
        turn.not_understood(f"{error.message} {error.remedy}")
        return True
    if phone is None:
        return _gives_no_phone(turn, text)
    turn.effects.append(SavePhone(phone))
    accept(turn, turn.state.waiting.value or text)
    return True


def _gives_no_phone(turn: Hearing, text: str) -> bool:
    """Whether the client asks what the phone is for, or keeps it back."""
    if topic_in(text, {Topic.WHY}) is not None:
        turn.say(phrases.WHY_ASKED)
    elif topic_in(text, {Topic.UNKNOWN, Topic.REFUSE}) is not None or said_in(
        text, {Command.SKIP, Command.NO}
    ):
        turn.say(phrases.NO_PHONE)
    else:
        return False
    turn.move(misunderstood=0)
    return True


def reset_request(state: ClientState) -> ClientState:
    """The state for another vehicle: what was said of the client stays."""
    return state.moved(
        request=None,
        case_id=None,
        offered=None,
        before=(),
        early=(),
        waiting=Reference(asked=Asked.REQUEST),
        introduced=(),
        skipped=(),
        placed=(),
        abandoned=None,
        misunderstood=0,
        type_asked=0,
    )
