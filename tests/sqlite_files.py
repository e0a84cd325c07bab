"""SQLite databases at head for tests: copies of one file that is migrated once per run."""

from pathlib import Path

from tests.migrations import driving, ladder


def migrated_copy(directory: Path) -> str:
    """The URL of a new SQLite database at head, without rows, in `directory`."""
    url = f"sqlite+aiosqlite:///{directory / 'test.db'}"
    ladder.start_at(url, driving.revisions()[-1])
    return url
