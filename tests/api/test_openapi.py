"""The OpenAPI document: complete, with examples that fit their schemas, and kept by every answer."""

import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, STDOUT, run
from typing import Any

import httpx
import jsonschema_rs
import pytest

from api.main import create_app
from database.embedded import RunningServer
from tests import servers
from tests.api.serving import API_TOKEN, WEBHOOK_TOKEN, serving

CONFIG = Path(__file__).with_name("schemathesis.toml")
HOOKS = Path(__file__).with_name("schemathesis_hooks.py")
METHODS = {"get", "post", "put", "patch", "delete"}
# Against a hang alone: how long a run takes depends on what else the machine does.
HANG_SECONDS = 3600


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    with warnings.catch_warnings():
        # A route that is served twice is only warned of.
        warnings.simplefilter("error")
        return create_app().openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS & set(item):
            yield path, method, item[method]


def test_operations_are_documented(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in document["tags"]}
    for path, _, operation in operations(document):
        assert set(operation["tags"]) <= tags
        assert operation["summary"]
        assert operation["description"]
        statuses = {int(status) for status in operation["responses"]}
        if path.startswith("/api/"):
            assert {401, 422, 500, 503} <= statuses
            assert operation["security"]
        if "requestBody" in operation:
            assert {400, 413, 415} <= statuses
        for status, response in operation["responses"].items():
            if int(status) >= 400 and path != "/ready":
                assert set(response["content"]) == {"application/problem+json"}


def test_references_resolve_and_nothing_is_left_over(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    used = set(re.findall(r"#/components/schemas/([^'\"]+)", str(document)))
    assert used == set(schemas)


def test_bodies_have_examples(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if kind != "application/json":
                continue
            schema = content["schema"]
            if "$ref" in schema:
                schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
            choices = schema.get("oneOf") or schema.get("anyOf") or [schema]
            for choice in choices:
                found = schemas[choice["$ref"].rsplit("/", 1)[1]] if "$ref" in choice else choice
                assert found.get("examples"), (method, path)


def test_examples_fit_their_schemas(document: dict[str, Any]) -> None:
    checked = 0

    def walk(node: Any) -> None:
        nonlocal checked
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            if isinstance(examples := node.get("examples"), list):
                schema = {**node, "components": document["components"]}
                schema.pop("examples")
                validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
                for example in examples:
                    validator.validate(example)
                    checked += 1
            for key, item in node.items():
                if key not in {"examples", "properties"}:
                    walk(item)
                elif key == "properties":
                    walk(list(item.values()))

    walk(document["components"]["schemas"])
    for _, _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            walk(parameter["schema"])
    assert checked > 30


def known_rows(client: httpx.Client) -> dict[str, list[str]]:
    """Values of path parameters that name something, so that the tests get beyond 404."""
    rows: dict[str, list[str]] = {
        "slug": ["motos-part", "aseicars-prof"],
        "code": ["ESCAPE", "SUSPENSION", "PLACA_SOLAR_MALETERO"],
        "element_code": ["ESCAPE", "MANILLAR"],
        "element_id": [
            item["id"] for item in client.get("/api/v1/categories/motos-part/elements").json()[:3]
        ],
    }

    def made(name: str, path: str, **body: Any) -> str:
        answer = client.post(path, json=body)
        assert answer.status_code == 201, answer.text
        key: str = answer.json()["id"]
        rows.setdefault(name, []).append(key)
        return key

    for number in range(1, 7):
        user = made("user_id", "/api/v1/users", phone=f"69999{number:04}")
        conversation = made(
            "conversation_id",
            "/api/v1/conversations",
            chatwoot_conversation_id=7_000_000 + number,
            user_id=user,
        )
        case = made(
            "case_id",
            "/api/v1/cases",
            conversation_id=conversation,
            category="motos-part",
            elements=[{"code": "ESCAPE"}, {"code": "MANILLAR"}],
        )
        made("image_id", f"/api/v1/cases/{case}/images", display_name="x", content_hash=f"{number:064}")
        made(
            "escalation_id",
            "/api/v1/escalations",
            reason="Ayuda",
            source="auto",
            conversation_id=conversation,
        )
    return rows


def configuration(rows: dict[str, list[str]]) -> str:
    """The configuration of schemathesis, by which half of the path parameters name a row."""
    lines = [f"hooks = {json.dumps(str(HOOKS))}", CONFIG.read_text(encoding="utf-8")]
    lines += [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in rows.items()]
    lines += ["[parameters]"]
    lines += [f'{name} = {{ dictionary = "{name}", probability = 0.8 }}' for name in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
@pytest.mark.timeout(HANG_SECONDS)
def test_every_answer_is_as_documented(
    pg_server: RunningServer, tmp_path: Path, document: dict[str, Any]
) -> None:
    """Schemathesis sends what the document allows and what it forbids, and judges every answer by it."""
    with (
        servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url,
        serving(url, tmp_path, API_TOKEN=API_TOKEN, CHATWOOT_WEBHOOK_TOKEN=WEBHOOK_TOKEN) as served,
    ):
        with served.client() as client:
            rows = known_rows(client)
        (tmp_path / CONFIG.name).write_text(configuration(rows), encoding="utf-8")
        done = run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                "--no-color",
                *("--config-file", str(tmp_path / CONFIG.name)),
                *("run", f"{served.url}/openapi.json"),
                *("--header", f"Authorization: Bearer {API_TOKEN}"),
                *("--header", f"X-Chatwoot-Token: {WEBHOOK_TOKEN}"),
            ],
            cwd=tmp_path,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-20_000:]
        assert served.process.poll() is None
        lines = requests(served.log)
    answers = Counter(line["status"] for line in lines)
    assert sum(answers.values()) > 1000, answers
    assert not [status for status in answers if status >= 500], answers
    # The run has reached the work behind the checks of the input.
    assert answers[200] + answers[201] > 200, answers
    asked = {(line["path"], line["method"].lower()) for line in lines}
    known = {(path, method) for path, method, _ in operations(document) if path.startswith("/api/")}
    assert known - asked == set()


def requests(log: Path) -> list[dict[str, Any]]:
    """The requests that the server has answered, by its own log."""
    lines = (json.loads(line) for line in log.read_text().splitlines() if line.startswith("{"))
    return [line for line in lines if line.get("event") == "request"]
