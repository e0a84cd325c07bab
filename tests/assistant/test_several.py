"""Several vehicles in one message: the first gets its price, what was said of the others is kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from agent.assistant import Context, phrases
from agent.assistant.client import ClientState
from agent.assistant.facts import Facts
from agent.assistant.hearing import Hearing
from agent.assistant.messages import ClientMessage
from agent.assistant.several import names_several, next_category
from agent.assistant.talking import hear
from agent.assistant.vehicles import Kind, seen_in

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)


def heard(contexts: Mapping[str, Context], text: str) -> Hearing:
    return hear(Facts(contexts[""], NOW), ClientState(), ClientMessage(uuid4(), text, NOW))


@pytest.mark.parametrize(
    ("text", "wanted", "kept"),
    [
        (
            "Hola, tengo dos motos, en una quiero homologar el escape y en la otra el manillar",
            {"ESCAPE": 1},
            "y en la otra el manillar",
        ),
        (
            "quiero legalizar el escape de mi moto y también para mi otra moto los espejos",
            {"ESCAPE": 1},
            "y también para mi otra moto los espejos",
        ),
    ],
)
def test_the_first_is_priced_and_the_other_kept(
    contexts: Mapping[str, Context], text: str, wanted: dict[str, int], kept: str
) -> None:
    turn = heard(contexts, text)
    assert turn.request.quantities == wanted
    assert turn.state.further == (kept,)
    assert phrases.SECOND_LATER in [reply.text for reply in turn.replies]


@pytest.mark.parametrize(
    "text",
    [
        "tengo una moto y una autocaravana y quiero homologar cosas en las dos",
        "dos motos: a una ducati le quiero homologar el escape y a una vespa los espejos",
    ],
)
def test_what_cannot_be_told_apart_is_asked_and_kept(contexts: Mapping[str, Context], text: str) -> None:
    turn = heard(contexts, text)
    assert turn.request.quantities == {}
    assert turn.question is not None
    assert turn.question.text == phrases.ONE_AT_A_TIME
    assert turn.state.further == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "el escape de mi moto y el manillar",
        "los intermitentes de un lado y del otro de la moto",
        "una bola para llevar la moto en mi autocaravana",
    ],
)
def test_one_vehicle_is_one(contexts: Mapping[str, Context], text: str) -> None:
    assert not names_several(contexts[""], seen_in(text), text)
    assert heard(contexts, text).state.further == ()


def test_what_is_carried_is_not_the_vehicle() -> None:
    assert seen_in("una bola para llevar la moto en mi autocaravana").kind is Kind.MOTORHOME
    assert seen_in("llevo la moto mañana").kind is Kind.MOTO


def test_the_next_one_s_category(contexts: Mapping[str, Context]) -> None:
    both = "tengo una moto y una autocaravana"
    assert next_category(contexts[""], "motos-part", both) == "aseicars-prof"
    assert next_category(contexts[""], "aseicars-prof", both) == "motos-part"
    assert next_category(contexts[""], "motos-part", "y en la otra el manillar") == "motos-part"
    assert next_category(contexts[""], "motos-part", "y además un coche") is None
