"""A JPEG without its metadata, its picture untouched: for photos inside a PDF, which are not decoded."""

from typing import Final

_START: Final = b"\xff\xd8"
_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
_APPLICATION: Final = range(0xE0, 0xF0)
# JFIF, colour profile and Adobe's colour transform say how the pixels are to be read.
_NEEDED: Final = frozenset({0xE0, 0xE2, 0xEE})


def without_metadata(content: bytes) -> bytes:
    """The same JPEG without EXIF, XMP, IPTC and comments; bytes that are none come back as they are."""
    if not content.startswith(_START):
        return content
    kept, place = [_START], len(_START)
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] != _SCAN:
        marker = content[place + 1]
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        is_metadata = marker == _COMMENT or (marker in _APPLICATION and marker not in _NEEDED)
        if not is_metadata:
            kept.append(content[place:end])
        place = end
    return b"".join([*kept, content[place:]])
