"""The revisions of the schema by their files alone, without loading Alembic."""

from pathlib import Path
from typing import Final

_VERSIONS: Final = Path(__file__).resolve().parent / "alembic" / "versions"


def newest_revision() -> str:
    """The newest revision that this version of the product knows.

    The chain is linear, and a file has the name of its revision, its number first.
    """
    return max(path.stem for path in _VERSIONS.glob("[0-9]*.py"))
