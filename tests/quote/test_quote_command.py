"""`msia quote` as its users run it: exit status, standard output and standard error."""

import json

import pytest

from tests.command_server import RunMsia
from tests.quote.contract import ErrorEnvelope, QuoteOut
from tests.servers import run_msia


def test_json_quote(shared_seeded_database_url: str) -> None:
    done = run_msia(
        *("quote", "--category", "motos-part", "--elements", "ESCAPE,MANILLAR:1", "--json"),
        environment={"DATABASE_URL": shared_seeded_database_url},
    )
    assert done.returncode == 0, done.stderr
    answer = QuoteOut.model_validate_json(done.stdout)
    assert answer.tier is not None
    assert (answer.tier.code, answer.total) == ("T5", "175.00")


def test_question_is_no_failure(msia: RunMsia) -> None:
    done = msia("quote", "--category", "motos-part", "--elements", "suspension", "--json")
    assert done.returncode == 0, done.stderr
    answer = QuoteOut.model_validate_json(done.stdout)
    assert answer.tier is None
    assert [question.element for question in answer.questions] == ["SUSPENSION"]


BAD = [
    (["--category", "motos", "--elements", "ESCAPE"], "category", "motos-part"),
    (["--category", "motos-part", "--elements", "ESCAP"], "elements", "ESCAPE"),
    (["--category", "motos-part", "--elements", "ESCAPE:0"], "elements", "de 1 a 1000"),
    (["--category", "motos-part", "--elements", "ESCAPE MANILLAR"], "elements", "comas"),
    (["--category", "motos-part"], "elements", "--elements"),
    (["--elements", "ESCAPE"], "category", "--category"),
]


@pytest.mark.parametrize(("arguments", "field", "remedy"), BAD)
def test_bad_input(msia: RunMsia, arguments: list[str], field: str, remedy: str) -> None:
    done = msia("quote", *arguments, "--json")
    assert done.returncode == 2, (done.stdout, done.stderr)
    error = ErrorEnvelope.model_validate(json.loads(done.stdout)).error
    assert error.field == field
    assert remedy in error.message
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_unreachable_server_is_one_line() -> None:
    done = run_msia(
        *("quote", "-c", "motos-part", "-e", "ESCAPE", "--json"),
        environment={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
    )
    assert done.returncode == 1
    assert ErrorEnvelope.model_validate(json.loads(done.stdout)).error.code
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_quote_for_people(msia: RunMsia) -> None:
    done = msia("quote", "-c", "aseicars-prof", "-e", "AUMENTO_PLAZAS")
    assert done.returncode == 0, done.stderr
    assert "385,00 €" in done.stdout
