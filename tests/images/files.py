"""Files made by the tests themselves: pictures and PDF, sound, broken and hostile ones."""

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

GPS_IFD = 0x8825
ORIENTATION = 0x0112
_ADLER = 65_521  # the largest prime below 2**16
SECRET = "Secreto-del-remitente"


def picture(width: int = 90, height: int = 60) -> Image.Image:
    """Red on the left, blue on the right, a white top line: whoever turns it, shows it."""
    made = Image.new("RGB", (width, height), (200, 0, 0))
    made.paste((0, 0, 200), (width // 2, 0, width, height))
    made.paste((255, 255, 255), (0, 0, width, height // 6))
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """A maker's name, a position, an orientation."""
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[0x010F] = SECRET
    gps = made.get_ifd(GPS_IFD)
    gps[1], gps[2], gps[3], gps[4] = "N", (40.0, 25.0, 0.0), "W", (3.0, 42.0, 0.0)
    return made


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The image as a file."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture of a file, read."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image


def jpeg(*distinct: object) -> bytes:
    """A sound JPEG whose pixels are unlike those of other arguments."""
    made = picture()
    digest = hashlib.sha256("/".join(map(str, distinct)).encode()).digest()
    # Blocks of the size that JPEG compresses as one, so that the colours stay apart.
    for number, shade in enumerate(digest[:8]):
        made.paste((shade, shade, shade), (8 * number, 16, 8 * number + 8, 32))
    return encoded(made, "JPEG", quality=95)


def white_png(width: int, height: int) -> bytes:
    """A black-and-white PNG of any size, in few bytes and without building it in memory."""
    data = _packed(b"\0", height * (1 + (width + 7) // 8))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def pdf(*changes: Callable[[pikepdf.Pdf], None], pages: int = 1, **options: Any) -> bytes:
    """A PDF of blank pages, changed."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 100))
    for change in changes:
        change(document)
    target = io.BytesIO()
    document.save(target, **options)
    return target.getvalue()


def pdf_bomb(megabytes: int) -> bytes:
    """A PDF with an object stream that unpacks to as many megabytes of blanks."""
    packed = _packed(b" ", megabytes * 2**20)
    body = (
        b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/X 5 0 R>>\nendobj\n"
        b"4 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length " + str(len(packed)).encode()
    )
    body += b">>stream\n" + packed + b"\nendstream\nendobj\n"
    entries = [(0, 0, 65535), *((1, body.index(f"{n} 0 obj".encode()), 0) for n in range(1, 5)), (2, 4, 0)]
    entries.append((1, len(body), 0))
    table = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    place = len(body)
    body += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length " + str(len(table)).encode()
    return body + b">>stream\n" + table + f"\nendstream\nendobj\nstartxref\n{place}\n%%EOF".encode()


def _packed(byte: bytes, count: int) -> bytes:
    """What zlib makes of as many equal bytes: a block of them is packed once and stands there many times."""
    size = 2**20
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(byte * size) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = packer.compress(byte * (count % size)) + packer.flush()
    # Adler-32 of equal bytes, as zlib.adler32 would count it byte by byte.
    one = (1 + count * byte[0]) % _ADLER
    all_of_them = (count + byte[0] * (count * (count + 1) // 2)) % _ADLER
    return b"\x78\xda" + block * (count // size) + rest + struct.pack(">HH", all_of_them, one)
