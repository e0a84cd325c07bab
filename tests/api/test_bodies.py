"""Bodies: authority before them, bounds in size, time, depth and number of values, and clients that leave."""

import json
import re
import socket
import time
from contextlib import closing
from typing import Any

import httpx
import pytest

from api.json_bounds import MAX_DEPTH, MAX_VALUES, check_json
from api.problems import MAX_SHOWN, ApiError
from api.webhook_authority import SIGNATURE_HEADER, TIMESTAMP_HEADER
from database.embedded import RunningServer
from tests import servers
from tests.api.problem import problem
from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, Served, lines_of, serving, wait_until

USERS = "/api/v1/users"
HOOK = "/webhooks/chatwoot"
JSON = {"Content-Type": "application/json"}


def connected(served: Served) -> socket.socket:
    host, port = served.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def head(path: str, length: int, **headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: api", "Content-Type: application/json"]
    lines += [f"Content-Length: {length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def answer_of(opened: socket.socket) -> tuple[int, bytes]:
    """Status and the rest of an answer, read until the server closes."""
    received = b""
    while block := opened.recv(65_536):
        received += block
    return int(received.split(b" ", 2)[1]), received


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (USERS, {}),
        (USERS, {"Authorization": "Bearer wrong"}),
        ("/api/v1/cases/0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10/uploads", {}),
        (HOOK, {}),
        (HOOK, {"X_Chatwoot_Token": "wrong"}),
        (f"{HOOK}?token=wrong", {}),
        (HOOK, {SIGNATURE_HEADER.replace("-", "_"): "sha256=" + "0" * 64}),
        (HOOK, {SIGNATURE_HEADER.replace("-", "_"): "sha256=" + "0" * 64, TIMESTAMP_HEADER: "1"}),
    ],
)
def test_who_may_not_call_is_told_before_sending_a_body(
    served: Served, path: str, headers: dict[str, str]
) -> None:
    """The head alone is sent; what is not sent can't have been waited for."""
    with closing(connected(served)) as opened:
        opened.sendall(head(path, 900_000, **headers))
        status, answer = answer_of(opened)
    assert status == 401
    assert b"application/problem+json" in answer
    assert b"connection: close" in answer.lower()


def test_who_asks_first_is_answered_without_being_told_to_send(served: Served) -> None:
    with closing(connected(served)) as opened:
        opened.sendall(head(USERS, 900_000, Expect="100-continue"))
        status, answer = answer_of(opened)
    assert status == 401
    assert b"100 Continue" not in answer


def test_a_signature_is_proved_by_the_body(served: Served) -> None:
    moment = str(int(time.time()))
    headers = {SIGNATURE_HEADER: "sha256=" + "0" * 64, TIMESTAMP_HEADER: moment, **JSON}
    with served.client(token=None) as anybody:
        problem(anybody.post(HOOK, content=b'{"event": "x"}', headers=headers), 401, "unauthorized")
        # Not even whether it is JSON is told to who can't sign it.
        problem(anybody.post(HOOK, content=b"[" * 100_000, headers=headers), 401, "unauthorized")


def test_a_long_refused_body_still_gets_its_answer(served: Served) -> None:
    """The sender goes on for a while after the answer, and reads it all the same."""
    with served.client(token=None) as anybody:
        for path in (USERS, HOOK):
            answer = anybody.post(path, content=b" " * 900_000, headers=JSON)
            problem(answer, 401, "unauthorized")


def test_slow_bodies_are_cut(pg_server: RunningServer, tmp_path: Any) -> None:
    settings = {"API_TOKEN": API_TOKEN, "CHATWOOT_WEBHOOK_TOKEN": WEBHOOK_TOKEN}
    settings |= {"REQUEST_BODY_SECONDS": "0.3", "REQUEST_FILE_SECONDS": "0.3"}
    with (
        servers.temporary_database(pg_server) as url,
        serving(url, tmp_path, ready=False, **settings) as served,
    ):
        for path in (USERS, HOOK, "/api/v1/cases/0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10/uploads"):
            sent = head(path, 1000, Authorization=f"Bearer {API_TOKEN}", X_Chatwoot_Token=WEBHOOK_TOKEN)
            if path.endswith("uploads"):
                sent = sent.replace(b"application/json", b"multipart/form-data; boundary=x")
            with closing(connected(served)) as opened:
                opened.sendall(sent + (b"--x\r\n" if path.endswith("uploads") else b'{"phone"'))
                status, answer = answer_of(opened)
            assert (status, b'"code":"too_slow"' in answer) == (408, True), answer
        assert not [line for line in lines_of(served) if line["level"] in {"error", "critical"}]


@pytest.mark.parametrize("path", [USERS, HOOK, "/api/v1/cases/x/uploads", "/nowhere"])
def test_a_client_that_leaves_is_no_error(served: Served, path: str) -> None:
    before = len(lines_of(served))
    for _ in range(5):
        sent = head(path, 900, Authorization=f"Bearer {API_TOKEN}", X_Chatwoot_Token=WEBHOOK_TOKEN)
        if path.endswith("uploads"):
            sent = sent.replace(b"application/json", b"multipart/form-data; boundary=x")
        begun = b"--x\r\n" if path.endswith("uploads") else b'{"event": "message_creat'
        with closing(connected(served)) as opened:
            opened.sendall(sent + begun)
    if path == "/nowhere":
        return  # answered without the body: nobody knows that it never came
    wait_until(lambda: len(lines_of(served)) >= before + 5)
    new = lines_of(served)[before:]
    assert {(line["event"], line["level"], line["status"]) for line in new} == {
        ("client disconnected", "info", 499)
    }
    assert "Traceback" not in str(new)


def nested(depth: int) -> Any:
    value: Any = 1
    for level in range(depth):
        value = [value] if level % 2 else {"a": value}
    return value


@pytest.mark.parametrize("depth", [MAX_DEPTH, 200, 944, 19_000])
def test_nesting_is_bounded(api: httpx.Client, served: Served, depth: int) -> None:
    deep = '{"a":' * depth + "1" + "}" * depth
    body = f'{{"reason": "x", "source": "auto", "metadata": {deep}}}'
    found = problem(api.post("/api/v1/escalations", content=body, headers=JSON), 422, "nested_too_deep")
    assert str(MAX_DEPTH) in found["detail"]
    token = {"X-Chatwoot-Token": WEBHOOK_TOKEN}
    event = f'{{"event": "message_created", "conversation": {deep}}}'
    problem(api.post(HOOK, content=event, headers={**JSON, **token}), 422, "nested_too_deep")


def test_what_the_bound_allows_is_kept(api: httpx.Client) -> None:
    metadata = {"a": nested(MAX_DEPTH - 2), "corchetes": "[[[[{{{{" * 100, "comillas": '\\"[' * 100}
    made = api.post(
        "/api/v1/escalations", json={"reason": "x", "source": "auto", "metadata": metadata}
    ).json()
    assert made["metadata"] == metadata
    assert api.get(f"/api/v1/escalations/{made['id']}").json()["metadata"] == metadata


def test_many_unknown_keys_are_one_problem(api: httpx.Client) -> None:
    keys = {f"key{number}": number for number in range(MAX_VALUES - 10)}
    calls: list[tuple[str, Any, int]] = [
        (USERS, keys, 1),
        (USERS, {f"key{number}": 1 for number in range(15)}, 16),
        ("/api/v1/quotes", {"category": "x", "elements": [keys]}, 1),
        ("/api/v1/quotes", {"category": "x", "elements": [{}] * 200}, MAX_SHOWN),
        ("/api/v1/quotes", {"category": "x", "elements": [{}] * 9000}, 1),
    ]
    for path, body, expected in calls:
        found = problem(api.post(path, json=body), 422, "invalid_request")
        assert len(found["errors"]) == expected, found["errors"][:3]
        assert len(json.dumps(found)) < 20_000
    problem(api.post(USERS, json=[1] * (MAX_VALUES + 1)), 422, "too_many_values")
    problem(api.post(USERS, json=[{}] * (MAX_VALUES // 2 + 1)), 422, "too_many_values")


def test_many_answers_are_one_problem(api: httpx.Client, case: dict[str, Any]) -> None:
    place = f"/api/v1/cases/{case['id']}/elements/ESCAPE/answers"
    answers: dict[str, list[int]] = {f"field{number}": [] for number in range(9000)}
    found = problem(api.post(place, json={"answers": answers}), 422, "invalid_request")
    assert [item["pointer"] for item in found["errors"]] == ["#/answers"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": "' + rb"\"" * 400_000,
        b'"' * 900_001,
        b'"\\' * 450_000,
        b'{"a": "' + b"[" * 900_000 + b'"}',
        ("\u225b" * 300_000).encode(),
    ],
    ids=["escapes-never-closed", "quotes", "backslashes", "brackets-in-a-string", "no-ascii"],
)
def test_the_count_is_linear_and_reads_strings_as_strings(body: bytes) -> None:
    """By work and not by a clock: ten times the body takes the regular expression no more steps a byte."""
    check_json(body)
    check_json(body * 3)


def test_other_encodings_hide_nothing() -> None:
    for text in ("[" * 100, '{"a": 1}'):
        for encoding in ("utf-16", "utf-16-le", "utf-32", "latin-1"):
            with pytest.raises(Exception, match="json_invalid"):
                check_json((text + "ñ").encode(encoding))
    with pytest.raises(ApiError, match="niveles"):
        check_json(b"[" * (MAX_DEPTH + 1))


def test_every_route_that_takes_json_has_the_bounds(api: httpx.Client, served: Served) -> None:
    document = api.get("/openapi.json").json()
    tried = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if "application/json" not in operation.get("requestBody", {}).get("content", {}):
                continue
            place = re.sub(r"\{\w+\}", "0f7f0a6e-55a5-4b35-9a0c-2b1f5f1f7d10", path)
            answer = api.request(
                method,
                place,
                content=b'{"a":' * 500 + b"1" + b"}" * 500,
                headers={**JSON, "X-Chatwoot-Token": WEBHOOK_TOKEN},
            )
            problem(answer, 422, "nested_too_deep")
            tried += 1
    assert tried > 15
