"""What is asked next of a client, and what is said before: greeting, price, photos, data, summary. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from agent.assistant import phrases
from agent.assistant.client import ClientState
from agent.assistant.data import datum_question, field_of
from agent.assistant.facts import CaseFacts, Facts, Need, Part
from agent.assistant.hearing import Hearing, quote_now
from agent.assistant.needs import next_need, reference_to
from agent.assistant.of_offer import LEFT
from agent.assistant.outcome import text_of
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.state import Asked, Datum, Reference
from agent.assistant.stepping import next_question
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields
from domain.fields.messages import label_of
from domain.quote.short_text import short_text
from domain.tariff.verdict import format_price
from shared.vocabularies import CaseStatus, ClientType, FieldType

_ASKED_TYPE_AT_MOST: Final = 2
_NOTHING: Final = Reference(asked=Asked.NOTHING)


def ask_next(turn: Hearing) -> None:
    """Add the greeting and the next question to the turn; the state waits for its answer."""
    if not turn.state.greeted:
        turn.replies[:0] = _greeting(turn.facts)
        turn.move(greeted=True)
    if turn.reason is None and not turn.is_silent and turn.question is None:
        _ask(turn)
    if turn.reason is not None or turn.is_silent:
        turn.question = None
    if turn.question is None and turn.asked is Asked.OFFER:
        turn.move(waiting=Reference(asked=Asked.OFFER, value=LEFT))
    if turn.question is not None:
        turn.replies.append(turn.question)
        if turn.question.about is not None:
            turn.move(waiting=turn.question.about)


def question_again(facts: Facts, state: ClientState) -> Reply | None:
    """The question that waits for its answer, as a reminder repeats it; None where there is none."""
    if state.case_id is not None and facts.case is not None:
        if facts.case.status is not CaseStatus.COLLECTING:
            return None
        need = next_need(facts.case, state.skipped)
        return _question_for(facts, facts.case, need) if need is not None else _review_question()
    if state.request is None or state.request.is_empty:
        return None
    quote = quote_now(facts, state)
    if quote is None:
        return None
    if quote.questions:
        return next_question(facts.context, state.request)
    if quote.total is None:
        return None
    return _offer_question(quote.total)


def _greeting(facts: Facts) -> list[Reply]:
    where = facts.manner.privacy_notice
    privacy = phrases.PRIVACY_NOTICE.format(where=where) if where else phrases.PRIVACY_ON_REQUEST
    return [Reply(kind=ReplyKind.NOTICE, text=f"{phrases.GREETING}\n{privacy}")]


def _ask(turn: Hearing) -> None:
    case = turn.case
    if case is not None and turn.state.case_id is not None:
        if case.status is CaseStatus.COLLECTING:
            _ask_of_case(turn, case)
        else:
            turn.move(waiting=_NOTHING)
        return
    _ask_of_request(turn)


# --- Before there is a case ---


def _ask_of_request(turn: Hearing) -> None:
    known = turn.known
    if known is None:
        names = tuple(item.catalogue.name for item in turn.facts.context.categories.values())
        text = phrases.ASK_CATEGORY if turn.state.before else phrases.ASK_KIND
        turn.ask(text, Reference(asked=Asked.CATEGORY), names)
        return
    if turn.state.client_type is None and known.catalogue.client_type is ClientType.PROFESSIONAL:
        if turn.state.type_asked < _ASKED_TYPE_AT_MOST:
            turn.move(type_asked=turn.state.type_asked + 1)
            turn.ask(phrases.ASK_CLIENT_TYPE, Reference(asked=Asked.CLIENT_TYPE), phrases.CLIENT_TYPES)
            return
        turn.move(client_type=ClientType.PROFESSIONAL)
        turn.say(phrases.PRESUMED_TYPE.format(vehicle=known.catalogue.name))
    if turn.request.is_empty and not turn.request.unresolved:
        turn.question = next_question(turn.facts.context, turn.request)
        return
    offer(turn)


def offer(turn: Hearing) -> None:
    """The price, where it is new to the client, and whether it is all right; or what is open before it."""
    quote = quote_now(turn.facts, turn.state)
    if quote is None:
        turn.question = next_question(turn.facts.context, turn.request)
        return
    if turn.request.open:
        turn.question = next_question(turn.facts.context, turn.request)
        return
    shown = f"{quote.total}|{','.join(f'{item.code}:{item.quantity}' for item in quote.elements)}"
    shown += "|" + ",".join(quote.unresolved)
    is_new = shown != turn.state.offered
    if quote.questions and turn.request.given_up:
        turn.question = _still_open(turn)
        return
    if is_new or turn.is_offered_again:
        turn.say(short_text(quote), ReplyKind.QUOTE)
        turn.move(offered=shown)
    if quote.questions or not quote.elements:
        turn.question = _still_open(turn)
        return
    if quote.total is None:
        turn.call_person(phrases.REASON_ENGINEER, phrases.ENGINEER)
        return
    if turn.asked is Asked.PHONE and not is_new and not turn.facts.has_phone:
        turn.ask(phrases.ASK_PHONE, turn.state.waiting)
        return
    turn.question = _offer_question(quote.total, again=turn.case is not None)


def _still_open(turn: Hearing) -> Reply:
    """What to ask where no price can be given: a question that was put off is put again, with the reason."""
    request = turn.request
    if not request.given_up:
        return next_question(turn.facts.context, request)
    again = request.moved(open=request.given_up, given_up=())
    question = next_question(turn.facts.context, again)
    turn.move(request=again.moved(waiting=question.about))
    turn.replies = [reply for reply in turn.replies if reply.text != phrases.LEFT_OPEN]
    turn.say(phrases.STILL_OPEN)
    return question


def _offer_question(total: Decimal | None = None, *, again: bool = False) -> Reply:
    """Whether the price is taken; its total goes with it, so that an older offer is told from this one."""
    return Reply(
        kind=ReplyKind.QUESTION,
        text=phrases.OFFER_AGAIN if again else phrases.OFFER,
        options=phrases.OFFER_OPTIONS,
        about=Reference(asked=Asked.OFFER, value=None if total is None else f"{total}"),
    )


# --- Of the case ---


def _ask_of_case(turn: Hearing, case: CaseFacts) -> None:
    need = next_need(case, turn.state.skipped)
    if need is None:
        if turn.asked is not Asked.REVIEW or turn.effects:
            turn.say(case_summary(turn.facts, case), ReplyKind.SUMMARY)
        turn.question = _review_question()
        return
    if need.part in {Part.TARIFF, Part.ELEMENTS}:
        offer(turn)
        return
    if need.key in turn.state.skipped:
        names = dict.fromkeys(
            item.title or phrases.COLUMN_NAMES.get(item.name, item.name) for item in case.needs
        )
        listed = "\n".join(phrases.LISTED.format(name=name) for name in list(names)[:20])
        turn.ask(f"{phrases.PENDING}\n{listed}", reference_to(need))
        return
    if (text := phrases.INTRODUCTIONS.get(need.part.value)) and need.part.value not in turn.state.introduced:
        turn.move(introduced=(*turn.state.introduced, need.part.value)[-12:])
        turn.say(text)
    turn.question = _question_for(turn.facts, case, need)


def _question_for(facts: Facts, case: CaseFacts, need: Need) -> Reply:
    catalogue = facts.context.categories[case.category].catalogue
    if need.part is Part.TARIFF or need.part is Part.ELEMENTS:
        return _offer_question(again=True)
    if need.part is Part.FIELD and need.element is not None:
        return _field_question(catalogue, need)
    text = need.question
    if need.is_image:
        text = phrases.PHOTO_OF.format(question=text)
    return Reply(kind=ReplyKind.QUESTION, text=text, about=reference_to(need), picture=need.picture)


def _field_question(catalogue: Catalogue, need: Need) -> Reply:
    datum = Datum(element=need.element or "", field=need.name)
    field = field_of(catalogue, datum)
    if field is None or field.field_type is FieldType.PHOTO:
        text = phrases.PHOTO_OF.format(question=need.question)
        return Reply(kind=ReplyKind.QUESTION, text=text, about=reference_to(need))
    return datum_question(catalogue, datum)


def _review_question() -> Reply:
    return Reply(kind=ReplyKind.QUESTION, text=phrases.ASK_REVIEW, about=Reference(asked=Asked.REVIEW))


def case_summary(facts: Facts, case: CaseFacts) -> str:
    """What the case holds, by the names that the client knows."""
    catalogue = facts.context.categories[case.category].catalogue
    lines = [phrases.CASE_SUMMARY]
    if case.total is not None:
        lines.append(phrases.CASE_PRICE.format(total=format_price(case.total)))
    for code in case.quantities:
        if code not in catalogue.elements:
            continue
        lines.append(phrases.SUMMARY_ELEMENT.format(name=catalogue.elements[code].name))
        given = case.answers.get(code, {})
        lines += [
            phrases.SUMMARY_DATUM.format(label=label_of(field), value=text_of(field, given[field.name]))
            for field in effective_fields(catalogue, code)
            if field.name in given and field.field_type is not FieldType.PHOTO
        ]
    lines += _columns({**case.person, **case.columns})
    lines.append(phrases.CASE_PHOTOS.format(count=len(case.images)))
    return "\n".join(lines)


def _columns(values: Mapping[str, object]) -> list[str]:
    return [
        phrases.CASE_DATUM.format(name=phrases.COLUMN_NAMES[name], value=said_value(value))
        for name, value in values.items()
        if name in phrases.COLUMN_NAMES and value is not None
    ]


def said_value(value: object) -> str:
    """A stored value as a client reads it."""
    if isinstance(value, bool):
        return phrases.YES if value else phrases.NO
    return str(value)
