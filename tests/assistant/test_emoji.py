"""Messages of emoji alone: 👍 to a price is a yes, kept as it was written; beside other things it is none."""

import pytest

from agent.assistant import phrases
from agent.assistant.emoji import in_words, is_emoji
from tests.assistant.chatting import Chat


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            ("👍", "vale"),
            ("👍🏽", "vale"),
            ("👍👍", "vale"),
            ("👌 ✅", "vale"),
            ("✔️", "vale"),
            ("🆗!", "vale"),
        ),
        *(("👍🙂", "vale"), ("👎", "no"), ("🙏🏼", "gracias"), ("👍🙏", "vale gracias"), ("❤️", None)),
        *(("😂", None), ("👍😂", None), ("👍?", None), ("ok 👍", None), (":)", None), ("", None)),
    ],
)
def test_what_emoji_say(text: str, words: str | None) -> None:
    assert in_words(text) == words
    assert words is None or is_emoji(text)


@pytest.mark.parametrize("text", ["👍", "👌🏻", "✅", "🆗", "👍👍", "ok 👍", "👍 acepto"])
async def test_a_thumb_takes_the_price_that_was_asked_about(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    (case,) = await chat.cases()
    assert str(case.tariff_amount) == "140.00"
    evidence = case.metadata_["acceptance"]
    assert isinstance(evidence, dict)
    assert evidence["text"] == text


async def test_a_thumb_beside_another_question_takes_nothing(chat: Chat) -> None:
    await chat.say(
        "hola", "👍", "una moto", "👍", "el escape", "me lo pienso y te digo", "👍", "vale", "perfecto"
    )
    assert await chat.cases() == []
    await chat.say("una duda", "👍", "hasta luego", "ok")
    assert await chat.cases() == []
    await chat.say("acepto")
    assert len(await chat.cases()) == 1


async def test_a_quoted_offer_is_taken_by_a_thumb_although_it_had_been_left(chat: Chat) -> None:
    await chat.say("escape moto")
    offer = chat.turn.replies[-1].about
    await chat.say("me lo pienso")
    await chat.say("👍", about=offer)
    assert len(await chat.cases()) == 1


async def test_a_thumb_down_refuses_and_a_laugh_says_nothing(chat: Chat) -> None:
    await chat.say("escape moto", "😂")
    assert phrases.NO_EMOJI in chat.text
    await chat.say("👎")
    assert chat.text == phrases.OFFER_REFUSED
    assert await chat.cases() == []


async def test_what_can_not_be_undone_takes_words(chat: Chat) -> None:
    await chat.say("escape moto", "👍", "no espera, me he arrepentido", "👍")
    assert chat.text == f"{phrases.NO_EMOJI}\n{phrases.ASK_CANCEL}"
    assert [case.status for case in await chat.cases()] == ["collecting"]
    await chat.say("sí")
    assert chat.text == phrases.CANCELLED
