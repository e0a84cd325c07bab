"""A case over HTTP, from its quote to completion, and what is refused on the way."""

from typing import Any

import httpx
import pytest

from agent.services.cases.data import PARSERS
from agent.services.users import PERSONAL_FIELDS
from api.schemas.case import CaseUpdate
from api.schemas.user import PersonalData
from tests.api.problem import problem
from tests.cases.support import ITV, PERSON, VEHICLE, WORKSHOP
from tests.images.files import jpeg

INVALID = {"matricula": "invalid_plate", "phone": "invalid_phone", "name": "invalid_name"}


def path_of(case: dict[str, Any], *parts: str) -> str:
    return "/".join([f"/api/v1/cases/{case['id']}", *parts])


def ok(answer: httpx.Response, *statuses: int) -> Any:
    assert answer.status_code in (statuses or (200,)), answer.text
    return answer.json()


def test_the_schemas_take_every_datum_of_the_services() -> None:
    assert set(CaseUpdate.model_fields) == set(PARSERS)
    assert set(PersonalData.model_fields) == PERSONAL_FIELDS


def test_a_case_from_its_quote_to_completion(api: httpx.Client, case: dict[str, Any]) -> None:
    elements = [{"code": code} for code in case["element_codes"]]
    quote = ok(api.post("/api/v1/quotes", json={"category": "motos-part", "elements": elements}))
    accepted = ok(api.post(path_of(case, "tariff"), json={"seen_total": quote["total"]}))
    assert accepted["tariff_amount"] == quote["total"]
    assert accepted["tariff_snapshot"] == quote
    ok(api.patch(path_of(case), json={**VEHICLE, **WORKSHOP, **ITV}))
    ok(api.patch(path_of(case, "owner"), json=PERSON))
    problem(api.post(path_of(case, "transitions"), json={"to": "pending_review"}), 409, "case_incomplete")
    catalogue = {
        code: {
            field["name"]: field
            for field in ok(api.get(f"/api/v1/categories/motos-part/elements/{code}"))["fields"]
        }
        for code in case["element_codes"]
    }
    while True:
        state = ok(api.get(path_of(case, "progress")))
        if state["is_complete"]:
            break
        assert state["next_question"] == state["missing"][0]["question"]
        for item in state["missing"]:
            supply(api, case, item, catalogue)
    assert (state["percentage"], state["done"]) == (100, state["total"])
    complete = ok(api.get(path_of(case)))
    assert {element["status"] for element in complete["elements"]} == {"completed"}
    assert complete["owner"]["nif_cif"] == "12345678Z"
    for status in ("pending_review", "in_progress"):
        assert ok(api.post(path_of(case, "transitions"), json={"to": status}))["status"] == status
    unseen = problem(
        api.post(path_of(case, "transitions"), json={"to": "completed"}), 409, "images_not_reviewed"
    )
    images = ok(api.get(path_of(case, "images")))
    assert images[0]["photo_code"] in unseen["detail"]
    assert [image["id"] for image in ok(api.get(path_of(case, "progress")))["to_review"]] == [
        image["id"] for image in images
    ]
    ok(api.post(path_of(case, "images", images[0]["id"], "review"), json={"is_valid": True}))
    waiver = {"waived_by": "Ana Ruiz", "reason": "Vistas en el taller."}
    problem(
        api.post(path_of(case, "review-waiver"), json={**waiver, "waived_by": " "}),
        422,
        "empty_value",
    )
    waived = ok(api.post(path_of(case, "review-waiver"), json=waiver))
    assert {image["review_waived_by"] for image in waived} == {"Ana Ruiz"}
    assert len(waived) == len(images) - 1
    assert ok(api.get(path_of(case, "progress")))["to_review"] == []
    assert ok(api.post(path_of(case, "transitions"), json={"to": "completed"}))["status"] == "completed"
    problem(api.patch(path_of(case), json={"marca": "Otra"}), 409, "case_closed")
    reason = {"to": "cancelled", "reason": "Tarde."}
    problem(api.post(path_of(case, "transitions"), json=reason), 409, "illegal_transition")


def supply(api: httpx.Client, case: dict[str, Any], item: dict[str, Any], catalogue: dict[str, Any]) -> None:
    """Give the case one thing it lacks."""
    code, name = item["element_code"], item["name"]
    if item["step"] == "field":
        given = ok(
            api.post(
                path_of(case, "elements", code, "answers"),
                json={"answers": {name: value(catalogue[code][name])}},
            )
        )
        assert given["rejected"] == {}
        assert name in given["accepted"]
        return
    assert item["step"] in {"photo", "document"}, item
    # Some documents take several images; each is another one.
    number = str(len(ok(api.get(path_of(case, "images")))))
    data = {"photo_code": name, **({"element_code": code} if code else {})}
    files = {"file": (f"{name}.jpg", jpeg(code or "", name, number, case["id"]), "image/jpeg")}
    image = ok(api.post(path_of(case, "uploads"), data=data, files=files), 201)
    assert (image["element_code"], image["photo_code"]) == (code, name)


def value(field: dict[str, Any]) -> Any:
    match field["field_type"]:
        case "boolean":
            return True
        case "select":
            return field["options"][0]
        case "number":
            return field["example"] or field["rules"]["min_value"] or 1
        case "date":
            return "2026-01-15"
        case _:
            return field["example"] or "Marca Modelo 1"


def test_there_is_one_open_case_of_a_conversation_and_category(
    api: httpx.Client, conversation: dict[str, Any], case: dict[str, Any]
) -> None:
    body = {"conversation_id": conversation["id"], "category": "motos-part"}
    again = api.post("/api/v1/cases", json=body)
    assert ok(again, 200)["id"] == case["id"]
    other = api.post("/api/v1/cases", json={**body, "category": "aseicars-prof"})
    assert ok(other, 201)["id"] != case["id"]
    assert other.headers["location"] == f"/api/v1/cases/{other.json()['id']}"
    listed = ok(api.get("/api/v1/cases", params={"conversation_id": conversation["id"]}))["items"]
    assert [item["id"] for item in listed] == [other.json()["id"], case["id"]]
    ok(api.post(path_of(case, "transitions"), json={"to": "cancelled", "reason": "Ya no lo quiere."}))
    assert ok(api.post("/api/v1/cases", json=body), 201)["id"] != case["id"]
    open_ones = api.get(
        "/api/v1/cases", params={"conversation_id": conversation["id"], "status": "collecting"}
    )
    assert len(ok(open_ones)["items"]) == 2


def test_two_editors_collide_on_the_version(api: httpx.Client, case: dict[str, Any]) -> None:
    seen = api.get(path_of(case)).headers["etag"]
    first = api.patch(path_of(case), json={"marca": "Honda"}, headers={"If-Match": seen})
    assert ok(first)["marca"] == "Honda"
    assert first.headers["etag"] != seen
    second = api.patch(path_of(case), json={"marca": "BMW"}, headers={"If-Match": seen})
    problem(second, 412, "case_changed")
    assert ok(api.get(path_of(case)))["marca"] == "Honda"
    ok(api.patch(path_of(case), json={"marca": "BMW"}, headers={"If-Match": "*"}))
    odd = api.patch(path_of(case), json={}, headers={"If-Match": '"other"'})
    assert problem(odd, 422, "invalid_request")["errors"][0]["name"] == "If-Match"


def test_two_editors_collide_on_a_user(api: httpx.Client, person: dict[str, Any]) -> None:
    place = f"/api/v1/users/{person['id']}"
    seen = api.get(place).headers["etag"]
    changes = {"first_name": "Ana", "client_type": "professional"}
    first = ok(api.patch(place, json=changes, headers={"If-Match": seen}))
    assert (first["first_name"], first["client_type"]) == ("Ana", "professional")
    problem(api.patch(place, json={"first_name": "Eva"}, headers={"If-Match": seen}), 412, "user_changed")
    problem(api.patch(place, json={}, headers={"If-Match": '"other"'}), 412, "unknown_etag")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"matricula": "no"}, "invalid_plate", "matricula"),
        ({"anio": 1500}, "invalid_value", "anio"),
        ({"nueva_altura_mm": "alta"}, "invalid_value", "nueva_altura_mm"),
        ({"taller_propio": "quizá"}, "invalid_value", "taller_propio"),
    ],
)
def test_bad_data_name_their_field(
    api: httpx.Client, case: dict[str, Any], changes: dict[str, Any], code: str, field: str
) -> None:
    answer = api.patch(path_of(case), json={"modelo": "CB", **changes})
    assert problem(answer, 422, answer.json()["code"])["field"] == field
    assert answer.json()["remedy"]
    assert ok(api.get(path_of(case)))["modelo"] is None


def test_a_reopened_tariff_takes_other_elements(api: httpx.Client, case: dict[str, Any]) -> None:
    only = {"elements": [{"code": "ESCAPE"}]}
    problem(api.post(path_of(case, "tariff"), json={"seen_total": "1.00"}), 409, "price_changed")
    quote = ok(
        api.post(
            "/api/v1/quotes",
            json={"category": "motos-part", "elements": [{"code": c} for c in case["element_codes"]]},
        )
    )
    ok(api.post(path_of(case, "tariff"), json={"seen_total": quote["total"]}))
    problem(api.put(path_of(case, "elements"), json=only), 409, "tariff_frozen")
    reopened = ok(api.post(path_of(case, "tariff", "reopening"), json={"reason": "Quita el manillar."}))
    assert (reopened["tariff_amount"], reopened["tariff_revision"]) == (None, 1)
    assert ok(api.put(path_of(case, "elements"), json=only))["element_codes"] == ["ESCAPE"]


def test_an_image_kept_elsewhere_is_recorded_once(
    api: httpx.Client, case: dict[str, Any], number: int
) -> None:
    body = {"display_name": "foto.jpg", "chatwoot_message_id": number, "chatwoot_attachment_id": 1}
    first = ok(api.post(path_of(case, "images"), json=body), 201)
    assert ok(api.post(path_of(case, "images"), json=body), 200)["id"] == first["id"]
    assert not first["has_content"]
    problem(api.get(path_of(case, "images", first["id"], "content")), 404, "image_not_here")
    problem(api.post(path_of(case, "images"), json={"display_name": "x"}), 422, "unidentified_image")


def test_a_conversation_without_user_has_no_case(api: httpx.Client, number: int) -> None:
    found = ok(api.post("/api/v1/conversations", json={"chatwoot_conversation_id": 2_000_000 + number}), 201)
    body = {"conversation_id": found["id"], "category": "motos-part"}
    problem(api.post("/api/v1/cases", json=body), 409, "conversation_without_user")


def test_cases_are_searched(api: httpx.Client, case: dict[str, Any], person: dict[str, Any]) -> None:
    ok(api.patch(path_of(case), json={"matricula": "4321 XYZ"}))
    ok(api.patch(path_of(case, "owner"), json={"first_name": "Águeda"}))
    for query in (
        {"matricula": "4321-xyz", "status": "collecting"},
        {"name": "agueda", "phone": person["phone"]},
        {"name": "águ", "category": "motos-part", "since": "2020-01-01"},
    ):
        assert [item["id"] for item in ok(api.get("/api/v1/cases", params=query))["items"]] == [case["id"]]
    assert ok(api.get("/api/v1/cases", params={"name": "agueda", "until": "2020-01-01"}))["items"] == []
    wrong = {"matricula": "ZZZ", "phone": "1", "name": "--"}
    for field, value in wrong.items():
        refused = problem(api.get("/api/v1/cases", params={field: value}), 422, INVALID[field])
        assert refused["field"] == field


def test_notes_are_written_where_they_are_shown(api: httpx.Client, case: dict[str, Any]) -> None:
    place = f"/api/v1/cases/{case['id']}"
    written = ok(api.patch(place, json={"notes": "  Llamar por la tarde. \n\n Trae el escape  puesto.\n"}))
    assert written["notes"] == "Llamar por la tarde.\n\nTrae el escape puesto."
    assert ok(api.get(place))["notes"] == written["notes"]
    reopened = ok(api.patch(place, json={"notes": None}))
    assert reopened["notes"] is None
    for bad in ("", "   ", "\n\n", "x" * 10_001):
        assert api.patch(place, json={"notes": bad}).status_code == 422


def test_reasons_are_added_to_the_notes(api: httpx.Client, case: dict[str, Any]) -> None:
    place = f"/api/v1/cases/{case['id']}"
    ok(api.patch(place, json={"notes": "Llamar por la tarde."}))
    cancelled = ok(api.post(f"{place}/transitions", json={"to": "cancelled", "reason": "Ya no la quiere."}))
    first, second = cancelled["notes"].splitlines()
    assert first == "Llamar por la tarde."
    assert second.endswith("Ya no la quiere.")
