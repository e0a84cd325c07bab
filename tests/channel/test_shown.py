"""What a conversation shows of itself in Chatwoot: read, merged, written, and nothing waits for it."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.assistant.showing import ATTRIBUTES, CASE
from agent.chatwoot import Chatwoot, FailedError, RefusedError
from agent.services.catalogue.cache import CatalogueCache
from agent.services.conversations import attributes_job
from api.main import create_app
from database import connection, jobs
from shared.vocabularies import JobKind
from tests.channel.theatre import Theatre


def shown(theatre: Theatre) -> dict[str, str]:
    """What the assistant keeps, by names without their prefix."""
    held = theatre.talk.custom_attributes
    return {name.removeprefix("msia_"): held[name] for name in ATTRIBUTES if name in held}


async def ask_for_a_price(theatre: Theatre) -> None:
    for text in ("hola", "motocicletas", "el escape"):
        await theatre.write(text)


def chatwoot_of(theatre: Theatre) -> Chatwoot:
    chatwoot = theatre.stage.worker.tools.chatwoot
    assert chatwoot is not None
    return chatwoot


async def test_staff_see_what_is_wanted_and_how_far_it_is(theatre: Theatre) -> None:
    await ask_for_a_price(theatre)
    quoted = shown(theatre)
    assert quoted == {
        "categoria": quoted["categoria"],
        "reformas": "Escape / Sistema de escape",
        "tarifa": "T6",
        "total": "140,00 € + IVA",
        "estado": "pide presupuesto",
    }
    await theatre.write("acepto")
    accepted = shown(theatre)
    assert (accepted["estado"], accepted["total"]) == ("recogiendo datos", "140,00 € + IVA")
    assert accepted["expediente"]
    assert "matrícula" in accepted["falta"] or accepted["falta"].endswith(" más")


async def test_what_others_keep_there_stays(theatre: Theatre) -> None:
    await theatre.write("hola")
    theatre.double.set_attributes(theatre.talk, {"origen": "feria", "visitas": 3, "msia_falta": "de antes"})
    await ask_for_a_price(theatre)
    held = theatre.talk.custom_attributes
    assert (held["origen"], held["visitas"], held["msia_total"]) == ("feria", 3, "140,00 € + IVA")
    assert "msia_falta" not in held, "nothing is missing of what is no case yet"
    await theatre.write("al final nada")
    held = theatre.talk.custom_attributes
    assert (held["origen"], held["visitas"]) == ("feria", 3)
    assert "msia_total" not in held


async def test_a_burst_is_shown_once_and_nothing_new_is_not_written(
    theatre: Theatre, monkeypatch: Any
) -> None:
    written: list[bool] = []
    chatwoot = chatwoot_of(theatre)
    set_attributes = chatwoot.set_attributes

    async def noting(conversation: str, values: Mapping[str, str | None]) -> bool:
        is_written = await set_attributes(conversation, values)
        if conversation == str(theatre.talk.id):
            written.append(is_written)
        return is_written

    monkeypatch.setattr(chatwoot, "set_attributes", noting)
    for text in ("hola", "una moto", "el escape"):
        theatre.double.client_writes(theatre.client, text)
        await theatre.wait(8)
    await theatre.wait(60)
    assert written == [True]
    await theatre.write("gracias")
    assert written == [True, False]


async def test_what_fails_here_keeps_no_reply_back_and_comes_later(
    theatre: Theatre, monkeypatch: Any
) -> None:
    chatwoot = chatwoot_of(theatre)
    set_attributes = chatwoot.set_attributes
    fails = [True]

    async def failing(conversation: str, values: Mapping[str, str | None]) -> bool:
        if fails:
            raise FailedError("HTTP 500")
        return await set_attributes(conversation, values)

    monkeypatch.setattr(chatwoot, "set_attributes", failing)
    await ask_for_a_price(theatre)
    assert "140,00 €" in "".join(theatre.texts)
    assert theatre.talk.custom_attributes == {}
    fails.clear()
    await theatre.wait(900)
    assert shown(theatre)["total"] == "140,00 € + IVA"
    assert await theatre.escalations() == []


async def test_what_chatwoot_refuses_is_left(theatre: Theatre, monkeypatch: Any) -> None:
    async def refusing(_conversation: str, _values: Mapping[str, str | None]) -> bool:
        raise RefusedError(404, "HTTP 404")

    monkeypatch.setattr(chatwoot_of(theatre), "set_attributes", refusing)
    await theatre.write("el escape de mi moto")
    assert theatre.texts
    (conversation,) = await theatre.rows_of_conversations()
    assert f"attributes:{conversation.id}" not in {job.key for job in await theatre.jobs()}
    assert await theatre.escalations() == []


async def test_a_worker_that_dies_after_writing_leaves_the_same(theatre: Theatre) -> None:
    await theatre.write("el escape de mi moto")
    conversation = (await theatre.rows_of_conversations())[-1]
    before = dict(theatre.talk.custom_attributes)
    theatre.double.set_attributes(theatre.talk, {"origen": "feria"})
    now = theatre.stage.clock.now()
    async with theatre.scene.sessions() as session:
        keyed = attributes_job(conversation.id, now)
        await jobs.enqueue_keyed(session, [keyed], now=now)
        await session.commit()
        theatre.stage.clock.set(keyed.run_at)
        (job,) = await jobs.lease_several(
            session, [JobKind.ATTRIBUTES], now=keyed.run_at, seconds=1, worker="killed", count=1
        )
        await session.commit()
    await chatwoot_of(theatre).set_attributes(str(theatre.talk.id), before)  # and killed before it says so
    await theatre.wait(60)
    assert theatre.talk.custom_attributes == {"origen": "feria", **before}
    assert job.id not in {found.id for found in await theatre.jobs()}


async def test_a_firm_that_does_not_want_them_has_none(opening: Callable[..., Any]) -> None:
    async with opening(CHATWOOT_ATTRIBUTES=False) as played:
        theatre = Theatre(played)
        await theatre.write("el escape de mi moto")
        assert theatre.texts
        assert theatre.talk.custom_attributes == {}


async def test_what_the_firm_does_with_the_case_is_shown_too(
    theatre: Theatre, channel_engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask_for_a_price(theatre)
    await theatre.write("acepto")
    app = create_app(theatre.stage.worker.tools.settings)
    app.state.clock = theatre.stage.clock
    app.state.catalogue = CatalogueCache(theatre.scene.sessions, channel_engine)
    monkeypatch.setattr(connection, "AsyncSessionLocal", theatre.scene.sessions)
    case = theatre.talk.custom_attributes[CASE]
    lacked = shown(theatre)["falta"]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as api:
        answer = await api.patch(f"/api/v1/cases/{case}", json={"matricula": "sin placa"})
        assert answer.status_code == 422, answer.text
        await theatre.wait(60)
        assert shown(theatre)["falta"] == lacked
        for path, given in (
            ("elements/ESCAPE/answers", {"answers": {"marca_modelo": "Akrapovic"}}),
            ("tariff/reopening", {"reason": "El cliente quiere otra cosa."}),
        ):
            answer = await api.post(f"/api/v1/cases/{case}/{path}", json=given)
            assert answer.status_code == 200, answer.text
            await theatre.wait(60)
            assert shown(theatre)["falta"] != lacked, path
            lacked = shown(theatre)["falta"]
        wanted = {"to": "cancelled", "reason": "Lo ha pedido por teléfono."}
        answer = await api.post(f"/api/v1/cases/{case}/transitions", json=wanted)
    assert answer.status_code == 200, answer.text
    await theatre.wait(60)
    assert (shown(theatre)["estado"], theatre.talk.custom_attributes[CASE]) == ("cancelado", case)
    assert "falta" not in shown(theatre)
