"""What goes wrong is logged with its place and kind, and without a value that a person gave."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services import conversations, users
from api.main import create_app
from database.connection import create_session_factory
from shared.config import LogFormat, Settings
from shared.errors import InvalidInputError
from shared.logging import configure_logging
from shared.tracebacks import describe, plain_traceback

PHONE = "+34600111222"
WORDS = "me llamo Ana y quiero homologar el escape"
SECRETS = (PHONE, "600111222", WORDS, "Ana")


@pytest.fixture(params=list(LogFormat))
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Everything that is logged, in either format."""
    root = logging.getLogger()
    before = root.handlers[:]
    configure_logging(Settings(LOG_FORMAT=request.param))
    (handler,) = [one for one in root.handlers if one not in before]
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    yield stream
    root.removeHandler(handler)


def _check(lines: str, *expected: str) -> None:
    assert not [secret for secret in SECRETS if secret in lines], lines
    for part in expected:
        assert part in lines, lines


async def _failing(*_arguments: object, **named: object) -> None:
    """A service with the caller's data in its locals, which fails with them in its message."""
    words = {"phone": PHONE, "content": WORDS, **named}
    try:
        raise KeyError(words["phone"])
    except KeyError as error:
        raise RuntimeError(f"could not handle {words}") from error


async def test_requests_that_fail(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch, shared_seeded_database_url: str
) -> None:
    monkeypatch.setattr(users, "get_or_create_user", _failing)
    monkeypatch.setattr(conversations, "append_message", _failing)
    transport = httpx.ASGITransport(create_app(Settings(API_TOKEN=None)))
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        first = await client.post("/api/v1/users", json={"phone": PHONE})
        second = await client.post(
            "/api/v1/conversations/0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10/messages",
            json={"role": "user", "content": WORDS},
        )
    assert (first.status_code, second.status_code) == (500, 500)
    assert PHONE not in first.text + second.text
    lines = log.getvalue()
    _check(lines, "the request failed", "Traceback (most recent call last)", "RuntimeError", "KeyError")
    _check(lines, "test_no_personal_data.py", "in _failing", "raise KeyError(words[")
    # One traceback for each request, with its cause.
    assert lines.count("direct cause") == 2


async def test_rows_that_the_database_refuses(log: io.StringIO, engine: AsyncEngine) -> None:
    insert = text(
        "INSERT INTO users (id, phone, client_type) VALUES (gen_random_uuid(), :phone, 'particular')"
    )
    async with create_session_factory(engine)() as session:
        await session.execute(insert, {"phone": PHONE})
        with pytest.raises(IntegrityError) as raised:
            await session.execute(insert, {"phone": PHONE})
        await session.rollback()
    assert raised.value.orig is not None
    assert PHONE in str(raised.value.orig.__cause__), "the driver's own words hold the row"
    logging.getLogger("somewhere").error("refused", exc_info=raised.value)
    _check(log.getvalue(), "sqlstate=23505", "table_name=users", "constraint_name=")


async def test_tasks_that_nobody_waited_for(log: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    context = {"message": "Task exception was never retrieved", "future": future}
    loop.default_exception_handler({**context, "exception": RuntimeError(WORDS), "handle": PHONE})
    _check(log.getvalue(), "Task exception was never retrieved", "RuntimeError")


def test_a_traceback_is_bounded_and_valueless() -> None:
    def deep(left: int, nested: dict[str, object]) -> None:
        if left == 0:
            raise ExceptionGroup(WORDS, [ValueError(PHONE), OSError(28, "No space left", WORDS)])
        deep(left - 1, {"deeper": nested})

    with pytest.raises(ExceptionGroup) as raised:
        deep(900, {"phone": PHONE})
    raised.value.__notes__ = [WORDS]
    shown = plain_traceback(raised.value)
    _check(shown, "ExceptionGroup", "ValueError", "OSError (ENOSPC)")
    assert len(shown.splitlines()) < 150


def test_a_circle_of_causes_ends() -> None:
    first, second = RuntimeError("a"), RuntimeError("b")
    first.__cause__, second.__cause__ = second, first
    assert plain_traceback(first).count("RuntimeError") == 2


def test_what_is_told_of_our_own_errors() -> None:
    error = InvalidInputError("invalid_phone", f"«{PHONE}» no es un teléfono.", "phone", WORDS)
    assert describe(error) == "InvalidInputError (code=invalid_phone, field=phone)"


def test_json_lines_stay_one_line(log: io.StringIO) -> None:
    try:
        raise RuntimeError(WORDS)
    except RuntimeError:
        logging.getLogger("somewhere").exception("failed")
    if log.getvalue().startswith("{"):
        (line,) = log.getvalue().splitlines()
        assert json.loads(line)["exception"].startswith("Traceback (most recent call last)")
