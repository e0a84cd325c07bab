"""The commands that the pages print work as printed, in an activated environment, one after the other."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from database.embedded import RunningServer
from database.postgres_binaries import find_binaries
from tests import servers
from tests.command_server import msia_on
from tests.docs import pages
from tests.docs.test_references import PAGES
from tests.servers import ROOT

PROGRAMS = re.compile(r"^(?:\$ )?(?:.*\| )?(msia|alembic|python -m database|pg_restore)\b")
# The console blocks of these are run, and their output compared, by tests of their own.
SHELL_SIGNS = re.compile(r"[|&<>;$*]")
RUN_ELSEWHERE = frozenset({"README.md", "docs/adding-a-category.md"})


def printed(page: Path) -> list[str]:
    """The command lines of a page's shell blocks, without comments."""
    lines = [line for block in pages.blocks(page, "bash", "console") for line in block.lines]
    return [re.sub(r"\s+# .*$", "", line) for line in lines if PROGRAMS.match(line)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_with_commands_says_where_they_work(page: Path) -> None:
    if printed(page):
        assert "bin/activate" in page.read_text("utf-8")


@pytest.mark.slow
def test_commands_work_as_printed(pg_server: RunningServer, tmp_path: Path) -> None:
    """In the order of the pages, each once, on a database and in a home of their own."""
    lines = dict.fromkeys(
        line
        for page in PAGES
        if page.relative_to(ROOT).as_posix() not in RUN_ELSEWHERE
        for line in printed(page)
    )
    assert len(lines) >= 15
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        programs = f"{Path(sys.executable).parent}{os.pathsep}{find_binaries().bindir}"
        environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "DATABASE_OWNER_URL": servers.as_owner(url),
            "MSIA_HOME": str(tmp_path / "home"),
            "SECRET": "una-Clave-larga-2026",
            "TMPDIR": str(tmp_path),
        }
        with msia_on(url, **environment) as msia:
            for line in lines:
                command = re.sub(r"msia\.(?:dump|sql)", lambda name: str(tmp_path / name[0]), line)
                # Programs of other kinds, and what only a shell understands, have the installed `msia`.
                plain = command.startswith("msia ") and not SHELL_SIGNS.search(command)
                done = msia(*shlex.split(command)[1:]) if plain else _shell(command, url, environment)
                assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
                # psql ends well whatever becomes of a program that it runs.
                assert "pg_" not in line or "error:" not in done.stderr, f"{line}: {done.stderr}"
                if "downgrade" in line:  # what follows on the pages is for the newest schema
                    assert msia("db", "upgrade").returncode == 0
                if "DROP OWNED" in line:  # the page goes on with the roles, which have had their turn already
                    assert msia("db", "roles").returncode == 0


def _shell(command: str, url: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )
