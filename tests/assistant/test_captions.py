"""The words below a picture: they say what it shows, and whatever else a message may say."""

import uuid

import pytest
from sqlalchemy import select

from agent.assistant import phrases
from agent.assistant.messages import Attachment, AttachmentKind
from agent.assistant.of_photos import beside_pictures
from database.models import Case, CaseImage
from tests.assistant.chatting import Chat
from tests.conversations_recorded.playing import a_photo


def photo() -> Attachment:
    return Attachment(AttachmentKind.IMAGE, "foto.png", "image/png", a_photo(), uuid.uuid4().hex)


@pytest.mark.parametrize(
    ("caption", "beside"),
    [
        ("el escape", []),
        ("esta es la línea completa, la otra luego", []),
        ("esta es la del escape, ¿cuánto tarda?", ["¿cuánto tarda?"]),
        (
            "y esta la pegatina, por cierto quita los espejos que al final no los pongo",
            ["por cierto quita los espejos que al final no los pongo"],
        ),
        ("quita los espejos y el manillar, esta es la del escape", ["quita los espejos y el manillar"]),
        ("la línea entera y añade los espejos y el manillar", ["añade los espejos y el manillar"]),
        (
            "mi ficha. La matrícula no es 1234 BCD sino 4321 BCD. ¿Falta algo más?",
            ["La matrícula no es 1234 BCD sino 4321 BCD.", "¿Falta algo más?"],
        ),
    ],
)
def test_what_a_caption_says_beside_its_picture(caption: str, beside: list[str]) -> None:
    assert beside_pictures(caption) == beside


async def test_a_caption_is_read_like_a_text(chat: Chat) -> None:
    await chat.say("escape y manillar de mi moto", "acepto")
    await chat.send(
        [chat.message("la línea de escape entera, ¿cuánto costaría añadir los espejos?", [photo()])]
    )
    assert "el total sería 220,00 €" in chat.text
    assert "✅ Escape / Sistema de escape: Línea de escape completa" in chat.text
    await chat.send([chat.message("¿esta vale?", [photo()])])
    assert "las revisará una persona" in chat.text
    await chat.send([chat.message("el manillar de frente, y quita el escape que no lo hago", [photo()])])
    assert "Quitado: Escape" in chat.text
    assert "140,00 €" in chat.text
    await chat.say("acepto")
    await chat.send([chat.message("el permiso, ya no quiero seguir", [photo()])])
    assert "¿Cancelo tu expediente?" in chat.text
    await chat.say("no, seguir")
    await chat.send([chat.message("quiero hablar con una persona", [photo()])])
    assert chat.turn.handover is not None
    chat.session.expunge_all()
    case = (await chat.session.scalars(select(Case))).one()
    assert (case.element_codes, str(case.tariff_amount)) == (["MANILLAR"], "140.00")
    assert len((await chat.session.scalars(select(CaseImage))).all()) == 5


async def test_nobody_takes_a_price_that_was_not_offered(chat: Chat) -> None:
    await chat.say("escape moto")
    for text in ("acepto el precio de 1 €", "acepto el escape por 1 €", "te doy 100", "100 euros y adelante"):
        await chat.say(text)
        assert (await chat.session.scalars(select(Case))).all() == []
        assert "140,00 €" in chat.text or chat.turn.replies
    await chat.say("me parece bien pero una cosa, ¿el precio incluye la ITV?")
    assert (await chat.session.scalars(select(Case))).all() == []
    assert len(chat.turn.questions) == 1
    await chat.say("pues 140 entonces, vale")
    assert str((await chat.session.scalars(select(Case))).one().tariff_amount) == "140.00"


async def test_a_paper_that_nobody_asks_for_is_kept_without_a_place(chat: Chat) -> None:
    await chat.say("escape moto", "acepto")
    await chat.send([chat.message("la factura del escape", [photo()])])
    chat.session.expunge_all()
    (image,) = (await chat.session.scalars(select(CaseImage))).all()
    assert (image.element_code, image.photo_code) == (None, None)
    assert phrases.PHOTO_ADDED in chat.text
