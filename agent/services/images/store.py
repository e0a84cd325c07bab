"""The files of images and documents, each stored once under the hash of its content, in a directory.

A file is written whole or not at all. Nothing here knows a database: which files are in use is for usage.py.
"""

import asyncio
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from agent.services.images.kinds import EXTENSIONS
from agent.services.images.prepared import PreparedFile
from shared.config import settings
from shared.errors import InvariantError, StorageUnavailableError

DISK_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""Numbers of operating system errors that mean: the disk takes nothing more."""

_OWN_NAME: Final = re.compile(rf"[0-9a-f]{{2}}/[0-9a-f]{{64}}\.(?:{'|'.join(EXTENSIONS.values())})")
_INCOMING: Final = "incoming-"
_THUMBNAIL_TYPE: Final = "image/jpeg"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the store. `is_own`: its name is one that the store gives; others were put there by hand."""

    name: str
    size: int
    modified_at: datetime
    is_own: bool


def name_of(content: bytes, mime_type: str) -> str:
    """The name below the store's directory that this content gets."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest[:2]}/{digest}.{EXTENSIONS[mime_type]}"


def names_of(file: PreparedFile) -> tuple[str, str | None]:
    """The names of a file's content and of its thumbnail, if it has one."""
    thumbnail = name_of(file.thumbnail, _THUMBNAIL_TYPE) if file.thumbnail is not None else None
    return name_of(file.content, file.mime_type), thumbnail


class ImageStore:
    """Files in a directory, by default MSIA_HOME/case-images, by the names that the rows keep."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = (directory or settings.case_images_directory).absolute()

    def path_of(self, name: str) -> Path:
        """The file's path. Raises InvariantError for a name that leads out of the directory."""
        path = (self.directory / name).resolve()
        if path == self.directory.resolve() or not path.is_relative_to(self.directory.resolve()):
            raise InvariantError(
                "image_outside_store",
                f"El nombre de imagen {name[:60]!r} se sale de {self.directory}.",
                "stored_filename",
                "Correct case_images.stored_filename.",
            )
        return path

    def find(self, name: str | None) -> Path | None:
        """The file's path, None without a name or when it is not here. Raises InvariantError."""
        if not name:
            return None
        path = self.path_of(name)
        return path if path.is_file() else None

    async def write(self, name: str, content: bytes) -> None:
        """Keep the content under its name, for good once this returns.

        Raises StorageUnavailableError, with nothing half written, where the disk is full or refuses.
        """
        await asyncio.to_thread(self._write, name, content)

    async def delete(self, name: str) -> bool:
        """Remove a file; False when there was none. Raises InvariantError as `path_of`."""
        path = self.path_of(name)
        try:
            await asyncio.to_thread(path.unlink)
        except FileNotFoundError:
            return False
        return True

    def files(self) -> Iterator[StoredFile]:
        """Every file below the directory, in the order of their names; blocks while it reads."""
        for folder, folders, names in os.walk(self.directory):
            folders.sort()
            for base in sorted(names):
                path = Path(folder, base)
                with suppress(FileNotFoundError):  # removed meanwhile
                    found = path.lstat()
                    name = path.relative_to(self.directory).as_posix()
                    yield StoredFile(
                        name,
                        found.st_size,
                        datetime.fromtimestamp(found.st_mtime, UTC),
                        is_own=bool(_OWN_NAME.fullmatch(name)) or name.startswith(_INCOMING),
                    )

    def _write(self, name: str, content: bytes) -> None:
        place = self.path_of(name)
        temporary: Path | None = None
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(dir=self.directory, prefix=_INCOMING)
            temporary = Path(path)
            with os.fdopen(handle, "wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            temporary.replace(place)
            _make_durable(place.parent)
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            raise storage_unavailable() from error


def storage_unavailable() -> StorageUnavailableError:
    """The error for a disk that takes nothing more."""
    return StorageUnavailableError(
        "storage_unavailable",
        "El servidor no tiene ahora dónde guardar el archivo.",
        "file",
        "No se ha guardado nada; inténtalo otra vez más tarde.",
    )


def _make_durable(folder: Path) -> None:
    """A renamed file outlives a power cut once its folder is written, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
