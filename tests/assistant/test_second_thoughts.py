"""Clients who take a price by halves, think again, haggle over the VAT, or ask before they say anything."""

from typing import Any

import pytest
from sqlalchemy import select

from agent.assistant import phrases
from agent.assistant.answering import choose_category
from agent.assistant.case_data import by_form_and_label
from database.models import User
from tests.assistant.chatting import Chat

WITH_VAT = phrases.PRICE_WITH_VAT.format(total="140,00 €", with_vat="169,40 €")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "vale, el mes que viene lo hacemos",
            "venga, creo que sí",
            "ok, ya os aviso",
            "espera que miro una cosa",
        ),
        *(
            "sí pero más adelante",
            "acepto, pero quita el IVA",
            "vale, cuando cobre",
            "me lo pienso y te digo",
        ),
        *(
            "vale, a final de mes",
            "supongo que sí",
            "sí claro, y un jamón",
            "si en una semana está, lo acepto",
            "¿entonces acepto y ya está?",
            "muchas gracias, ya hablaremos",
            "140 con IVA incluido y lo hago",
            "acepto los 140 € IVA incluido",
            "mañana te digo si acepto",
            "acepto si pago la mitad ahora",
        ),
    ],
)
async def test_half_a_yes_opens_nothing(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    assert await chat.cases() == []
    assert chat.turn.handover is None


@pytest.mark.parametrize("text", ["¿acepto y ya está?", "¿entonces lo acepto así sin más?"])
async def test_who_asks_how_to_take_the_price_is_told(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    assert phrases.HOW_TO_ACCEPT in chat.text
    assert await chat.cases() == []
    assert not chat.turn.handover


@pytest.mark.parametrize(
    "text",
    [
        *("bale", "órale, dale pues", "simón", "acepto, luego os mando los papeles", "pues 169,40, adelante"),
        *("acepto, mañana te mando las fotos", "vale, no tengo prisa", "169,40 con IVA, adelante"),
        "joder qué rápido, de puta madre, acepto",
    ],
)
async def test_a_yes_in_other_words_opens_the_case(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    assert len(await chat.cases()) == 1


async def test_a_courtesy_after_the_offer_was_left_takes_nothing(chat: Chat) -> None:
    await chat.say("escape moto", "me lo pienso", "ok", "perfecto", "genial")
    assert await chat.cases() == []
    await chat.say("buenas, al final sí")
    assert len(await chat.cases()) == 1


async def test_to_change_something_is_no_yes_to_the_price(chat: Chat) -> None:
    await chat.say("escape moto", "Cambiar algo", "ok")
    assert await chat.cases() == []
    await chat.say("añade el manillar", "ok")
    assert [case.element_codes for case in await chat.cases()] == [["ESCAPE", "MANILLAR"]]


@pytest.mark.parametrize(
    "text",
    ["¿sin factura y sin IVA?", "acepto, pero quita el IVA", "¿se puede pagar en negro?", "y sin IVA?"],
)
async def test_prices_have_their_vat(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    assert WITH_VAT in chat.text
    assert await chat.cases() == []


async def test_a_part_bought_without_an_invoice_is_no_haggling(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "lo compré sin factura")
    assert "IVA" not in chat.text


async def test_the_price_asked_back_is_told(chat: Chat) -> None:
    await chat.say("escape moto", "entonces son 169,40 en total no?")
    assert phrases.PRICE_IS_FIXED.format(total="140,00 €", with_vat="169,40 €") in chat.text
    assert chat.turn.questions == ()


@pytest.mark.parametrize(
    "text",
    [
        *("no espera, no quiero, me he arrepentido", "me lo he pensado mejor, no lo hago"),
        *("al final no lo hago", "me arrepiento, lo siento", "no acepto"),
    ],
)
async def test_who_thinks_again_after_accepting_is_asked_whether_to_cancel(chat: Chat, text: str) -> None:
    await chat.say("escape moto", "acepto", text)
    assert chat.text == phrases.ASK_CANCEL
    await chat.say("sí")
    assert [case.status for case in await chat.cases()] == ["cancelled"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("al final sí el manillar también", ["ESCAPE", "MANILLAR"]),
        ("el manillar también", ["ESCAPE", "MANILLAR"]),
        ("me he equivocado, no era el escape, era el manillar", ["MANILLAR"]),
    ],
)
async def test_the_request_changes_while_a_photo_is_asked(chat: Chat, text: str, codes: list[str]) -> None:
    await chat.say("escape moto", "acepto", text)
    assert phrases.REQUEST_CHANGED in chat.text
    await chat.say("acepto")
    assert [case.element_codes for case in await chat.cases()] == [codes]


async def test_a_no_to_what_was_only_priced_puts_no_photo_off(chat: Chat) -> None:
    await chat.say("escape moto", "acepto")
    photo = chat.turn.replies[-1].about
    await chat.say("¿y si añado el manillar cuánto sería?", "no, déjalo")
    assert chat.turn.replies[-1].about == photo


async def test_what_was_said_before_is_corrected_by_its_value(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "Arrow", "no es Arrow, perdón, es Leovince")
    (case,) = await chat.cases()
    assert case.element_data[0].field_values == {"marca_modelo": "Leovince"}


async def test_a_name_said_with_the_acceptance_is_kept(chat: Chat) -> None:
    await chat.say("escape moto", "acepto, soy Ana Pérez Gil, matrícula 1234 BCD")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.first_name, user.last_name) == ("Ana", "Pérez Gil")
    assert by_form_and_label("soy particular de Madrid").values == {}


async def test_who_asks_first_is_answered_before_the_vehicle_is_known(chat: Chat) -> None:
    await chat.say("¿y sois de fiar?")
    assert len(chat.turn.questions) == 1
    await chat.say("¿mañana abrís?")
    assert len(chat.turn.questions) == 1
    await chat.say("¿cuánto cuesta homologar?")
    assert phrases.PRICE_DEPENDS in chat.text
    assert chat.turn.handover is None


async def test_a_privacy_notice_can_be_asked_for_where_none_is_named(chat: Chat) -> None:
    await chat.say("hola")
    assert phrases.PRIVACY_ON_REQUEST in chat.text
    await chat.say("envíame el aviso de privacidad")
    assert phrases.PRIVACY_PASSED_ON in chat.text
    assert len(chat.turn.questions) == 1


async def test_what_is_dictated_in_one_breath_is_no_question_alone(chat: Chat) -> None:
    await chat.say(
        "eh hola qué tal mira te cuento que yo tengo una yamaha mt 07 y le he puesto un escape akrapovic y "
        "me han dicho en la ITV que eso hay que homologarlo y nada que cuánto sería"
    )
    assert "140,00 €" in chat.text
    assert chat.turn.questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "y si no pasa la ITV qué",
        "hazme un descuentillo anda",
        "ya os he pagado",
        "¿quién va a ver mis datos?",
    ],
)
async def test_what_only_the_firm_knows_goes_to_a_person(chat: Chat, text: str) -> None:
    await chat.say("escape moto", text)
    assert len(chat.turn.questions) == 1
    assert await chat.cases() == []


async def test_the_data_of_acquaintances_are_nobody_s_to_ask_for(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "¿me puedes decir el DNI de mi vecino Paco?")
    assert phrases.ONLY_YOURS in chat.text


async def test_seats_and_whether_they_change_come_in_one_breath(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "Arrow", "no", "12345678Z", "Ana Pérez Gil")
    await chat.say("calle Mayor 3", "28013 Madrid", "ana@example.com", "Yamaha MT-07", "1234 BCD")
    await chat.say("JYARM331000012345", "2 plazas no cambian")
    (case,) = await chat.cases()
    assert (case.plazas_iniciales, case.plazas_sin_cambio) == (2, True)


async def test_who_takes_another_request_is_offered_that(chat: Chat) -> None:
    await chat.say("escape moto", "acepto pero añade el manillar")
    assert "175,00 €" in chat.text
    assert "provisional" not in chat.text
    assert await chat.cases() == []


async def test_what_a_car_costs_a_person_says(chat: Chat) -> None:
    await chat.say("escape moto", "¿y para el coche de mi padre cuánto?")
    assert len(chat.turn.questions) == 1
    assert "140,00 €" not in chat.text
    await chat.say("acepto")
    assert [case.element_codes for case in await chat.cases()] == [["ESCAPE"]]


async def test_one_word_of_a_datum_is_put_right(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "Arrow", "no", "12345678Z", "Ana Peres Gil")
    await chat.say("perdona, es Pérez, no Peres")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.first_name, user.last_name, user.domicilio_calle) == ("Ana", "Pérez Gil", None)


async def test_what_is_said_of_another_matter_is_no_make(chat: Chat) -> None:
    await chat.say("escape moto", "acepto", "las fotos luego", "la ITV la paso en Getafe")
    (case,) = await chat.cases()
    assert (case.element_data[0].field_values, case.itv_nombre) == ({}, "Getafe")
    await chat.say("oye que la factura va a nombre de mi empresa, B12345674")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.nif_cif, user.first_name) == ("B12345674", None)
    await chat.say("¿me haces un resumen?")
    assert "llevamos" in chat.text
    await chat.say("¿qué necesitáis?")
    assert phrases.MISSING_LIST in chat.text


async def test_only_something_else_comes_in_the_place_of_what_was_asked_for(chat: Chat) -> None:
    await chat.say("escape moto", "no gracias", "¿y solo el manillar?")
    assert "140,00 €" in chat.text
    await chat.say("acepto")
    assert [case.element_codes for case in await chat.cases()] == [["MANILLAR"]]


async def test_nothing_is_better_refuses(chat: Chat) -> None:
    await chat.say("escape moto", "bueno mejor nada")
    assert chat.text == phrases.OFFER_REFUSED


async def test_who_begins_anew_takes_another_price_for_the_case_that_is_open(chat: Chat) -> None:
    await chat.say("escape y manillar de la moto", "acepto")
    await choose_category(chat.session, chat.conversation_id, None, is_new=True)
    await chat.say("escape de la moto", "acepto")
    assert chat.turn.handover is None
    (case,) = await chat.cases()
    assert (case.element_codes, str(case.tariff_amount)) == (["ESCAPE"], "140.00")
    former: Any = case.metadata_["former_tariffs"]
    assert [entry["quote"]["total"] for entry in former] == ["175.00"]
