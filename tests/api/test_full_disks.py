"""No room on a disk, ours or the database's, is a passing state: 503, to try again later."""

import errno
from tempfile import SpooledTemporaryFile
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Route

from agent.services import users
from api.main import create_app
from api.plain_errors import PlainErrorMiddleware
from shared.config import Settings
from tests.api.problem import problem


def client_of(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "storage_unavailable"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "storage_unavailable"),
        (asyncpg.DiskFullError("could not extend file"), "database_full"),
        (DBAPIError("INSERT", None, asyncpg.DiskFullError("could not extend file")), "database_full"),
        (asyncpg.OutOfMemoryError("out of memory"), "database_busy"),
        (asyncpg.QueryCanceledError("canceling statement due to statement timeout"), "database_timeout"),
        (asyncpg.LockNotAvailableError("canceling statement due to lock timeout"), "database_contention"),
        (asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT"), "database_read_only"),
    ],
)
async def test_what_passes_is_a_503(monkeypatch: pytest.MonkeyPatch, error: Exception, code: str) -> None:
    async def fail(*_arguments: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(users, "get_or_create_user", fail)
    async with client_of(create_app(Settings(API_TOKEN=None))) as client:
        answer = await client.post("/api/v1/users", json={"phone": "600111222"})
    problem(answer, 503, code)
    assert answer.headers["retry-after"]


async def test_other_errors_of_the_system_stay_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(users, "get_or_create_user", fail)
    async with client_of(create_app(Settings(API_TOKEN=None))) as client:
        problem(await client.post("/api/v1/users", json={"phone": "600111222"}), 500, "internal_error")


async def test_no_room_while_a_form_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_arguments: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SpooledTemporaryFile, "write", write)
    place = "/api/v1/cases/0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10/uploads"
    async with client_of(create_app(Settings(API_TOKEN=None))) as client:
        answer = await client.post(place, files={"file": ("a.jpg", b"\xff\xd8\xff" * 1000)})
    problem(answer, 503, "storage_unavailable")


async def test_ranges_that_can_not_be_given_are_problems(tmp_path: Any) -> None:
    """Starlette answers them in plain text."""
    file = tmp_path / "file.bin"
    file.write_bytes(bytes(range(100)))
    app = PlainErrorMiddleware(Starlette(routes=[Route("/file", lambda _request: FileResponse(file))]))
    async with client_of(app) as client:
        for given in ("bytes=abc", "lines=1-2", "bytes=", "bytes=9-1"):
            answer = await client.get("/file", headers={"Range": given})
            assert answer.status_code == 400, given
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["code"] == "malformed_request"
        answer = await client.get("/file", headers={"Range": "bytes=100-200"})
        assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */100")
        assert answer.json()["code"] == "range_not_satisfiable"
        assert answer.headers["content-length"] == str(len(answer.content))
        answer = await client.get("/file", headers={"Range": "bytes=2-4"})
        assert (answer.status_code, answer.content) == (206, b"\x02\x03\x04")
