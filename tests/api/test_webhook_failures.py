"""What the webhook answers when an event can't be stored: never 409, and 500 for what may be sent again."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.inbox import ChatwootMessageEvent, Outcome, Receipt
from api import chatwoot
from api.problems import ApiError
from database.connection import create_session_factory
from database.models import ConversationHistory, ParkedEvent
from shared.config import settings
from shared.errors import ConflictError, ServerUnavailableError
from tests.api.test_webhook import message


class _OriginalError(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.fixture
def failing(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> list[Exception | None]:
    """What each attempt to receive ends with, None for none; the last one stays."""
    script: list[Exception | None] = []

    async def receive(*_given: Any) -> Receipt:
        error = script.pop(0) if len(script) > 1 else script[0]
        if error is not None:
            raise error
        return Receipt(Outcome.STORED)

    monkeypatch.setattr(chatwoot, "receive", receive)
    monkeypatch.setattr(chatwoot, "get_async_session", create_session_factory(engine))
    return script


def _event() -> ChatwootMessageEvent:
    return ChatwootMessageEvent.model_validate(message(1))


def _met(sqlstate: str) -> OperationalError:
    return OperationalError("UPDATE", {}, _OriginalError(sqlstate))


@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "55P03"])
async def test_another_transaction_in_the_way_is_tried_again(
    failing: list[Exception | None], sqlstate: str
) -> None:
    failing += [_met(sqlstate), ConflictError("user_busy", "x"), None]
    answer = await chatwoot.receive_event(_event(), settings)
    assert answer.status is Outcome.STORED


@pytest.mark.parametrize(
    "error",
    [
        _met("40P01"),
        ConflictError("conversation_erased", "x"),
        ServerUnavailableError("database_unreachable", "x"),
        ConnectionRefusedError(),
    ],
)
async def test_what_fails_for_now_may_be_sent_again(
    failing: list[Exception | None], error: Exception
) -> None:
    failing.append(error)
    with pytest.raises(ApiError) as refused:
        await chatwoot.receive_event(_event(), settings)
    assert (refused.value.status, refused.value.code) == (500, "try_again")


@pytest.mark.parametrize(
    "error",
    [
        ConflictError("anything_else", "x"),
        DataError("INSERT", {}, _OriginalError("22003")),
        # As the driver of PostgreSQL says it.
        DBAPIError("INSERT", {}, _OriginalError("22003")),
        DBAPIError("INSERT", {}, _OriginalError("54000")),
        DBAPIError("INSERT", {}, _OriginalError("P0001")),
    ],
)
async def test_what_is_refused_for_good_is_parked(
    engine: AsyncEngine, failing: list[Exception | None], error: Exception
) -> None:
    failing.append(error)
    answers = [await chatwoot.receive_event(_event(), settings) for _ in range(2)]
    assert {(answer.status, answer.reason) for answer in answers} == {(Outcome.PARKED, "refused")}
    async with create_session_factory(engine)() as session:
        (parked,) = await session.scalars(select(ParkedEvent))
    assert parked.payload["content"] == "mensaje 1"


async def test_what_takes_longer_than_chatwoot_waits_may_be_sent_again(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chatwoot repeats what is answered with 500, and never what it has given up."""
    sessions = create_session_factory(engine)
    monkeypatch.setattr(chatwoot, "get_async_session", sessions)
    second = ChatwootMessageEvent.model_validate(message(1, 2))
    monkeypatch.setattr(chatwoot, "SECONDS", 60)
    assert (await chatwoot.receive_event(_event(), settings)).status is Outcome.STORED
    monkeypatch.setattr(chatwoot, "SECONDS", 0.5)
    async with sessions() as busy:
        await busy.execute(select(ConversationHistory.id).with_for_update())
        with pytest.raises(ApiError) as refused:
            await chatwoot.receive_event(second, settings)
    assert (refused.value.status, refused.value.code) == (500, "try_again")
    monkeypatch.setattr(chatwoot, "SECONDS", 60)
    assert (await chatwoot.receive_event(second, settings)).status is Outcome.STORED
