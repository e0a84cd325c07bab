"""Policies of the firm: written, read, switched off."""

import httpx

POLICIES = "/api/v1/policies"


def test_a_policy_is_written_read_and_switched_off(api: httpx.Client) -> None:
    assert api.get(f"{POLICIES}/horario_de_prueba").status_code == 404
    text = "De lunes a viernes:\n\n- de 9 a 14"
    written = api.put(f"{POLICIES}/Horario de prueba", json={"value": text, "category": "prueba"})
    assert written.status_code == 200, written.text
    assert written.json() == {
        "key": "horario_de_prueba",
        "value": text,
        "category": "prueba",
        "description": None,
        "is_active": True,
    }
    again = api.put(f"{POLICIES}/horario_de_prueba", json={"value": "Por la tarde.", "description": "Nuevo"})
    assert (again.json()["value"], again.json()["category"]) == ("Por la tarde.", "prueba")
    assert api.delete(f"{POLICIES}/horario_de_prueba").json()["is_active"] is False
    found = {item["key"]: item for item in api.get(POLICIES).json()}
    assert found["horario_de_prueba"]["description"] == "Nuevo"
    assert api.put(f"{POLICIES}/horario_de_prueba", json={"value": "Otra vez."}).json()["is_active"] is True


def test_what_is_no_text_is_refused(api: httpx.Client) -> None:
    for value in ("", " \n ", "x" * 3001, "a\x00b"):
        answer = api.put(f"{POLICIES}/vacia", json={"value": value})
        assert answer.status_code == 422, value[:5]
    assert api.get(f"{POLICIES}/vacia").status_code == 404
