"""From the bytes that somebody sends to the file that is stored: recognised, checked, written anew."""

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Final

from agent.services.images.kinds import sniff
from agent.services.images.limits import MAX_FILE_BYTES, PREPARED_AT_ONCE
from agent.services.images.prepared import PreparedFile
from shared.errors import InvalidInputError

# Threads are made when the first file comes. Their number bounds the memory that decoding takes.
_POOL: Final = ThreadPoolExecutor(PREPARED_AT_ONCE, thread_name_prefix="images")


def content_hash(content: bytes) -> str:
    """SHA-256 in hexadecimal of the content as it was sent, by which equal images are recognised."""
    return hashlib.sha256(content).hexdigest()


def prepare(content: bytes) -> PreparedFile:
    """What will be stored of the content. Takes up to some seconds of a core.

    Raises InvalidInputError, field `file`: `empty_file`, `image_too_large`, `unsupported_image`,
    `too_many_pixels`, `damaged_image`, and for PDF `locked_pdf`, `damaged_pdf`,
    `too_many_pages`, `pdf_too_complex`, `active_pdf`.
    """
    if not content:
        raise InvalidInputError("empty_file", "El archivo está vacío.", "file", "Envía la imagen otra vez.")
    if len(content) > MAX_FILE_BYTES:
        raise InvalidInputError(
            "image_too_large",
            f"El archivo pasa de {MAX_FILE_BYTES // 1024 // 1024} MB.",
            "file",
            "Envía una foto más pequeña.",
        )
    mime_type = sniff(content[:32])
    if mime_type is None:
        raise InvalidInputError(
            "unsupported_image",
            "El archivo no es una imagen ni un PDF.",
            "file",
            "Envía JPEG, PNG, WebP, HEIC o PDF.",
        )
    # Decoders are loaded with the first file: most commands never see one.
    if mime_type == "application/pdf":
        from agent.services.images.documents import prepare_document

        return prepare_document(content)
    from agent.services.images.pictures import prepare_picture

    return prepare_picture(content, mime_type)


async def prepare_upload(file: BinaryIO) -> tuple[str, PreparedFile]:
    """The hash of the file as it was sent, and what will be stored of it; read and prepared in a thread,
    PREPARED_AT_ONCE at a time. Raises InvalidInputError as `prepare`."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, _read_and_prepare, file)


def _read_and_prepare(file: BinaryIO) -> tuple[str, PreparedFile]:
    content = file.read(MAX_FILE_BYTES + 1)
    return content_hash(content), prepare(content)
