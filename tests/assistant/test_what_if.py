"""What less than the request would cost: told, with the request and its price as they were."""

import pytest

from tests.assistant.chatting import Chat

OFFERED = "escape y manillar de la moto"


@pytest.mark.parametrize(
    "text",
    [
        "¿y si quito el manillar?",
        "y si quito el manillar cuánto sale?",
        "¿cuánto sería solo el escape?",
        "¿cuánto sale sin el manillar?",
        "y sin el manillar cuanto seria",
    ],
)
async def test_the_price_of_less_is_told_and_the_request_stays(chat: Chat, text: str) -> None:
    await chat.say(OFFERED, text)
    assert "140,00 €" in chat.text
    assert "sigue siendo el de 175,00 €" in chat.text
    state = await chat.state()
    assert state.request is not None
    assert set(state.request.quantities) == {"ESCAPE", "MANILLAR"}
    assert chat.turn.handover is None


async def test_a_bare_yes_after_it_takes_neither_price(chat: Chat) -> None:
    await chat.say(OFFERED, "¿y si quito el manillar?", "vale")
    assert await chat.cases() == []


async def test_who_takes_the_price_by_name_takes_the_one_that_stands(chat: Chat) -> None:
    await chat.say(OFFERED, "¿y si quito el manillar?", "acepto los 175")
    (case,) = await chat.cases()
    assert "175,00 €" in chat.text
    assert set(case.element_codes) == {"ESCAPE", "MANILLAR"}


async def test_the_words_that_were_offered_change_the_request(chat: Chat) -> None:
    await chat.say(OFFERED, "¿y si quito el manillar?", "solo escape", "vale")
    (case,) = await chat.cases()
    assert set(case.element_codes) == {"ESCAPE"}


async def test_another_part_alone_has_its_own_price(chat: Chat) -> None:
    await chat.say(OFFERED, "¿cuánto costaría solo los espejos?")
    assert "Espejos" in chat.text
    assert "140,00 €" in chat.text
    assert "«solo espejos»" in chat.text


@pytest.mark.parametrize("text", ["sin el manillar", "quita el manillar", "y si añado los espejos?"])
async def test_what_changes_the_request_is_no_supposition(chat: Chat, text: str) -> None:
    await chat.say(OFFERED, text)
    state = await chat.state()
    assert state.request is not None
    assert set(state.request.quantities) != {"ESCAPE", "MANILLAR"}


async def test_taking_out_everything_is_not_priced(chat: Chat) -> None:
    await chat.say(OFFERED, "¿y si quito el escape y el manillar?")
    assert "sigue siendo" not in chat.text


async def test_whom_no_tariff_is_for_is_told_no_price(chat: Chat) -> None:
    await chat.say(OFFERED, "soy un taller, ¿cuánto sería solo el escape?")
    assert chat.turn.handover is not None
    assert "140,00" not in chat.text
