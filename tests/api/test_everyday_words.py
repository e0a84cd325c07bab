"""The glossary of the regulations over HTTP."""

import httpx

from tests.api.problem import problem

WORDS = "/api/v1/everyday-words"


def test_a_row_lives_from_put_to_delete(api: httpx.Client) -> None:
    body = {"phrases": ["tubarro"], "legal_words": ["silenciador escape"]}
    made = api.put(f"{WORDS}/tubarro", json=body)
    assert made.status_code == 200, made.text
    assert made.json()["kind"] == "meaning"
    assert api.get(f"{WORDS}/tubarro").json() == made.json()
    assert "tubarro" in [row["code"] for row in api.get(WORDS, params={"kind": "meaning"}).json()]
    gone = api.delete(f"{WORDS}/tubarro")
    assert (gone.status_code, gone.json()["is_active"]) == (200, False)
    assert "tubarro" not in [row["code"] for row in api.get(WORDS).json()]
    assert "tubarro" in [row["code"] for row in api.get(WORDS, params={"inactive": True}).json()]


def test_what_makes_no_sense_is_a_problem(api: httpx.Client) -> None:
    problem(api.get(f"{WORDS}/nada-de-nada"), 404, "unknown_words")
    body = {"phrases": ["q"], "legal_words": ["que", "cual"], "kind": "spelling"}
    problem(api.put(f"{WORDS}/q", json=body), 422, "one_spelling")
    assert api.put(f"{WORDS}/q", json={"phrases": [], "legal_words": ["que"]}).status_code == 422
