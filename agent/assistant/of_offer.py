"""What a client says to the price that was offered: taken, refused, left for later, or haggled over. Pure."""

import re
from decimal import Decimal
from typing import Final

from agent.assistant import phrases
from agent.assistant.agreeing import agrees, amounts_in, amounts_with_vat, mocks, without_amounts
from agent.assistant.client import kept_texts
from agent.assistant.commands import Command, said_in
from agent.assistant.effects import Accept, SavePhone
from agent.assistant.emoji import is_emoji
from agent.assistant.evading import asks_anything
from agent.assistant.hearing import Hearing, quote_now
from agent.assistant.putting_off import leaves_photos
from agent.assistant.state import Asked, Reference
from agent.assistant.topics import Topic, topic_in
from agent.assistant.turn import place_of
from agent.assistant.wording import meanings, spoken
from domain.matching import match_text
from domain.tariff.verdict import format_price

LEFT: Final = "left"
"""The value of an offer to which the last turn did not come back: «ok» is no answer to it any more."""
_BUT: Final = re.compile(r"^\s*(?:pero|y)\s+", re.IGNORECASE)
_SHORT_QUESTION: Final = 8
_CLAUSE: Final = re.compile(r"[,.;!\n]+|\s+y\s+|\s+(?=pero\s)", re.IGNORECASE)


def answers_offer(turn: Hearing, text: str) -> bool:
    """Whether the message answers the offer: taken, refused or left for later, or names another price."""
    place = place_of(text, list(phrases.OFFER_OPTIONS))
    if place == 1:
        turn.say(phrases.GO_ON)
        turn.is_silent = True
        return True
    if place == 0:
        accept(turn, text)
        return True
    if "?" in text and said_in(text, {Command.YES}) is not None:
        turn.not_understood(phrases.NOT_UNDERSTOOD_OFFER)
        return True
    if _asks_how_to_accept(turn, text):
        turn.say(phrases.HOW_TO_ACCEPT)
        turn.move(misunderstood=0)
        return True
    if "?" in text and _asks_about_price(turn, text):
        return tell_fixed_price(turn)
    if _names_another_price(turn, text):
        return not asks_for_more(turn, text) and tell_fixed_price(turn)
    return _takes(turn, _without_price(turn, text)) or _leaves(turn, text)


def asks_for_more(turn: Hearing, text: str) -> bool:
    """Whether the text names reforms of the category that is talked about."""
    known = turn.known
    if known is None:
        return False
    match = match_text(known.vocabulary, text)
    return bool(match.elements or match.negated or match.questions)


def tell_fixed_price(turn: Hearing, text: str = phrases.PRICE_IS_FIXED) -> bool:
    """Say what the price is, to whoever names another one; False where there is none yet."""
    prices = sorted(_prices(turn))
    if not prices:
        return False
    low, *high = prices
    with_vat = high[-1] if high else low
    turn.say(text.format(total=format_price(low), with_vat=format_price(with_vat)))
    turn.move(misunderstood=0)
    return True


def accept(turn: Hearing, text: str) -> None:
    """The client takes the price: open the case with it; a price that is not firm is for a person to say."""
    if not _is_as_seen(turn):
        turn.say(phrases.PRICE_CHANGED)
        turn.is_offered_again = True
        return
    # Who takes a price has been told what it counts and what not: nothing of it is in doubt any more.
    settled = turn.state.moved(request=turn.request.moved(doubtful=()), misunderstood=0)
    quote = quote_now(turn.facts, settled)
    if quote is None or quote.total is None:
        return
    if not turn.facts.has_phone and not any(isinstance(effect, SavePhone) for effect in turn.effects):
        turn.ask(phrases.ASK_PHONE, Reference(asked=Asked.PHONE, value=text[:500]))
        return
    turn.state = settled
    is_firm = not quote.provisional
    turn.effects.append(
        Accept(
            turn.request.category or "",
            turn.request.quantities,
            quote.total if is_firm else None,
            turn.message.id,
            _as_written(turn, text)[:500],
            case_id=turn.case.id if turn.is_collecting and turn.case is not None else None,
            former=turn.state.abandoned,
        )
    )
    if not is_firm:
        turn.call_person(phrases.REASON_PROVISIONAL, phrases.PROVISIONAL_ACCEPTED)


def beside_agreement(turn: Hearing, text: str) -> str:
    """What «acepto, pero añade el manillar» asks for: the text without the agreement to another price."""
    head, _, tail = _split(text)
    if not tail or not agrees(head) or not asks_for_more(turn, tail):
        return text
    return _BUT.sub("", tail)


def _is_as_seen(turn: Hearing) -> bool:
    """Whether the total is still the one that was told, and that of the offer which the message answers."""
    quote = quote_now(turn.facts, turn.state)
    if quote is None:
        return True
    answered = turn.state.waiting.value if turn.asked is Asked.OFFER else None
    seen = {(turn.state.offered or "").partition("|")[0], answered or ""} - {"", LEFT}
    return seen <= {f"{quote.total}"}


def _as_written(turn: Hearing, text: str) -> str:
    """The words that took the price, or the emoji."""
    written = turn.message.text.strip()
    return written if is_emoji(written) else text


def _takes(turn: Hearing, text: str) -> bool:
    """Whether the text takes the price, at its beginning or at its end; what else it says is kept."""
    if mocks(text) or _takes_leave(text) or (turn.state.waiting.value == LEFT and not _is_express(text)):
        return False
    head, _, tail = _split(text)
    if "¿" in head and "?" not in head:
        return False  # «¿acepto y ya está?» asks as a whole
    heard = [(text, ""), (head, tail)]
    if tail and not asks_for_more(turn, head) and not _hesitates(head):
        heard.append((tail, ""))
    before, last = _last_clause(text)
    if last and _is_express(last) and not asks_for_more(turn, before) and not _hesitates(before):
        heard.append((last, ""))
    for said, further in heard:
        if not agrees(said):
            continue
        is_reserved = any(word.text in meanings("reserve") for word in spoken(further))
        has_reserve = is_reserved and not leaves_photos(further)
        if further and (has_reserve or asks_for_more(turn, further) or _is_put_off(said, further)):
            return False
        if further and asks_anything(further):
            turn.pass_on_question(further)
        elif further:
            turn.move(early=kept_texts(turn.state.early, further))
        accept(turn, text)
        return True
    return False


def _leaves(turn: Hearing, text: str) -> bool:
    """Whether the text refuses the price or leaves it for later."""
    topic = topic_in(text, {Topic.REFUSE, Topic.LATER, Topic.DEFER, Topic.THANKS})
    if topic is None or "?" in text or asks_for_more(turn, text):
        return False
    turn.say(phrases.OFFER_REFUSED if topic.command is Topic.REFUSE else phrases.OFFER_WAITS)
    turn.is_silent = True
    turn.move(misunderstood=0)
    return True


def _prices(turn: Hearing) -> set[Decimal]:
    """The total that was offered, without VAT and with it."""
    quote = quote_now(turn.facts, turn.state)
    found = (quote.total, quote.total_with_vat) if quote is not None else ()
    return {price for price in found if price is not None}


def _asks_about_price(turn: Hearing, text: str) -> bool:
    """Whether the text asks back for the price that was offered: «¿entonces son 140 en total?»."""
    without = without_amounts(text, _prices(turn))
    return without != text and len(spoken(text)) <= _SHORT_QUESTION and not asks_for_more(turn, without)


def _asks_how_to_accept(turn: Hearing, text: str) -> bool:
    """Whether the text asks what taking the price comes to: «¿acepto y ya está?»."""
    words = {word.text for word in spoken(text)}
    is_short = "?" in text and len(words) <= _SHORT_QUESTION
    is_about_taking = is_short and not words.isdisjoint(meanings("taking"))
    asks_else = words & {*meanings("asks_first"), *meanings("condition")}
    return is_about_taking and not asks_else and not asks_for_more(turn, text)


def _names_another_price(turn: Hearing, text: str) -> bool:
    """Whether the text names an amount that was not offered: no acceptance, whatever is said with it."""
    prices = _prices(turn)
    if not prices:
        return False
    whole = max(prices)  # «140 con IVA incluido» names less than 140 + IVA
    is_less = any(amount < whole for amount in amounts_with_vat(text))
    return is_less or any(amount not in prices for amount in amounts_in(text))


def _without_price(turn: Hearing, text: str) -> str:
    """The text without the price that was offered: «140 € entonces, vale»."""
    return without_amounts(text, _prices(turn))


def _hesitates(text: str) -> bool:
    """Whether the words before an agreement take it back: «no lo sé, vale», «si está en mayo, lo acepto»."""
    said = [word.text for word in spoken(text)]
    words = set(said)
    return (
        "?" in text
        or (len(said) > 1 and said[0] in meanings("condition") and not agrees(text))
        or bool(words & set(meanings("hesitating")))
        or topic_in(text, {Topic.REFUSE, Topic.LATER}) is not None
    )


def _is_put_off(said: str, further: str) -> bool:
    """Whether what follows a courtesy takes it back: «vale, el mes que viene», «venga, creo que sí»."""
    if _is_express(said) or leaves_photos(further):
        return False
    is_unsure = any(word.text in meanings("unsure") for word in spoken(further))
    return is_unsure or topic_in(further, {Topic.LATER, Topic.DEFER, Topic.REFUSE}) is not None


def _is_express(text: str) -> bool:
    """Whether the words name what they take, so that they are no courtesy to what was said last."""
    return any(word.text in meanings("express") for word in spoken(text))


def _takes_leave(text: str) -> bool:
    """Whether a «vale, gracias» ends the talk rather than takes the price."""
    words = [word.text for word in spoken(text)]
    said = [word for word in words if word not in meanings("courtesy")]
    return "gracias" in words and all(word in meanings("weak") for word in said)


def _split(text: str) -> tuple[str, str, str]:
    match = _CLAUSE.search(text)
    return (text, "", "") if match is None else (text[: match.start()], match[0], text[match.end() :])


def _last_clause(text: str) -> tuple[str, str]:
    """What is said before the last clause, and that clause; nothing where there is but one."""
    cuts = list(_CLAUSE.finditer(text))
    return (text[: cuts[-1].start()], text[cuts[-1].end() :]) if cuts else ("", "")
