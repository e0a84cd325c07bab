"""A server is ready before it has loaded what only staff and jobs need; to those who ask it is all there."""

import inspect
import json
from collections.abc import Iterator

import httpx
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.main import create_app
from api.routing import FIRST_ROUTERS, LaterRoutes, complete, later_routers
from shared.config import Settings
from tests.api.problem import problem
from tests.api.serving import API_TOKEN
from tests.servers import run_python

AFTERWARDS = {
    "agent.assistant",
    "agent.chatwoot",
    "agent.services.inbox",
    "agent.services.regulations",
    "agent.worker.handlers",
    "alembic",
    "api.later_routers",
    "httpx",
    "networkx",
    "phonenumbers",
    "PIL",
    "pypdfium2",
}
BEGINNING = """
import asyncio, json, sys
from api.main import app

def ask(path):
    sent = []
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        sent.append(message)
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
             "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [],
             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}
    return app(scope, receive, send), sent

async def begin():
    async with app.router.lifespan_context(app):
        asked, sent = ask("/ready")
        await asked
        ready = {"status": sent[0]["status"], "loaded": sorted(sys.modules)}
        # Whoever waits for it, it comes by itself.
        while not {"agent.worker.handlers", "api.later_routers"} <= sys.modules.keys():
            await asyncio.sleep(0.05)
        print(json.dumps(ready))

asyncio.run(begin())
"""


def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(Settings(API_TOKEN=None)))
    return httpx.AsyncClient(transport=transport, base_url="http://api")


def test_a_server_is_ready_without_what_jobs_and_staff_need(shared_seeded_database_url: str) -> None:
    environment = {"DATABASE_URL": shared_seeded_database_url, "API_TOKEN": API_TOKEN, "LOG_LEVEL": "ERROR"}
    done = run_python("-c", BEGINNING, environment=environment)
    assert done.returncode == 0, done.stderr
    ready = json.loads(done.stdout)
    assert ready["status"] == 200
    assert not AFTERWARDS.intersection(ready["loaded"])


async def test_a_route_that_is_not_loaded_yet_is_found_nevertheless() -> None:
    async with client() as api:
        assert (await api.get("/docs")).status_code == 200
        problem(await api.get("/nothing"), 404, "unknown_path")


async def test_a_method_that_a_first_route_has_not_is_refused_as_such() -> None:
    async with client() as api:
        answer = await api.get("/api/v1/quotes")
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


def test_the_table_is_completed_once() -> None:
    app = create_app(Settings(API_TOKEN=None))
    assert any(isinstance(route, LaterRoutes) for route in app.routes)
    complete(app)
    listed = list(app.routes)
    assert not any(isinstance(route, LaterRoutes) for route in listed)
    complete(app)
    assert app.routes == listed


def dependants(dependant: Dependant) -> Iterator[Dependant]:
    for inner in dependant.dependencies:
        yield inner
        yield from dependants(inner)


def is_awaited(call: object) -> bool:
    """Whether FastAPI awaits it; everything else it runs in a thread, which costs more than a quote."""
    called = call if inspect.isroutine(call) else getattr(call, "__call__", call)  # noqa: B004
    return inspect.iscoroutinefunction(called) or inspect.isasyncgenfunction(called)


def test_nothing_that_a_route_asks_for_is_run_in_a_thread() -> None:
    routes = [route for router in (*FIRST_ROUTERS, *later_routers()) for route in router.routes]
    asked = {
        inner.call for route in routes if isinstance(route, APIRoute) for inner in dependants(route.dependant)
    }
    assert len(asked) > 5
    assert [call for call in asked if not is_awaited(call)] == []
    assert not is_awaited(json.dumps)
