"""Who may call: never everybody by oversight, and in production nobody by a guess."""

import base64

import httpx
import pytest

from api.authority import LEAST_LENGTHS, check_serving, is_local
from api.main import create_app
from shared.config import Environment, Settings
from shared.errors import InvalidInputError
from tests.api.problem import problem
from tests.api.serving import API_TOKEN, WEBHOOK_SECRET, WEBHOOK_TOKEN
from tests.servers import run_msia

PRODUCTION = Settings(
    ENVIRONMENT=Environment.PRODUCTION,
    API_TOKEN=API_TOKEN,
    CHATWOOT_WEBHOOK_TOKEN=WEBHOOK_TOKEN,
    CHATWOOT_WEBHOOK_SECRET=WEBHOOK_SECRET,
)
OPEN = Settings(API_TOKEN=None, CHATWOOT_WEBHOOK_TOKEN=None, CHATWOOT_WEBHOOK_SECRET=None)
# Passes every check of the head and fails at the next one, without a database.
PROBE = {"unknown": "1"}


def caller(settings: Settings, host: str | None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(settings), client=(host, 50000) if host else None)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://api")


@pytest.mark.parametrize("name", LEAST_LENGTHS)
@pytest.mark.parametrize("weak", ["a", "a" * 64, "abcabc" * 10, "x9K2m4Qp7Rt1Wz5Lb8Vn"])
def test_production_refuses_what_can_be_guessed(name: str, weak: str) -> None:
    check_serving(PRODUCTION)
    settings = PRODUCTION.model_copy(update={name: Settings(API_TOKEN=weak).API_TOKEN})
    with pytest.raises(InvalidInputError) as raised:
        check_serving(settings)
    assert (raised.value.code, raised.value.field) == ("weak_secret", name)
    assert weak not in str(raised.value) or len(weak) == 1
    assert "token_urlsafe" in str(raised.value)


def test_what_chatwoot_makes_is_strong_enough() -> None:
    secret = Settings(CHATWOOT_WEBHOOK_SECRET="x9K2m4Qp7Rt1Wz5Lb8VnE3Yc").CHATWOOT_WEBHOOK_SECRET
    check_serving(PRODUCTION.model_copy(update={"CHATWOOT_WEBHOOK_SECRET": secret}))


def test_production_needs_a_token_whatever_else_is_said() -> None:
    for change in ({"API_TOKEN": None}, {"API_WITHOUT_TOKEN": True}):
        with pytest.raises(InvalidInputError):
            check_serving(PRODUCTION.model_copy(update=change), "127.0.0.1")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "msia.example.com"])
def test_without_a_token_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        check_serving(OPEN, host)
    assert raised.value.code == "missing_api_token"
    assert "API_WITHOUT_TOKEN" in str(raised.value)
    check_serving(OPEN.model_copy(update={"API_WITHOUT_TOKEN": True}), host)
    check_serving(Settings(API_TOKEN="short"), host)


def test_serving_others_without_a_token_is_refused_before_anything_starts() -> None:
    done = run_msia("serve", "--host", "0.0.0.0", "--port", "0", environment={"API_TOKEN": ""})
    assert done.returncode == 2
    assert "API_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "[::1]", "127.8.8.8"])
def test_addresses_of_this_machine(host: str) -> None:
    assert is_local(host)
    check_serving(OPEN, host)


async def test_other_machines_need_a_proof_however_it_was_started() -> None:
    """By uvicorn, say, the host is not known beforehand: each call is judged by where it comes from."""
    async with caller(OPEN, "10.1.2.3") as other, caller(OPEN, "127.0.0.1") as own:
        for path in ("/api/v1/users", "/api/v1/quotes", "/webhooks/chatwoot"):
            problem(await other.post(path, params=PROBE, json={}), 401, "unauthorized")
            problem(await own.post(path, params=PROBE, json={}), 422, "invalid_request")
        problem(await other.get("/health", params=PROBE), 422, "invalid_request")
    told = OPEN.model_copy(update={"API_WITHOUT_TOKEN": True})
    async with caller(told, "10.1.2.3") as other:
        for path in ("/api/v1/users", "/webhooks/chatwoot"):
            problem(await other.post(path, params=PROBE, json={}), 422, "invalid_request")


async def test_production_does_not_take_this_machine_at_its_word() -> None:
    settings = PRODUCTION.model_copy(update={"API_TOKEN": None, "API_WITHOUT_TOKEN": True})
    async with caller(settings, "127.0.0.1") as own:
        problem(await own.get("/api/v1/users", params=PROBE), 401, "unauthorized")


def _basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/docs/start.js", "/docs/files/swagger-ui.css"])
async def test_the_documentation_is_behind_the_token_in_production(path: str) -> None:
    async with caller(PRODUCTION, "127.0.0.1") as client:
        for headers in ({}, _basic("ana", "wrong"), {"Authorization": "Basic %%%"}, _basic(API_TOKEN, "")):
            answer = await client.get(path, headers=headers)
            problem(answer, 401, "unauthorized")
            assert answer.headers["www-authenticate"].startswith("Basic")
        for headers in (_basic("ana", API_TOKEN), {"Authorization": f"Bearer {API_TOKEN}"}):
            assert (await client.get(path, headers=headers)).status_code == 200
    async with caller(OPEN, "10.1.2.3") as anybody:
        assert (await anybody.get(path)).status_code == 200
