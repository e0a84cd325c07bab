"""The benchmarks stand on the product alone: they run where no test is installed."""

import subprocess
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from tests.rules.rule import sources


def test_benchmarks_import_no_tests() -> None:
    found = {name for source in sources("benchmarks") for name in source.imports()}
    assert "benchmarks.seed_catalogues.seed_catalogue" in found
    assert not {name for name in found if name.split(".")[0] == "tests"}


def test_each_benchmark_of_regulations_is_told_what_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, list[str]] = {}

    def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        assert not check
        told[command[2].removeprefix("benchmarks.")] = command[3:]
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    vectors = tmp_path / "kept" / "vectors.sqlite"
    folder = ["--regulations", "laws"]
    assert benchmarks.main([*folder, "--vectors", str(vectors), "--development"]) == 0
    assert list(told) == benchmarks.available()
    kept = ["--vectors", str(vectors)]
    assert {name: given for name, given in told.items() if given} == {
        "answerable": folder + kept,
        "ingestion": folder,
        "regulations": [*folder, *kept, "--development"],
        "regulations_at_size": folder + kept,
    }
    assert vectors.parent.is_dir()
    told.clear()
    assert benchmarks.main(["ingestion"]) == 0
    assert told == {"ingestion": []}
    assert benchmarks.main(["nothing"]) == 2
