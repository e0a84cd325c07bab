"""Regulations over HTTP: uploaded, read by the server's worker, shown, switched off and on."""

import io
import time
import uuid
from typing import Any

import httpx
import pytest
from PIL import Image

from benchmarks.typesetting import ONE_COLUMN, Printed, scanned_page, some_articles, typeset
from tests.api.problem import problem
from tests.api.serving import Served
from tests.api.test_cases import ok

PLACE = "/api/v1/regulations"
SECONDS = 120


@pytest.fixture(scope="module")
def printed() -> Printed:
    return typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(11)[:8], ONE_COLUMN)


def upload(api: httpx.Client, content: bytes, name: str = "orden.pdf", **data: str) -> httpx.Response:
    return api.post("/api/v1/regulation-uploads", files={"file": (name, content)}, data=data)


def read(api: httpx.Client, regulation_id: str) -> dict[str, Any]:
    """The document once the worker is done with it."""
    for _ in range(SECONDS * 10):
        found: dict[str, Any] = ok(api.get(f"{PLACE}/{regulation_id}"))
        if found["status"] in {"indexed", "failed"}:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_a_regulation_is_uploaded_read_and_shown(api: httpx.Client, served: Served, printed: Printed) -> None:
    first = ok(upload(api, printed.content, tags="ensayo, luces"), 202)
    assert first["status"] in {"pending", "processing", "indexed"}
    found = read(api, first["id"])
    assert (found["status"], found["answers"], found["tags"]) == ("indexed", True, ["ensayo", "luces"])
    assert (found["page_count"], found["progress"]) == (printed.page_count, 100)
    assert ok(upload(api, printed.content, "otra.pdf"))["id"] == first["id"]
    page = api.get(f"{PLACE}/{first['id']}/pages/1/image")
    assert page.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(page.content)).size == (1241, 1754)
    problem(api.get(f"{PLACE}/{first['id']}/pages/99/image"), 404, "unknown_page")
    problem(
        api.get(f"{PLACE}/{first['id']}/pages/1/image", params={"passage": str(uuid.uuid4())}),
        404,
        "unknown_passage",
    )
    off = ok(api.delete(f"{PLACE}/{first['id']}/activation"))
    assert (off["answers"], off["is_active"]) == (False, False)
    assert first["id"] not in {one["id"] for one in ok(api.get(PLACE))}
    assert first["id"] in {one["id"] for one in ok(api.get(PLACE, params={"include_inactive": "true"}))}
    assert ok(api.post(f"{PLACE}/{first['id']}/activation"))["answers"]
    changed = ok(
        api.patch(f"{PLACE}/{first['id']}", json={"title": "Orden", "section_mappings": {"1": "Fin"}})
    )
    assert (changed["title"], changed["section_mappings"]["1"]) == ("Orden", "Fin")


def test_what_cannot_be_read_says_so(api: httpx.Client) -> None:
    failed = read(api, ok(upload(api, scanned_page(with_text_page=False), "foto.pdf"), 202)["id"])
    assert (failed["status"], failed["answers"]) == ("failed", False)
    assert "imagen sin texto" in failed["error"]
    problem(api.post(f"{PLACE}/{failed['id']}/activation"), 409, "document_not_indexed")
    assert ok(api.post(f"{PLACE}/{failed['id']}/retry"), 202)["status"] in {"pending", "processing", "failed"}
    problem(upload(api, b"PK\x03\x04\x00\x00", "norma.docx"), 415, "unknown_format")
    problem(upload(api, b"", "vacio.pdf"), 422, "empty_file")
    problem(upload(api, b"%PDF-1.7" + b" " * (20 * 1024 * 1024), "enorme.pdf"), 413, "file_too_large")
    problem(upload(api, b"Art. 1. Uno.", supersedes=str(uuid.uuid4())), 404, "unknown_document")
    problem(api.get(f"{PLACE}/{uuid.uuid4()}"), 404, "unknown_document")
