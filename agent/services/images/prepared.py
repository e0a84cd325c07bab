"""A file that has passed every check, as it will be stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """What is stored of a file that was sent. `width` and `height` are pixels of a picture, None of a PDF,
    which has no `thumbnail` either."""

    content: bytes
    mime_type: str
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None
