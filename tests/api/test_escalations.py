"""Escalations over HTTP, from the request to its resolution and back."""

import uuid
from typing import Any

import httpx

from tests.api.problem import problem

PLACE = "/api/v1/escalations"


def test_a_conversation_has_one_open_escalation(api: httpx.Client, conversation: dict[str, Any]) -> None:
    body = {"reason": "Pide una persona.", "source": "tool_call", "conversation_id": conversation["id"]}
    first, second = (api.post(PLACE, json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert len(second.json()["metadata"]["requests"]) == 1
    place = f"{PLACE}/{first.json()['id']}"
    problem(api.post(f"{place}/reopening", json={"reason": "Sigue."}), 409, "illegal_transition")
    resolved = api.post(f"{place}/resolution", json={"resolution": "Hablado."}).json()
    assert (resolved["status"], resolved["resolution"]) == ("resolved", "Hablado.")
    reopened = api.post(f"{place}/reopening", json={"reason": "Vuelve a preguntar."}).json()
    assert (reopened["status"], reopened["resolution"]) == ("pending", None)
    assert api.get(place).json() == reopened
    mine = {"conversation_id": conversation["id"]}
    assert [item["id"] for item in api.get(PLACE, params=mine).json()["items"]] == [reopened["id"]]
    assert api.get(PLACE, params={**mine, "status": "resolved"}).json()["items"] == []


def test_unknown_people_and_things_are_named(api: httpx.Client, conversation: dict[str, Any]) -> None:
    nobody = str(uuid.uuid4())
    for field, code in (
        ("user_id", "unknown_user"),
        ("conversation_id", "unknown_conversation"),
        ("case_id", "unknown_case"),
    ):
        problem(api.post(PLACE, json={"reason": "x", "source": "auto", field: nobody}), 404, code)
    made = api.post(PLACE, json={"reason": "x", "source": "auto", "conversation_id": conversation["id"]})
    attendant = f"{PLACE}/{made.json()['id']}/attendant"
    problem(api.put(attendant, json={"admin_user_id": nobody}), 404, "unknown_admin_user")
    problem(api.delete(attendant), 409, "illegal_transition")
    problem(api.get(f"{PLACE}/{nobody}"), 404, "unknown_escalation")


def test_lists_are_paged_in_the_order_to_attend(api: httpx.Client) -> None:
    made = [api.post(PLACE, json={"reason": f"n {i}", "source": "error"}).json()["id"] for i in range(3)]
    query: dict[str, Any] = {"source": "error", "limit": 2}
    first = api.get(PLACE, params=query).json()
    second = api.get(PLACE, params={**query, "after": first["next"]}).json()
    assert [item["id"] for item in first["items"] + second["items"]] == made
    assert second["next"] is None
