"""The turn of a client on a real database: what is asked, kept, refused, reminded of and taken up again."""

import uuid
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.answering import Attachment, AttachmentKind, outcome_for, remind
from agent.assistant.regulations import kept_regulations, use_regulations
from agent.assistant.state import Asked, Reference
from agent.services.cases import review_image
from agent.services.catalogue import load_catalogue
from agent.services.catalogue.prices import set_price
from agent.services.settings import set_setting
from agent.services.users import get_or_create_user
from database.models import (
    Case,
    CaseImage,
    ConversationHistory,
    DialoguePhoto,
    Escalation,
    Policy,
    User,
)
from shared.vocabularies import CaseStatus
from tests.assistant.chatting import START, Chat, a_chat
from tests.conversations_recorded.playing import a_photo

PERSON = "12345678Z, Ana López Ruiz, calle Sol 4, 41001 Sevilla, ana@example.com"


def photo() -> Attachment:
    return Attachment(AttachmentKind.IMAGE, "foto.png", "image/png", a_photo(), uuid.uuid4().hex)


async def the_case(chat: Chat) -> Case:
    chat.session.expunge_all()
    return (await chat.session.scalars(select(Case).order_by(Case.created_at.desc()).limit(1))).one()


async def test_the_first_message_says_who_answers_and_where_the_privacy_notice_is(chat: Chat) -> None:
    await set_setting(chat.session, "assistant_privacy_notice", "https://example.com/privacidad")
    await chat.say("hola")
    assert "asistente automático" in chat.text
    assert "https://example.com/privacidad" in chat.text
    await chat.say("el escape de mi moto")
    assert "asistente automático" not in chat.text


async def test_accepting_freezes_the_total_seen_with_the_words_that_accepted_it(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "sí, adelante")
    case = await the_case(chat)
    assert (case.status, case.element_codes, str(case.tariff_amount)) == ("collecting", ["ESCAPE"], "140.00")
    acceptance = case.metadata_["acceptance"]
    assert isinstance(acceptance, dict)
    assert (acceptance["text"], acceptance["total"]) == ("sí, adelante", "140.00")


async def test_accepting_a_price_settles_what_was_in_doubt(chat: Chat) -> None:
    await chat.say("tengo una moto. el sillín me lo bajó mi padre y el manillar es el de siempre, ¿precio?")
    assert "provisional" in chat.text
    await chat.say("sí, adelante")
    case = await the_case(chat)
    assert (case.status, case.element_codes, str(case.tariff_amount)) == ("collecting", ["ASIENTO"], "140.00")


async def test_a_price_that_changed_meanwhile_is_offered_again(chat: Chat) -> None:

    await chat.say("el escape de mi moto")
    await set_price(chat.session, "motos-part", "T6", Decimal("150.00"))
    await chat.session.commit()
    await chat.say("acepto")
    assert phrases.PRICE_CHANGED in chat.text
    assert "150,00 €" in chat.text
    assert (await chat.session.scalars(select(Case))).all() == []
    await chat.say("acepto")
    assert str((await the_case(chat)).tariff_amount) == "150.00"


async def test_a_tap_on_an_older_offer_takes_no_other_price(chat: Chat) -> None:
    await chat.say("el escape de mi moto")
    older = chat.turn.replies[-1].about
    await chat.say("añade el manillar")
    newer = chat.turn.replies[-1].about
    assert older != newer
    await chat.say("Acepto", about=older)
    assert phrases.PRICE_CHANGED in chat.text
    assert (await chat.session.scalars(select(Case))).all() == []
    await chat.say("Acepto", about=newer)
    assert str((await the_case(chat)).tariff_amount) == "175.00"
    await chat.say("añade los espejos")
    await chat.say("Acepto", about=newer)
    assert phrases.PRICE_CHANGED in chat.text
    assert (await the_case(chat)).tariff_accepted_at is None
    await chat.say("acepto")
    assert str((await the_case(chat)).tariff_amount) == "220.00"


async def test_photos_go_to_what_they_show(chat: Chat) -> None:
    await chat.send([chat.message("la marca de homologación del escape", [photo()])])
    assert len((await chat.session.scalars(select(DialoguePhoto))).all()) == 1
    await chat.say("es el escape de mi moto", "acepto")
    images = (await chat.session.scalars(select(CaseImage))).all()
    assert [(image.element_code, image.photo_code) for image in images] == [("ESCAPE", "MARCA_HOMOLOGACION")]
    assert not (await chat.session.scalars(select(DialoguePhoto))).all()
    await chat.send([chat.message("", [photo()])])
    await chat.send([chat.message("mi ficha técnica", [photo()])])
    await chat.say("no, esa es el permiso de circulación")
    chat.session.expunge_all()
    images = (await chat.session.scalars(select(CaseImage).order_by(CaseImage.created_at))).all()
    assert [image.photo_code for image in images] == [
        "MARCA_HOMOLOGACION",
        "LINEA_COMPLETA",
        "PERMISO_CIRCULACION",
    ]


async def test_an_album_in_messages_of_their_own_fills_its_document(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "acepto")
    await chat.send([chat.message("fotos exteriores", [photo()]) for _ in range(4)])
    images = (await chat.session.scalars(select(CaseImage))).all()
    assert [image.photo_code for image in images] == ["FOTOS_EXTERIORES"] * 4
    await chat.send([chat.message("", [photo()]) for _ in range(4)])
    places = {image.photo_code for image in (await chat.session.scalars(select(CaseImage))).all()}
    assert places == {
        "FOTOS_EXTERIORES",
        "LINEA_COMPLETA",
        "MARCA_HOMOLOGACION",
        "FICHA_TECNICA",
        "PERMISO_CIRCULACION",
    }


async def test_data_said_before_there_is_a_case_are_not_asked_again(chat: Chat) -> None:
    await chat.say(f"el escape de mi moto, matrícula 1234 BCD. {PERSON}", "acepto")
    case = await the_case(chat)
    user = (await chat.session.scalars(select(User))).one()
    assert (case.matricula, user.nif_cif, user.email) == ("1234BCD", "12345678Z", "ana@example.com")


async def test_a_short_chassis_number_is_taken_and_shown_once_more(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "acepto", "bastidor: ZDCKC60A9AF01234")
    assert (await the_case(chat)).bastidor == "ZDCKC60A9AF01234"
    assert "ZDCKC60A9AF01234 tiene 16 caracteres" in chat.text
    await chat.say("bastidor: ZDCKC60A9AF012345")
    assert (await the_case(chat)).bastidor == "ZDCKC60A9AF012345"
    assert "caracteres" not in chat.text


async def test_a_wrong_datum_keeps_the_right_ones(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "acepto")
    await chat.say("mi correo es ana@example.com y mi dni 12345678A")
    user = (await chat.session.scalars(select(User))).one()
    assert (user.nif_cif, user.email) == (None, "ana@example.com")
    assert "letra de control" in chat.text


async def test_policies_answer_what_only_the_firm_knows(chat: Chat) -> None:
    chat.session.add(Policy(key="horario", value="De lunes a viernes, de 9 a 14.", category="general"))
    await chat.say("el escape de mi moto", "¿qué horario tenéis?")
    assert "De lunes a viernes" in chat.text
    assert chat.turn.handover is None


async def test_what_no_policy_says_goes_to_a_person_and_the_dialogue_goes_on(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "¿y se puede pagar con Bizum?")
    assert chat.turn.handover is None
    assert "se lo paso a un compañero" in chat.text
    assert chat.turn.replies[-1].about == Reference(asked=Asked.OFFER, value="140.00")
    assert ["Bizum" in question for question in chat.turn.questions] == [True]
    found = (await chat.session.scalars(select(Escalation))).one()
    assert (found.hands_over, found.status) == (False, "pending")
    await chat.say("¿pero aceptáis Bizum o no?")
    assert "Ya se lo he preguntado" in chat.text
    assert chat.turn.questions == ()
    await chat.say("acepto")
    assert "Expediente abierto" in chat.text
    await chat.say("¿Bizum sí o no?")
    assert chat.turn.handover is not None
    await chat.session.refresh(found)
    assert found.hands_over


async def test_a_service_of_the_tariff_is_told_with_its_price(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "¿cuánto cuesta el certificado del taller si lo hacéis vosotros?")
    assert "Certificado de taller: 85,00 €" in chat.text
    await chat.say("¿y si es urgente cuánto tardáis?")
    assert "Tramitación urgente (24/36 h): 100,00 €" in chat.text
    assert (await chat.session.scalars(select(Escalation))).all() == []


async def test_who_knows_the_rules_answers_for_them(chat: Chat) -> None:
    class Book:
        async def answer(self, session: AsyncSession, question: str, _conversation: object) -> str | None:
            return "Según el artículo 7, sí." if "multar" in question else None

    use_regulations(Book())
    try:
        await chat.say("el escape de mi moto", "¿me pueden multar?")
        assert "artículo 7" in chat.text
        assert chat.turn.handover is None
        assert chat.turn.replies[-1].about == Reference(asked=Asked.OFFER, value="140.00")
        await chat.say("¿qué dice la normativa de los perros?")
        assert chat.turn.handover is None
        assert len(chat.turn.questions) == 1
    finally:
        use_regulations(kept_regulations())


async def test_without_a_phone_it_is_asked_for_and_another_persons_opens_nothing(
    seeded_session: AsyncSession,
) -> None:
    await get_or_create_user(seeded_session, "600999888")
    chat = await a_chat(seeded_session, phone=None)
    await chat.say("el escape de mi moto", "acepto")
    assert "teléfono" in chat.text
    await chat.say("600 999 888")
    assert chat.turn.handover is not None
    other = await a_chat(seeded_session, phone=None)
    await other.say("el escape de mi moto", "acepto", "600 777 666")
    assert "Expediente abierto" in other.text
    assert await seeded_session.scalar(select(User.id).where(User.phone == "+34600777666")) is not None


async def test_a_silent_client_is_reminded_twice_then_given_up_and_goes_on_later(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "acepto", "luego", "luego", "Akrapovic Slip-on, sí", PERSON)
    due = chat.turn.remind_at
    assert due == START + timedelta(minutes=5, hours=4)
    early = await remind(chat.session, chat.conversation_id, due - timedelta(minutes=1))
    assert early.replies == ()
    first = await remind(chat.session, chat.conversation_id, due)
    assert len(first.replies) == 2
    assert (await remind(chat.session, chat.conversation_id, due)).replies == ()
    assert first.remind_at is not None
    second = await remind(chat.session, chat.conversation_id, first.remind_at)
    assert len(second.replies) == 2
    assert second.remind_at == START + timedelta(minutes=5, days=30)
    last = await remind(chat.session, chat.conversation_id, second.remind_at)
    await chat.session.commit()
    assert (last.replies, last.remind_at) == ((), None)
    former = await the_case(chat)
    assert former.status == CaseStatus.ABANDONED
    chat.now = START + timedelta(days=60)
    await chat.say("hola, quiero seguir")
    assert "140,00 €" in chat.text
    await chat.say("acepto")
    assert "recuperado" in chat.text
    case = await the_case(chat)
    assert (case.id != former.id, case.status) == (True, "collecting")
    assert case.element_data[0].field_values == {
        "marca_modelo": "Akrapovic Slip-on",
        "homologacion_visible": True,
    }


async def test_who_wants_no_messages_gets_no_reminder(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "BAJA")
    assert chat.turn.remind_at is None
    assert (await remind(chat.session, chat.conversation_id, START + timedelta(days=1))).replies == ()


async def test_a_photo_found_invalid_is_asked_for_again(chat: Chat) -> None:

    await chat.say("el escape de mi moto", "acepto")
    await chat.send([chat.message("", [photo(), photo()])])
    case = await the_case(chat)
    catalogue = await load_catalogue(chat.session, "motos-part")
    await review_image(
        chat.session, case.id, case.images[0].id, catalogue, is_valid=False, notes="Está movida."
    )
    await chat.session.commit()
    await chat.say("hola")
    assert "no sirve: Está movida" in chat.text


async def test_an_old_question_that_is_quoted_is_the_one_that_is_answered(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "acepto", "luego", "luego")
    asked = chat.turn.replies[-1].about
    await chat.say("luego")
    assert chat.turn.replies[-1].about != asked
    await chat.say("Akrapovic Slip-on", about=asked)
    case = await the_case(chat)
    assert case.element_data[0].field_values == {"marca_modelo": "Akrapovic Slip-on"}


async def test_a_turn_takes_few_statements(chat: Chat) -> None:
    await chat.say("el escape de mi moto")
    counts: list[int] = []
    engine = chat.session.get_bind()
    engine = getattr(engine, "engine", engine)
    for text in ("y el manillar", "acepto", "luego", "¿qué falta?", PERSON):
        seen: list[str] = []

        def count(*arguments: object, seen: list[str] = seen) -> None:
            seen.append(str(arguments[2]))

        event.listen(engine, "before_cursor_execute", count)
        await chat.say(text)
        event.remove(engine, "before_cursor_execute", count)
        counts.append(len(seen))
    assert max(counts) <= 18, counts
    assert sorted(counts)[len(counts) // 2] <= 15, counts


async def test_the_outcome_has_no_price_where_no_tariff_is_for_the_client(chat: Chat) -> None:
    await chat.say("somos un taller y queremos homologar el escape de una moto")
    outcome = await outcome_for(chat.session, chat.conversation_id, chat.now)
    assert outcome.quote is None
    assert await chat.session.get(ConversationHistory, chat.conversation_id) is not None
