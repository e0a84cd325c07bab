"""How the server starts, what it refuses to start with, and what it says while its database is away."""

import json
import socket
import sys
import time
from pathlib import Path

import httpx
import pytest

from database.embedded import RunningServer
from tests import servers
from tests.api.problem import problem
from tests.api.serving import API_TOKEN, START_SECONDS, free_port, serving, wait_for
from tests.servers import run_msia, run_python

WEBHOOK = {"event": "contact_created"}


def test_importing_the_application_starts_nothing(tmp_path: Path) -> None:
    program = (
        "import api.main, asyncio, threading, sys; from pathlib import Path; import os;"
        "assert threading.active_count() == 1;"
        "assert not Path(os.environ['MSIA_HOME']).exists();"
        "print(len(api.main.app.openapi()['paths']))"
    )
    done = run_python("-c", program, environment={"MSIA_HOME": str(tmp_path / "home"), "DATABASE_URL": ""})
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_production_needs_a_token() -> None:
    done = run_msia(
        "serve", "--port", str(free_port()), environment={"ENVIRONMENT": "production", "API_TOKEN": ""}
    )
    assert done.returncode == 2
    assert "API_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_production_started_otherwise_needs_a_token_as_well(database_url: str) -> None:
    done = run_python(
        "-m",
        "uvicorn",
        "api.main:app",
        "--port",
        str(free_port()),
        environment={"ENVIRONMENT": "production", "DATABASE_URL": database_url, "API_TOKEN": ""},
    )
    assert done.returncode != 0
    assert "Falta API_TOKEN" in done.stderr


def test_development_needs_no_token(shared_seeded_database_url: str, tmp_path: Path) -> None:
    with serving(shared_seeded_database_url, tmp_path) as served:
        with served.client(token=None) as anybody:
            assert anybody.get("/api/v1/categories").status_code == 200
            assert anybody.post("/webhooks/chatwoot", json=WEBHOOK).status_code == 202
            assert anybody.get("/health").json() == {"status": "ok"}
            assert anybody.get("/ready").json() == {
                "status": "ready",
                "database": True,
                "schema_current": True,
                "catalogue": True,
                "catalogue_pushed": True,
            }
        served.process.terminate()
        served.process.wait(30)
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    assert not [line for line in lines if line["level"] in {"error", "critical"}]


def test_a_port_in_use_is_an_error(shared_seeded_database_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for workers in ("1", "2"):
            done = run_msia(
                *("serve", "--port", str(taken.getsockname()[1]), "--workers", workers),
                environment={"DATABASE_URL": shared_seeded_database_url},
            )
            assert done.returncode == 1, done.stderr
            assert "address already in use" in done.stderr.lower()


def test_production_without_a_webhook_proof_takes_no_events(
    shared_seeded_database_url: str, tmp_path: Path
) -> None:
    with (
        serving(
            shared_seeded_database_url, tmp_path, ENVIRONMENT="production", API_TOKEN=API_TOKEN
        ) as served,
        served.client(token=None) as anybody,
    ):
        problem(anybody.post("/webhooks/chatwoot", json=WEBHOOK), 503, "webhook_not_configured")
        problem(anybody.get("/api/v1/categories"), 401, "unauthorized")


def test_an_empty_schema_is_not_ready_and_heals(pg_server: RunningServer, tmp_path: Path) -> None:
    """The server starts before the database is migrated, says so, and serves as soon as it is."""
    with (
        servers.temporary_database(pg_server) as url,
        serving(url, tmp_path, ready=False) as served,
        served.client(token=None) as client,
    ):
        answer = client.get("/ready")
        assert answer.status_code == 503
        assert not answer.json()["schema_current"]
        found = problem(client.get("/api/v1/categories"), 503, "schema_missing")
        assert "vehicle_categories" not in json.dumps(found)
        migrated = run_msia("db", "upgrade", environment={"DATABASE_URL": url})
        assert migrated.returncode == 0, migrated.stderr
        seeded = run_python("-m", "database.seeds.run_all_seeds", environment={"DATABASE_URL": url})
        assert seeded.returncode == 0, seeded.stderr
        wait_for(served, "/ready")
        # Each category is committed by itself; the server may answer between its loading of the two.
        deadline = time.monotonic() + START_SECONDS
        while len(served_now := client.get("/api/v1/categories").json()) < 2:
            assert time.monotonic() < deadline, served_now
            time.sleep(0.05)


def test_without_a_server_it_lives_and_says_what_is_wrong(tmp_path: Path) -> None:
    url = f"postgresql://msia:secret-password@127.0.0.1:{free_port()}/nowhere"
    with serving(url, tmp_path, ready=False) as served, served.client(token=None) as client:
        assert client.get("/health").status_code == 200
        ready = client.get("/ready")
        assert (ready.status_code, ready.json()["database"]) == (503, False)
        for answer in (client.get("/api/v1/users"), client.get("/api/v1/categories")):
            found = problem(answer, 503, "database_unreachable")
            assert answer.headers["retry-after"]
            assert "127.0.0.1" not in json.dumps(found)
        assert "secret-password" not in served.log.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_was_acknowledged_is_there_after_a_kill(seeded_database_url: str, tmp_path: Path) -> None:
    """An answer means that the data is committed, so killing the process loses none of it."""
    acknowledged: set[str] = set()
    with serving(seeded_database_url, tmp_path) as served, served.client(token=None) as client:
        for number in range(1, 60):
            answer = client.post("/api/v1/users", json={"phone": f"+346{number:08}"})
            if answer.status_code == 201:
                acknowledged.add(answer.json()["id"])
        served.process.kill()
        served.process.wait(60)
        with pytest.raises(httpx.TransportError):
            client.get("/health")
    with serving(seeded_database_url, tmp_path) as served, served.client(token=None) as client:
        users = {user["id"] for user in client.get("/api/v1/users", params={"limit": 200}).json()["items"]}
    assert len(acknowledged) == 59
    assert users == acknowledged
