"""Files for what a recorded conversation only mentions: any valid photo, a voice note, a sticker."""

import io
from itertools import count
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from agent.chatwoot.double import File
from agent.services.images.kinds import sniff
from cli.simulation.script import ANY_PHOTO, Sent

_numbers = count(1)
_STICKER_SIDE: Final = 512


def photo(name: str, folder: Path) -> File:
    """The picture of a line: its file, or any valid one, each another one."""
    if name == ANY_PHOTO:
        return File("image", f"foto-{next(_numbers)}.jpg", any_photo(), "image/jpeg")
    content = (folder / name).read_bytes()
    return File("image", Path(name).name, content, sniff(content[:32]) or "application/octet-stream")


def other(sent: Sent, folder: Path) -> File:
    """Something else that a line names."""
    content = (folder / sent.path).read_bytes() if sent.path and sent.path != ANY_PHOTO else b""
    name = Path(sent.path).name if sent.path and sent.path != ANY_PHOTO else None
    match sent.type:
        case "audio":
            return File("audio", name or "nota.ogg", content or b"OggS", "audio/ogg")
        case "video":
            return File("video", name or "video.mp4", content or b"\x00", "video/mp4")
        case "location":
            return File("location", latitude=40.4168, longitude=-3.7038)
        case "contact":
            return File("contact", name or "Contacto")
        case "sticker":
            return File("image", name or "sticker.webp", content or _sticker(), "image/webp")
        case "file" | "unsupported":
            media_type = sniff(content[:32]) or "application/pdf"
            return File("file", name or "documento.pdf", content or b"%PDF-1.4\n%%EOF\n", media_type)


def any_photo() -> bytes:
    """A valid photo, different from all others of this process."""
    number = next(_numbers)
    picture = Image.new("RGB", (640, 480), (40 + number * 37 % 200, 60 + number * 53 % 180, 90))
    draw = ImageDraw.Draw(picture)
    for step in range(0, 640, 16):
        draw.line(
            (step, 0, (step * 7 + number * 13) % 640, 480), fill=(step % 256, number % 256, 200), width=3
        )
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def _sticker() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (_STICKER_SIDE, _STICKER_SIDE), (250, 200, 40)).save(written, "WEBP")
    return written.getvalue()
