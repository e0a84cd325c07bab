"""What a file of a case may be, and what becomes of it: bounds that every upload is held to."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
"""Bytes of a file as it is sent."""
MAX_PIXELS: Final[Mapping[str, int]] = MappingProxyType(
    {"JPEG": 70_000_000, "HEIF": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
)
"""Pixels that a picture may declare, by its format: phones make JPEG of 64 and HEIC of 48 million; the others
come from screens and from editing, and take their decoder more memory."""
MAX_JPEG_SCANS: Final = 200
"""Passes over a JPEG; progressive ones have about a dozen, and each costs the decoder the whole picture."""
MAX_SIDE: Final = 4096
"""Longest side of what is stored, in pixels: a technical sheet of A4 at 350 dots an inch."""
JPEG_QUALITY: Final = 90
LOSSLESS_PIXELS: Final = 4_000_000
"""PNG up to this size, screenshots and drawings, stay without loss; larger ones are photos."""
THUMBNAIL_SIDE: Final = 480
THUMBNAIL_QUALITY: Final = 80
MAX_COLOUR_PROFILE_BYTES: Final = 4 * 1024 * 1024

MAX_PDF_PAGES: Final = 100
MAX_PDF_OBJECTS: Final = 50_000
MAX_PDF_STREAM_BYTES: Final = 64 * 1024 * 1024
"""Bytes that one compressed part of a PDF's structure may unpack to."""

PREPARED_AT_ONCE: Final = 2
"""Files decoded at the same time by a process; each may take some hundred megabytes meanwhile."""
SWEEP_GRACE: Final = timedelta(days=1)
"""How old a file without a row has to be before it is removed: its transaction may still be under way."""
