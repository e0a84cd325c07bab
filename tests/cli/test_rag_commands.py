"""`msia rag …` as staff uses it: a law added, asked, corrected, its index verified and mended."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from database.embedded import RunningServer
from tests import servers
from tests.command_server import RunMsia, msia_on
from tests.regulations.test_search import LAW
from tests.servers import run_msia

ASKED = ("artículo 3 del RD 77/2031", "¿cuánto cuesta un dirigible en Saturno?")


@pytest.fixture(scope="module")
def url(pg_server: RunningServer) -> Iterator[str]:
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as found:
        yield found


@pytest.fixture(scope="module")
def staff(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunMsia]:
    """`msia` on a database of this module's own, with a law in it."""
    file = tmp_path_factory.mktemp("laws") / "cometas.md"
    file.write_text(LAW, encoding="utf-8")
    with msia_on(url) as run:
        done = run("rag", "add", str(file), "--tag", "ocio", "--json")
        assert done.returncode == 0, done.stderr
        added = json.loads(done.stdout)
        assert (added["status"], added["answers"], added["tags"]) == ("indexed", True, ["ocio"])
        yield run


def test_each_line_of_a_batch_is_answered_in_its_place(staff: RunMsia, tmp_path: Path) -> None:
    file = tmp_path / "preguntas.jsonl"
    lines = (
        json.dumps({"question": ASKED[0]}).encode(),
        b"",
        b"[1]",
        b"\xff",
        b'{"question": " "}',
        b'{"question": 7}',
        b'{"text": "luces"}',
        json.dumps({"question": "¿y las de alquiler?", "after": "¿cada cuánto la inspección?"}).encode(),
        json.dumps({"question": "luces\u2028de noche"}, ensure_ascii=False).encode(),
        json.dumps({"question": ASKED[1]}).encode(),
    )
    file.write_bytes(b"\n".join(lines))
    done = staff("rag", "ask", "--batch", str(file), "--limit", "3")
    assert done.returncode == 2
    answers = [json.loads(line) for line in done.stdout.rstrip("\n").split("\n")]
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None,
        "bad_line",
        "bad_line",
        "bad_line",
        "bad_question",
        "bad_question",
        "missing_question",
        None,
        None,
        None,
    ]
    assert answers[0]["passages"][0]["article"] == "3"
    assert answers[7]["passages"][0]["article"] == "3"
    assert answers[9]["answerable"] is False
    assert all(len(answer["passages"]) <= 3 for answer in answers if "passages" in answer)
    only_good = staff("rag", "ask", "--batch", "-", input=json.dumps({"question": ASKED[0]}) + "\n")
    assert (only_good.returncode, json.loads(only_good.stdout)["cached"]) == (0, False)
    missing = staff("rag", "ask", "--batch", str(tmp_path / "nada"))
    assert (missing.returncode, "No se puede leer" in missing.stderr) == (2, True)


def test_what_staff_writes_stands_beside_the_passages(staff: RunMsia) -> None:
    done = staff(
        *(
            "rag",
            "edit",
            "77/2031",
            "--section",
            "3=Revisión",
            "--section",
            "disposición transitoria primera=Viejas",
        ),
        *("--consolidated", "2032-01-31", "--tag", "ocio", "--tag", "playas", "--json"),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["section_mappings"]["3"], told["tags"]) == ("Revisión", ["ocio", "playas"])
    assert staff("rag", "retry", "77/2031").returncode == 0
    shown = json.loads(staff("rag", "show", "77/2031", "--json").stdout)
    assert shown["section_mappings"]["3"] == "Revisión"
    answer = json.loads(staff("rag", "ask", ASKED[0], "--json").stdout)
    assert answer["passages"][0]["consolidated_on"] == "2032-01-31"
    assert "Texto a 31/01/2032" in staff("rag", "ask", ASKED[0]).stdout
    for bad in (["--section", "3"], ["--consolidated", "ayer"], ["--title", " "], []):
        assert staff("rag", "edit", "77/2031", *bad).returncode == 2


def test_what_has_been_asked_is_told(staff: RunMsia) -> None:
    for question in (ASKED[0], ASKED[1], ASKED[1]):
        assert staff("rag", "ask", question).returncode == 0
    told = json.loads(staff("rag", "stats", "--json").stdout)
    unanswered = {one["question"]: one["times"] for one in told["unanswered"]}
    assert unanswered[ASKED[1]] >= 2
    assert told["questions"] >= 3
    assert told["from_cache"] >= 1
    assert any(place["article"] == "3" for place in told["most_cited"])
    said = staff("rag", "stats", "--days", "1").stdout
    assert ASKED[1] in said
    assert "Lo más citado:" in said


def verified(run: Any) -> tuple[int, dict[str, Any]]:
    done = run("rag", "verify", "--json")
    return done.returncode, json.loads(done.stdout)


def test_the_index_is_verified_mended_and_moved(staff: RunMsia, url: str) -> None:
    status, report = verified(staff)
    if report["model"] is None:
        pytest.skip("no model is installed")
    assert (status, report["sound"], report["missing"]) == (0, True, 0)
    nothing = {"DATABASE_URL": url, "EMBEDDINGS": "none"}
    done = run_msia("rag", "verify", environment=nothing)
    assert (done.returncode, "El modelo de los ajustes es otro" in done.stdout) == (1, True)
    for command in (["verify", "--repair"], ["reindex"]):
        done = run_msia("rag", *command, environment=nothing)
        assert (done.returncode, "No hay ningún modelo" in done.stderr) == (2, True)
    other = {"DATABASE_URL": url, "EMBEDDINGS": "use"}
    done = run_msia("rag", "reindex", environment=other)
    assert done.returncode == 0, done.stderr
    assert f"Vectores nuevos: {report['vectors']}" in done.stdout
    status, moved = verified(lambda *arguments: run_msia(*arguments, environment=other))
    assert (status, moved["sound"]) == (0, True)
    assert "universal-sentence-encoder" in moved["model"]
    # With the former settings it is still answered by meaning, and said that the model is another.
    assert verified(staff)[0] == 1
    assert json.loads(staff("rag", "ask", "luces nocturnas", "--json").stdout)["without_vectors"] is False
