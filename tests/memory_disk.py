"""Where the tests' servers keep their data: hundreds of databases are copied and dropped there."""

import os
import shutil
from pathlib import Path

_MEMORY_DISK = Path("/dev/shm")
_ENOUGH_BYTES = 4 * 1024**3


def roomiest_disk() -> str | None:
    """A disk in memory where there is one with room, else None: the system's folder for temporary files."""
    if not (_MEMORY_DISK.is_dir() and os.access(_MEMORY_DISK, os.W_OK | os.X_OK)):
        return None
    return str(_MEMORY_DISK) if shutil.disk_usage(_MEMORY_DISK).free > _ENOUGH_BYTES else None
