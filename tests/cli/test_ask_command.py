"""`msia ask` with its answers on a pipe, as scripts run it."""

import io
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks.seed_catalogues import seed_catalogue
from cli.dialogue import Conversation
from shared.errors import InvariantError, NotFoundError
from tests.command_server import RunMsia
from tests.quote.contract import QuoteOut
from tests.servers import run_msia


def ask(msia: RunMsia, *lines: str, arguments: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    done = msia("ask", *arguments, input="".join(f"{line}\n" for line in lines))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done


def state_after(msia: RunMsia, *lines: str, category: str = "motos-part") -> dict[str, Any]:
    done = ask(msia, *lines, arguments=("--category", category, "--json"))
    state: dict[str, Any] = json.loads(done.stdout)
    if state["quote"] is not None:
        QuoteOut.model_validate(state["quote"])
    return state


def codes(state: dict[str, Any]) -> dict[str, int]:
    return {item["code"]: item["quantity"] for item in state["quote"]["elements"]}


def test_from_words_to_a_complete_request(msia: RunMsia) -> None:
    state = state_after(
        msia,
        "quiero homologar el escape",
        "",
        "Akrapovic Slip-On",
        "pues claro que si",
        *["saltar"] * 10,
    )
    assert codes(state) == {"ESCAPE": 1}
    assert state["quote"]["total"] == "140.00"
    assert state["answers"]["ESCAPE"]["marca_modelo"] == "Akrapovic Slip-On"
    assert state["answers"]["ESCAPE"]["homologacion_visible"] is True


def test_a_question_is_asked_until_it_is_answered(msia: RunMsia) -> None:
    done = ask(
        msia,
        "el escape y la suspensión",
        "qwerty",
        "la de delante",
        arguments=("-c", "motos-part", "--json"),
    )
    assert "No lo he entendido" in done.stderr
    state = json.loads(done.stdout)
    assert codes(state) == {"ESCAPE": 1, "SUSPENSION_DEL": 1}
    assert (state["quote"]["questions"], state["quote"]["total"]) == ([], "280.00")


def test_an_answer_by_number(msia: RunMsia) -> None:
    assert codes(state_after(msia, "la suspensión", "2")) == {"SUSPENSION_TRAS": 1}


def test_a_question_nobody_can_answer_stays_open(msia: RunMsia) -> None:
    state = state_after(msia, "la suspensión", "qwerty", "asdf", "zxcv", "")
    assert [question["element"] for question in state["quote"]["questions"]] == ["SUSPENSION"]
    assert (state["quote"]["total"], state["complete"]) == (None, False)


def test_elements_are_added_and_taken_away(msia: RunMsia) -> None:
    state = state_after(msia, "el escape y el manillar", "y también los espejos", "el manillar no", "")
    assert codes(state) == {"ESCAPE": 1, "ESPEJOS": 1}


def test_a_bad_answer_is_explained_and_asked_again(msia: RunMsia) -> None:
    done = ask(
        msia,
        "el escape",
        "",
        "Akrapovic",
        "quizás",
        "no",
        arguments=("-c", "motos-part", "--json"),
    )
    assert done.stderr.count("¿Tiene número E visible?") >= 3, "asked, explained, asked again"
    assert json.loads(done.stdout)["answers"]["ESCAPE"]["homologacion_visible"] is False


def test_required_data_left_out_are_missing(msia: RunMsia) -> None:
    state = state_after(msia, "el escape", "", "saltar", "no")
    assert "marca_modelo" in state["missing"]["ESCAPE"]
    assert not state["complete"]


@pytest.mark.parametrize(
    "lines", [(), ("",), ("hola",), ("la suspensión",), ("el escape",), ("el escape", "")]
)
def test_the_end_of_input_ends_it_politely(msia: RunMsia, lines: tuple[str, ...]) -> None:
    done = ask(msia, *lines, arguments=("-c", "motos-part"))
    assert "Hasta aquí la conversación" in done.stdout
    assert done.stderr == ""


def test_the_category_is_asked(msia: RunMsia) -> None:
    done = ask(msia, "barco", "autocaravanas", "una claraboya", "")
    assert "No lo he entendido" in done.stdout
    assert "CLARABOYA" in done.stdout
    assert "Documentación" in done.stdout
    assert "Hasta aquí" in done.stdout


def test_input_that_is_no_utf8(shared_seeded_database_url: str) -> None:
    done = run_msia(
        "ask",
        "-c",
        "motos-part",
        environment={"DATABASE_URL": shared_seeded_database_url},
        input="el escape \udcff\udcfe\n",
        errors="surrogateescape",
    )
    assert done.returncode == 0, done.stderr
    assert "ESCAPE" in done.stdout


def test_what_was_taken_back_costs_nothing(msia: RunMsia) -> None:
    state = state_after(msia, "el escape y los retrovisores", "al final nada")
    assert (state["quote"]["elements"], state["quote"]["total"], state["complete"]) == ([], None, False)


def test_a_summary_speaks_of_labels(msia: RunMsia) -> None:
    done = ask(msia, "el escape", "", "Akrapovic", "no se", "", arguments=("-c", "motos-part"))
    assert "Marca y modelo del escape: Akrapovic" in done.stdout
    assert "¿Tiene número E visible?: pendiente" in done.stdout
    assert "marca_modelo" not in done.stdout
    assert "Perfecto, queda todo anotado." in done.stdout
    assert "Hasta aquí" not in done.stdout


def test_an_interruption_says_what_there_was_and_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = io.StringIO()
    console = Console(file=shown, width=200)
    lines = iter(["el escape y la suspensión"])

    def read(prompt: object) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(console, "input", read)
    kept = tmp_path / "home" / "ask.json"
    conversation = Conversation([seed_catalogue("motos-part")], console, date(2026, 3, 16), kept)
    assert conversation.hold() is False
    assert "msia ask --resume" in shown.getvalue()
    again = Conversation([seed_catalogue("motos-part")], console, date(2026, 3, 17), kept, is_resumed=True)
    assert again.state == conversation.state
    lines = iter(["la delantera"])
    assert again.hold() is False
    assert again.state.quantities == {"ESCAPE": 1, "SUSPENSION_DEL": 1}
    kept.write_text("{")
    with pytest.raises(InvariantError):
        Conversation([seed_catalogue("motos-part")], console, date(2026, 3, 17), kept, is_resumed=True)
    kept.unlink()
    with pytest.raises(NotFoundError):
        Conversation([seed_catalogue("motos-part")], console, date(2026, 3, 17), kept, is_resumed=True)
    assert "Por contestar: ¿Qué suspensión" in shown.getvalue()
    assert conversation.result()["quote"]["elements"][0]["code"] == "ESCAPE"
