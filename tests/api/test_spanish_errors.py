"""Refusals are read by the clients' people: they are Spanish, say what is wrong and what to do."""

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.validation_messages import explain
from tests.api.spanish import is_spanish

NOBODY = uuid.UUID(int=0)
MOTORCYCLES = "/api/v1/categories/motos-part"
ESCAPE = {"code": "ESCAPE"}

WRONG_QUOTES: dict[str, Any] = {
    "category": {"category": "moto-part", "text": "el escape"},
    "category by codes": {"category": "nada de nada", "elements": [ESCAPE]},
    "empty category": {"category": "", "text": "el escape"},
    "long category": {"category": "x" * 200, "text": "el escape"},
    "no category": {"text": "el escape"},
    "element": {"category": "motos-part", "elements": [{"code": "ESCAPES"}]},
    "nothing like an element": {"category": "motos-part", "elements": [{"code": "0"}]},
    "form of the code": {"category": "motos-part", "elements": [{"code": "ES CAPE"}]},
    "code of another type": {"category": "motos-part", "elements": [{"code": 7}]},
    "no code": {"category": "motos-part", "elements": [{"quantity": 1}]},
    "no list": {"category": "motos-part", "elements": "ESCAPE"},
    "no elements": {"category": "motos-part", "elements": []},
    "too many elements": {"category": "motos-part", "elements": [ESCAPE] * 201},
    "neither elements nor text": {"category": "motos-part"},
    "elements and text": {"category": "motos-part", "elements": [ESCAPE], "text": "el escape"},
    "no units": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": 0}]},
    "negative units": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": -1}]},
    "too many units": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": 10**9}]},
    "units beyond any number": {
        "category": "motos-part",
        "elements": [{"code": "ESCAPE", "quantity": 10**40}],
    },
    "too many units together": {
        "category": "motos-part",
        "elements": [{"code": "ESCAPE", "quantity": 900}, {"code": "ESCAPE", "quantity": 900}],
    },
    "half a unit": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": 0.5}]},
    "units as text": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": "2"}]},
    "units as a yes": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": True}]},
    "no units at all": {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": None}]},
    "empty text": {"category": "motos-part", "text": ""},
    "long text": {"category": "motos-part", "text": "x" * 5000},
    "text of another type": {"category": "motos-part", "text": ["el escape"]},
    "characters": {"category": "motos-part", "text": "a\x00b"},
    "unknown field": {"category": "motos-part", "text": "el escape", "colour": "red"},
    "no object": ["ESCAPE"],
    "nothing": None,
}
WRONG_PATHS = (
    "/api/v1/categories/moto-part",
    "/api/v1/categories/moto-part/tiers",
    "/api/v1/categories/moto-part/elements",
    "/api/v1/categories/moto-part/elements/ESCAPE",
    f"/api/v1/categories/{'x' * 200}",
    f"{MOTORCYCLES}/elements/ESCAPES",
    f"{MOTORCYCLES}/elements/{'X' * 60}",
    f"{MOTORCYCLES}/prices",
    "/api/v1/elements/ESCAPE",
    f"/api/v1/elements/{NOBODY}",
    f"/api/v1/elements/{NOBODY}/warnings",
    "/api/v1/users?limit=0",
    "/api/v1/users?limit=many",
    "/api/v1/users?before=yesterday",
    "/api/v1/quotes",
)


def sentences(answer: httpx.Response) -> Iterator[str]:
    """Every text of a refusal that a person reads."""
    body = answer.json()
    for part in (body, *body["errors"]):
        assert part["detail"]
        assert part["remedy"]
        yield part["detail"]
        yield part["remedy"]
    yield body["title"]


def assert_is_spanish(answer: httpx.Response) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    for sentence in sentences(answer):
        assert is_spanish(sentence), sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no category 'moto-part'.",
        "Nearest codes: ESCAPE, ESPEJOS.",
        "The quantity of 'ESCAPE' is 0.",
        "Use a whole number from 1 to 1000.",
        "Usa 'particular' or 'profesional'.",
        "Input should be a valid string",
        "ESCAPE",
    ],
)
def test_english_is_noticed(sentence: str) -> None:
    assert not is_spanish(sentence)


@pytest.mark.parametrize("body", WRONG_QUOTES.values(), ids=WRONG_QUOTES)
def test_a_wrong_quote_is_refused_in_spanish(api: httpx.Client, body: Any) -> None:
    assert_is_spanish(api.post("/api/v1/quotes", json=body))


def test_quotes_that_are_no_json_are_refused_in_spanish(api: httpx.Client) -> None:
    for kind, content in (("text/plain", "el escape"), ("application/json", "{"), ("application/json", "")):
        assert_is_spanish(api.post("/api/v1/quotes", content=content, headers={"Content-Type": kind}))
    with httpx.Client(base_url=api.base_url) as anybody:
        assert_is_spanish(anybody.post("/api/v1/quotes", json={}))


@pytest.mark.parametrize("path", WRONG_PATHS)
def test_a_wrong_path_is_refused_in_spanish(api: httpx.Client, path: str) -> None:
    assert_is_spanish(api.get(path))


@pytest.mark.parametrize(
    ("expected", "remedy"),
    [
        ("'a', 'b' or 'c'", "Usa 'a', 'b' o 'c'."),
        ("'a' or 'otro'", "Usa 'a' u 'otro'."),
        ("'a'", "Usa 'a'."),
        ("'one or two' or 'three'", "Usa 'one or two' o 'three'."),
    ],
)
def test_possible_values_are_joined_in_spanish(expected: str, remedy: str) -> None:
    for kind in ("enum", "literal_error"):
        assert explain(kind, {"expected": expected})[1] == remedy


def test_a_wrong_choice_is_refused_in_spanish(api: httpx.Client, case: dict[str, Any]) -> None:
    answer = api.post(f"/api/v1/cases/{case['id']}/transitions", json={"to": "done"})
    assert_is_spanish(answer)
    assert "'collecting'" in answer.json()["remedy"]


def test_a_text_that_one_of_our_functions_has_read_is_no_list() -> None:
    assert explain("too_short", {"field_type": "Value", "min_length": 1}) == (
        "El texto es demasiado corto.",
        "Usa al menos un carácter.",
    )
    assert explain("too_long", {"field_type": "Value", "max_length": 500}) == (
        "El texto es demasiado largo.",
        "Usa como mucho 500 caracteres.",
    )
    assert explain("too_short", {"field_type": "List", "min_length": 2})[1] == "Da al menos 2 elementos."
