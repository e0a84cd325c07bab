"""Whatever is said in whatever order: no question is lost, no price is premature, every step is resumed."""

from collections.abc import Mapping
from typing import Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agent.assistant import (
    Asked,
    Context,
    DialogueState,
    Stage,
    begin,
    outcome,
    quote_of,
    step,
    stored_state,
    summary,
)
from agent.assistant.commands import Command, said_in, table
from agent.assistant.state import KEPT_FOR_UNDO
from domain.catalogue.hierarchy import leaf_variants
from tests.assistant.talk import is_resumed

PARTS: Final = (
    *(
        "el escape",
        "los retrovisores",
        "la suspensión",
        "la suspensión trasera",
        "los intermitentes",
        "las luces",
    ),
    *("tres claraboyas", "una claraboya", "dos placas solares", "un toldo", "la bola de remolque", "gas"),
    *("las ruedas", "puños calefactables", "el manillar", "subir la MMTA", "la suspensión neumática"),
)
ANSWERS: Final = (
    *(
        "sí",
        "no",
        "1",
        "2",
        "la delantera",
        "ambas",
        "Akrapovic",
        "interior",
        "sin aumento",
        "2.100 kg",
        "280",
    ),
    *("barras", "e4*2003/97*0123", "15/01/2026", "¿y el carenado?", "", "   ", "🤷", "la primera", "quizás"),
)
COMMANDS: Final = tuple(row.fires for row in table())
MESSAGES = st.one_of(
    st.sampled_from(PARTS),
    st.sampled_from(PARTS).map(lambda part: f"quita {part}"),
    st.sampled_from(ANSWERS),
    st.sampled_from(COMMANDS),
    st.tuples(st.sampled_from(COMMANDS), st.sampled_from(PARTS)).map(". ¿y ".join),
    st.text(st.characters(), max_size=40),
)
SLUGS = st.sampled_from(["motos-part", "aseicars-prof", ""])
# What closes a question without answering it, and says so.
RESETS: Final = {Command.UNDO, Command.RESTART, Command.TAKE_BACK}
# The summary is shown with a question that was put off.
UNANSWERED: Final = ("dos placas solares", "el escape", "el escape", "el escape", "no")
DIALOGUES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@DIALOGUES
@given(slug=SLUGS, messages=st.lists(MESSAGES, max_size=12))
@example(slug="aseicars-prof", messages=[*UNANSWERED, "SALTA!SUSPEN"])
@example(slug="", messages=["1", "DESHACER! el escape"])
@example(slug="aseicars-prof", messages=[*UNANSWERED, "sí", "quita tres claraboyas"])
def test_any_dialogue_keeps_its_rules(
    contexts: Mapping[str, Context], slug: str, messages: list[str]
) -> None:
    context = contexts[slug]
    state, replies = begin(context)
    for message in messages:
        before = state
        state, replies = step(context, before, message)
        assert step(context, before, message) == (state, replies), "the same message does the same"
        assert is_resumed(state)
        _no_question_is_lost(context, before, state, message)
        _the_price_is_of_what_is_asked(context, state)
        _somebody_knows_what_to_say(state, replies)
        _the_state_is_bounded(context, state)


def _no_question_is_lost(context: Context, before: DialogueState, after: DialogueState, message: str) -> None:
    if after.category is None or before.category is None:
        return
    if any((said := said_in(part, RESETS)) for part in (message, message.split(".", maxsplit=1)[0])) and said:
        return
    catalogue = context.categories[after.category].catalogue
    still = {item.asked.options for item in (*after.questions, *after.taken.questions)}
    for item in before.questions:
        codes = {option.code for option in item.asked.options}
        below = {leaf.code for code in codes for leaf in leaf_variants(catalogue, code)}
        follow_ups = {question.asked.element for question in after.questions}
        is_answered = bool((codes | below) & set(after.quantities)) or bool(codes & follow_ups)
        assert item.asked.options in still or is_answered, item.asked.question


def _the_price_is_of_what_is_asked(context: Context, state: DialogueState) -> None:
    quote = quote_of(context, state)
    told = outcome(context, state)
    assert told["quote"] == (quote.as_json() if quote else None)
    if quote is None:
        assert state.is_empty
        return
    assert {item.code: item.quantity for item in quote.elements} == state.quantities
    assert {item.asked.options for item in state.questions} <= {item.options for item in quote.questions}
    if state.questions:
        assert quote.price is quote.total is None
    assert not told["complete"] or (not told["missing"] and not state.questions)


def _somebody_knows_what_to_say(state: DialogueState, replies: tuple[object, ...]) -> None:
    assert replies
    if state.open:
        assert state.waiting.asked is not Asked.DATUM or state.waiting.element in state.quantities
    if state.stage is Stage.DONE:
        assert not state.open


def _the_state_is_bounded(context: Context, state: DialogueState) -> None:
    assert len(state.history) <= KEPT_FOR_UNDO
    if state.category is not None:
        catalogue = context.categories[state.category].catalogue
        assert set(state.quantities) <= set(catalogue.elements)
        assert len(state.unresolved) <= 20
        options = [item.asked.options for item in state.questions]
        assert len(options) == len(set(options)), "no question stands twice"
    assert len(DialogueState.model_validate(stored_state(state)).model_dump_json()) < 200_000
    assert isinstance(summary(context, state), str)


@DIALOGUES
@given(messages=st.lists(st.sampled_from([*PARTS, *ANSWERS]), min_size=1, max_size=6))
def test_undoing_every_change_leads_back(contexts: Mapping[str, Context], messages: list[str]) -> None:
    context = contexts["motos-part"]
    state, _ = begin(context)
    trail = [state]
    for message in messages[:KEPT_FOR_UNDO]:
        state, _ = step(context, state, message)
        if len(state.history) > len(trail[-1].history):
            trail.append(state)
    for earlier in reversed(trail[:-1]):
        state, _ = step(context, state, "deshacer")
        assert (state.wanted, state.questions, state.answers) == (
            earlier.wanted,
            earlier.questions,
            earlier.answers,
        )
