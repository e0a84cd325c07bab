"""What clients leave for later, in whatever words: it is put off at once, and the rest goes on."""

import uuid

import pytest
from sqlalchemy import select

from agent.assistant import phrases
from agent.assistant.evading import is_question
from agent.assistant.putting_off import defers
from agent.assistant.state import Asked
from database.models import Case
from tests.assistant.chatting import Chat


@pytest.mark.parametrize(
    "text",
    [
        *("no tengo fotos ahora, luego", "no las tengo aquí", "mañana te las mando", "cuando llegue a casa"),
        *("cuando pueda os las paso", "ahora mismo no puedo, estoy trabajando", "al rato te las paso"),
        *("estoy fuera hasta el domingo", "la moto está en el taller", "no tengo la moto aquí", "el finde"),
        *("en cuanto tenga un rato las hago", "pues mañana por la tarde", "que no tengo fotos te digo"),
        *("ahorita no las tengo", "te las mando esta noche", "ando manejando", "las fotos el lunes"),
    ],
)
def test_why_nothing_comes_now_is_no_question(text: str) -> None:
    assert defers(text)
    assert not is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        *("¿cuándo llega?", "cuando queráis", "lo monté el año pasado", "no tengo escape", "luego"),
        *("¿puedo mandarlas mañana?", "el lunes paso la ITV", "Akrapovic", "la moto es de mi hermano"),
    ],
)
def test_what_puts_nothing_off(text: str) -> None:
    assert not defers(text)


@pytest.mark.parametrize(
    "text",
    ["no tengo fotos ahora, luego", "cuando llegue a casa", "mañana te las mando", "no puedo, estoy fuera"],
)
async def test_photos_are_put_off_together_and_the_data_are_asked(chat: Chat, text: str) -> None:
    await chat.say("escape moto", "acepto", text)
    assert chat.text.startswith(f"{phrases.PHOTOS_LATER} {phrases.MEANWHILE['field']}")
    assert chat.turn.questions == ()
    assert chat.turn.replies[-1].about is not None
    assert chat.turn.replies[-1].about.asked is Asked.DATUM


async def test_one_photo_is_put_off_alone(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "esa no la tengo ahora")
    assert chat.text.startswith(f"{phrases.PHOTO_LATER} {phrases.MEANWHILE['photo']}")
    assert chat.turn.replies[-1].about is not None
    assert chat.turn.replies[-1].about.asked is Asked.PHOTO


async def test_a_datum_is_put_off_and_not_stored(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "cuando llegue a casa lo miro")
    assert phrases.DATUM_SKIPPED in chat.text
    case = (await chat.session.scalars(select(Case))).one()
    assert case.element_data[0].field_values == {}


async def test_photos_left_with_the_acceptance_are_not_asked_for(chat: Chat) -> None:
    await chat.say("escape moto", "acepto pero las fotos te las mando mañana")
    assert "Expediente abierto" in chat.text
    assert phrases.PHOTOS_LATER in chat.text
    assert chat.turn.replies[-1].about is not None
    assert chat.turn.replies[-1].about.asked is Asked.DATUM


async def test_when_only_photos_are_left_a_further_later_is_heard_once(chat: Chat) -> None:
    await chat.say(
        "escape moto", "acepto", "las fotos luego", "Akrapovic", "no", "12345678Z", "Ana Pérez Gil"
    )
    await chat.say("calle Mayor 3", "28013 Madrid", "ana@example.com", "Yamaha MT-07, 1234 BCD")
    await chat.say("JYARM331000012345", "2 plazas no cambian", "el vuestro", "Madrid", "la de Getafe")
    assert phrases.PENDING in chat.text
    await chat.say("esta noche, cuando llegue a casa")
    assert chat.text == phrases.WAITS_FOR_IT


async def test_who_says_that_photos_were_sent_is_told_that_none_came(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "ya te las he mandado")
    assert phrases.NO_PHOTO_YET in chat.text


async def test_a_photo_s_caption_answers_what_is_asked_where_it_can_be_nothing_else(chat: Chat) -> None:
    from agent.assistant.messages import Attachment, AttachmentKind
    from tests.conversations_recorded.playing import a_photo

    async def below(caption: str) -> None:
        photo = Attachment(AttachmentKind.IMAGE, "foto.png", "image/png", a_photo(), uuid.uuid4().hex)
        await chat.send([chat.message(caption, [photo])])

    async def given() -> dict[str, object]:
        chat.session.expunge_all()
        return dict((await chat.session.scalars(select(Case))).one().element_data[0].field_values)

    await chat.say("escape moto", "acepto", "las fotos luego")
    await below("la moto por detrás")
    assert await given() == {}
    await below("Akrapovic Slip-On")
    assert await given() == {"marca_modelo": "Akrapovic Slip-On"}
    await below("sí, esta es la placa")
    assert await given() == {"marca_modelo": "Akrapovic Slip-On"}
    await below("sí")
    assert (await given())["homologacion_visible"] is True
