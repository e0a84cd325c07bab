"""Parts that a client names and may or may not ask for: told with the price, and settled by what follows."""

from collections.abc import Callable

from agent.assistant import ReplyKind, quote_of
from agent.assistant.outcome import request_line
from tests.assistant.talk import Talk, is_resumed

Begin = Callable[..., Talk]

TOLD = "el sillín me lo bajó mi padre y el manillar es el de siempre, precio del sillín"


def is_provisional(talk: Talk) -> bool:
    quote = quote_of(talk.context, talk.state)
    assert quote is not None
    return quote.provisional


def test_a_price_beside_a_doubt_is_not_firm(motos: Begin) -> None:
    talk = motos(TOLD)
    assert (talk.wanted, talk.state.doubtful) == ({"ASIENTO": 1}, ("ASIENTO",))
    quote = quote_of(talk.context, talk.state)
    assert quote is not None
    assert quote.provisional_reasons[0].endswith("entra en lo que pides: aquí está contado.")
    assert "no firme" in request_line(quote)
    assert is_resumed(talk.state)


def test_asking_for_it_plainly_settles_the_doubt(motos: Begin) -> None:
    talk = motos(TOLD, "quiero homologar el asiento")
    assert (talk.wanted, talk.state.doubtful) == ({"ASIENTO": 1}, ())
    assert not is_provisional(talk)


def test_taking_it_back_settles_the_doubt(motos: Begin) -> None:
    assert motos(TOLD, "el escape", "el asiento no").state.doubtful == ()


def test_starting_again_leaves_no_doubt(motos: Begin) -> None:
    assert motos(TOLD, "empezar de nuevo").state.doubtful == ()


def test_what_is_only_named_is_said_back(motos: Begin) -> None:
    talk = motos("Motogadget me ha vendido una pieza y me ha costado un ojo. ¿Cuánto el otro ojo?")
    assert talk.wanted == {}
    said = [reply.text for reply in talk.replies if reply.kind is ReplyKind.NOT_UNDERSTOOD]
    assert [text for text in said if "«Espejos" in text]
