"""What the README shows is what the commands print."""

import re
import shlex

import asyncpg
from sqlalchemy.engine import make_url

from database import migrate
from tests.docs import pages
from tests.servers import ROOT, run_msia

README = ROOT / "README.md"


def test_console_examples(shared_seeded_database_url: str) -> None:
    ran = list(pages.commands(README))
    assert len(ran) >= 3
    for command in ran:
        program, *arguments = shlex.split(command.line)
        assert program == "msia"
        done = run_msia(*arguments, environment={"DATABASE_URL": shared_seeded_database_url})
        refused = any('"error"' in line for line in command.expected)
        assert done.returncode == (2 if refused else 0), done.stderr
        assert command.expected
        for line in command.expected:
            assert line in done.stdout, f"{command.line} prints no {line!r} but\n{done.stdout}"


async def test_first_run_counts(shared_seeded_database_url: str) -> None:
    page = README.read_text("utf-8")
    url = make_url(shared_seeded_database_url)
    connection = await asyncpg.connect(
        host=url.host, port=url.port, user=url.username, password=url.password, database=url.database
    )
    try:
        seeded = await connection.fetchval("SELECT count(*) FROM seed_records")
        warnings = await connection.fetchval("SELECT count(*) FROM warnings WHERE element_id IS NOT NULL")
    finally:
        await connection.close()
    assert re.findall(r"(\d+) creadas", page) == [str(seeded)]
    assert re.findall(r"los mismos (\d+) avisos", page) == [str(warnings)]
    assert re.findall(r"en la revisión (\w+)", page) == [migrate.head_revision()]


def test_example_of_the_first_run(shared_seeded_database_url: str) -> None:
    done = run_msia(
        *("quote", "--category", "motos-part", "--elements", "ESCAPE,MANILLAR", "--json"),
        environment={"DATABASE_URL": shared_seeded_database_url},
    )
    shown = re.findall(r"^  (T\d \(.*)$", README.read_text("utf-8"), re.MULTILINE)
    assert len(shown) == 2
    for line in shown:
        assert line in done.stdout
