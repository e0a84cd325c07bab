"""Databases at a revision, for tests that begin there: a run walks the chain once per database system.

On PostgreSQL, each revision that a test begins at is made from the nearest one below that is there, kept, and
copied from then on. On SQLite, where a step takes longer and a copy nothing, one walk leaves them all.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import filelock
from sqlalchemy.engine import make_url

from database.embedded import RunningServer
from tests import servers
from tests.conftest import TEST_HOME
from tests.migrations import driving

# A SQLite database in WAL mode keeps its newest pages beside it.
_SUFFIXES = ("", "-wal")


def start_at(url: str, revision: str) -> None:
    """Bring the empty database of `url` to `revision` (its number will do), as upgrading it does."""
    number = revision[:3]
    if url.startswith("sqlite"):
        _copy(sqlite_rung(number), Path(make_url(url).database or ""))
    else:
        server = servers.server_of(url)
        driving.leave()
        servers.refill(url, _postgresql_rung(server, number))


def sqlite_rung(number: str) -> Path:
    """The file of a SQLite database at the revision, for copying alone."""
    folder = TEST_HOME / "sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder / "lock"):
        if not (folder / "walked").exists():
            building = folder / "building.db"
            for revision in driving.revisions():
                driving.upgrade(f"sqlite+aiosqlite:///{building}", revision)
                _copy(building, folder / f"{revision[:3]}.db")
            (folder / "walked").touch()
    return folder / f"{number}.db"


def _postgresql_rung(server: RunningServer, number: str) -> str:
    def nearest() -> str:
        names = servers.execute(server, "SELECT datname FROM pg_database WHERE datname ~ '^rung_[0-9]+$'")
        below = _below(number, (row["datname"].removeprefix("rung_") for row in names))
        return f"rung_{below}" if below else "template1"

    def climb(url: str) -> None:
        driving.upgrade(url, number)
        driving.leave()

    return servers.template(server, f"rung_{number}", nearest, climb)


def _below(number: str, made: Iterable[str]) -> str | None:
    return max((other for other in made if other < number), default=None)


def _copy(source: Path, target: Path) -> None:
    for suffix in _SUFFIXES:
        found = _beside(source, suffix)
        if found.exists():
            shutil.copy(found, _beside(target, suffix))


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
