"""Users, conversations and pages of messages over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.api.problem import problem

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_a_phone_is_one_user_in_any_spelling(api: httpx.Client, person: dict[str, Any]) -> None:
    national = person["phone"].removeprefix("+34")
    for spelling in (national, f"+34 {national[:3]} {national[3:]}", f"0034{national}"):
        again = api.post("/api/v1/users", json={"phone": spelling})
        assert (again.status_code, again.json()["id"]) == (200, person["id"])
    found = api.get("/api/v1/users", params={"phone": national}).json()["items"]
    assert [item["id"] for item in found] == [person["id"]]
    answer = api.post("/api/v1/users", json={"phone": "hola"})
    assert problem(answer, 422, answer.json()["code"])["field"] == "phone"


def test_messages_are_read_page_by_page_both_ways(api: httpx.Client, conversation: dict[str, Any]) -> None:
    place = f"/api/v1/conversations/{conversation['id']}/messages"

    def send(number: int) -> None:
        answer = api.post(
            place,
            json={
                "role": "user" if number % 2 else "assistant",
                "content": f"mensaje {number}",
                "sent_at": (START + timedelta(minutes=number)).isoformat(),
                "chatwoot_message_id": number,
            },
        )
        assert answer.status_code == 201, answer.text

    # They arrive out of order, and each belongs to when it was written.
    for number in (7, 1, 4, 2, 6, 3, 5):
        send(number)
    read: list[str] = []
    page = api.get(place, params={"limit": 3}).json()
    newest = page["newer"]
    while True:
        read = [item["content"] for item in page["items"]] + read
        if page["older"] is None:
            break
        page = api.get(place, params={"limit": 3, "before": page["older"]}).json()
    assert read == [f"mensaje {number}" for number in range(1, 8)]
    nothing = api.get(place, params={"after": newest}).json()
    assert (nothing["items"], nothing["newer"]) == ([], newest)
    send(8)
    later = api.get(place, params={"after": newest}).json()
    assert [item["content"] for item in later["items"]] == ["mensaje 8"]
    counted = api.get(f"/api/v1/conversations/{conversation['id']}").json()
    assert counted["message_count"] == 8


def test_a_repeated_message_is_answered_with_the_stored_one(
    api: httpx.Client, conversation: dict[str, Any]
) -> None:
    place = f"/api/v1/conversations/{conversation['id']}/messages"
    body = {"role": "user", "content": "hola", "chatwoot_message_id": 1, "image_count": 2}
    first, second = (api.post(place, json=body) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["has_images"]
    assert api.get(f"/api/v1/conversations/{conversation['id']}").json()["message_count"] == 1


def test_lists_are_paged_newest_first(api: httpx.Client, person: dict[str, Any], number: int) -> None:
    made = []
    for index in range(5):
        body = {"chatwoot_conversation_id": f"3{number}00{index}", "user_id": person["id"]}
        made.append(api.post("/api/v1/conversations", json=body).json()["id"])
    query = {"user_id": person["id"], "limit": 2}
    first = api.get("/api/v1/conversations", params=query).json()
    assert [item["id"] for item in first["items"]] == [made[4], made[3]]
    second = api.get("/api/v1/conversations", params={**query, "before": first["older"]}).json()
    assert [item["id"] for item in second["items"]] == [made[2], made[1]]
    back = api.get("/api/v1/conversations", params={**query, "after": second["newer"]}).json()
    assert back["items"] == first["items"]
    last = api.get("/api/v1/conversations", params={**query, "before": second["older"]}).json()
    assert [item["id"] for item in last["items"]] == [made[0]]
    assert last["older"] is None


def test_bad_pages_are_refused(api: httpx.Client, conversation: dict[str, Any]) -> None:
    for place in (f"/api/v1/conversations/{conversation['id']}/messages", "/api/v1/conversations"):
        cursor = api.get("/api/v1/conversations").json()["newer"]
        problem(api.get(place, params={"before": "no-cursor"}), 422, "invalid_cursor")
        problem(api.get(place, params={"before": cursor, "after": cursor}), 422, "two_cursors")
        found = problem(api.get(place, params={"limit": 0}), 422, "invalid_request")
        assert (found["errors"][0]["location"], found["errors"][0]["name"]) == ("query", "limit")


def test_a_summary_is_stored_and_cleared(api: httpx.Client, conversation: dict[str, Any]) -> None:
    place = f"/api/v1/conversations/{conversation['id']}/summary"
    assert api.put(place, json={"summary": "Quiere un escape."}).json()["summary"] == "Quiere un escape."
    assert api.put(place, json={"summary": None}).json()["summary"] is None
    problem(api.put(place, json={}), 422, "invalid_request")


def test_two_people_never_share_a_conversation(
    api: httpx.Client, conversation: dict[str, Any], number: int
) -> None:
    other = api.post("/api/v1/users", json={"phone": f"7{number:08}"}).json()
    body = {"chatwoot_conversation_id": conversation["chatwoot_conversation_id"], "user_id": other["id"]}
    problem(api.post("/api/v1/conversations", json=body), 409, "conversation_of_other_user")
    problem(
        api.post("/api/v1/conversations", json={**body, "user_id": conversation["id"]}), 404, "unknown_user"
    )


def test_chatwoots_ids_are_numbers(api: httpx.Client, conversation: dict[str, Any]) -> None:
    """A conversation's as a message's; a number written as text is taken as well."""
    given = conversation["chatwoot_conversation_id"]
    assert type(given) is int
    for spelt in (given, str(given)):
        again = api.post("/api/v1/conversations", json={"chatwoot_conversation_id": spelt})
        assert (again.status_code, again.json()["id"]) == (200, conversation["id"])
    place = f"/api/v1/conversations/{conversation['id']}/messages"
    message = api.post(place, json={"role": "user", "content": "hola", "chatwoot_message_id": 815}).json()
    assert type(message["chatwoot_message_id"]) is int
    for bad in ("own-1", "0", 0, -1, "1.5", 1.5, True, "01", "٣"):
        answer = api.post("/api/v1/conversations", json={"chatwoot_conversation_id": bad})
        problem(answer, 422, "invalid_request")
