"""Questions to the regulations over HTTP: the same answer as on the command line, kept and counted."""

import json
import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.main import app
from tests.api.problem import problem
from tests.api.serving import API_TOKEN, Served, serving, wait_until
from tests.api.test_cases import ok
from tests.api.test_regulations import read, upload
from tests.regulations.language_model import sentences
from tests.regulations.language_model import serving as language_model
from tests.servers import run_msia

PLACE = "/api/v1/regulation-queries"
INDEX = "/api/v1/regulation-index"
LAW = """# Orden 40/2033, de 4 de marzo, por la que se regulan los patinetes de vapor

##### Artículo 1. Caldera.

La caldera de los patinetes de vapor se inspeccionará cada nueve meses.

##### Artículo 2. Chimenea.

La chimenea de los patinetes de vapor llevará una rejilla de latón. Los patinetes con remolque llevarán dos.
"""


@pytest.fixture(scope="module")
def law(served: Served) -> str:
    with served.client() as client:
        return str(read(client, ok(upload(client, LAW.encode(), "vapor.md"), 202)["id"])["id"])


def asked(api: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = ok(api.post(PLACE, json={"question": question, **more}))
    return answer


def test_an_answer_is_that_of_the_command_line(api: httpx.Client, served: Served, law: str) -> None:
    over_http = asked(api, "artículo 2 de la Orden 40/2033", limit=3)
    environment = {"DATABASE_URL": served.database_url, "MSIA_HOME": str(served.log.parent)}
    done = run_msia(
        "rag", "ask", "artículo 2 de la Orden 40/2033", "--limit", "3", "--json", environment=environment
    )
    told = json.loads(done.stdout)
    assert told.keys() == over_http.keys()
    for answer in (told, over_http):
        assert answer["timings_ms"].pop("total") > 0
        for own in ("query_id", "timings_ms", "cached"):
            own_value = answer.pop(own)
            assert own_value is not None
    assert told == over_http
    assert over_http["answerable"]
    first = over_http["passages"][0]
    assert (first["document"], first["article"], first["number"]) == (law, "2", "40/2033")


def test_a_question_leans_on_the_one_before(
    api: httpx.Client, law: str, conversation: dict[str, Any]
) -> None:
    before = asked(api, "¿cada cuánto se inspecciona la caldera?", document=law)
    for lean in ({"follows": before["query_id"]}, {"after": "¿cada cuánto se inspecciona la caldera?"}):
        assert asked(api, "¿y la de vapor?", document=law, **lean)["passages"][0]["article"] == "1"
    own = {"document": law, "conversation_id": conversation["id"]}
    asked(api, "¿qué rejilla lleva la chimenea?", **own)
    assert asked(api, "¿y con remolque?", **own)["passages"][0]["article"] == "2"
    # A question after a question that leaned itself still leans on the first.
    assert asked(api, "¿y de latón?", **own)["passages"][0]["article"] == "2"


def test_what_is_unknown_is_refused(api: httpx.Client) -> None:
    nobody = str(uuid.uuid4())
    problem(api.post(PLACE, json={"question": "¿y?", "follows": nobody}), 404, "unknown_query")
    problem(
        api.post(PLACE, json={"question": "luces", "conversation_id": nobody}), 404, "unknown_conversation"
    )
    problem(api.post(PLACE, json={"question": " "}), 422, "empty_question")
    for body in ({}, {"question": ""}, {"question": "x", "limit": 51}, {"question": "x", "tags": "a"}):
        problem(api.post(PLACE, json=body), 422, "invalid_request")


def test_what_has_been_asked_is_counted(api: httpx.Client, law: str) -> None:
    for _ in range(3):
        asked(api, "¿cuánto cuesta el seguro de un patinete volador en Neptuno?", document=law)
    asked(api, "artículo 1 de la Orden 40/2033", document=law)
    found = ok(api.get(f"{PLACE}/analytics", params={"days": 1}))
    unanswered = {one["question"]: one["times"] for one in found["unanswered"]}
    assert unanswered["¿cuánto cuesta el seguro de un patinete volador en Neptuno?"] == 3
    assert found["from_cache"] >= 2
    assert found["questions"] >= 4
    assert 0 < found["median_ms"] <= found["slowest_ms"]
    assert any(
        "patinetes de vapor" in place["title"] and place["article"] == "1" for place in found["most_cited"]
    )
    slow = [one["milliseconds"] for one in found["slow"]]
    assert slow == sorted(slow, reverse=True)
    problem(api.get(f"{PLACE}/analytics", params={"days": 0}), 422, "invalid_request")


def test_the_index_is_shown_and_mended_by_a_worker(api: httpx.Client, law: str) -> None:
    found = ok(api.get(INDEX))
    assert found.keys() >= {"sound", "model", "vectors", "missing", "stale", "tasks", "preparing"}
    if found["model"] is None:
        problem(api.post(f"{INDEX}/repair"), 409, "no_embedding_model")
        return
    for work in ("repair", "reindexing"):
        assert ok(api.post(f"{INDEX}/{work}"), 202)["model"] == found["model"]
        wait_until(lambda: ok(api.get(INDEX))["tasks"] == [])
    done = ok(api.get(INDEX))
    assert (done["missing"], done["stale"], done["preparing"]) == (0, 0, [])


def test_a_language_model_answers_in_words_over_http(served: Served, law: str, tmp_path: Path) -> None:
    settings = {"API_TOKEN": API_TOKEN, "WORKER_IN_SERVER": "false", "EMBEDDINGS": "none"}
    quote = "La caldera de los patinetes de vapor se inspeccionará cada nueve meses."
    asked = {"question": "artículo 1 de la Orden 40/2033", "document": law}
    with language_model() as double:
        double.answers = [
            sentences(("Cada nueve meses.", [(9, "cada nueve meses siempre")])),
            sentences(("La caldera se inspecciona cada 9 meses.", [(1, quote)])),
        ]
        model = {"REGULATION_LLM_URL": double.url, "REGULATION_LLM_MODEL": "un-modelo"}
        with (
            serving(served.database_url, tmp_path, ready=True, **settings, **model) as other,
            other.client() as client,
        ):
            found = ok(client.post(PLACE, json=asked))
            again = ok(client.post(PLACE, json=asked))
            plain = ok(client.post(PLACE, json={**asked, "passages_only": True}))
    assert found["answer"]["text"] == "La caldera se inspecciona cada 9 meses. [1]"
    (cited,) = found["answer"]["citations"]
    assert (cited["article"], cited["quotes"]) == ("1", [quote])
    assert (again["cached"], again["answer"]) == (True, found["answer"])
    assert (plain["answer"], plain["answer_problem"]) == (None, None)
    assert len(double.asked) == 2


def test_no_route_of_regulations_answers_without_the_token(served: Served) -> None:
    checked = 0
    with served.client(token=None) as client, served.client(token="x" * 40) as other:
        for path, item in app.openapi()["paths"].items():
            if "/regulation" not in path:
                continue
            place = path.replace("{regulation_id}", str(uuid.uuid4())).replace("{page}", "1")
            for method in item:
                for caller in (client, other):
                    problem(caller.request(method, place), 401, "unauthorized")
                    checked += 1
    assert checked >= 24
