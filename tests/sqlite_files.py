"""SQLite databases at head for tests: one file migrated once per process, then copied."""

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from database import migrate
from tests.servers import in_thread


@lru_cache(maxsize=1)
def _template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="template-", dir=_home())) / "head.db"
    in_thread(migrate.upgrade, "head", f"sqlite+aiosqlite:///{path}")
    return path


def _home() -> Path:
    from tests.conftest import TEST_HOME  # removed when the run has ended

    TEST_HOME.mkdir(parents=True, exist_ok=True)
    return TEST_HOME


def migrated_copy(directory: Path) -> str:
    """The URL of a new SQLite database at head, without rows, in `directory`."""
    template, target = _template(), directory / "test.db"
    for suffix in ("", "-wal"):
        source = template.with_name(template.name + suffix)
        if source.exists():
            shutil.copy(source, target.with_name(target.name + suffix))
    return f"sqlite+aiosqlite:///{target}"
