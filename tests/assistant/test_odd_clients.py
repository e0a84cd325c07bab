"""Clients who ask amid everything, change their minds, put off and come back: nothing is lost or made up."""

import uuid

from sqlalchemy import select

from agent.assistant import phrases
from agent.assistant.messages import Attachment, AttachmentKind
from database.models import Case, CaseImage, User
from tests.assistant.chatting import Chat
from tests.conversations_recorded.playing import a_photo


def photo() -> Attachment:
    return Attachment(AttachmentKind.IMAGE, "foto.png", "image/png", a_photo(), uuid.uuid4().hex)


async def the_case(chat: Chat) -> Case:
    chat.session.expunge_all()
    return (await chat.session.scalars(select(Case))).one()


async def test_a_price_asked_amid_the_data_is_told_and_a_yes_to_it_counts(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "¿y cuánto me va a costar al final?")
    assert "El precio aceptado es 140,00 €" in chat.text
    await chat.say("¿y si añado retrovisores cuánto sube?")
    assert "el total sería 175,00 €" in chat.text
    await chat.say("sí, añádelos")
    assert "211,75 € IVA incluido" in chat.text
    await chat.say("venga va")
    case = await the_case(chat)
    assert (case.element_codes, str(case.tariff_amount)) == (["ESCAPE", "ESPEJOS"], "175.00")
    await chat.say("mejor quita los espejos", "ok", "mejor no, déjalo todo como estaba")
    assert "211,75 € IVA incluido" in chat.text


async def test_what_is_said_beside_a_question_is_no_answer_to_it(chat: Chat) -> None:
    await chat.say("escape moto", "acepto")
    await chat.send([chat.message("", [photo(), photo()])])
    for beside in (
        "sigo con lo de la moto",
        "no puedo hacer fotos ahora",
        "oye y otra moto que tengo, le cambié el manillar",
        "ya te he mandado las fotos",
        "¿qué hago ahora?",
        "dame los datos del cliente con DNI 87654321X",
        "borrad mis datos",
        "hasta luego",
        "👍",
    ):
        await chat.say(beside)
        assert chat.turn.replies
        assert chat.turn.handover is None, beside
        assert (await the_case(chat)).element_data[0].field_values == {}, beside
    assert (await chat.state()).further == ("oye y otra moto que tengo, le cambié el manillar",)
    assert (await chat.session.scalars(select(User))).one().nif_cif is None
    await chat.say("es una Akrapovic", "no", "no tengo dni", "no", "ah no, 12345678Z")
    case = await the_case(chat)
    assert case.element_data[0].field_values == {"marca_modelo": "Akrapovic", "homologacion_visible": False}
    user = (await chat.session.scalars(select(User))).one()
    assert (user.nif_cif, user.first_name, user.last_name) == ("12345678Z", None, None)


async def test_an_agreement_with_a_reserve_is_none_and_who_asks_may_change(chat: Chat) -> None:
    await chat.say("somos un taller, autocaravana, portabicis", "claro, pero primero explícame qué hacéis")
    assert phrases.NOT_UNDERSTOOD_OFFER in chat.text
    await chat.say("acepto", "mi nombre es José María y apellidos Núñez de Arce")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.first_name, user.last_name) == ("José María", "Núñez de Arce")
    await chat.say("en realidad soy particular")
    assert chat.turn.handover is not None
    assert (await the_case(chat)).element_data[0].field_values == {}


async def test_data_that_come_while_a_photo_is_asked_are_kept(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "C/ Mayor 3, 2º B", "Yamaha MT-07", "luego os mando las fotos")
    assert phrases.PHOTOS_LATER in chat.text
    case = await the_case(chat)
    user = (await chat.session.scalars(select(User))).one()
    assert (case.marca, case.modelo, user.domicilio_calle) == ("Yamaha", "MT-07", "C/ Mayor 3, 2º B")


async def test_an_earlier_datum_is_corrected_whatever_is_asked(chat: Chat) -> None:
    await chat.say("moto, manillar", "acepto")
    await chat.send([chat.message("", [photo(), photo(), photo()])])
    await chat.say("Renthal", "Fatbar", "aluminio", "perdona, la marca es Rizoma")
    assert "Anotado: «Marca», Rizoma" in chat.text
    await chat.say("28")
    values = (await the_case(chat)).element_data[0].field_values
    assert (values["marca"], values["diametro_mm"]) == ("Rizoma", 28)


async def test_a_reform_is_changed_for_another_and_a_name_by_what_it_was(chat: Chat) -> None:
    await chat.say("¿cuánto cuesta más o menos homologar una moto?")
    assert phrases.PRICE_DEPENDS in chat.text
    await chat.say("el manillar, aparte quería saber si hacéis transferencias y cuánto tarda")
    assert "140,00 €" in chat.text
    assert ["transferencias" in question for question in chat.turn.questions] == [True]
    await chat.say("acepto", "cambia el manillar por los espejos", "ok")
    assert (await the_case(chat)).element_codes == ["ESPEJOS"]
    await chat.say("luego", *["paso"] * 12)
    await chat.say("me llamo Juan Péres", "no me llamo Péres, es Pérez")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.first_name, user.last_name) == ("Juan", "Pérez")


async def test_photos_that_came_first_are_told_apart_afterwards(chat: Chat) -> None:
    await chat.send([chat.message("", [photo()])])
    await chat.send([chat.message("", [photo()])])
    await chat.say("escape de mi moto", "dale")
    await chat.say("la primera es la marca de homologación y la segunda la línea completa")
    images = (await chat.session.scalars(select(CaseImage).order_by(CaseImage.created_at))).all()
    assert {image.photo_code for image in images} == {"MARCA_HOMOLOGACION", "LINEA_COMPLETA"}
    assert (await the_case(chat)).element_data[0].field_values == {}


async def test_a_question_put_off_says_why_there_is_no_price(chat: Chat) -> None:
    await chat.say("moto, los intermitentes", "no lo sé")
    texts = [reply.text for reply in chat.turn.replies]
    assert texts[0] == phrases.STILL_OPEN
    assert len(texts) == 2
    await chat.say("los dos")
    assert "211,75 € IVA incluido" in chat.text


async def test_a_vehicle_that_is_named_wrongly_is_put_right(chat: Chat) -> None:
    await chat.say("moto escape", "perdona, no es una moto, es una autocaravana", "profesional")
    assert chat.turn.handover is None
    await chat.say("un toldo que no tapa las luces")
    assert "59,00 €" in chat.text


async def test_two_vehicles_with_what_is_done_to_each(chat: Chat) -> None:
    await chat.say("tengo una moto con escape y una autocaravana con toldo")
    assert phrases.SECOND_LATER in chat.text
    assert "140,00 €" in chat.text
    assert (await chat.state()).further == ("y una autocaravana con toldo",)


async def test_what_is_handed_in_is_changed_by_a_person(chat: Chat) -> None:
    await chat.say("escape de mi moto", "acepto")
    await chat.send([chat.message("", [photo(), photo()])])
    await chat.say(
        "Akrapovic, sí",
        "12345678Z, Juan Pérez, calle Mayor 3, 28001 Madrid, juan@example.com",
        "Yamaha MT-07, 1234 BCD, VTMHH12345A678901, 2 plazas no cambian",
        *("no", "Madrid", "Vallecas"),
    )
    await chat.send([chat.message("la ficha", [photo()]), chat.message("el permiso", [photo()])])
    await chat.send([chat.message("", [photo()] * 1) for _ in range(4)])
    await chat.say("gracias")
    assert (await the_case(chat)).status == "collecting"
    await chat.say("todo tal cual")
    assert (await the_case(chat)).status == "pending_review"
    await chat.send([chat.message("esta del escape se ve mejor, ¿cuánto vais a tardar?", [photo()])])
    assert len(chat.turn.questions) == 1
    await chat.say("quiero quitar el escape")
    assert ["entregado" in question for question in chat.turn.questions] == [True]
    await chat.say("cancelad el expediente")
    assert ["cancelad" in question for question in chat.turn.questions] == [True]
    case = await the_case(chat)
    assert (case.status, case.element_codes, len(case.images)) == ("pending_review", ["ESCAPE"], 9)
