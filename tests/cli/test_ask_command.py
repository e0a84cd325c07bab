"""`msia ask`, the short form of `msia chat`: the same engine, the same stored conversation."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from database.embedded import RunningServer
from tests import servers
from tests.command_server import RunMsia, msia_on
from tests.quote.contract import QuoteOut
from tests.servers import run_msia


@pytest.fixture(scope="module")
def msia(pg_server: RunningServer) -> Iterator[RunMsia]:
    """`msia` on a seeded database of this module's own: each test has a client of its own."""
    with (
        servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url,
        msia_on(url) as run,
    ):
        yield run


def ask(msia: RunMsia, *arguments: str, lines: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    done = msia("ask", *arguments, input="".join(f"{line}\n" for line in lines))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done


def result_of(msia: RunMsia, *arguments: str, lines: tuple[str, ...] = ()) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(ask(msia, *arguments, "--json", lines=lines).stdout)
    if result["quote"] is not None:
        QuoteOut.model_validate(result["quote"])
    return result


def test_a_message_in_the_command_is_answered_and_the_next_goes_on(msia: RunMsia) -> None:
    first = ask(msia, "el escape de mi moto", "--phone", "600500001")
    assert "asistente automático" in first.stdout
    assert "140,00 €" in first.stdout
    later = result_of(msia, "acepto", "--phone", "600500001")
    assert later["case"] is not None
    assert later["quote"]["total"] == "140.00"
    chat = msia("chat", "--phone", "600500001", input="¿qué falta?\n")
    assert "Todavía falta:" in chat.stdout, "the conversation is that of msia chat"


def test_lines_of_the_input_are_messages(msia: RunMsia) -> None:
    lines = ("el escape y la suspensión", "qwerty", "", "la de delante")
    result = result_of(msia, "-c", "motos-part", "--phone", "600500002", lines=lines)
    assert {item["code"] for item in result["quote"]["elements"]} == {"ESCAPE", "SUSPENSION_DEL"}
    assert (result["category"], result["quote"]["total"]) == ("motos-part", "280.00")


def test_a_new_request_forgets_the_former(msia: RunMsia) -> None:
    assert result_of(msia, "mi moto lleva manillar", "--phone", "600500003")["quote"]["total"] == "140.00"
    result = result_of(
        msia, "--new", "-c", "aseicars-prof", "somos taller, una claraboya", "--phone", "600500003"
    )
    assert [item["code"] for item in result["quote"]["elements"]] == ["CLARABOYA"]


def test_a_person_and_a_question_for_one_are_told(msia: RunMsia) -> None:
    result = result_of(msia, "el escape de mi moto. ¿dónde estáis?", "--phone", "600500004")
    assert result["handover"] is None
    assert len(result["passed_on"]) == 1
    assert result_of(msia, "quiero hablar con una persona", "--phone", "600500004")["handover"]


def test_without_a_word_nothing_is_said(msia: RunMsia) -> None:
    result = result_of(msia, "--phone", "600500005")
    assert (result["replies"], result["quote"], result["case"]) == ([], None, None)


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
    assert "140,00 €" in done.stdout
