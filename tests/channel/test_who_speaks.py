"""Who speaks: where a person of the firm has the word the assistant is silent, until it is given back."""

from typing import Any

import pytest
from sqlalchemy import update

from agent.services.outbox import Entry, queue_entries
from database.models import SystemSetting
from shared.vocabularies import OutgoingKind
from tests.channel.theatre import Theatre


async def test_a_client_is_answered_once_each(theatre: Theatre) -> None:
    await theatre.write("hola")
    assert theatre.texts
    count = len(theatre.texts)
    await theatre.write("moto")
    assert len(theatre.texts) > count
    stored = [row for row in await theatre.messages() if row.author == "assistant"]
    assert [row.content for row in stored] == theatre.texts
    assert {row.status for row in await theatre.outbox()} == {"confirmed"}


async def test_staff_answer_from_the_phone_s_own_app(theatre: Theatre) -> None:
    await theatre.write("hola")
    theatre.double.staff_writes(theatre.talk, "Hola, soy Ana", from_phone=True)
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("quiero un presupuesto")
    assert len(theatre.texts) == said
    assert theatre.talk.status == "pending"


async def test_staff_reply_while_it_stays_pending(theatre: Theatre) -> None:
    await theatre.write("hola")
    theatre.double.staff_writes(theatre.talk, "Hola, soy Ana")
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("quiero un presupuesto")
    assert len(theatre.texts) == said


async def test_a_private_note_silences_nobody(theatre: Theatre) -> None:
    await theatre.write("hola")
    theatre.double.staff_writes(theatre.talk, "ojo con este", private=True)
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("moto")
    assert len(theatre.texts) > said


async def test_staff_write_first(theatre: Theatre) -> None:
    talk = theatre.double.open_talk(theatre.client)
    theatre.double.staff_writes(talk, "Buenos días, le llamamos por su expediente")
    await theatre.wait(5)
    await theatre.write("sí, dígame")
    assert theatre.texts == []


async def test_the_word_is_taken_between_the_turn_and_the_sending(theatre: Theatre) -> None:
    """Control is checked again under the lock just before each message."""
    await theatre.write("hola")
    said = list(theatre.texts)
    conversation = (await theatre.rows_of_conversations())[-1]
    async with theatre.scene.sessions() as session:
        await queue_entries(
            session,
            conversation.id,
            [Entry(OutgoingKind.TEXT, "demasiado tarde")],
            now=theatre.stage.clock.now(),
        )
        await session.commit()
    theatre.double.staff_writes(theatre.talk, "Ya le atiendo yo")
    await theatre.stage.delivery.pump(theatre.double)
    await theatre.wait(30)
    assert theatre.texts == said
    assert (await theatre.outbox())[-1].reason == "staff_wrote"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "snoozed"}, "not_pending"),
        ({"assignee": {"id": 7, "type": "user"}}, "assigned"),
    ],
)
async def test_who_has_it_is_asked_of_chatwoot_where_no_event_has_come_yet(
    theatre: Theatre, changes: dict[str, Any], reason: str
) -> None:
    await theatre.write("hola")
    said = list(theatre.texts)
    for name, value in changes.items():
        setattr(theatre.talk, name, value)  # and Chatwoot's event of it still waits
    conversation = (await theatre.rows_of_conversations())[-1]
    async with theatre.scene.sessions() as session:
        entries = [Entry(OutgoingKind.TEXT, "demasiado tarde")]
        await queue_entries(session, conversation.id, entries, now=theatre.stage.clock.now())
        await session.commit()
    await theatre.wait(30)
    assert theatre.texts == said
    last = (await theatre.outbox())[-1]
    assert (last.status, last.reason) == ("dropped", reason)


async def test_hand_over_is_said_once_and_return_replays_nothing(theatre: Theatre) -> None:
    await theatre.write("hola")
    await theatre.write("quiero hablar con una persona")
    assert theatre.talk.status == "open"
    assert theatre.talk.assignee is None
    notes = [message for message in theatre.talk.messages if message.private]
    assert len(notes) == 1
    closing = [text for text in theatre.texts if "responderá una persona" in text]
    assert len(closing) == 1
    said = len(theatre.texts)
    await theatre.write("¿hay alguien?")
    await theatre.write("me llamo Pepe")
    assert len(theatre.texts) == said
    theatre.double.set_standing(theatre.talk, status="open", assignee={"id": 7, "type": "user"})
    await theatre.wait(30)
    theatre.double.set_standing(theatre.talk, status="pending", assignee=None)
    await theatre.wait(60)
    assert len(theatre.texts) == said
    assert [item.status for item in await theatre.escalations()] == ["resolved"]
    await theatre.write("moto")
    assert len(theatre.texts) > said
    assert sum("responderá una persona" in text for text in theatre.texts) == 1


async def test_a_question_for_a_person_leaves_the_word_with_the_assistant(theatre: Theatre) -> None:
    await theatre.write("hola")
    await theatre.write("el escape de mi moto, ¿y dónde estáis?")
    notes = [message.content for message in theatre.talk.messages if message.private]
    assert len(notes) == 1
    assert "¿y dónde estáis?" in str(notes[0])
    assert theatre.talk.status == "pending"
    assert [(item.hands_over, item.status) for item in await theatre.escalations()] == [(False, "pending")]
    said = len(theatre.texts)
    await theatre.write("acepto")
    assert any("Expediente abierto" in text for text in theatre.texts[said:])
    theatre.double.staff_writes(theatre.talk, "Estamos en Valencia")
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("gracias")
    assert len(theatre.texts) == said


async def test_a_label_silences(theatre: Theatre) -> None:
    await theatre.write("hola")
    theatre.double.set_labels(theatre.talk, ["Humano"])
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("moto")
    assert len(theatre.texts) == said
    theatre.double.set_labels(theatre.talk, [])
    await theatre.wait(5)
    await theatre.write("moto")
    assert len(theatre.texts) > said


async def test_the_panic_button_says_its_sentence_and_asks_for_a_person(theatre: Theatre) -> None:
    async def press(value: str) -> None:
        async with theatre.scene.sessions() as session:
            await session.execute(
                update(SystemSetting).where(SystemSetting.key == "panic_button_enabled").values(value=value)
            )
            await session.commit()

    await press("true")
    try:
        await theatre.write("hola")
        await theatre.write("¿hola?")
    finally:
        await press("false")
    assert len(theatre.texts) == 1
    assert "te atenderá una persona" in theatre.texts[0]
    assert theatre.talk.status == "open"
    assert len(await theatre.escalations()) == 1


async def test_a_resolved_conversation_comes_back_under_a_new_number(theatre: Theatre) -> None:
    await theatre.write("hola")
    await theatre.write("moto")
    first = theatre.talk
    theatre.double.set_standing(first, status="resolved")
    await theatre.wait(5)
    said = len(theatre.texts)
    await theatre.write("el escape")
    assert theatre.talk is not first
    assert len(theatre.texts) > said
