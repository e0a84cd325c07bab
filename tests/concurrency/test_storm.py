"""Nothing lost, doubled or deadlocked: parallel clients, a killed API and a killed PostgreSQL."""

import asyncio
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest
from sqlalchemy.engine import make_url

from database import embedded
from database.embedded import RunningServer
from tests import servers
from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, Served, lines_of, serving
from tests.concurrency.storm import IMAGES, MESSAGES, PEOPLE, Storm


@pytest.fixture(scope="module")
def own_server() -> Iterator[RunningServer]:
    """A PostgreSQL that the tests of this module may kill, with the product's own durability."""
    home = Path(tempfile.mkdtemp(prefix="msia-storm-"))
    try:
        yield embedded.start(home)
    finally:
        embedded.stop(home)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def storm_url(own_server: RunningServer) -> str:
    """A seeded database, left for the end of the server: after a kill it may live at another port."""
    name = f"storm_{uuid.uuid4().hex}"
    template = servers.seeded_template(own_server)
    servers.execute(own_server, f"CREATE DATABASE {name} OWNER {embedded.OWNER_NAME} TEMPLATE {template}")
    return own_server.database_url(name)


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="msia-storm-api-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def served_on(stack: ExitStack, url: str, home: Path) -> Served:
    server = serving(servers.patient(url), home, API_TOKEN=API_TOKEN, CHATWOOT_WEBHOOK_TOKEN=WEBHOOK_TOKEN)
    return stack.enter_context(server)


def rows(url: str, query: str) -> list[Any]:
    async def run() -> list[Any]:
        parts = make_url(url)
        connection = await asyncpg.connect(
            host=parts.host,
            port=parts.port,
            user=parts.username,
            password=parts.password,
            database=parts.database,
        )
        try:
            return list(await connection.fetch(query))
        finally:
            await connection.close()

    found: list[Any] = servers.in_thread(asyncio.run, run())
    return found


def check(url: str, storm: Storm) -> None:
    """Every acknowledged event is stored, and stored once."""
    assert [row["n"] for row in rows(url, "SELECT count(*) AS n FROM users")] == [PEOPLE]
    histories = rows(
        url,
        "SELECT c.chatwoot_conversation_id AS name, c.message_count, count(m.id) AS stored, "
        "count(DISTINCT m.chatwoot_message_id) AS different, "
        "array_agg(m.content ORDER BY m.id) AS contents "
        "FROM conversation_history c JOIN conversation_messages m ON m.conversation_id = c.id GROUP BY c.id",
    )
    assert len(histories) == PEOPLE
    for history in histories:
        person = int(history["name"]) - 5000
        assert (history["message_count"], history["stored"], history["different"]) == (MESSAGES,) * 3
        assert history["contents"] == [f"mensaje {number} de {person}" for number in range(MESSAGES)]
    stored = {str(row["id"]) for row in rows(url, "SELECT id FROM conversation_messages")}
    told = {
        body["message_id"]
        for event, bodies in storm.acknowledged.items()
        if event[0] == "message"
        for body in bodies
    }
    assert told == stored
    cases = rows(
        url,
        "SELECT c.id, count(i.id) AS images, count(DISTINCT i.content_hash) AS different "
        "FROM cases c LEFT JOIN case_images i ON i.case_id = c.id GROUP BY c.id",
    )
    assert {str(case["id"]) for case in cases} == set().union(*storm.cases.values())
    assert [(case["images"], case["different"]) for case in cases] == [(IMAGES, IMAGES)] * PEOPLE


@pytest.mark.slow
def test_twenty_clients_lose_and_double_nothing(storm_url: str, home: Path) -> None:
    with ExitStack() as stack:
        served = served_on(stack, storm_url, home)
        storm = Storm(served.url, seed=1)
        storm.run()
        # A busy machine is no failure: what could not be stored in time is asked for again, and said so.
        late = [line for line in lines_of(served) if line["event"] == "chatwoot event not stored in time"]
        assert sum(count for status, count in storm.statuses.items() if status >= 500) == len(late)
        check(storm_url, storm)


@pytest.mark.slow
def test_a_killed_api_loses_nothing_it_acknowledged(storm_url: str, home: Path) -> None:
    with ExitStack() as stack:
        first = served_on(stack, storm_url, home)
        storm = Storm(first.url, seed=2)

        def kill() -> None:
            first.process.kill()
            first.process.wait(60)
            storm.url = served_on(stack, storm_url, home).url

        storm.run(kill)
        check(storm_url, storm)


@pytest.mark.slow
def test_a_killed_postgresql_loses_nothing_it_acknowledged(
    own_server: RunningServer, storm_url: str, home: Path
) -> None:
    place = {"url": storm_url}
    with ExitStack() as stack:
        storm = Storm(served_on(stack, storm_url, home).url, seed=3)

        def kill() -> None:
            postmaster = psutil.Process(own_server.pid)
            postmaster.kill()
            # On a busy machine the dead live on for a moment, and one that lives needs no restart.
            postmaster.wait(60)
            restarted = embedded.start(own_server.data_dir.parent.parent)
            if restarted.port != own_server.port:
                # Its port was taken meanwhile: the API of another address.
                place["url"] = restarted.database_url(make_url(storm_url).database or "")
                storm.url = served_on(stack, place["url"], home).url

        storm.run(kill)
        check(place["url"], storm)
