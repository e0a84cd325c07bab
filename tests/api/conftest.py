"""One server on a seeded database that the tests of this package share; each uses people of its own."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from database.embedded import RunningServer
from tests import servers
from tests.api.serving import API_TOKEN, WEBHOOK_SECRET, WEBHOOK_TOKEN, Served, serving

_numbers = count(1)


@pytest.fixture(scope="package")
def served(pg_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that asks for the token and takes both proofs of Chatwoot."""
    home: Path = tmp_path_factory.mktemp("api-home")
    with (
        servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url,
        serving(
            url,
            home,
            API_TOKEN=API_TOKEN,
            CHATWOOT_WEBHOOK_TOKEN=WEBHOOK_TOKEN,
            CHATWOOT_WEBHOOK_SECRET=WEBHOOK_SECRET,
        ) as server,
    ):
        yield server


@pytest.fixture
def api(served: Served) -> Iterator[httpx.Client]:
    """A client with the token."""
    with served.client() as client:
        yield client


@pytest.fixture
def number() -> int:
    """A number no other test has, for phones and Chatwoot's ids."""
    return next(_numbers)


@pytest.fixture
def person(api: httpx.Client, number: int) -> dict[str, Any]:
    """A user of this test's own."""
    answer = api.post("/api/v1/users", json={"phone": f"6{number:08}"})
    assert answer.status_code == 201, answer.text
    user: dict[str, Any] = answer.json()
    return user


@pytest.fixture
def conversation(api: httpx.Client, person: dict[str, Any], number: int) -> dict[str, Any]:
    """A conversation of that user."""
    answer = api.post(
        "/api/v1/conversations",
        json={"chatwoot_conversation_id": 1_000_000 + number, "user_id": person["id"]},
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def case(api: httpx.Client, conversation: dict[str, Any]) -> dict[str, Any]:
    """An open case of that conversation for an exhaust and a handlebar."""
    answer = api.post(
        "/api/v1/cases",
        json={
            "conversation_id": conversation["id"],
            "category": "motos-part",
            "elements": [{"code": "ESCAPE"}, {"code": "MANILLAR"}],
        },
    )
    assert answer.status_code == 201, answer.text
    opened: dict[str, Any] = answer.json()
    return opened
