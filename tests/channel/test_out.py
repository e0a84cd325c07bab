"""Out: whatever fails on the way, each message is on the phone once, in its order, as it was meant."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agent.chatwoot.double import Fault
from agent.services.images import ImageStore, name_of
from agent.services.outbox import Entry, queue_entries
from cli.simulation.stock import any_photo
from shared.vocabularies import OutgoingKind
from tests.channel.theatre import Theatre

DAY = 86_400


class Faults:
    """How the next calls fail, in their order."""

    def __init__(self, *given: Fault) -> None:
        self.given: Iterator[Fault] = iter(given)

    def __call__(self) -> Fault:
        return next(self.given, Fault.NONE)


async def say(theatre: Theatre, *entries: Entry) -> None:
    """Let the assistant say something, as a turn does."""
    conversation = (await theatre.rows_of_conversations())[-1]
    async with theatre.scene.sessions() as session:
        await queue_entries(session, conversation.id, entries, now=theatre.stage.clock.now())
        await session.commit()


def texts(*given: str) -> list[Entry]:
    return [Entry(OutgoingKind.TEXT, text) for text in given]


@pytest.mark.parametrize("is_down", [False, True], ids=["its echo comes", "no event comes"])
async def test_a_call_that_succeeded_and_timed_out_is_one_message(
    opening: Callable[..., Any], is_down: bool
) -> None:
    faults = Faults()
    async with opening(fault=faults, CHATWOOT_TIMEOUT=0.5) as played:
        theatre = Theatre(played)
        await theatre.write("hola")
        before, posts = list(theatre.texts), theatre.double.posts
        faults.given = iter([Fault.FAILS_LATE])
        theatre.stage.delivery.is_down = is_down
        await say(theatre, *texts("uno", "dos"))
        await theatre.wait(200)
        assert theatre.texts == [*before, "uno", "dos"]
        assert theatre.double.posts == posts + 2


async def test_chatwoot_s_own_errors_lose_and_double_nothing(opening: Callable[..., Any]) -> None:
    faults = Faults()
    async with opening(fault=faults) as played:
        theatre = Theatre(played)
        await theatre.write("hola")
        before = list(theatre.texts)
        faults.given = iter([Fault.FAILS, Fault.FAILS, Fault.NONE, Fault.FAILS])
        await say(theatre, *texts("uno", "dos", "tres"))
        await theatre.wait(300)
        assert theatre.texts == [*before, "uno", "dos", "tres"]


async def test_a_picture_is_on_the_phone_before_what_follows_it(theatre: Theatre) -> None:
    await theatre.write("hola")
    store: ImageStore = theatre.stage.worker.tools.store
    names = []
    for _ in range(4):
        content = any_photo()
        names.append(name_of(content, "image/jpeg"))
        await store.write(names[-1], content)
    before = len(theatre.phone)
    pictures = [
        Entry(OutgoingKind.PICTURE, f"ejemplo {index}", picture=name) for index, name in enumerate(names)
    ]
    await say(theatre, *pictures, *texts("¿Me mandas una así?"))
    await theatre.wait(120)
    shown = [(item.images, item.text) for item in theatre.phone[before:]]
    assert shown == [*((1, f"ejemplo {index}") for index in range(4)), (0, "¿Me mandas una así?")]


async def test_a_picture_without_a_file_keeps_nothing_back_and_staff_are_told(theatre: Theatre) -> None:
    await theatre.write("hola")
    before = len(theatre.phone)
    name = name_of(b"nobody has this", "image/jpeg")
    await say(theatre, Entry(OutgoingKind.PICTURE, "ejemplo", picture=name), *texts("sigue"))
    await theatre.wait(120)
    rows = await theatre.outbox()
    assert "failed" in [row.status for row in rows]
    assert [item.source for item in await theatre.escalations()] == ["error"]
    assert theatre.talk.status == "open"
    assert len(theatre.phone) <= before + 1


async def test_the_limit_for_a_pair_is_waited_out(theatre: Theatre) -> None:
    await theatre.write("hola")
    last = next(m for m in reversed(theatre.talk.messages) if m.type == "outgoing")
    said = theatre.texts
    theatre.double.fail(last, "131056: (Business Account, Consumer Account) pair rate limit hit")
    await theatre.wait(60)
    assert sorted(theatre.texts) == sorted(said)
    assert await theatre.escalations() == []


async def test_an_undelivered_message_reaches_staff(theatre: Theatre) -> None:
    await theatre.write("hola")
    last = next(m for m in reversed(theatre.talk.messages) if m.type == "outgoing")
    theatre.double.fail(last, "131026: Message undeliverable")
    await theatre.wait(60)
    assert [item.reason for item in await theatre.escalations()] == [
        "WhatsApp no ha entregado un mensaje del asistente (131026)."
    ]
    assert theatre.talk.status == "open"
    assert "131026" in [m.content or "" for m in theatre.talk.messages if m.private][-1]


async def test_outside_the_window_staff_get_a_note(theatre: Theatre) -> None:
    await theatre.write("hola")
    before = list(theatre.texts)
    await theatre.wait(DAY + 3600)
    await say(theatre, *texts("¿Seguimos?"))
    await theatre.wait(60)
    assert theatre.texts == before
    assert [m.content for m in theatre.talk.messages if m.private] == [
        "Fuera de las 24 horas de WhatsApp, sin enviar al cliente: ¿Seguimos?"
    ]


async def test_outside_the_window_a_template_is_sent_once(opening: Callable[..., Any]) -> None:
    async with opening(CHATWOOT_TEMPLATE_NAME="seguimos") as played:
        theatre = Theatre(played)
        await theatre.write("hola")
        before = list(theatre.texts)
        await theatre.wait(DAY + 3600)
        await say(theatre, *texts("¿Seguimos?", "Falta una foto"))
        await theatre.wait(60)
        assert theatre.texts == [*before, "¿Seguimos?"]
        assert [row.kind for row in await theatre.outbox()][-2:] == ["template", "note"]


async def test_labels_of_staff_survive(opening: Callable[..., Any]) -> None:
    async with opening(CHATWOOT_HANDOVER_LABEL="asistente", CHATWOOT_TEAM_ID=2) as played:
        theatre = Theatre(played)
        await theatre.write("hola")
        theatre.double.set_labels(theatre.talk, ["vip", "taller"])
        await theatre.write("quiero hablar con una persona")
        assert theatre.talk.labels == ["vip", "taller", "asistente"]
        assert (theatre.talk.team_id, theatre.talk.status, theatre.talk.assignee) == (2, "open", None)


@pytest.mark.parametrize(
    "text",
    [
        "{{contact.name}} y {% raw %}",
        "*negrita* _cursiva_ `código` [enlace](https://example.com) <b>",
        "# título\n> cita\n- uno\n+ dos\n1. tres",
        r"C:\ruta\*.* y &amp; 2 < 3",
        "línea\n\notra línea",
    ],
)
async def test_texts_arrive_as_they_were_meant(theatre: Theatre, text: str) -> None:
    await theatre.write("hola")
    await say(theatre, *texts(text))
    await theatre.wait(30)
    assert theatre.texts[-1].replace("\u200b", "") == text


async def test_nothing_waits_for_a_thumb(theatre: Theatre) -> None:
    """Reactions never arrive: after an answer nothing is left to be answered or sent."""
    await theatre.write("hola")
    await theatre.wait(3600)
    assert [job.kind for job in await theatre.jobs() if job.kind in {"answer", "send"}] == []
