"""`msia untariffed`: staff changes what is beyond the tariff, and the next text is read with it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from database.embedded import RunningServer
from tests import servers
from tests.command_server import RunMsia, msia_on


@pytest.fixture(scope="module")
def staff(pg_server: RunningServer) -> Iterator[RunMsia]:
    """`msia` on a seeded database that the tests of this module change, each its own rows."""
    with (
        servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url,
        msia_on(url) as run,
    ):
        yield run


def quote(staff: RunMsia, category: str, text: str) -> Any:
    done = staff("quote", "--category", category, text, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(staff: RunMsia, *arguments: str) -> Any:
    done = staff(*arguments, "--json")
    assert done.returncode == 2, done.stdout
    return json.loads(done.stdout)["error"]


def test_a_work_is_made_changed_and_switched_off(staff: RunMsia) -> None:
    asked = ("motos-part", "quiero una baliza y el escape")
    assert [item["code"] for item in quote(staff, *asked)["beyond"]] == []
    made = staff(
        *("untariffed", "set", "baliza", "-c", "motos-part", "--name", "Baliza", "--what", "no_reform"),
        *("--answer", "La baliza no es reforma.", "--words", "Baliza", "--words", "baliza v16", "--json"),
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["keywords"] == ["baliza", "baliza v16"]
    answer = quote(staff, *asked)
    assert answer["total"] == "140.00"
    assert [(item["code"], item["answer"]) for item in answer["beyond"]] == [
        ("BALIZA", "La baliza no es reforma.")
    ]
    assert staff("untariffed", "set", "BALIZA", "-c", "motos-part", "--what", "person").returncode == 0
    assert quote(staff, *asked)["beyond"][0]["what"] == "person"
    assert staff("untariffed", "off", "BALIZA", "-c", "motos-part").returncode == 0
    assert quote(staff, *asked)["beyond"] == []
    listed = json.loads(staff("untariffed", "list", "-c", "motos-part", "--all", "--json").stdout)["works"]
    assert [work["is_active"] for work in listed if work["code"] == "BALIZA"] == [False]
    assert staff("untariffed", "on", "BALIZA", "-c", "motos-part").returncode == 0
    assert len(quote(staff, *asked)["beyond"]) == 1


def test_contrary_words_are_kept_by_staff(staff: RunMsia) -> None:
    asked = ("motos-part", "un escape de incendios")
    assert quote(staff, *asked)["total"] == "140.00"
    done = staff("untariffed", "contrary", "ESCAPE", "-c", "motos-part", "--words", "Incendios")
    assert done.stdout.split() == ["incendios"]
    assert quote(staff, *asked)["elements"] == []
    assert staff("untariffed", "contrary", "ESCAPE", "-c", "motos-part", "--clear").returncode == 0
    assert quote(staff, *asked)["total"] == "140.00"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("set", "NUEVO", "-c", "motos-part", "--name", "x", "--answer", "x."), "missing_keywords"),
        (("set", "ALARM", "-c", "motos-part", "--answer", "Cuesta 50 euros."), "price_in_answer"),
        (("set", "ALARM", "-c", "motos-part", "--covers"), "covering_needs_person"),
        (("set", "ALARM", "-c", "motos-part", "--reverse-of", "ESCAP"), "unknown_element"),
        (("off", "ALARMA", "-c", "motos-part"), "unknown_work"),
        (("list", "-c", "motos"), "unknown_category"),
        (("contrary", "ESCAPE", "-c", "motos-part", "--words", "escape"), "own_words"),
    ],
)
def test_what_makes_no_sense_is_refused(staff: RunMsia, arguments: tuple[str, ...], code: str) -> None:
    assert refused(staff, "untariffed", *arguments)["code"] == code


def test_an_elements_code_is_taken(staff: RunMsia) -> None:
    done = staff(
        *("untariffed", "set", "ESCAPE", "-c", "motos-part", "--name", "x", "--answer", "x.", "--words", "x")
    )
    assert done.returncode == 1
    assert "ESCAPE" in done.stderr
