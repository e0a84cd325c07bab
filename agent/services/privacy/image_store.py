"""Where the files of case images are kept: what erasing needs of it, and the default, a directory."""

import asyncio
from pathlib import Path
from typing import Protocol

from shared.config import settings
from shared.errors import InvariantError


class ImageStore(Protocol):
    """A place with files by their `case_images.stored_filename`."""

    async def delete(self, stored_filename: str) -> bool:
        """Remove a file for good; False when there was none."""
        ...


class LocalImageStore:
    """Files in a directory, by default the one in which the API keeps them."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = (directory or settings.case_images_directory).absolute()

    def path_of(self, stored_filename: str) -> Path:
        """The file's path. Raises InvariantError for a name that leads out of the directory."""
        path = (self.directory / stored_filename).resolve()
        if path == self.directory.resolve() or not path.is_relative_to(self.directory.resolve()):
            raise InvariantError(
                "image_outside_store",
                f"El nombre de imagen {stored_filename[:60]!r} se sale de {self.directory}.",
                "stored_filename",
                "Correct case_images.stored_filename.",
            )
        return path

    async def delete(self, stored_filename: str) -> bool:
        """Remove a file; False when there was none. Raises InvariantError as `path_of`."""
        path = self.path_of(stored_filename)
        try:
            await asyncio.to_thread(path.unlink)
        except FileNotFoundError:
            return False
        return True
