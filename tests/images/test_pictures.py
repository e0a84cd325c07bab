"""Pictures are written anew: upright, within bounds, without anything but their pixels; or refused."""

import io
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from agent.services.images import prepare
from agent.services.images.limits import MAX_SIDE, THUMBNAIL_SIDE
from shared.errors import InvalidInputError
from tests.images.files import GPS_IFD, SECRET, encoded, exif, jpeg, opened, pdf, picture, white_png

HTML = b"<html><script>alert(document.domain)</script></html>"
KINDS: dict[str, dict[str, Any]] = {
    "JPEG": {"exif": exif(), "comment": SECRET.encode()},
    "PNG": {"exif": exif()},
    "WEBP": {"exif": exif(), "lossless": True},
    "HEIF": {"exif": exif().tobytes(), "quality": 90},
}


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        prepare(content)
    assert caught.value.field == "file"
    assert caught.value.remedy
    return caught.value.code


def near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_the_pixels_is_kept(kind: str) -> None:
    source = encoded(picture(), kind, **KINDS[kind])
    assert SECRET.encode() in source
    prepared = prepare(source)
    stored = opened(prepared.content)
    assert (prepared.mime_type, stored.format) == (
        ("image/png", "PNG") if kind == "PNG" else ("image/jpeg", "JPEG")
    )
    assert (prepared.width, prepared.height) == stored.size == (90, 60)
    assert prepared.thumbnail is not None
    for content in (prepared.content, prepared.thumbnail):
        assert not dict(opened(content).getexif())
        assert not opened(content).getexif().get_ifd(GPS_IFD)
        assert SECRET.encode() not in content
        assert not {"comment", "icc_profile", "exif"} & opened(content).info.keys()
    assert near(stored.convert("RGB").getpixel((10, 40)), (200, 0, 0))
    assert near(stored.convert("RGB").getpixel((80, 40)), (0, 0, 200))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(orientation: int) -> None:
    turns = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,  # as the sensor saw it; the camera asks to turn it by 270
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    turn = turns[orientation]
    seen = picture() if turn is None else picture().transpose(turn)
    stored = opened(prepare(encoded(seen, "JPEG", exif=exif(orientation), quality=95)).content)
    assert stored.size == (90, 60)
    assert near(stored.getpixel((10, 40)), (200, 0, 0))
    assert near(stored.getpixel((80, 40)), (0, 0, 200))
    assert near(stored.getpixel((45, 3)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_taken(mode: str) -> None:
    source = picture().convert("L").convert("I").point(lambda value: value * 256) if mode == "I;16" else None
    image = source.convert(mode) if source is not None else picture().convert(mode)
    stored = opened(prepare(encoded(image, "PNG")).content)
    assert stored.mode in {"L", "RGB"}
    top, below = stored.convert("L").getpixel((45, 3)), stored.convert("L").getpixel((10, 50))
    assert isinstance(top, int)
    assert isinstance(below, int)
    assert top > 240
    assert below < 120


def test_what_is_transparent_becomes_paper() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert opened(prepare(encoded(clear, "PNG")).content).getpixel((5, 5)) == (255, 255, 255)


def test_cmyk_and_colour_profiles_become_srgb() -> None:
    stored = opened(prepare(encoded(picture().convert("CMYK"), "JPEG")).content)
    assert stored.mode == "RGB"
    of_other_pixels = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (of_other_pixels, b"no profile at all", b""):
        stored = opened(prepare(encoded(picture(), "JPEG", icc_profile=profile)).content)
        assert near(stored.getpixel((10, 40)), (200, 0, 0))


def test_large_pictures_shrink_and_small_ones_stay() -> None:
    large = prepare(encoded(Image.new("RGB", (6000, 3000), "gray"), "JPEG"))
    assert (large.width, large.height) == (MAX_SIDE, MAX_SIDE // 2)
    assert large.thumbnail is not None
    assert opened(large.thumbnail).size == (THUMBNAIL_SIDE, THUMBNAIL_SIDE // 2)
    assert large.mime_type == "image/jpeg"
    photo = prepare(white_png(3000, 2000))
    assert (photo.mime_type, photo.width) == ("image/jpeg", 3000)


def test_the_same_bytes_give_the_same_file() -> None:
    assert prepare(jpeg(1)) == prepare(jpeg(1))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xff\xd8\xff", "damaged_image"),
        (jpeg()[:-40], "damaged_image"),
        (encoded(picture(), "PNG")[:-60], "damaged_image"),
        (encoded(picture(), "WEBP")[:-40], "damaged_image"),
        (encoded(picture(), "HEIF")[:-40], "damaged_image"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "damaged_image"),
        (b"RIFF\0\0\0\0WEBP" + b"\0" * 100, "damaged_image"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "damaged_image"),
        (b"<svg onload=alert(1)>", "unsupported_image"),
        (b"GIF89a" + b"\0" * 50, "unsupported_image"),
        (b"MZ\x90\x00", "unsupported_image"),
        (jpeg() + b"\xff\xda" * 300, "damaged_image"),
        (jpeg() + b"0" * (20 * 1024 * 1024), "image_too_large"),
    ],
)
def test_what_is_no_sound_picture_is_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_the_size_is_judged_before_the_pixels() -> None:
    """50,000 × 50,000 in 304 kB would take 2.5 GB; 5,001 × 5,000 is just beyond."""
    bomb = white_png(50_000, 50_000)
    assert len(bomb) < 310_000
    assert refusal(bomb) == "too_many_pixels"
    assert refusal(white_png(5_001, 5_000)) == "too_many_pixels"


@pytest.mark.parametrize("kind", KINDS)
def test_what_hides_behind_a_picture_is_left_outside(kind: str) -> None:
    content = encoded(picture(), kind) + HTML + pdf() + b"PK\x03\x04"
    prepared = prepare(content)
    assert b"<script" not in prepared.content
    assert b"%PDF" not in prepared.content
    assert b"PK\x03\x04" not in prepared.content


_SOUND = [jpeg(), pdf(pages=2), *(encoded(picture(), kind, **options) for kind, options in KINDS.items())]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    source=st.sampled_from(_SOUND),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), max_size=6),
    cut=st.integers(0, 4000),
)
def test_any_mangled_bytes_are_stored_anew_or_refused(
    source: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    content = bytearray(source)
    for place, replacement in changes:
        start = place % (len(content) or 1)
        content[start : start + len(replacement)] = replacement
    mangled = bytes(content[: len(content) - cut] if cut < len(content) else content)
    try:
        prepared = prepare(mangled)
    except InvalidInputError:
        return  # any other error fails the test
    if prepared.mime_type == "application/pdf":
        assert prepared.content.startswith(b"%PDF-")
    else:
        assert opened(prepared.content).size == (prepared.width, prepared.height)


@settings(max_examples=60, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\0\0\0\0WEBP",
            b"\0\0\0\x18ftypheic",
            b"%PDF-1.7\n",
            b"",
        ]
    ),
    rest=st.binary(max_size=400),
)
def test_any_bytes_at_all_are_refused(head: bytes, rest: bytes) -> None:
    with pytest.raises(InvalidInputError):
        prepare(head + rest)


def test_random_noise_within_bounds_is_bounded() -> None:
    noise = Image.frombytes("RGB", (1500, 1000), os.urandom(1500 * 1000 * 3))
    stored = prepare(encoded(noise, "JPEG", quality=60))
    assert len(stored.content) < 3 * 1500 * 1000
    assert io.BytesIO(stored.content).read(3) == b"\xff\xd8\xff"
