"""The worked example of docs/adding-a-category.md, executed as it stands on a copy of the program."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import pages
from tests.servers import ROOT

PAGE = ROOT / "docs" / "adding-a-category.md"
PACKAGES = ("agent", "cli", "database", "shared")


def _copy_of_the_program(folder: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package)  # with the bytecode of what stays as it is
    return folder


def _follow(copy: Path) -> None:
    """Write the files and make the changes of the page."""
    for block in pages.blocks(PAGE, "python", "diff"):
        name = pages.target(block)
        assert name is not None, f"the first line of the block names no file: {block.lines[0]}"
        file = copy / name
        if block.language == "python":
            assert not file.exists()
            file.write_text("\n".join(block.lines[1:]) + "\n", encoding="utf-8")
            continue
        before, after = pages.change(block)
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{name} has changed; adapt the page:\n{before}"
        file.write_text(text.replace(before, after), encoding="utf-8")


def _run(command: str, copy: Path, url: str) -> "subprocess.CompletedProcess[str]":
    program, *arguments = shlex.split(command)
    prefix = {"msia": ["-m", "cli.main"], "python": []}[program]
    return subprocess.run(
        [sys.executable, *prefix, *arguments],
        cwd=copy,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


@pytest.mark.slow
def test_the_page_works_as_it_stands(tmp_path: Path, database_url: str) -> None:
    copy = _copy_of_the_program(tmp_path / "msia")
    _follow(copy)
    ran = list(pages.commands(PAGE))
    assert len(ran) == 6
    for command in ran:
        done = _run(command.line, copy, database_url)
        assert done.returncode == 0, f"{command.line}: {done.stderr}"
        assert command.expected
        for line in command.expected:
            assert line in done.stdout, f"{command.line} prints no {line!r} but\n{done.stdout}"

    again = _run("python -m database.seeds.run_all_seeds", copy, database_url)
    assert "skipped" in again.stdout
    for word in ("created", "updated", "kept", "removed"):
        assert word not in again.stdout
