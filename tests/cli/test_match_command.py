"""`msia match` and the texts of `msia quote`, as their users run them."""

import json
import subprocess
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.command_server import RunMsia
from tests.quote.contract import ErrorEnvelope, QuoteOut
from tests.servers import run_msia


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class HitOut(Strict):
    code: str
    name: str
    quantity: Annotated[int, Field(ge=1)]
    score: Annotated[float, Field(gt=0, le=1)]
    words: list[str]


class OptionOut(Strict):
    code: str
    name: str


class QuestionOut(Strict):
    element: str
    question: str
    options: list[OptionOut]
    words: list[str]


class BeyondOut(Strict):
    code: str
    words: str
    what: str
    answer: str


class MatchOut(Strict):
    category: str
    elements: list[HitOut]
    questions: list[QuestionOut]
    negated: list[HitOut]
    unresolved: list[str]
    beyond: list[BeyondOut]


class MatchesOut(Strict):
    text: str
    matches: list[MatchOut]


def matches(done: "subprocess.CompletedProcess[str]") -> MatchesOut:
    assert done.returncode == 0, done.stderr
    return MatchesOut.model_validate_json(done.stdout)


def test_match_as_json(shared_seeded_database_url: str) -> None:
    text = "kiero homologar el tubo d escape, el manillar no, y la suspension"
    done = run_msia(
        *("match", text, "--category", "motos-part", "--json"),
        environment={"DATABASE_URL": shared_seeded_database_url},
    )
    (match,) = matches(done).matches
    assert [(hit.code, hit.quantity) for hit in match.elements] == [("ESCAPE", 1)]
    assert "escape" in match.elements[0].words
    assert [hit.code for hit in match.negated] == ["MANILLAR"]
    assert [question.element for question in match.questions] == ["SUSPENSION"]
    assert {option.code for option in match.questions[0].options} == {"SUSPENSION_DEL", "SUSPENSION_TRAS"}


def test_without_a_category_each_is_tried(msia: RunMsia) -> None:
    found = matches(msia("match", "dos claraboyas", "--json")).matches
    assert [match.category for match in found] == ["motos-part", "aseicars-prof"]
    assert [[(hit.code, hit.quantity) for hit in match.elements] for match in found] == [
        [],
        [("CLARABOYA", 2)],
    ]


def test_match_for_people(msia: RunMsia) -> None:
    done = msia("match", "el escape, el manillar no, y un [bold]zurriburri[/bold]", "-c", "motos-part")
    assert done.returncode == 0, done.stderr
    for expected in ("ESCAPE", "MANILLAR", "Puntuación", "zurriburri"):
        assert expected in done.stdout


def test_quote_of_a_text_as_json(msia: RunMsia) -> None:
    done = msia("quote", "--category", "motos-part", "quiero homologar el escape y el manillar", "--json")
    assert done.returncode == 0, done.stderr
    answer = QuoteOut.model_validate_json(done.stdout)
    assert {item.code for item in answer.elements} == {"ESCAPE", "MANILLAR"}
    assert (answer.total, answer.questions, answer.unresolved) == ("175.00", [], [])


def test_an_open_question_gives_no_price_but_what_each_answer_costs(msia: RunMsia) -> None:
    done = msia("quote", "--category", "motos-part", "la suspensión", "--json")
    assert done.returncode == 0, done.stderr
    answer = QuoteOut.model_validate_json(done.stdout)
    assert (answer.tier, answer.price, answer.total) == (None, None, None)
    assert [question.element for question in answer.questions] == ["SUSPENSION"]
    assert any("€" in line for line in answer.explanation)


def test_a_greeting_is_no_failure_and_no_price(msia: RunMsia) -> None:
    done = msia("quote", "-c", "motos-part", "hola, buenos días", "--json")
    assert done.returncode == 0, done.stderr
    answer = QuoteOut.model_validate_json(done.stdout)
    assert (answer.elements, answer.total, answer.unresolved) == ([], None, [])


BAD: list[tuple[list[str], str, str]] = [
    (["match", "el escape", "-c", "moto-part"], "category", "motos-part"),
    (["match", "  "], "text", "comillas"),
    (["quote", "-c", "motos-part", "  "], "text", "palabras del cliente"),
    (["quote", "-c", "motos-part", "el escape", "-e", "ESCAPE"], "elements", "una de las dos"),
    (["quote", "el escape"], "category", "--category"),
    (["ask", "-c", "moto-part"], "category", "motos-part"),
]


@pytest.mark.parametrize(("arguments", "field", "remedy"), BAD)
def test_bad_input(msia: RunMsia, arguments: list[str], field: str, remedy: str) -> None:
    done = msia(*arguments, "--json")
    assert done.returncode == 2, (done.stdout, done.stderr)
    error: Any = ErrorEnvelope.model_validate(json.loads(done.stdout)).error
    assert error.field == field
    assert remedy in error.message
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["match", "el escape"], ["ask"]])
def test_an_unreachable_server_is_one_line(command: list[str]) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    done = run_msia(*command, "--json", environment={"DATABASE_URL": url}, input="")
    assert done.returncode == 1
    assert ErrorEnvelope.model_validate(json.loads(done.stdout)).error.code
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["match", "ask", "quote"])
def test_help_shows_examples(command: str) -> None:
    done = run_msia(command, "--help")
    assert done.returncode == 0
    assert f"msia {command} " in done.stdout.split("Ejemplos:")[1]


def test_the_explanation_names_what_decided(msia: RunMsia) -> None:
    text = "Me echo atrás con el manillar; cambio el escape y los puños calefactables"
    done = msia("match", text, "-c", "motos-part", "--explain", "--json")
    assert done.returncode == 0, done.stderr
    (match,) = json.loads(done.stdout)["matches"]
    found = {tuple(item["targets"]): item for item in match["mentions"]}
    denied = found["MANILLAR",]
    assert (denied["status"], denied["words"]) == ("denied", "manillar")
    winner = next(item for item in denied["evidence"] if item["row"] == denied["winner"])
    assert winner["status"] == "denied"
    assert winner["rank"] == max(item["rank"] for item in denied["evidence"])
    assert (found["ESCAPE",]["status"], found["ESCAPE",]["kind"]) == ("asked", "element")
    grips = found["HEATED_GRIPS",]
    assert (grips["kind"], grips["words"]) == ("beyond", "puños calefactables")


def test_the_explanation_for_people_marks_the_winner(msia: RunMsia) -> None:
    done = msia("match", "el manillar no, cambio el escape", "-c", "motos-part", "--explain")
    assert "MANILLAR: negado" in done.stdout
    assert "→" in done.stdout
