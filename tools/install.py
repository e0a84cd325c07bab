"""Installs the locked dependencies into .venv: `python3 -m tools.install [--dev]`, from the root folder.

uv does it in seconds where pip takes most of a minute. uv itself comes by pip, pinned by its hash, and takes
pip's settings over; where either of the two steps fails, pip installs everything. `--dev` adds what tests
and checks need. A line says what each step does as it starts. Nothing is compiled to bytecode beforehand:
that takes longer than compiling what is used when it is first used. The model for regulations comes last and
may fail: nothing else needs it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.pip_settings import UvSettings, read_pip_settings, uv_settings

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
RUNTIME = ("requirements.txt", "requirements-build.txt")
DEVELOPMENT = ("requirements-dev.txt",)
MODELS = ("requirements-embeddings.txt",)
_PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet")


class InstallError(Exception):
    """What stopped the installation, in words for whoever typed `make`."""


def main(arguments: Sequence[str]) -> int:
    """Install, and return the exit status: 1, with a line that says why, where it can't be done."""
    is_dev = "--dev" in arguments
    started = time.monotonic()
    try:
        prepare_environment()
        install(DEVELOPMENT if is_dev else RUNTIME)
        install_models()
    except InstallError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    what = "Herramientas de desarrollo instaladas" if is_dev else "Dependencias instaladas"
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    say("✓", f"{what} en {VENV} ({seconds} s)")
    return 0


def prepare_environment() -> None:
    """Make .venv with pip in it unless there is one that works. Raises InstallError."""
    if PYTHON.exists() and succeeds([str(PYTHON), "-c", "import pip"]):
        return
    missing = [
        name for name in ("venv", "ensurepip") if not succeeds([sys.executable, "-c", f"import {name}"])
    ]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if missing:
        raise InstallError(
            f"a este Python ({sys.executable}) le falta {' y '.join(missing)}, que Debian y Ubuntu reparten "
            f"aparte. Instálalo con «sudo apt install python{version}-venv» o usa otro Python: "
            "make up PYTHON=/ruta/de/python3."
        )
    say("→", f"Creando el entorno {VENV} con Python {version}")
    if not succeeds([sys.executable, "-m", "venv", "--clear", str(VENV)], quiet=False):
        raise InstallError(f"no se ha podido crear {VENV}; arriba está el motivo.")


def install(locks: Sequence[str]) -> None:
    """Install what the lock files name, then the program itself. Raises InstallError."""
    names = " y ".join(locks)
    settings = _ready_uv()
    if settings is not None:
        say("→", f"Instalando {names} con uv")
        if succeeds(uv_command(locks, settings), quiet=False, extra=settings.environment) and (
            succeeds(uv_command((), settings), quiet=False, extra=settings.environment)
        ):
            return
        say("→", "uv no ha podido, arriba está el motivo: sigue pip")
    say("→", f"Instalando {names} con pip, que tarda alrededor de un minuto")
    if not succeeds(pip_command(locks), quiet=False) or not succeeds(pip_command(()), quiet=False):
        raise InstallError("pip no ha podido instalar las dependencias; arriba está el motivo.")


def install_models() -> None:
    """Install the model that makes the vectors of regulations. Where there is none for this machine, or it
    can't be had, all else works, and regulations are searched by their text."""
    settings = _ready_uv()
    say("→", "Instalando el modelo con el que se busca en los reglamentos (unos 100 MB)")
    if settings is not None and succeeds(
        uv_command(MODELS, settings), quiet=False, extra=settings.environment
    ):
        return
    if not succeeds(pip_command(MODELS), quiet=False):
        say(
            "→", "No se ha podido: en los reglamentos se buscará por texto. Para intentarlo otra vez, make up"
        )


def uv_command(locks: Sequence[str], settings: UvSettings) -> list[str]:
    """uv's command for lock files; without any, for the program itself."""
    command = [str(UV), "pip", "install", "--quiet", "--python", str(PYTHON), *settings.arguments]
    return command + (_locked(locks) if locks else _PROGRAM)


def pip_command(locks: Sequence[str]) -> list[str]:
    """The same by pip."""
    return [*_PIP, "install", *(_locked(locks) if locks else _PROGRAM)]


_PROGRAM = ["--no-deps", "--no-build-isolation", "--editable", "."]


def _locked(locks: Sequence[str]) -> list[str]:
    return ["--require-hashes", *(part for lock in locks for part in ("--requirement", lock))]


def _ready_uv() -> UvSettings | None:
    """uv in .venv, with pip's settings in its own terms; None where it can't be had."""
    if not UV.exists():
        say("→", "Instalando uv con pip")
        if not succeeds(pip_command(["requirements-uv.txt"]), quiet=False):
            return None
    listing = subprocess.run([*_PIP, "config", "list"], capture_output=True, text=True, check=False)
    try:
        return uv_settings(read_pip_settings(listing.stdout), os.environ)
    except ValueError:  # a setting that pip itself would refuse: let pip say so
        return None


def succeeds(command: Sequence[str], *, quiet: bool = True, extra: Mapping[str, str] | None = None) -> bool:
    """Whether the command ends well; its complaints are shown unless `quiet`."""
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run(
        command, env={**os.environ, **(extra or {})}, stdout=output, stderr=output, check=False
    )
    return done.returncode == 0


def say(mark: str, text: str) -> None:
    """A line on stderr, at once."""
    print(f"{mark} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
