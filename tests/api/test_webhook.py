"""Chatwoot's events over HTTP: who may send them, what they store, and how often."""

import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.api.problem import problem
from tests.api.serving import WEBHOOK_SECRET, WEBHOOK_TOKEN, Served

PLACE = "/webhooks/chatwoot"
TOKEN = {"X-Chatwoot-Token": WEBHOOK_TOKEN}


def message(number: int, message_id: int = 1, **changes: Any) -> dict[str, Any]:
    contact = {"id": 1000 + number, "phone_number": f"+346{number:08}", "type": "contact"}
    return {
        "event": "message_created",
        "id": 10_000 * number + message_id,
        "content": f"mensaje {message_id}",
        "created_at": f"2026-03-02T10:{message_id:02}:00.000Z",
        "message_type": "incoming",
        "private": False,
        "sender": contact,
        "conversation": {"id": 900_000 + number, "channel": "Channel::Whatsapp", "meta": {"sender": contact}},
        "account": {"id": 1, "name": "MSI"},
        **changes,
    }


def post(served: Served, payload: Any, headers: dict[str, str] = TOKEN) -> httpx.Response:
    with served.client(token=None) as chatwoot:
        return chatwoot.post(PLACE, json=payload, headers=headers)


def stored(api: httpx.Client, answer: httpx.Response) -> list[dict[str, Any]]:
    place = f"/api/v1/conversations/{answer.json()['conversation_id']}/messages"
    items: list[dict[str, Any]] = api.get(place).json()["items"]
    return items


def signed(body: bytes, secret: str, at: float) -> dict[str, str]:
    timestamp = str(int(at))
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Chatwoot-Timestamp": timestamp,
        "X-Chatwoot-Signature": f"sha256={digest}",
    }


def test_a_message_brings_its_user_and_conversation(served: Served, api: httpx.Client, number: int) -> None:
    attachments = [{"id": 1, "file_type": "image"}, {"id": 2, "file_type": "image"}, {"file_type": "audio"}]
    answer = post(served, message(number, attachments=attachments))
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "stored"
    found = stored(api, answer)
    assert [(item["role"], item["content"], item["image_count"]) for item in found] == [
        ("user", "mensaje 1", 2)
    ]
    assert found[0]["created_at"] == "2026-03-02T10:01:00Z"
    assert found[0]["id"] == answer.json()["message_id"]
    conversation = api.get(f"/api/v1/conversations/{answer.json()['conversation_id']}").json()
    user = api.get(f"/api/v1/users/{conversation['user_id']}").json()
    assert (user["phone"], user["chatwoot_contact_id"]) == (f"+346{number:08}", 1000 + number)


def test_the_same_event_again_changes_nothing(served: Served, api: httpx.Client, number: int) -> None:
    events = [message(number, 1), message(number, 1), {**message(number, 1), "event": "message_updated"}]
    answers = [post(served, event) for event in events]
    assert [answer.json()["status"] for answer in answers] == ["stored", "duplicate", "duplicate"]
    assert len({answer.json()["message_id"] for answer in answers}) == 1
    assert len(stored(api, answers[0])) == 1


def test_events_at_once_and_out_of_order_are_stored_once_in_their_order(
    served: Served, api: httpx.Client, number: int
) -> None:
    events = [message(number, index) for index in range(1, 11)]
    mixed = [*reversed(events), *events[::3], *events]
    with ThreadPoolExecutor(8) as executor:
        answers = list(executor.map(lambda event: post(served, event), mixed))
    assert {answer.status_code for answer in answers} == {200}
    assert sum(answer.json()["status"] == "stored" for answer in answers) == 10
    assert [item["content"] for item in stored(api, answers[0])] == [f"mensaje {i}" for i in range(1, 11)]
    place = f"/api/v1/conversations/{answers[0].json()['conversation_id']}"
    assert api.get(place).json()["message_count"] == 10


def test_roles_follow_the_direction_and_private_notes_are_left_out(
    served: Served, api: httpx.Client, number: int
) -> None:
    agent = {"id": 5, "type": "user"}
    first = post(served, message(number, 1, message_type="outgoing", sender=agent))
    post(served, message(number, 2, message_type="template", sender=agent))
    post(served, message(number, 3, message_type=0, content=None))
    for ignored in (
        message(number, 4, private=True),
        message(number, 5, message_type="activity"),
        {"event": "contact_updated", "id": 3},
        {"event": "conversation_typing_on", "id": "anything"},
        {"event": "invented"},
    ):
        answer = post(served, ignored)
        assert (answer.status_code, answer.json()["status"]) == (202, "ignored"), answer.text
    assert [(item["role"], item["content"]) for item in stored(api, first)] == [
        ("assistant", "mensaje 1"),
        ("assistant", "mensaje 2"),
        ("user", ""),
    ]


def test_a_conversation_may_come_before_or_after_its_messages(
    served: Served, api: httpx.Client, number: int
) -> None:
    conversation = message(number)["conversation"]
    for event in ("conversation_created", "conversation_updated"):
        answer = post(served, {"event": event, **conversation})
        assert answer.json()["status"] == "stored"
    again = post(served, message(number))
    assert again.json()["conversation_id"] == answer.json()["conversation_id"]
    post(served, {"event": "conversation_created", **conversation})
    assert len(stored(api, again)) == 1


@pytest.mark.parametrize("phone", [None, "", "unknown"])
def test_a_message_without_a_usable_phone_is_not_lost(
    served: Served, api: httpx.Client, number: int, phone: str | None
) -> None:
    contact = {"id": 1000 + number, "phone_number": phone}
    event = message(number, sender=contact)
    event["conversation"] = {
        "id": 900_000 + number,
        "channel": "Channel::WebWidget",
        "meta": {"sender": contact},
    }
    answer = post(served, event)
    assert answer.status_code == 200, answer.text
    assert len(stored(api, answer)) == 1
    found = api.get(f"/api/v1/conversations/{answer.json()['conversation_id']}").json()
    assert found["user_id"] is None


def test_whatsapp_gives_the_number_as_source_id(served: Served, api: httpx.Client, number: int) -> None:
    event = message(number, sender={"id": 1000 + number})
    event["conversation"] = {
        "id": 900_000 + number,
        "channel": "Channel::Whatsapp",
        "contact_inbox": {"source_id": f"346{number:08}"},
    }
    place = f"/api/v1/conversations/{post(served, event).json()['conversation_id']}"
    user = api.get(f"/api/v1/users/{api.get(place).json()['user_id']}").json()
    assert user["phone"] == f"+346{number:08}"


@pytest.mark.parametrize("odd", [[], "x", 7, False])
@pytest.mark.parametrize("part", ["sender", "account", "inbox", "meta", "contact_inbox", "channel"])
def test_no_message_is_refused_for_who_sent_it_and_where(
    served: Served, api: httpx.Client, number: int, part: str, odd: Any
) -> None:
    event = message(number)
    (event if part in {"sender", "account", "inbox"} else event["conversation"])[part] = odd
    assert [item["content"] for item in stored(api, post(served, event))] == [event["content"]]


@pytest.mark.parametrize("phone", [[], {}, True, 10**30, 34600111222])
@pytest.mark.parametrize("contact", ["31", 31.0, True, [], 2**63])
def test_nor_for_the_ids_and_phones_of_people(
    served: Served, api: httpx.Client, number: int, phone: Any, contact: Any
) -> None:
    event = message(number, sender={"id": contact, "phone_number": phone})
    assert [item["content"] for item in stored(api, post(served, event))] == [event["content"]]


def test_a_date_of_an_edit_that_is_none_does_not_lose_it(
    served: Served, api: httpx.Client, number: int
) -> None:
    post(served, message(number))
    edit = message(
        number, event="message_updated", content="otra cosa", updated_at="9999-12-31T23:59:59-14:00"
    )
    assert [item["content"] for item in stored(api, post(served, edit))] == ["otra cosa"]


@pytest.mark.parametrize("moment", [1772446500, "2026-03-02 10:15:00 UTC", "2026-03-02T11:15:00+01:00"])
def test_every_spelling_of_the_time_is_read(
    served: Served, api: httpx.Client, number: int, moment: int | str
) -> None:
    answer = post(served, message(number, created_at=moment))
    assert stored(api, answer)[0]["created_at"] == "2026-03-02T10:15:00Z"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"id": None}, "#/id"),
        ({"id": "12"}, "#/id"),
        ({"conversation": None}, "#/conversation"),
        ({"conversation": {}}, "#/conversation/id"),
        ({"created_at": "ayer"}, "#/created_at"),
        ({"created_at": 10**18}, "#/created_at"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "#/created_at"),
        ({"message_type": "sideways"}, "#/message_type"),
        ({"content": {"a": 1}}, "#/content"),
        ({"attachments": [{"file_type": 3}]}, "#/attachments/0/file_type"),
        ({"event": ""}, "#/event"),
    ],
)
def test_a_malformed_event_is_told_its_field(
    served: Served, number: int, changes: dict[str, Any], pointer: str
) -> None:
    found = problem(post(served, message(number, **changes)), 422, "invalid_request")
    assert [error["pointer"] for error in found["errors"]] == [pointer]


@pytest.mark.parametrize("payload", [[], "text", 3, {}, {"id": 1}])
def test_what_is_no_event_is_refused(served: Served, payload: Any) -> None:
    problem(post(served, payload), 422, "invalid_request")


def test_what_no_database_stores_is_left_out(served: Served, api: httpx.Client, number: int) -> None:
    body = json.dumps(message(number, content="a\x00b \ud800c \U0001f600"))
    answer = httpx.post(
        served.url + PLACE, content=body, headers={**TOKEN, "Content-Type": "application/json"}
    )
    assert answer.status_code == 200, answer.text
    assert [item["content"] for item in stored(api, answer)] == ["ab c \U0001f600"]


def test_edits_and_deletions_are_told(served: Served, api: httpx.Client, number: int) -> None:
    first = post(served, message(number, content="uno"))
    update = {**message(number), "event": "message_updated"}
    assert post(served, {**update, "content": "dos"}).json()["status"] == "edited"
    (item,) = stored(api, first)
    assert (item["content"], item["previous_texts"][0]["content"]) == ("dos", "uno")
    gone = post(served, {**update, "content": "deleted", "content_attributes": {"deleted": True}})
    assert (gone.status_code, gone.json()["status"]) == (200, "deleted")
    (item,) = stored(api, first)
    assert (item["content"], item["previous_texts"]) == ("", [])
    assert item["deleted_at"]


def test_a_changed_contact_is_parked_and_resolved_over_http(
    served: Served, api: httpx.Client, number: int
) -> None:
    first = post(served, message(number, 1))
    place = f"/api/v1/conversations/{first.json()['conversation_id']}"
    owner = api.get(place).json()["user_id"]
    assert api.patch(f"/api/v1/users/{owner}", json={"first_name": "Ana"}).status_code == 200
    other = {"id": 70_000_000 + number, "phone_number": f"+347{number:08}"}
    event = message(number, 2, sender=other)
    event["conversation"]["meta"] = {"sender": other}
    answer = post(served, event)
    assert (answer.status_code, answer.json()["status"]) == (202, "parked"), answer.text
    assert answer.json()["reason"] == "contact_changed"
    parked = f"/api/v1/parked-events/{answer.json()['parked_event_id']}"
    listed = api.get("/api/v1/parked-events", params={"reason": "contact_changed"}).json()["items"]
    (found,) = [item for item in listed if item["id"] == answer.json()["parked_event_id"]]
    assert found["payload"]["content"] == "mensaje 2"
    unknown = {"resolution": "replayed", "resolved_by": first.json()["conversation_id"]}
    problem(api.post(f"{parked}/resolution", json=unknown), 404, "unknown_admin_user")
    done = api.post(f"{parked}/resolution", json={"resolution": "replayed"})
    assert done.status_code == 200, done.text
    assert [item["resolution"] for item in done.json()["items"]] == ["replayed"]
    assert [item["content"] for item in stored(api, first)] == ["mensaje 1", "mensaje 2"]
    assert api.get(place).json()["user_id"] not in {None, owner}
    assert api.get(parked).json()["payload"] == {}
    problem(api.post(f"{parked}/resolution", json={"resolution": "dismissed"}), 409, "parked_event_resolved")
    resolved = api.get("/api/v1/parked-events", params={"resolved": True}).json()["items"]
    assert answer.json()["parked_event_id"] in {item["id"] for item in resolved}
    problem(api.get(f"/api/v1/parked-events/{owner}"), 404, "unknown_parked_event")


def test_the_token_may_stand_in_header_or_url(served: Served, number: int) -> None:
    assert post(served, message(number)).status_code == 200
    by_url = httpx.post(f"{served.url}{PLACE}?token={WEBHOOK_TOKEN}", json=message(number))
    assert by_url.status_code == 200
    for headers in ({}, {"X-Chatwoot-Token": "wrong"}, {"Authorization": f"Bearer {WEBHOOK_TOKEN}"}):
        problem(post(served, message(number), headers), 401, "unauthorized")
    problem(httpx.post(f"{served.url}{PLACE}?token=", json=message(number)), 401, "unauthorized")


def test_a_signature_holds_for_its_body_and_a_few_minutes(served: Served, number: int) -> None:
    body = json.dumps(message(number)).encode()
    now = time.time()

    def send(content: bytes, headers: dict[str, str]) -> httpx.Response:
        with served.client(token=None) as chatwoot:
            return chatwoot.post(PLACE, content=content, headers=headers)

    good = signed(body, WEBHOOK_SECRET, now)
    assert send(body, good).status_code == 200
    refused = [
        (body + b" ", good),
        (body, signed(body, "another secret", now)),
        (body, signed(body, WEBHOOK_SECRET, now - 3600)),
        (body, signed(body, WEBHOOK_SECRET, now + 3600)),
        (body, {**good, "X-Chatwoot-Timestamp": str(int(now) - 1)}),
        (body, {**good, "X-Chatwoot-Timestamp": "soon"}),
        (body, {**good, "X-Chatwoot-Signature": good["X-Chatwoot-Signature"].removeprefix("sha256=")}),
    ]
    for content, headers in refused:
        problem(send(content, headers), 401, "unauthorized")
