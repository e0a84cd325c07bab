"""Categories, elements and quotes over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from agent.services.catalogue.loader import load_catalogue
from database.connection import create_session_factory
from database.engines import create_engine
from database.models import ElementWarningAssociation
from domain.quote.composing import quote_elements
from domain.quote.from_text import quote_text
from domain.quote.snapshot import snapshot_of
from tests.api.problem import problem
from tests.command_server import RunMsia, msia_on
from tests.quote.contract import QuoteOut


def test_categories_have_their_tiers_and_elements(api: httpx.Client) -> None:
    categories = {item["slug"]: item for item in api.get("/api/v1/categories").json()}
    assert set(categories) == {"motos-part", "aseicars-prof"}
    for slug, brief in categories.items():
        category = api.get(f"/api/v1/categories/{slug}").json()
        tiers = api.get(f"/api/v1/categories/{slug}/tiers").json()
        elements = api.get(f"/api/v1/categories/{slug}/elements").json()
        assert category["tier_list"] == tiers
        assert (len(tiers), len(elements)) == (brief["tiers"], brief["elements"])
        codes = {element["code"] for element in elements}
        assert all(set(tier["elements"]) <= codes for tier in tiers)
        assert category["documentation"]


def test_an_abstract_element_names_its_variants(api: httpx.Client) -> None:
    element = api.get("/api/v1/categories/motos-part/elements/SUSPENSION").json()
    assert element["is_abstract"]
    assert element["tiers"] == []
    assert [variant["code"] for variant in element["variants"]] == element["variant_codes"]
    assert len(element["variants"]) >= 2
    for code in element["variant_codes"]:
        assert api.get(f"/api/v1/categories/motos-part/elements/{code}").json()["parent_code"] == "SUSPENSION"


def test_every_element_answers_by_code_and_by_id(api: httpx.Client) -> None:
    fields = images = warnings = 0
    for slug in ("motos-part", "aseicars-prof"):
        for brief in api.get(f"/api/v1/categories/{slug}/elements").json():
            element = api.get(f"/api/v1/categories/{slug}/elements/{brief['code']}").json()
            assert api.get(f"/api/v1/elements/{brief['id']}").json() == element
            assert element["category"] == slug
            fields, images = fields + len(element["fields"]), images + len(element["images"])
            warnings += len(element["warnings"])
    assert fields
    assert images
    assert warnings


@pytest.fixture
async def associated(shared_seeded_database_url: str) -> dict[str, set[str]]:
    """Warning ids by element id, as the association table has them."""
    engine = create_engine(shared_seeded_database_url)
    links = ElementWarningAssociation
    async with create_session_factory(engine)() as session:
        pairs = (await session.execute(select(links.element_id, links.warning_id))).all()
    await engine.dispose()
    found: dict[str, set[str]] = {}
    for element_id, warning_id in pairs:
        found.setdefault(str(element_id), set()).add(str(warning_id))
    return found


def test_warnings_by_element_are_those_of_the_association_table(
    api: httpx.Client, associated: dict[str, set[str]]
) -> None:
    assert associated
    for element_id, ids in associated.items():
        answer = api.get(f"/api/v1/elements/{element_id}/warnings").json()
        assert {warning["id"] for warning in answer} == ids


def test_unknown_names_come_with_the_nearest(api: httpx.Client) -> None:
    assert "motos-part" in problem(api.get("/api/v1/categories/moto-part"), 404, "unknown_category")["remedy"]
    answer = api.get("/api/v1/categories/motos-part/elements/ESCAPES")
    assert "ESCAPE" in problem(answer, 404, "unknown_element")["remedy"]
    nobody = "00000000-0000-0000-0000-000000000000"
    for path in (f"/api/v1/elements/{nobody}", f"/api/v1/elements/{nobody}/warnings"):
        problem(api.get(path), 404, "unknown_element")


def quote(api: httpx.Client, **request: Any) -> dict[str, Any]:
    answer = api.post("/api/v1/quotes", json=request)
    assert answer.status_code == 200, answer.text
    QuoteOut.model_validate_json(answer.text)
    body: dict[str, Any] = answer.json()
    return body


@pytest.fixture(scope="module")
def msia(shared_seeded_database_url: str) -> Iterator[RunMsia]:
    with msia_on(shared_seeded_database_url) as run:
        yield run


@pytest.mark.parametrize(
    ("category", "asked"),
    [
        ("motos-part", {"ESCAPE": 1, "MANILLAR": 1}),
        ("motos-part", {"SUSPENSION": 1}),
        ("motos-part", {"MATRICULA": 1}),
        ("motos-part", "he cambiado las ruedas y una cosa rara"),
        ("aseicars-prof", {"PLACA_SOLAR": 3, "CLASIF_SIN_CONTRASENA": 1, "ESCALON_ELEC": 1}),
        ("aseicars-prof", "la bola de remolque"),
    ],
)
async def test_api_command_line_and_snapshot_say_the_same(
    api: httpx.Client,
    msia: RunMsia,
    shared_seeded_database_url: str,
    category: str,
    asked: dict[str, int] | str,
) -> None:
    engine = create_engine(shared_seeded_database_url)
    async with create_session_factory(engine)() as session:
        catalogue = await load_catalogue(session, category)
    await engine.dispose()
    if isinstance(asked, str):
        stored = snapshot_of(quote_text(catalogue, asked))
        answered, arguments = quote(api, category=category, text=asked), [asked]
    else:
        stored = snapshot_of(quote_elements(catalogue, asked))
        elements = [{"code": code, "quantity": quantity} for code, quantity in asked.items()]
        answered = quote(api, category=category, elements=elements)
        arguments = ["--elements", ",".join(f"{code}:{quantity}" for code, quantity in asked.items())]
    command = msia("quote", "--category", category, *arguments, "--json")
    assert command.returncode == 0, command.stderr
    assert answered == json.loads(command.stdout) == {k: v for k, v in stored.items() if k != "version"}
    assert list(answered) == list(QuoteOut.model_fields)


def test_text_and_codes_agree(api: httpx.Client) -> None:
    by_text = quote(api, category="motos-part", text="Quiero homologar el escape y el manillar")
    by_code = quote(api, category="motos-part", elements=[{"code": "escape"}, {"code": "MANILLAR"}])
    assert by_text == by_code
    assert by_code["total"] is not None


def test_a_code_given_twice_adds_up(api: httpx.Client) -> None:
    body = quote(
        api,
        category="aseicars-prof",
        elements=[{"code": "PLACA_SOLAR_MALETERO"}, {"code": "PLACA_SOLAR_MALETERO", "quantity": 2}],
    )
    assert [item["quantity"] for item in body["elements"]] == [3]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"category": "motos-part"}, "#/elements"),
        ({"category": "motos-part", "elements": []}, "#/elements"),
        (
            {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": 0}]},
            "#/elements/0/quantity",
        ),
        (
            {"category": "motos-part", "elements": [{"code": "ESCAPE", "quantity": "2"}]},
            "#/elements/0/quantity",
        ),
        ({"category": "motos-part", "elements": [{"code": "ES CAPE"}]}, "#/elements/0/code"),
        ({"category": "motos-part", "text": "escape", "elements": [{"code": "ESCAPE"}]}, "#/elements"),
        ({"category": "motos-part", "text": "escape", "a/b~c": 1}, "#/a~1b~0c"),
        ({"text": "escape"}, "#/category"),
        ({"category": "motos-part", "text": "a\x00b"}, "#/text"),
    ],
)
def test_a_bad_request_is_told_where_and_what_to_do(
    api: httpx.Client, body: dict[str, Any], pointer: str
) -> None:
    found = problem(api.post("/api/v1/quotes", json=body), 422, "invalid_request")
    assert [error["pointer"] for error in found["errors"]] == [pointer]
    assert found["errors"][0]["remedy"]
    assert found["field"] == pointer
