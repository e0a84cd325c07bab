"""Users with their personal data from the start."""

from typing import Any

import httpx

from tests.api.problem import problem

USERS = "/api/v1/users"
ANA = {
    "first_name": "Ana",
    "last_name": "Gil",
    "nif_cif": "12345678Z",
    "email": "ana@example.com",
    "domicilio_cp": "28013",
}


def test_a_user_comes_with_its_names(api: httpx.Client, number: int) -> None:
    phone = f"7{number:08}"
    made = api.post(USERS, json={"phone": phone, "client_type": "professional", **ANA})
    assert made.status_code == 201, made.text
    user: dict[str, Any] = made.json()
    assert {name: user[name] for name in ANA} == ANA
    assert (user["domicilio_provincia"], user["client_type"]) == ("Madrid", "professional")
    assert api.get(f"{USERS}/{user['id']}").json() == user


def test_a_known_user_is_filled_and_never_overwritten(api: httpx.Client, person: dict[str, Any]) -> None:
    changed = api.patch(f"{USERS}/{person['id']}", json={"first_name": "Ana María"}).json()
    again = api.post(USERS, json={"phone": person["phone"], "first_name": "Ana", "last_name": "Gil"})
    assert again.status_code == 200
    assert (again.json()["first_name"], again.json()["last_name"]) == ("Ana María", "Gil")
    same = api.post(USERS, json={"phone": person["phone"], "first_name": None, "last_name": "Gil"})
    assert same.json() == again.json() != changed


def test_bad_data_create_nobody(api: httpx.Client, number: int) -> None:
    phone = f"+347{number:08}"
    found = problem(api.post(USERS, json={"phone": phone, "nif_cif": "12345678A"}), 422, "invalid_tax_id")
    assert found["field"] == "nif_cif"
    problem(api.post(USERS, json={"phone": phone, "firstname": "Ana"}), 422, "invalid_request")
    assert api.get(USERS, params={"phone": phone}).json()["items"] == []
