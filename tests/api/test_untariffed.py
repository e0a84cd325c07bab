"""What the tariff does not price, and what elements are not, over HTTP."""

from time import monotonic

import httpx

from tests.api.problem import problem
from tests.catalogue.waiting import DEADLINE_SECONDS

WORKS = "/api/v1/categories/motos-part/untariffed-works"
CONTRARY = "/api/v1/categories/motos-part/elements/TIJAS/contrary-words"


def reads(api: httpx.Client, text: str, wanted: tuple[list[str], list[str]]) -> bool:
    """Whether the text is read so before long: the server is told of a change right after its commit."""
    deadline = monotonic() + DEADLINE_SECONDS
    while (found := read(api, text)) != wanted:
        assert monotonic() < deadline, (found, wanted)
    return True


def read(api: httpx.Client, text: str) -> tuple[list[str], list[str]]:
    """The elements of a text and what is beyond the tariff."""
    answer = api.post("/api/v1/quotes", json={"category": "motos-part", "text": text})
    assert answer.status_code == 200, answer.text
    quote = answer.json()
    return [item["code"] for item in quote["elements"]], [item["code"] for item in quote["beyond"]]


def test_a_work_lives_from_put_to_delete(api: httpx.Client) -> None:
    body = {
        "name": "Paraguas",
        "what": "not_offered",
        "answer": "No montamos paraguas.",
        "keywords": ["paraguas"],
    }
    made = api.put(f"{WORKS}/paraguas", json=body)
    assert made.status_code == 200, made.text
    assert (made.json()["code"], made.json()["reverse_of"]) == ("PARAGUAS", None)
    assert reads(api, "quiero homologar un paraguas", ([], ["PARAGUAS"]))
    assert api.get(f"{WORKS}/PARAGUAS").json() == made.json()
    assert "PARAGUAS" in [work["code"] for work in api.get(WORKS).json()]
    gone = api.delete(f"{WORKS}/PARAGUAS")
    assert (gone.status_code, gone.json()["is_active"]) == (200, False)
    assert reads(api, "quiero homologar un paraguas", ([], []))
    assert "PARAGUAS" not in [work["code"] for work in api.get(WORKS).json()]
    assert "PARAGUAS" in [work["code"] for work in api.get(WORKS, params={"inactive": True}).json()]


def test_contrary_words_are_written_as_a_whole(api: httpx.Client) -> None:
    assert reads(api, "las tijas de una bicicleta", (["TIJAS"], []))
    written = api.put(CONTRARY, json={"words": ["Bicicleta", "sillín de bici"]})
    assert written.status_code == 200, written.text
    assert api.get(CONTRARY).json() == {"element": "TIJAS", "words": ["bicicleta", "sillín de bici"]}
    assert reads(api, "las tijas de una bicicleta", ([], []))
    assert api.put(CONTRARY, json={"words": []}).json()["words"] == []
    assert reads(api, "las tijas de una bicicleta", (["TIJAS"], []))


def test_what_makes_no_sense_is_a_problem(api: httpx.Client) -> None:
    body = {"name": "x", "what": "person", "answer": "x.", "keywords": ["x"]}
    problem(api.put(f"{WORKS}/ESCAPE", json=body), 409, "code_of_element")
    problem(api.put(f"{WORKS}/X", json={**body, "answer": "Son 20 €."}), 422, "price_in_answer")
    problem(api.get(f"{WORKS}/NADA"), 404, "unknown_work")
    problem(api.get("/api/v1/categories/motos/untariffed-works"), 404, "unknown_category")
    assert api.put(f"{WORKS}/X", json={**body, "what": "free"}).status_code == 422


def test_the_reverse_of_an_element_is_switched_off(api: httpx.Client) -> None:
    gone = api.delete(f"{WORKS}/FEWER_SEATS")
    assert gone.status_code == 200, gone.text
    off = gone.json()
    assert (off["is_active"], off["reverse_of"]) == (False, "AUMENTO_PLAZAS")
