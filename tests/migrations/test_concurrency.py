"""Several processes upgrade one empty database at once: one works, the others wait, none fails."""

import os
import subprocess
import sys

import pytest

from tests.migrations import driving
from tests.servers import ROOT


@pytest.mark.slow
def test_four_processes_upgrade_at_once(url: str) -> None:
    command = [sys.executable, "-m", "alembic", "upgrade", "head"]
    processes = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    outputs = [process.communicate(timeout=240)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], "\n".join(outputs)
    ran = [output.count("Running upgrade") for output in outputs]
    assert sorted(ran) == [0, 0, 0, len(driving.revisions())], outputs
    driving.check(url)
