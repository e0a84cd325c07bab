"""What the tariff does not price, in the dialogue: said once, kept with the request, handed to a person."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from agent.assistant import ReplyKind, quote_of
from tests.assistant.talk import Talk, is_resumed

Begin = Callable[..., Talk]


def beyond(talk: Talk) -> list[str]:
    quote = quote_of(talk.context, talk.state)
    return [item.code for item in quote.beyond] if quote else []


def test_what_is_no_reform_is_said_and_needs_nobody(motos: Begin) -> None:
    talk = motos("el escape y puños calefactables")
    assert (talk.wanted, talk.total) == ({"ESCAPE": 1}, Decimal("140.00"))
    assert beyond(talk) == ["HEATED_GRIPS"]
    assert "Los puños calefactables no son reforma" in talk.text
    assert not talk.state.person_wanted
    talk.say("y el manillar")
    assert "calefactables" not in talk.text
    assert beyond(talk) == ["HEATED_GRIPS"]


def test_what_needs_a_person_asks_for_one(campers: Begin) -> None:
    talk = campers("una claraboya y calefacción de gasoil")
    assert talk.wanted == {"CLARABOYA": 1}
    assert "te contestará una persona" in talk.text
    assert talk.state.person_wanted
    assert is_resumed(talk.state)


@pytest.mark.parametrize("text", ["puños calefactables", "un sidecar", "limitación para el A2"])
def test_alone_it_is_an_answer_and_not_misunderstood(motos: Begin, text: str) -> None:
    talk = motos(text)
    assert ReplyKind.NOT_UNDERSTOOD not in {reply.kind for reply in talk.replies}
    assert (talk.wanted, talk.total, len(beyond(talk))) == ({}, None, 1)


def test_what_covers_the_request_leaves_no_price(campers: Begin) -> None:
    talk = campers("dos claraboyas", "es una furgo vacía, quiero camperizarla")
    quote = quote_of(talk.context, talk.state)
    assert quote is not None
    assert (quote.elements, quote.total, beyond(talk)) == ((), None, ["CAMPER_CONVERSION"])
    assert talk.state.person_wanted


def test_it_is_taken_back_like_an_element(motos: Begin) -> None:
    talk = motos("el escape y una alarma", "la alarma no")
    assert (beyond(talk), talk.wanted) == ([], {"ESCAPE": 1})
    talk = motos("el escape y una alarma", "deshaz lo último")
    assert beyond(talk) == []
