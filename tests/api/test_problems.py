"""Refusals of HTTP itself: authority, paths, methods, sizes, types, and text that can't be stored."""

import json
import uuid
from typing import Any

import httpx
import pytest

from tests.api.problem import problem
from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, Served, lines_of, wait_until

USERS = "/api/v1/users"


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer wrong", f"Basic {API_TOKEN}", f"Bearer {API_TOKEN}x", "Bearer ñandú"]
)
def test_without_the_token_nothing_is_given(served: Served, header: str | None) -> None:
    headers = [(b"Authorization", header.encode("latin-1"))] if header else []
    with served.client(token=None) as anybody:
        document = anybody.get("/openapi.json").json()
        for path, operations in document["paths"].items():
            if not path.startswith("/api/"):
                continue
            for method in operations:
                place = path.replace("{", "").replace("}", "")
                answer = anybody.request(method, place, headers=headers)
                problem(answer, 401, "unauthorized")
                assert answer.headers["www-authenticate"].startswith("Bearer")


def test_unknown_paths_and_methods(api: httpx.Client) -> None:
    problem(api.get("/api/v1/nothing"), 404, "unknown_path")
    answer = api.delete(f"{USERS}/{uuid.uuid4()}")
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, PATCH"
    answer = api.put(USERS)
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_only_json_is_taken(api: httpx.Client, kind: str) -> None:
    answer = api.post(USERS, content=b'{"phone": "600000000"}', headers={"Content-Type": kind})
    problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b'{"phone": "6"', b"[" * 30, b'{"phone": ' + b"9" * 5000 + b"}", b'"\xc3"'],
)
def test_what_is_no_json_is_a_malformed_request(api: httpx.Client, body: bytes) -> None:
    for path in (USERS, f"/webhooks/chatwoot?token={WEBHOOK_TOKEN}"):
        answer = api.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.json()["code"] in {"invalid_json", "malformed_request"}
        problem(answer, 400, answer.json()["code"])


@pytest.mark.parametrize("is_declared", [True, False])
def test_a_body_too_long_is_refused_before_it_is_read(api: httpx.Client, is_declared: bool) -> None:
    body = json.dumps({"phone": "6" * 1_100_000}).encode()
    content = body if is_declared else (body[i : i + 65536] for i in range(0, len(body), 65536))
    answer = api.post(USERS, content=content, headers={"Content-Type": "application/json"})
    problem(answer, 413, "too_large")


@pytest.mark.parametrize("text", [r"\u0000", r"\ud800", r"\udfff x"])
def test_text_that_can_not_be_stored_is_refused(
    api: httpx.Client, conversation: dict[str, str], case: dict[str, str], text: str
) -> None:
    """PostgreSQL takes neither null characters nor lone surrogates; both are legal in JSON's syntax."""
    calls = [
        ("POST", USERS, f'{{"phone": "{text}"}}'),
        (
            "POST",
            f"/api/v1/conversations/{conversation['id']}/messages",
            f'{{"role": "user", "content": "{text}"}}',
        ),
        ("PUT", f"/api/v1/conversations/{conversation['id']}/summary", f'{{"summary": "{text}"}}'),
        ("PATCH", f"/api/v1/cases/{case['id']}", f'{{"marca": "{text}"}}'),
        ("PATCH", f"/api/v1/cases/{case['id']}/owner", f'{{"first_name": "{text}"}}'),
        (
            "POST",
            f"/api/v1/cases/{case['id']}/elements/ESCAPE/answers",
            f'{{"answers": {{"marca": "{text}"}}}}',
        ),
        ("POST", f"/api/v1/cases/{case['id']}/elements/ESCAPE/answers", f'{{"answers": {{"{text}": "1"}}}}'),
        ("POST", f"/api/v1/cases/{case['id']}/images", f'{{"display_name": "{text}"}}'),
        ("POST", "/api/v1/quotes", f'{{"category": "{text}", "text": "escape"}}'),
        ("POST", "/api/v1/quotes", f'{{"category": "motos-part", "text": "{text}"}}'),
    ]
    for method, path, body in calls:
        answer = api.request(method, path, content=body, headers={"Content-Type": "application/json"})
        found = problem(answer, 422, "invalid_request")
        assert found["errors"][0]["code"] in {"bad_characters", "string_unicode"}, (path, found)
    for path in ("/api/v1/users?phone=%00", "/api/v1/users?before=%00", "/api/v1/categories/%00"):
        assert api.get(path).status_code in {404, 422}


def test_request_ids_are_taken_made_and_logged(api: httpx.Client, served: Served) -> None:
    given = f"caller-{uuid.uuid4()}"
    assert api.get("/api/v1/categories", headers={"X-Request-ID": given}).headers["x-request-id"] == given
    for odd in ("", "a b", "x" * 200, "<script>", "-starts-with-a-dash"):
        made = api.get("/api/v1/categories", headers={"X-Request-ID": odd}).headers["x-request-id"]
        assert uuid.UUID(hex=made)
    unknown = api.get(f"{USERS}/{uuid.uuid4()}", headers={"X-Request-ID": given + "-2"})
    assert unknown.status_code == 404

    def logged_requests() -> dict[str, Any]:
        return {line["request_id"]: line for line in lines_of(served) if line.get("event") == "request"}

    # The line comes after the answer.
    wait_until(lambda: given + "-2" in logged_requests())
    logged = logged_requests()
    assert logged[given]["path"] == "/api/v1/categories"
    assert logged[given]["method"] == "GET"
    assert logged[given]["status"] == 200
    assert logged[given]["ms"] > 0
    assert logged[given + "-2"]["path"] == "/api/v1/users/{user_id}"
    assert logged[given + "-2"]["status"] == 404


def test_the_log_holds_no_secret(api: httpx.Client, served: Served) -> None:
    api.post(f"/webhooks/chatwoot?token={WEBHOOK_TOKEN}", json={"event": "contact_created"})
    text = served.log.read_text()
    assert WEBHOOK_TOKEN not in text
    assert API_TOKEN not in text
