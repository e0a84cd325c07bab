"""The specification's shell blocks, line by line in a copy of the program, on a database of their own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT, as_owner
from tests.spec.samples import sample

PACKAGES = ("agent", "database", "domain", "shared")


def commands(name: str) -> list[str]:
    """The commands of a shell block, without comments and what the tests except."""
    block = sample(name)
    lines = [line.partition("#")[0].strip() for line in block.code.splitlines()]
    return [line for line in lines if line and not line.startswith(block.exceptions)]


def expected_output(name: str) -> str:
    """What the page shows below its command, with every number standing for any."""
    lines = sample(name).code.split("# Expected output:\n")[1].splitlines()
    shown = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)
    return re.sub(r"\d+", r"\\d+", re.escape(shown))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, in which `alembic revision` may write."""
    folder = tmp_path_factory.mktemp("program")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package)  # with the bytecode of what stays as it is
    shutil.copy(ROOT / "alembic.ini", folder)
    return folder


def _run(line: str, folder: Path, url: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": as_owner(url),
        "PYTHONPATH": str(folder),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def _describe_the_revision(folder: Path) -> None:
    """Write a change into the new file, which refuses to run before it has one."""
    (made,) = (folder / "database/alembic/versions").glob("*description*.py")
    text, count = re.subn(r"ddl\.nothing_yet\(\)", 'op.execute("SELECT 1")', made.read_text("utf-8"))
    assert count == 2
    made.write_text(text.replace("from database.alembic import ddl", "from alembic import op"), "utf-8")


@pytest.mark.slow
def test_the_commands(copy: Path, database_url: str) -> None:
    """Every command works in the order of the page; the shorter blocks hold none but those."""
    done: dict[str, str] = {}
    for line in commands("26"):
        ran = _run(line, copy, database_url)
        assert ran.returncode == 0, f"{line}: {ran.stderr}"
        done[line] = ran.stdout + ran.stderr
        if line.startswith("alembic revision"):
            _describe_the_revision(copy)
    for others in (commands("14"), commands("16"), commands("32")):
        assert others
        assert set(others) <= done.keys()

    (verify,) = commands("16")
    assert re.match(expected_output("16"), done[verify]), done[verify]
    seeding = done["python -m database.seeds.run_all_seeds"]
    for seeder in ("CategorySeeder", "ElementSeeder", "InclusionSeeder"):
        assert len(re.findall(rf"✅ {seeder}: Created \d+, Updated 0, Skipped 0", seeding)) == 2
    assert done["python -m database.seeds.validate_elements_seed"].count("✅") == 2
    assert "admin" in done["python -m database.seeds.create_admin_user"]
