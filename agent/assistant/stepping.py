"""The dialogue as a function: a state and a message in, the next state and the replies out. Pure.

No clock, no database, no channel: what is known of the world comes in the context, replies are values.
"""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from agent.assistant import phrases
from agent.assistant.commands import Command, said_in
from agent.assistant.context import Context, KnownCategory
from agent.assistant.data import datum_question, field_of
from agent.assistant.outcome import next_datum, quote_of, request_line, summary
from agent.assistant.reading import read_message
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.request import with_questions_of_quote
from agent.assistant.state import (
    KEPT_FOR_UNDO,
    Asked,
    Datum,
    DialogueState,
    Pending,
    Reference,
    Stage,
    Taken,
)
from agent.assistant.turn import HEARD, Turn, place_of, read_request, waiting_variant
from agent.assistant.wording import spoken
from domain.catalogue import Catalogue
from domain.folding import fold_line

MOST_CHARACTERS: Final = 4_096
"""WhatsApp's longest message; a longer one is sent back, so that nothing of it is lost unread."""
_ALIKE: Final = 82
"""From here on two words are the same but for a slip or an ending (rapidfuzz, percent)."""
_PRICED: Final = ("wanted", "open", "given_up")
_CONTENT: Final = ("stage", "category", "wanted", "open", "given_up", "beyond", "answers", "skipped")


def begin(context: Context) -> tuple[DialogueState, tuple[Reply, ...]]:
    """A new dialogue: its state and the first question."""
    only = next(iter(context.categories)) if len(context.categories) == 1 else None
    return _ask(context, DialogueState(category=only), [], None)


def step(
    context: Context, state: DialogueState, message: str, about: Reference | None = None
) -> tuple[DialogueState, tuple[Reply, ...]]:
    """The state after the message, and what to answer, the question that is open now last.

    `about` is what a quoted or tapped reply was about; without it the message answers what was asked last.
    Any text gets an answer, none raises. A state of an older catalogue is brought in line with it first.
    """
    current = repaired(context, state)
    replies: list[Reply] = []
    if current != state:
        replies.append(Reply(kind=ReplyKind.NOTICE, text=phrases.CATALOGUE_CHANGED))
    if about is not None and _is_open(context, current, about):
        current = current.moved(waiting=about, tries=0)
    if len(message) > MOST_CHARACTERS:
        text = phrases.TOO_LONG.format(most=MOST_CHARACTERS)
        return _ask(context, current, [*replies, Reply(kind=ReplyKind.NOT_UNDERSTOOD, text=text)], None)
    known = context.categories.get(current.category or "")
    if known is None:
        return _choose_category(context, current, message, replies)
    turn = Turn(context, known, current, replies)
    read_message(turn, message)
    return _end(turn, current)


def repaired(context: Context, state: DialogueState) -> DialogueState:
    """The state without what the catalogue has lost since it was stored; the same state where nothing is."""
    if state.category is None:
        return state
    known = context.categories.get(state.category)
    if known is None:
        return DialogueState(person_wanted=state.person_wanted)
    catalogue = known.catalogue
    return state.moved(
        wanted=tuple(item for item in state.wanted if item.code in catalogue.elements),
        open=_known(catalogue, state.open),
        given_up=_known(catalogue, state.given_up),
        doubtful=tuple(code for code in state.doubtful if code in catalogue.elements),
        taken=Taken(
            wanted=tuple(item for item in state.taken.wanted if item.code in catalogue.elements),
            questions=_known(catalogue, state.taken.questions),
        ),
        answers=tuple(
            item
            for item in state.answers
            if field_of(catalogue, Datum(element=item.element, field=item.field)) is not None
        ),
        skipped=tuple(item for item in state.skipped if field_of(catalogue, item) is not None),
    )


def _known(catalogue: Catalogue, questions: Sequence[Pending]) -> tuple[Pending, ...]:
    return tuple(
        item for item in questions if all(option.code in catalogue.elements for option in item.asked.options)
    )


def _is_open(context: Context, state: DialogueState, about: Reference) -> bool:
    """Whether what a quoted reply asked can still be answered."""
    known = context.categories.get(state.category or "")
    if known is None:
        return False
    match about.asked:
        case Asked.VARIANT:
            return waiting_variant(state.moved(waiting=about)) is not None
        case Asked.DATUM:
            datum = Datum(element=about.element or "", field=about.field or "")
            return datum.element in state.quantities and field_of(known.catalogue, datum) is not None
        case Asked.WHICH_ELEMENT | Asked.WHICH_DATUM:
            return about == state.waiting
        case _:
            return False


def _choose_category(
    context: Context, state: DialogueState, message: str, replies: list[Reply]
) -> tuple[DialogueState, tuple[Reply, ...]]:
    """The category by number, slug or name; what else the message asks for is taken as well."""
    said = said_in(message, HEARD[Asked.CATEGORY])
    if said is not None and said.command is Command.PERSON:
        replies.append(Reply(kind=ReplyKind.NOTICE, text=phrases.PERSON))
        return _ask(context, state.moved(person_wanted=True), replies, None)
    if said is not None and said.command is Command.UNDO:
        replies.append(Reply(kind=ReplyKind.NOTICE, text=phrases.NOTHING_TO_UNDO))
        return _ask(context, state, replies, None)
    known = nearest_category(context, message)
    if known is None:
        if said is None:
            text = phrases.NOT_UNDERSTOOD_CATEGORY
            replies.append(Reply(kind=ReplyKind.NOT_UNDERSTOOD, text=text))
        return _ask(context, state, replies, None)
    turn = Turn(context, known, state.moved(category=known.catalogue.slug), replies)
    if not message.strip().isdecimal():
        read_request(turn, message)
        turn.state = turn.state.moved(unresolved=())
    return _end(turn, state)


def nearest_category(context: Context, answer: str) -> KnownCategory | None:
    """The category of a number, slug or name; None when the answer fits none, or several alike."""
    categories = list(context.categories.values())
    place = place_of(answer, [item.catalogue.name for item in categories])
    if place is not None:
        return categories[place]
    if not fold_line(answer) or answer.strip().isdecimal():
        return None
    said = {word.text for word in spoken(answer)}
    alike = [item for item in categories if any(_is_in(word, item.catalogue) for word in said)]
    if len(alike) == 1:
        return alike[0]
    names = {
        index: fold_line(f"{item.catalogue.slug} {item.catalogue.name}")
        for index, item in enumerate(categories)
    }
    ranked = process.extract(
        fold_line(answer), names, scorer=fuzz.partial_token_set_ratio, limit=2, score_cutoff=75
    )
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return categories[ranked[0][2]]


def _is_in(word: str, catalogue: Catalogue) -> bool:
    """Whether a word of the category's name is this one but for a slip or an ending."""
    names = spoken(f"{catalogue.slug} {catalogue.name}")
    return len(word) > 3 and any(fuzz.ratio(word, name.text) >= _ALIKE for name in names)


def _end(turn: Turn, before: DialogueState) -> tuple[DialogueState, tuple[Reply, ...]]:
    """What the turn leaves: the questions of the quote, the price where it moved, and the next question."""
    context = turn.context
    state = with_questions_of_quote(context, repaired(context, turn.state))
    is_reopened = before.stage is Stage.DONE and _differ(state, before, _CONTENT)
    if state.stage is Stage.DONE and (is_reopened or state.open):
        state = state.moved(stage=Stage.DATA)
    if state.stage is not Stage.REQUEST and state.is_empty:
        state = state.moved(stage=Stage.REQUEST)
    if not state.is_empty:
        # Asked before what the same message goes on to ask for.
        turn.replies = [reply for reply in turn.replies if reply.text != phrases.NOTHING_REQUESTED]
    is_repriced = _differ(state, before, _PRICED)
    if is_repriced and not state.open and (quote := quote_of(context, state)) is not None:
        turn.say(request_line(quote), ReplyKind.PRICE)
    is_changed = _differ(state, before, _CONTENT)
    if state.stage is Stage.DONE and not (is_changed or turn.replies or turn.question):
        turn.say(phrases.NOT_REQUESTED)
    if is_changed and not turn.is_undone:
        state = state.moved(history=(*state.history, before.position)[-KEPT_FOR_UNDO:])
    return _ask(context, state, turn.replies, turn.question, is_changed=is_changed)


def _differ(one: DialogueState, other: DialogueState, names: Sequence[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _ask(
    context: Context,
    state: DialogueState,
    replies: list[Reply],
    question: Reply | None,
    *,
    is_changed: bool = False,
) -> tuple[DialogueState, tuple[Reply, ...]]:
    """The state that waits for the answer to the question that is open now, and the replies with it."""
    asked = question or next_question(context, state)
    about = asked.about
    assert about is not None
    is_new = about != state.waiting
    state = state.moved(waiting=about, tries=0 if is_new else state.tries)
    if state.stage is Stage.DONE and question is None:
        return state, tuple(replies)
    is_reviewed = about.asked is Asked.REVIEW and (is_new or is_changed)
    if is_reviewed and (text := summary(context, state)):
        replies = [*replies, Reply(kind=ReplyKind.SUMMARY, text=text)]
    return state, (*replies, asked)


def next_question(context: Context, state: DialogueState) -> Reply:
    """The question that is open now."""
    known = context.categories.get(state.category or "")
    if known is None:
        names = tuple(item.catalogue.name for item in context.categories.values())
        return _question(phrases.ASK_CATEGORY, Reference(asked=Asked.CATEGORY), names)
    if state.open:
        # A question that was quoted, or whose answer was not understood, is put again before the others.
        asked = (waiting_variant(state) or state.open[0]).asked
        codes = tuple(option.code for option in asked.options)
        about = Reference(asked=Asked.VARIANT, element=asked.element, options=codes)
        return _question(asked.question, about, tuple(option.name for option in asked.options))
    if state.stage is Stage.REQUEST:
        text = phrases.ASK_REQUEST if state.is_empty and not state.beyond else phrases.ASK_MORE
        return _question(text, Reference(asked=Asked.REQUEST))
    datum = next_datum(known.catalogue, state)
    if datum is None:
        return _question(phrases.ASK_REVIEW, Reference(asked=Asked.REVIEW))
    return datum_question(known.catalogue, datum)


def _question(text: str, about: Reference, options: tuple[str, ...] = ()) -> Reply:
    return Reply(kind=ReplyKind.QUESTION, text=text, options=options, about=about)
