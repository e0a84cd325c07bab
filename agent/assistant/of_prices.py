"""What a client asks of prices while a case is collected: of what it has, and of something more. Pure."""

from typing import Final

from agent.assistant import phrases
from agent.assistant.agreeing import agrees
from agent.assistant.commands import Command, said_in
from agent.assistant.evading import is_question
from agent.assistant.hearing import MOST_TOLD, Hearing
from agent.assistant.outcome import quote_of
from agent.assistant.state import DialogueState, Wanted
from agent.assistant.topics import Topic, topic_in
from agent.assistant.wording import meanings, spoken
from domain.matching import match_text
from domain.tariff.verdict import format_price

_PRICED: Final = "priced:"
"""Of what a price was told last: until the next message, what the client has been told."""


def recall_priced(turn: Hearing) -> None:
    """What a price was told of in the last turn: only the message that follows it may want that."""
    turn.priced = tuple(key.removeprefix(_PRICED) for key in turn.state.told if key.startswith(_PRICED))
    if turn.priced:
        turn.move(told=tuple(key for key in turn.state.told if not key.startswith(_PRICED)))


def with_what_was_priced(turn: Hearing, text: str, *, takes_yes: bool) -> str:
    """«Sí, añádelos» after the price of something more, with the names of that; any other text as it is.

    `takes_yes`: a bare yes means that as well, for nothing that is asked is answered by it.
    """
    known = turn.known
    words = {word.text for word in spoken(text)}
    is_wanted = bool(words & set(meanings("add_it"))) or (takes_yes and agrees(text))
    if not turn.priced or known is None or not is_wanted:
        return text
    names = [known.catalogue.elements[code].name for code in turn.priced if code in known.catalogue.elements]
    return phrases.ADD_NAMED.format(names=", ".join(names))


def tells_price(turn: Hearing, text: str) -> bool:
    """Whether the text only asks for a price, which is told then: nothing is added to the case."""
    case, known = turn.case, turn.known
    is_asked = said_in(text, {Command.PRICE}) is not None
    if case is None or known is None or not (is_asked or topic_in(text, {Topic.PRICE_OF}) is not None):
        return False
    match = match_text(known.vocabulary, text)
    named = [hit for hit in match.elements if hit.code not in case.quantities]
    if not named:
        is_about_case = is_asked or (is_question(text) and not (match.questions or match.unresolved))
        if case.total is None or not is_about_case:
            return False
        turn.answered = True
        turn.say(phrases.PRICE_ACCEPTED.format(total=format_price(case.total)))
        return True
    wanted = {**case.quantities, **{hit.code: hit.quantity for hit in named}}
    state = DialogueState(
        category=case.category,
        wanted=tuple(Wanted(code=code, quantity=count) for code, count in wanted.items()),
    )
    quote = quote_of(turn.facts.context, state)
    if quote is None or quote.total is None:
        return False
    turn.answered = True
    turn.move(told=(*turn.state.told, *(f"{_PRICED}{hit.code}" for hit in named))[-MOST_TOLD:])
    names = [known.catalogue.elements[hit.code].name for hit in named]
    turn.say(
        phrases.PRICE_WITH.format(
            names=", ".join(f"«{name}»" for name in names), total=format_price(quote.total), first=names[0]
        )
    )
    return True
