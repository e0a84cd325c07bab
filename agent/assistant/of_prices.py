"""What a client asks of prices while a case is collected: of what it has, and of something more. Pure."""

from agent.assistant import phrases
from agent.assistant.commands import Command, said_in
from agent.assistant.hearing import Hearing
from agent.assistant.outcome import quote_of
from agent.assistant.state import DialogueState, Wanted
from agent.assistant.topics import Topic, topic_in
from domain.matching import match_text
from domain.tariff.verdict import format_price


def tells_price(turn: Hearing, text: str) -> bool:
    """Whether the text only asks for a price, which is told then: nothing is added to the case."""
    case, known = turn.case, turn.known
    if case is None or known is None:
        return False
    if said_in(text, {Command.PRICE}) is not None and case.total is not None:
        turn.answered = True
        turn.say(phrases.PRICE_ACCEPTED.format(total=format_price(case.total)))
        return True
    if topic_in(text, {Topic.PRICE_OF}) is None:
        return False
    named = [hit for hit in match_text(known.vocabulary, text).elements if hit.code not in case.quantities]
    if not named:
        return False
    wanted = {**case.quantities, **{hit.code: hit.quantity for hit in named}}
    state = DialogueState(
        category=case.category,
        wanted=tuple(Wanted(code=code, quantity=count) for code, count in wanted.items()),
    )
    quote = quote_of(turn.facts.context, state)
    if quote is None or quote.total is None:
        return False
    turn.answered = True
    names = [known.catalogue.elements[hit.code].name for hit in named]
    turn.say(
        phrases.PRICE_WITH.format(
            names=", ".join(f"«{name}»" for name in names), total=format_price(quote.total), first=names[0]
        )
    )
    return True
