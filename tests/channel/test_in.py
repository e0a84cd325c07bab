"""In: every message is stored once, however it comes, and those that come together get one answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from agent.assistant import Asked, Reference, Reply, ReplyKind
from agent.assistant.answering import AttachmentKind, ClientMessage, Turn
from agent.chatwoot.double.delivering import duplicated
from agent.chatwoot.double.state import File
from agent.worker import answering
from agent.worker.reconciling import start_reconciling
from api import chatwoot as webhook
from api.webhook_gate import Gate
from database.models import Job, ParkedEvent, User
from shared.config import ChatwootMode
from shared.vocabularies import JobKind
from tests.channel.theatre import Theatre, picture


class Ear:
    """Takes the place of the dialogue: hears what the channel brings, and says what it was given."""

    def __init__(self) -> None:
        self.heard: list[list[ClientMessage]] = []
        self.turn = Turn((Reply(kind=ReplyKind.NOTICE, text="oído"),))

    async def __call__(self, _session: Any, _id: Any, messages: Any, _now: Any, **_given: Any) -> Turn:
        self.heard.append(list(messages))
        return self.turn


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    found = Ear()
    monkeypatch.setattr(answering, "answer", found)
    return found


async def test_a_burst_with_wrong_nested_copies_gets_one_answer(theatre: Theatre, ear: Ear) -> None:
    for index in range(5):
        theatre.double.client_writes(theatre.client, f"mensaje {index}")
        await theatre.wait(2)
    await theatre.wait(60)
    assert [[message.text for message in turn] for turn in ear.heard] == [
        [f"mensaje {index}" for index in range(5)]
    ]
    assert theatre.texts == ["oído"]
    stored = [row.content for row in await theatre.messages() if row.author == "client"]
    assert stored == [f"mensaje {index}" for index in range(5)]


async def test_duplicated_and_reordered_events_change_nothing(theatre: Theatre, ear: Ear) -> None:
    first = theatre.double.client_writes(theatre.client, "uno")
    second = theatre.double.client_writes(theatre.client, "dos")
    again = [duplicated(theatre.scene.events, message.id) for message in (second, first, second)]
    theatre.stage.delivery.waiting = [(event, 1) for event in again if event is not None]
    await theatre.wait(60)
    assert [[message.text for message in turn] for turn in ear.heard] == [["uno", "dos"]]


async def test_a_file_that_is_late_is_waited_for_unnoticed(theatre: Theatre, ear: Ear) -> None:
    photo = picture(missing=3)
    await theatre.write("la moto", photo)
    ((message,),) = ear.heard
    (attachment,) = message.attachments
    assert (attachment.kind, attachment.content) == (AttachmentKind.IMAGE, photo.content)
    assert theatre.texts == ["oído"]


async def test_a_file_that_never_comes_is_told(theatre: Theatre, ear: Ear) -> None:
    theatre.double.client_writes(theatre.client, None, [picture(missing=10**6)])
    await theatre.wait(300)
    assert [attachment.kind for attachment in ear.heard[0][0].attachments] == [AttachmentKind.UNAVAILABLE]
    assert len(ear.heard) == 1


async def test_an_album_is_one_turn(theatre: Theatre, ear: Ear) -> None:
    for index in range(4):
        theatre.double.client_writes(theatre.client, "el escape" if index == 0 else None, [picture()])
        await theatre.wait(6)
    await theatre.wait(60)
    assert len(ear.heard) == 1
    assert [len(message.attachments) for message in ear.heard[0]] == [1, 1, 1, 1]


async def test_every_kind_is_told_as_what_it_is(theatre: Theatre, ear: Ear) -> None:
    await theatre.write(None)
    await theatre.write(None, File("audio", "nota.ogg", b"OggS"))
    await theatre.write(None, File("location", latitude=40.4, longitude=-3.7))
    await theatre.write(None, File("contact", "Pepe"))
    await theatre.write(None, unsupported=True)
    await theatre.write(None, File("file", "ficha.pdf", b"%PDF-1.4", "application/pdf"))
    kinds = [turn[0].attachments[0].kind for turn in ear.heard]
    assert kinds == [
        AttachmentKind.UNAVAILABLE,
        AttachmentKind.AUDIO,
        AttachmentKind.LOCATION,
        AttachmentKind.CONTACT,
        AttachmentKind.UNSUPPORTED,
        AttachmentKind.FILE,
    ]


async def test_a_tap_on_an_older_question_is_about_that_question(theatre: Theatre, ear: Ear) -> None:
    def asking(element: str) -> Turn:
        about = Reference(asked=Asked.VARIANT, element=element)
        return Turn(
            (Reply(kind=ReplyKind.QUESTION, text=element, options=("Delante", "Detrás"), about=about),)
        )

    for element in ("SUSPENSION", "LUCES"):
        ear.turn = asking(element)
        await theatre.write(element)
    first = next(m for m in theatre.talk.messages if m.type == "outgoing")
    assert theatre.phone[0].options == ("Delante", "Detrás")
    await theatre.write("Delante", quoting=first)
    about = ear.heard[-1][0].about
    assert about is not None
    assert about.element == "SUSPENSION"


async def test_a_quoted_message_that_is_gone_is_ordinary_text(theatre: Theatre, ear: Ear) -> None:
    await theatre.write("hola")
    gone = next(m for m in theatre.talk.messages if m.type == "outgoing")
    theatre.talk.messages.remove(gone)
    gone.source_id = "wamid.of-another-phone"
    await theatre.write("esto", quoting=gone)
    assert (ear.heard[-1][0].text, ear.heard[-1][0].about) == ("esto", None)


async def test_a_deleted_message_is_not_answered(theatre: Theatre, ear: Ear) -> None:
    message = theatre.double.client_writes(theatre.client, "me he equivocado")
    await theatre.stage.delivery.pump(theatre.double)
    theatre.double.delete(message)
    await theatre.wait(60)
    assert ear.heard == []


async def test_a_client_without_a_phone_is_answered(opening: Callable[..., Any], ear: Ear) -> None:
    async with opening() as played:
        theatre = Theatre(played, phone=None)
        await theatre.write("hola")
        assert theatre.texts == ["oído"]
        assert [row.user_id for row in await theatre.rows_of_conversations()] == [None]


async def test_merged_contacts_cross_no_data_and_staff_are_told(theatre: Theatre, ear: Ear) -> None:
    await theatre.write("hola")
    conversation = (await theatre.rows_of_conversations())[-1]
    async with theatre.scene.sessions() as session:
        user = await session.get_one(User, conversation.user_id)
        user.first_name = "Pepa"
        await session.commit()
    other = theatre.double.contact(theatre.scene.new_phone())
    theatre.talk.contact = other
    theatre.client = other
    await theatre.write("soy otra persona")
    assert len(ear.heard) == 1
    assert theatre.talk.status == "open"
    parked = await theatre.rows(ParkedEvent)
    assert "soy otra persona" in [row.payload.get("content") for row in parked]


@pytest.mark.parametrize("mode", ["account", "bot"])
async def test_what_came_while_the_receiver_was_down_is_found(
    opening: Callable[..., Any], ear: Ear, mode: str
) -> None:
    async with opening(
        has_bot=mode == "bot", CHATWOOT_MODE=ChatwootMode(mode), CHATWOOT_RECONCILE_SECONDS=60.0
    ) as played:
        theatre = Theatre(played)
        try:
            await start_reconciling(theatre.stage.worker.tools)
            await theatre.write("antes")
            theatre.stage.delivery.is_down = True
            ears = len(ear.heard)
            # The worker is down as well: nothing is looked for meanwhile.
            for index in range(3):
                theatre.double.client_writes(theatre.client, f"perdido {index}")
                while theatre.stage.delivery.waiting or theatre.double.due():
                    await theatre.stage.delivery.pump(theatre.double)
                    theatre.stage.clock.set(theatre.stage.clock.now() + timedelta(seconds=5))
                    theatre.double.run_due()
                theatre.stage.clock.set(theatre.stage.clock.now() + timedelta(minutes=3))
            theatre.stage.delivery.is_down = False
            await theatre.wait(240)
            stored = [row.content for row in await theatre.messages() if row.author == "client"]
            assert stored == ["antes", "perdido 0", "perdido 1", "perdido 2"]
            if mode == "account":
                assert [message.text for message in ear.heard[ears]] == stored[1:]
                assert theatre.texts == ["oído", "oído"]
            else:
                # Chatwoot has given the conversation to people by then.
                assert theatre.talk.status == "open"
                assert len(ear.heard) == ears
        finally:
            async with theatre.scene.sessions() as session:
                await session.execute(delete(Job).where(Job.kind == JobKind.RECONCILE.value))
                await session.commit()


async def test_what_was_refused_is_looked_for_when_it_has_been_given_up(
    opening: Callable[..., Any], ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"CHATWOOT_RECONCILE_SECONDS": 3600.0, "CHATWOOT_MODE": ChatwootMode.ACCOUNT}
    async with opening(has_bot=False, **settings) as played:
        theatre = Theatre(played)
        try:
            await theatre.write("antes")
            await start_reconciling(theatre.stage.worker.tools)
            await theatre.wait(10)
            crowded = Gate(at_once=1)
            crowded.seconds_each = 3600.0
            with monkeypatch.context() as crowd:
                crowd.setattr(webhook, "_gate", lambda: crowded)
                async with crowded.entered(urgent=True, seconds=1):
                    theatre.double.client_writes(theatre.client, "perdido")
                    await theatre.stage.delivery.pump(theatre.double)
            assert theatre.stage.delivery.statuses[500] == 1
            await theatre.wait(60)
            assert [[message.text for message in turn] for turn in ear.heard] == [["antes"], ["perdido"]]
        finally:
            async with theatre.scene.sessions() as session:
                await session.execute(delete(Job).where(Job.kind == JobKind.RECONCILE.value))
                await session.commit()


async def test_an_answer_that_fails_for_good_becomes_a_person_s(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_given: Any, **_named: Any) -> Turn:
        raise RuntimeError("broken")

    monkeypatch.setattr(answering, "answer", broken)
    theatre.double.client_writes(theatre.client, "hola")
    await theatre.wait(600)
    assert theatre.texts == ["Te atenderá una persona de nuestro equipo."]
    assert theatre.talk.status == "open"
    assert [item.source for item in await theatre.escalations()] == ["error"]
    async with theatre.scene.sessions() as session:
        await session.execute(delete(Job).where(Job.status == "dead"))
        await session.commit()
