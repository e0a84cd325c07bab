"""Files of images, each stored once under the hash of its content, in MSIA_HOME/case-images.

A file is written whole or not at all. Only what its first bytes show to be an image or a PDF is taken,
whatever its sender calls it.
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from api.problems import ApiError
from shared.config import Settings

MAX_IMAGE_BYTES: Final = 20 * 1024 * 1024
EXTENSIONS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
}

_CHUNK: Final = 256 * 1024
_STORED: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|png|webp|heic|pdf)")
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file: its name below the store's directory, type, bytes and SHA-256."""

    filename: str
    mime_type: str
    size: int
    content_hash: str


def directory(settings: Settings) -> Path:
    """Where the files are."""
    return settings.case_images_directory


def store(settings: Settings, content: BinaryIO) -> StoredFile:
    """Keep the content, once however often it comes. Raises ApiError: 415 for other types, 413, 422."""
    head = content.read(32)
    mime_type = sniff(head)
    if not head:
        raise ApiError(422, "empty_file", "El archivo está vacío.", "Envía la imagen otra vez.", "file")
    if mime_type is None:
        raise ApiError(
            415,
            "unsupported_image",
            "El archivo no es una imagen ni un PDF.",
            "Envía JPEG, PNG, WebP, HEIC o PDF.",
            "file",
        )
    root = directory(settings)
    root.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=root, prefix="incoming-")
    try:
        size, digest = 0, hashlib.sha256()
        with os.fdopen(handle, "wb") as target:
            block = head
            while block:
                size += len(block)
                if size > MAX_IMAGE_BYTES:
                    raise ApiError(
                        413,
                        "image_too_large",
                        f"El archivo pasa de {MAX_IMAGE_BYTES // 1024 // 1024} MB.",
                        "Envía una foto más pequeña.",
                        "file",
                    )
                digest.update(block)
                target.write(block)
                block = content.read(_CHUNK)
            target.flush()
            os.fsync(target.fileno())
        name = f"{digest.hexdigest()[:2]}/{digest.hexdigest()}.{EXTENSIONS[mime_type]}"
        place = root / name
        place.parent.mkdir(exist_ok=True)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return StoredFile(name, mime_type, size, digest.hexdigest())


def path_of(settings: Settings, filename: str) -> Path | None:
    """The file of a stored name, None when it is not (or no longer) here."""
    if not _STORED.fullmatch(filename):
        return None
    path = directory(settings) / filename
    return path if path.is_file() else None


def sniff(head: bytes) -> str | None:
    """The type that the first bytes show, None for any other than those accepted."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return None
