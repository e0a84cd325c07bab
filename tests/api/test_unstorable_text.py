"""Null characters and lone surrogates, which PostgreSQL can't store, are refused wherever text comes in."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import httpx
import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from api.routing import later_routers
from api.schemas.base import Input
from tests.api.serving import WEBHOOK_TOKEN

BAD = ("a\x00b", "a\ud800b")
TOKEN = {"X-Chatwoot-Token": WEBHOOK_TOKEN}


def inputs(base: type[Input] = Input) -> Iterator[type[Input]]:
    for model in base.__subclasses__():
        yield model
        yield from inputs(model)


def takes_text(annotation: Any) -> bool:
    return annotation is str or any(takes_text(part) for part in get_args(annotation))


def text_fields() -> list[tuple[type[Input], str, FieldInfo]]:
    assert later_routers(), "the routes' schemas are loaded"
    return [
        (model, name, field)
        for model in dict.fromkeys(inputs())
        for name, field in model.model_fields.items()
        if takes_text(field.annotation)
    ]


@pytest.mark.parametrize(
    ("model", "name"), [(model, name) for model, name, _ in text_fields()], ids=lambda part: str(part)[-40:]
)
def test_no_field_takes_it(model: type[Input], name: str) -> None:
    for bad in BAD:
        for value in (bad, [bad], {"key": bad}, {bad: "value"}, {"key": [{"deep": bad}]}):
            with pytest.raises(ValidationError) as raised:
                model.model_validate({name: value})
            kinds = {error["type"] for error in raised.value.errors() if error["loc"][:1] == (name,)}
            assert kinds & {"bad_characters", "string_unicode"}, (value, kinds)


def test_there_are_fields_to_try() -> None:
    assert len(text_fields()) > 50


def test_no_parameter_breaks_a_route(api: httpx.Client) -> None:
    """In paths and queries as well: 404 or 422, never an error of ours."""
    document = api.get("/openapi.json").json()
    tried = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            names = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
            for bad in ("%00", "a%00b", "%ED%A0%80"):
                place = re.sub(r"\{\w+\}", bad, path)
                query = "&".join(f"{name}={bad}" for name in names if name != "token")
                answer = api.request(
                    method,
                    f"{place}?{query}" if query else place,
                    headers={"X-Chatwoot-Token": WEBHOOK_TOKEN},
                )
                assert answer.status_code < 500, (method, path, answer.text)
                tried += 1
    assert tried > 100
