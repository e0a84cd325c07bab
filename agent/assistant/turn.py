"""One message on its way into the state: what it has changed, and what is said to the client. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from agent.assistant import phrases
from agent.assistant.commands import Command
from agent.assistant.context import Context, KnownCategory
from agent.assistant.data import field_of
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.request import (
    take,
    with_unresolved,
)
from agent.assistant.state import Asked, Beyond, Datum, DialogueState, Pending
from domain.catalogue import Catalogue
from domain.fields.messages import label_of
from domain.folding import fold_line
from domain.matching import MatchResult, match_text, resolve_answer
from shared.vocabularies import BeyondKind

_ALWAYS: Final = frozenset(
    {
        Command.UNDO,
        Command.RESTART,
        Command.EMPTY,
        Command.PERSON,
        Command.KEEP,
        Command.PRICE,
        Command.DROP,
        Command.ONLY,
    }
)
_ANYTHING: Final = frozenset(Command) - {Command.CHANGE, Command.DISCARD}
HEARD: Final[Mapping[Asked, frozenset[Command]]] = MappingProxyType(
    {
        Asked.CATEGORY: frozenset({Command.UNDO, Command.RESTART, Command.PERSON}),
        Asked.REQUEST: _ANYTHING,
        Asked.REVIEW: _ANYTHING,
        # "No", "dos" and "una más" answer these.
        Asked.VARIANT: _ALWAYS | {Command.SKIP, Command.AGAIN, Command.FEWER, Command.CORRECT, Command.AMEND},
        Asked.DATUM: _ALWAYS | {Command.SKIP, Command.CORRECT, Command.AMEND, Command.CHANGE},
        Asked.WHICH_ELEMENT: _ALWAYS | {Command.SKIP},
        Asked.WHICH_DATUM: _ALWAYS | {Command.SKIP},
    }
)
"""Which commands are heard while something is asked; the others are read as an answer to it."""


@dataclass(slots=True)
class Turn:
    """A message on its way: the state so far, what was said, and a question that comes first."""

    context: Context
    known: KnownCategory
    state: DialogueState
    replies: list[Reply] = field(default_factory=list)
    question: Reply | None = None
    is_undone: bool = False

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the dialogue."""
        return self.known.catalogue

    def say(self, text: str, kind: ReplyKind = ReplyKind.NOTICE) -> None:
        """Tell the client something."""
        self.replies.append(Reply(kind=kind, text=text))


def read_request(turn: Turn, text: str) -> bool:
    """Take what the text asks for; False, with nothing said, where it asks for nothing."""
    match = match_text(turn.known.vocabulary, text)
    if says_something(match):
        take_match(turn, match, text)
        return True
    for pending in turn.state.given_up:
        answer = resolve_answer(turn.known.vocabulary, pending.as_question(), text)
        if pending.as_question() not in answer.questions:
            take_match(turn, answer, text, pending)
            return True
    turn.state = with_unresolved(turn.state, match.unresolved)
    return False


def says_something(match: MatchResult) -> bool:
    """Whether a message asks for or denies anything that the catalogue knows."""
    return bool(match.elements or match.negated or match.questions or match.beyond or match.beyond_negated)


def take_match(turn: Turn, match: MatchResult, text: str, answered: Pending | None = None) -> None:
    known = {item.code for item in turn.state.beyond}
    # After undoing the choice of the vehicle in the same message, what is asked for says which one it is.
    chosen = turn.state.moved(category=turn.catalogue.slug)
    state = take(turn.catalogue, chosen, match, text)
    if answered is not None:
        state = state.moved(
            open=tuple(item for item in state.open if item != answered),
            given_up=tuple(item for item in state.given_up if item != answered),
        )
    turn.state = state
    for item in state.beyond:
        if item.code not in known:
            _tell_beyond(turn, item)


def _tell_beyond(turn: Turn, item: Beyond) -> None:
    """Say what is to be said of work beyond the tariff, and ask for a person where it needs one."""
    work = turn.catalogue.works[item.code]
    turn.say(work.answer)
    if work.what is BeyondKind.PERSON:
        turn.state = turn.state.moved(person_wanted=True)


def waiting_variant(state: DialogueState) -> Pending | None:
    """The question about variants that was asked last, while it is still open."""
    options = state.waiting.options
    codes = ((item, tuple(option.code for option in item.asked.options)) for item in state.questions)
    return next((item for item, own in codes if own == options), None)


def leave_open(turn: Turn, pending: Pending) -> None:
    turn.state = turn.state.moved(
        open=tuple(item for item in turn.state.open if item != pending),
        given_up=(*(item for item in turn.state.given_up if item != pending), pending),
        tries=0,
    )
    turn.say(phrases.LEFT_OPEN)


def skip_datum(turn: Turn, datum: Datum) -> None:
    turn.state = turn.state.moved(skipped=tuple(dict.fromkeys((*turn.state.skipped, datum))))


def reads_as_request(turn: Turn, message: str) -> bool:
    return says_something(match_text(turn.known.vocabulary, message))


def names_more(turn: Turn, words: str) -> bool:
    """Whether a few words name something that is not asked for yet."""
    match = match_text(turn.known.vocabulary, words)
    return bool(match.questions or {hit.code for hit in match.elements} - set(turn.state.quantities))


def place_of(message: str, names: list[str]) -> int | None:
    """Which of the names the message is, by its number from 1 or by the name itself."""
    text = message.strip().rstrip(".")
    if text.isascii() and text.isdecimal():
        place = int(text[:3]) - 1
        return place if 0 <= place < len(names) else None
    folded = [fold_line(name) for name in names]
    return folded.index(fold_line(text)) if folded.count(fold_line(text)) == 1 else None


def names_of(catalogue: Catalogue, codes: Iterable[str]) -> tuple[str, ...]:
    """The elements' names in «quotation marks», without codes that the catalogue lacks."""
    return tuple(f"«{catalogue.elements[code].name}»" for code in codes if code in catalogue.elements)


def datum_name(catalogue: Catalogue, datum: Datum) -> str:
    wanted = field_of(catalogue, datum)
    label = label_of(wanted) if wanted else datum.field
    return phrases.DATUM.format(element=catalogue.elements[datum.element].name, label=label)
