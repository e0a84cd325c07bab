"""`msia rag words`: staff keeps the glossary of questions to the regulations."""

import json
from collections.abc import Iterator

import pytest

from database.embedded import RunningServer
from tests import servers
from tests.command_server import RunMsia, msia_on


@pytest.fixture(scope="module")
def staff(pg_server: RunningServer) -> Iterator[RunMsia]:
    """`msia` on a seeded database of this module's own."""
    with (
        servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url,
        msia_on(url) as run,
    ):
        yield run


def test_a_row_is_made_changed_and_switched_off(staff: RunMsia) -> None:
    made = staff("rag", "words", "set", "tubarro", "--legal", "silenciador", "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == {
        "code": "tubarro",
        "kind": "meaning",
        "phrases": ["tubarro"],
        "legal_words": ["silenciador"],
        "is_active": True,
    }
    changed = staff("rag", "words", "set", "tubarro", "--says", "Tubarro", "--says", "el tubarro", "--json")
    assert json.loads(changed.stdout)["phrases"] == ["tubarro", "el tubarro"]
    assert json.loads(changed.stdout)["legal_words"] == ["silenciador"]
    assert "desactivada" in staff("rag", "words", "off", "tubarro").stdout
    listed = json.loads(staff("rag", "words", "list", "--with", "tubarro", "--json").stdout)
    assert listed == {"words": []}
    assert staff("rag", "words", "on", "tubarro").returncode == 0
    assert "tubarro" in staff("rag", "words", "list", "--with", "tubarro").stdout


def test_refusals_say_the_nearest(staff: RunMsia) -> None:
    done = staff("rag", "words", "off", "intermitentes", "--json")
    assert done.returncode == 2
    assert "intermitente" in json.loads(done.stdout)["error"]["message"]
    assert staff("rag", "words", "set", "nada").returncode == 2
