"""What a request would cost without a part of it, or with that part alone, where a client only asks.

«¿y si quito el manillar?», «¿cuánto sería solo el escape?»: the price is told, and the request stays. Pure.
"""

from typing import Final

from agent.assistant import phrases
from agent.assistant.hearing import Hearing, quote_now
from agent.assistant.outcome import quote_of
from agent.assistant.state import DialogueState, Wanted
from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken
from domain.matching import MatchResult, match_text
from domain.quote.contract import Quote
from domain.tariff.verdict import format_price

_OTHERWISE: Final = " / "
"""What parts the names that one element has."""
_LONGEST: Final = 16
"""Words beyond which a message says more than one such question."""


def tells_what_if(turn: Hearing, text: str) -> bool:
    """Whether the text only asks what less than the request would cost, which is told then.

    After it a bare «vale» takes no price: which of the two it would be about can't be known.
    """
    known = turn.known
    if known is None or turn.reason is not None or turn.request.is_empty or not _asks(text):
        return False
    words = {word.text for word in spoken(text)}
    is_alone, is_less = bool(words & set(meanings("only"))), bool(words & set(meanings("less")))
    if is_alone is is_less:
        return False
    match = match_text(known.vocabulary, text)
    left = _alone(match) if is_alone else _less(turn.request, match)
    if not left:
        return False
    quote = quote_of(turn.facts.context, DialogueState(category=turn.request.category, wanted=left))
    if quote is None or quote.total is None or quote.questions:
        return False
    _tell(turn, [known.catalogue.elements[item.code].name for item in left], quote)
    return True


def _asks(text: str) -> bool:
    """Whether the text supposes something or asks for a price, and for little else."""
    words = [word.text for word in spoken(text)]
    supposes = "si" in words[:2] and "?" in text
    asks_price = topic_in(text, {Topic.PRICE_OF}) is not None
    return len(words) <= _LONGEST and (supposes or asks_price)


def _alone(match: MatchResult) -> tuple[Wanted, ...]:
    """What is named, where nothing is open."""
    if match.questions or match.unresolved or match.negated:
        return ()
    return tuple(Wanted(code=hit.code, quantity=hit.quantity) for hit in match.elements)


def _less(request: DialogueState, match: MatchResult) -> tuple[Wanted, ...]:
    """The request without what is named, where all of that is part of it."""
    named = {hit.code for hit in (*match.elements, *match.negated)}
    if not named or not named <= request.quantities.keys() or match.questions or match.unresolved:
        return ()
    return tuple(item for item in request.wanted if item.code not in named)


def _tell(turn: Hearing, names: list[str], quote: Quote) -> None:
    """Say the price of what would be left, and how to have it so or as it is."""
    assert quote.total is not None
    assert quote.total_with_vat is not None
    turn.say(
        phrases.PRICE_ALONE.format(
            names=", ".join(f"«{name}»" for name in names),
            total=format_price(quote.total),
            with_vat=format_price(quote.total_with_vat),
            said=", ".join(name.partition(_OTHERWISE)[0].lower() for name in names),
        )
    )
    now = quote_now(turn.facts, turn.state)
    if now is not None and now.total is not None:
        turn.say(phrases.PRICE_STAYS.format(total=format_price(now.total)))
        turn.is_silent = True
    turn.answered = True
    turn.move(misunderstood=0)
