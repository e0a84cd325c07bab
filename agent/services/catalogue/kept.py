"""Catalogues and their compiled words in files beside the data, so that a short command need not load them.

A file is of one state of one database (its stamp) and of this very code; any other is not found, so nothing
stale is ever read. Files are replaced whole, carry a checksum, and may be deleted at any moment: whoever
misses one loads from the database. They are pickles, as bytecode beside a module is code: only files that
the home's owner or this user alone can write are read, and only values of the product come out of them.
"""

import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from shared.config import PROJECT_ROOT, settings

if TYPE_CHECKING:
    from domain.catalogue import Catalogue
    from domain.matching import Vocabulary

_DIGEST_BYTES: Final = 32
_PROTOCOL: Final = 5
# A home may be used with several databases in turn; more than these many states are not kept.
_KEPT_STATES: Final = 4
_OF_OTHERS: Final = 0o022
# Whatever these hold is made of.
_SOURCES: Final = ("domain", "agent/services/catalogue")
_VALUES: Final = ("domain.", "shared.vocabularies", "agent.services.catalogue.kept")
_PLAIN: Final = frozenset(
    {("uuid", "UUID"), ("uuid", "SafeUUID"), ("decimal", "Decimal"), ("datetime", "date")}
    | {("builtins", "frozenset"), ("builtins", "set"), ("builtins", "object"), ("copyreg", "_reconstructor")}
    | {("builtins", "getattr"), ("collections", "defaultdict"), ("builtins", "list")}
)


def kept_catalogue(stamp: str, slug: str) -> "Catalogue | None":
    """The catalogue of the category as of the stamp, or None."""
    found: Catalogue | None = _read(_path(stamp, slug, "catalogue"))
    return found


def kept_vocabulary(stamp: str, slug: str) -> "Vocabulary | None":
    """The words of the category as of the stamp, or None."""
    found: Vocabulary | None = _read(_path(stamp, slug, "words"))
    return found


def kept_slugs(stamp: str) -> Sequence[str] | None:
    """The active categories as of the stamp in their order, or None."""
    found: Sequence[str] | None = _read(_path(stamp, "", "categories"))
    return found


def keep(
    stamp: str,
    *,
    slugs: Sequence[str] | None = None,
    catalogues: Mapping[str, "Catalogue"] = MappingProxyType({}),
    vocabularies: Mapping[str, "Vocabulary"] = MappingProxyType({}),
) -> None:
    """Write what was loaded as of the stamp, and remove what is of long gone states.

    A home that can't be written to keeps nothing: the next command loads again.
    """
    try:
        _directory().mkdir(parents=True, exist_ok=True)
        if slugs is not None:
            _write(_path(stamp, "", "categories"), tuple(slugs))
        for slug, catalogue in catalogues.items():
            _write(_path(stamp, slug, "catalogue"), catalogue)
        for slug, vocabulary in vocabularies.items():
            _write(_path(stamp, slug, "words"), vocabulary)
        _remove_old()
    except OSError as error:
        from shared.logging import get_logger

        get_logger(__name__).debug("the catalogue can't be kept in a file", error=type(error).__name__)


def _directory() -> Path:
    return settings.MSIA_HOME / "cache" / "catalogue"


def _path(stamp: str, slug: str, kind: str) -> Path:
    state = hashlib.sha256(f"{stamp}\n{_code_mark()}".encode()).hexdigest()[:24]
    category = hashlib.sha256(slug.encode()).hexdigest()[:16]
    return _directory() / f"{state}-{category}.{kind}"


@cache
def _code_mark() -> str:
    """What the values were made by: Python, and size and time of every source file."""
    seen = hashlib.sha256(sys.version.encode())
    for root in _SOURCES:
        for path in sorted((PROJECT_ROOT / root).rglob("*.*")):
            if path.suffix in {".py", ".tsv"}:
                facts = path.stat()
                seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            content = file.read()
    except OSError:  # not there: it is loaded instead
        return None
    digest, body = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if hashlib.sha256(body).digest() != digest:
        return None
    try:
        return _Unpickler(io.BytesIO(body)).load()
    except pickle.UnpicklingError:  # not written by us
        return None


def _is_ours(facts: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    owners = {os.geteuid(), settings.MSIA_HOME.stat().st_uid}
    return facts.st_uid in owners and not facts.st_mode & _OF_OTHERS


def _write(path: Path, value: object) -> None:
    body = io.BytesIO()
    _Pickler(body, _PROTOCOL).dump(value)
    content = body.getvalue()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_old() -> None:
    """Remove all but the newest states, and what a killed process left half written."""
    newest: dict[str, float] = {}
    files = [(path, path.stat().st_mtime) for path in _directory().iterdir() if path.is_file()]
    for path, written_at in files:
        state = path.name.split("-", 1)[0]
        newest[state] = max(written_at, newest.get(state, 0.0))
    kept = sorted((state for state in newest if state != ".writing"), key=newest.__getitem__)[-_KEPT_STATES:]
    last = max(newest.values(), default=0.0)
    for path, written_at in files:
        state = path.name.split("-", 1)[0]
        half_written = state == ".writing" and written_at < last - 60
        if half_written or (state != ".writing" and state not in kept):
            path.unlink(missing_ok=True)


def read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that never changes; pickle has no form of its own for it."""
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return read_only, (dict(value),)
        # The driver's own kind of UUID.
        if isinstance(value, UUID):
            return UUID, (None, value.bytes)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_VALUES) or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no value of the product")
