"""Query parameters: an unknown one is refused by every route, so that a misspelt filter never lists all."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute

from api.guarding import GuardedRoute
from api.routing import FIRST_ROUTERS, later_routers
from tests.api.problem import problem
from tests.api.serving import WEBHOOK_TOKEN

ANY_ID = "0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10"


def routes() -> Iterator[APIRoute]:
    for router in (*FIRST_ROUTERS, *later_routers()):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            yield route


def test_every_route_is_guarded() -> None:
    found = list(routes())
    assert len(found) > 40
    assert not [route.path for route in found if not isinstance(route, GuardedRoute)]


@pytest.mark.parametrize("route", list(routes()), ids=lambda route: f"{min(route.methods)} {route.path}")
def test_unknown_parameters_are_named(api: httpx.Client, route: APIRoute) -> None:
    place = re.sub(r"\{\w+\}", ANY_ID, route.path)
    found = problem(
        api.request(
            min(route.methods or {"GET"}),
            place,
            params={"mattricula": "ZZZ", "limit_": "1"},
            headers={"X-Chatwoot-Token": WEBHOOK_TOKEN},
        ),
        422,
        "invalid_request",
    )
    assert [(item["location"], item["name"], item["code"]) for item in found["errors"]] == [
        ("query", "mattricula", "unknown_parameter"),
        ("query", "limit_", "unknown_parameter"),
    ]
    assert found["field"] == "mattricula"


def test_the_valid_ones_are_told(api: httpx.Client) -> None:
    found = problem(api.get("/api/v1/cases", params={"platte": "1234BCD"}), 422, "invalid_request")
    for name in ("status", "user_id", "conversation_id", "limit", "before", "after"):
        assert name in found["remedy"]
    found = problem(api.get("/health", params={"x": "1"}), 422, "invalid_request")
    assert "ninguno" in found["remedy"]


def test_a_single_parameter_is_given_once(api: httpx.Client) -> None:
    found = problem(api.get("/api/v1/cases?status=collecting&status=completed"), 422, "invalid_request")
    assert found["errors"][0]["code"] == "repeated_parameter"
    assert api.get("/api/v1/escalations?status=pending&status=resolved").status_code == 200


def test_known_ones_are_still_taken(api: httpx.Client) -> None:
    for query in ("limit=1", "limit=1&status=collecting", f"user_id={ANY_ID}", ""):
        assert api.get(f"/api/v1/cases?{query}").status_code == 200
