"""Pictures decoded within bounds and written anew: upright, in sRGB, without metadata, with a thumbnail.

What is stored are pixels and nothing else: position, camera, comments, other files hidden behind the picture
and whatever a decoder might trip over stay outside. The size is read and judged before anything is decoded.
"""

import io
import warnings
from typing import Final

import pillow_heif
from PIL import Image, ImageCms

from agent.services.images.limits import (
    JPEG_QUALITY,
    LOSSLESS_PIXELS,
    MAX_COLOUR_PROFILE_BYTES,
    MAX_JPEG_SCANS,
    MAX_PIXELS,
    MAX_SIDE,
    THUMBNAIL_QUALITY,
    THUMBNAIL_SIDE,
)
from agent.services.images.prepared import PreparedFile
from shared.errors import InvalidInputError

# Thumbnails and depth maps within a HEIC are never shown: they need not be read.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
# The size is judged here, by bounds of our own: below Pillow's, which would only complain.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
_START_OF_SCAN: Final = b"\xff\xda"
_WHITE: Final = (255, 255, 255, 255)
_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Modes that can be scaled as they are; the others are converted first.
_SCALABLE: Final = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "YCbCr"})


def prepare_picture(content: bytes, mime_type: str) -> PreparedFile:
    """The picture as it will be stored, a JPEG or PNG. Raises InvalidInputError, field `file`."""
    if content.count(_START_OF_SCAN) > MAX_JPEG_SCANS and mime_type == "image/jpeg":
        raise _damaged()
    try:
        picture = _decoded(content, _FORMATS[mime_type])
        is_lossless = mime_type == "image/png" and picture.width * picture.height <= LOSSLESS_PIXELS
        stored = _as_png(picture) if is_lossless else _as_jpeg(picture, JPEG_QUALITY)
        small = picture.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        thumbnail = _as_jpeg(small, THUMBNAIL_QUALITY)
    except InvalidInputError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(_FORMATS[mime_type], None) from error
    except Exception as error:
        # Decoders answer hostile bytes with errors of every kind: OSError, SyntaxError, struct.error …
        raise _damaged() from error
    return PreparedFile(
        content=stored,
        mime_type="image/png" if is_lossless else "image/jpeg",
        width=picture.width,
        height=picture.height,
        thumbnail=thumbnail,
    )


def _decoded(content: bytes, kind: str) -> Image.Image:
    """The pixels, at most MAX_SIDE long, upright, in mode L or RGB of sRGB."""
    with Image.open(io.BytesIO(content), formats=(kind,)) as opened:
        if opened.width * opened.height > MAX_PIXELS[kind]:
            raise _too_many_pixels(kind, opened.size)
        if kind == "JPEG":
            # The decoder itself can halve what is much too large, at a fraction of the memory.
            opened.draft(None, (MAX_SIDE, MAX_SIDE))
        opened.load()
        profile = opened.info.get("icc_profile")
        picture = opened if opened.mode in _SCALABLE else _scalable(opened)
        picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        # The orientation is that of the file, which a converted copy may have lost.
        orientation = opened.getexif().get(_ORIENTATION)
        upright = _turned(_in_srgb(_without_alpha(picture), profile), orientation)
    upright.info.clear()  # Pillow would write comments and colour profiles of the source
    return upright


def _turned(picture: Image.Image, orientation: object) -> Image.Image:
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture if turn is None else picture.transpose(turn)


def _scalable(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # 16 bits of grey: convert() alone would make everything but the darkest white.
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _without_alpha(picture: Image.Image) -> Image.Image:
    """On white, as on paper."""
    if not picture.has_transparency_data:
        return picture
    coloured = picture.convert("RGBA")
    paper = Image.new("RGBA", coloured.size, _WHITE)
    paper.alpha_composite(coloured)
    return paper.convert("RGB")


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """By its colour profile; by the usual formulas where it has none or a broken one."""
    if isinstance(profile, bytes) and len(profile) <= MAX_COLOUR_PROFILE_BYTES:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _as_jpeg(picture: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _as_png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _too_many_pixels(kind: str, size: tuple[int, int] | None) -> InvalidInputError:
    shown = f" de {size[0]} × {size[1]} píxeles" if size else ""
    return InvalidInputError(
        "too_many_pixels",
        f"La imagen{shown} es demasiado grande.",
        "file",
        f"Envía una de {MAX_PIXELS[kind] // 1_000_000} millones de píxeles o menos.",
    )


def _damaged() -> InvalidInputError:
    return InvalidInputError(
        "damaged_image",
        "La imagen está dañada o incompleta y no se puede abrir.",
        "file",
        "Envíala otra vez o haz una foto nueva.",
    )
