"""Images over HTTP: kept once and without metadata, given back safely, refused without a trace, deleted."""

from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from PIL import Image

from tests.api.problem import problem
from tests.api.serving import Served
from tests.api.test_cases import ok, path_of
from tests.images.files import SECRET, encoded, exif, jpeg, opened, pdf, picture, white_png

FILE = "x.jpg"


def stored_files(served: Served) -> set[Path]:
    return {path for path in (served.log.parent / "case-images").rglob("*") if path.is_file()}


def upload(api: httpx.Client, case: dict[str, Any], content: bytes, **data: str) -> httpx.Response:
    return api.post(path_of(case, "uploads"), files={"file": (FILE, content, "text/html")}, data=data)


def test_images_are_kept_once_and_given_back(api: httpx.Client, case: dict[str, Any]) -> None:
    content = encoded(picture(), "HEIF", exif=exif(), quality=90)
    files = {"file": ("../../etc/passwd.heic", content, "text/html")}
    first = ok(api.post(path_of(case, "uploads"), files=files), 201)
    again = ok(api.post(path_of(case, "uploads"), files=files), 200)
    assert again["id"] == first["id"]
    assert (first["mime_type"], first["width"], first["height"]) == ("image/jpeg", 90, 60)
    assert (first["display_name"], first["original_filename"]) == ("passwd.heic", "passwd.heic")
    assert first["has_thumbnail"]
    given = api.get(path_of(case, "images", first["id"], "content"))
    assert opened(given.content).size == (90, 60)
    assert SECRET.encode() not in given.content
    assert len(given.content) == first["file_size"]
    small = api.get(path_of(case, "images", first["id"], "thumbnail"))
    for answer in (given, small):
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert given.headers["content-disposition"] == 'inline; filename="passwd.jpg"'
    linked = api.patch(
        path_of(case, "images", first["id"]), json={"element_code": None, "photo_code": "NO_HAY"}
    )
    problem(linked, 404, "unknown_photo")
    review = path_of(case, "images", first["id"], "review")
    problem(api.post(review, json={"is_valid": False}), 422, "reason_needed")
    refused = ok(api.post(review, json={"is_valid": False, "notes": "Borrosa."}))
    assert (refused["is_valid"], refused["validation_notes"]) == (False, "Borrosa.")
    assert ok(api.post(review, json={"is_valid": None}))["is_valid"] is None
    assert [image["id"] for image in ok(api.get(path_of(case, "images")))] == [first["id"]]


def test_a_misspelt_part_of_the_form_is_named(
    served: Served, api: httpx.Client, case: dict[str, Any]
) -> None:
    before = stored_files(served)
    refused = problem(upload(api, case, jpeg(), elementcode="ESCAPE"), 422, "invalid_request")
    assert [(item["location"], item["name"], item["code"]) for item in refused["errors"]] == [
        ("form", "elementcode", "extra_forbidden")
    ]
    assert stored_files(served) == before
    assert ok(api.get(path_of(case, "images"))) == []


def test_a_document_is_downloaded_and_has_no_thumbnail(api: httpx.Client, case: dict[str, Any]) -> None:
    image = ok(upload(api, case, pdf(pages=2)), 201)
    given = api.get(path_of(case, "images", image["id"], "content"))
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["content-disposition"] == 'attachment; filename="x.pdf"'
    problem(api.get(path_of(case, "images", image["id"], "thumbnail")), 404, "no_thumbnail")


@pytest.mark.parametrize(
    "wanted", [b"bytes=abc", b"bytes=5-1", b"bytes=999999999-", b"lines=1-2", b"\xe9", b"bytes=0-3"]
)
def test_a_range_is_answered_whole(api: httpx.Client, case: dict[str, Any], wanted: bytes) -> None:
    image = ok(upload(api, case, jpeg("ranges", case["id"])), 201)
    place = path_of(case, "images", image["id"], "content")
    given = api.get(place, headers=[(b"Range", wanted)])
    assert (given.status_code, len(given.content)) == (200, image["file_size"])
    assert given.headers["accept-ranges"] == "none"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "empty_file"),
        (b"<svg onload=alert(1)>", 415, "unsupported_image"),
        (b"\xff\xd8\xff", 422, "damaged_image"),
        (white_png(50_000, 50_000), 422, "too_many_pixels"),
        (pdf(lambda document: document.Root.__setattr__("AA", {})), 422, "active_pdf"),
        (jpeg() + b"0" * (20 * 1024 * 1024), 413, "image_too_large"),
        (jpeg() + b"0" * (22 * 1024 * 1024), 413, "too_large"),
    ],
)
def test_what_is_refused_leaves_nothing(
    api: httpx.Client, served: Served, case: dict[str, Any], content: bytes, status: int, code: str
) -> None:
    before = stored_files(served)
    refused = problem(upload(api, case, content), status, code)
    assert refused["remedy"]
    assert ok(api.get(path_of(case, "images"))) == []
    assert stored_files(served) == before


def test_an_upload_without_a_place_leaves_nothing(
    api: httpx.Client, served: Served, case: dict[str, Any]
) -> None:
    content, before = jpeg("no place", case["id"]), stored_files(served)
    nobody = {"id": "00000000-0000-0000-0000-000000000000"}
    problem(upload(api, nobody, content), 404, "unknown_case")
    problem(upload(api, case, content, element_code="FARO_DELANTERO"), 404, "element_not_in_case")
    problem(upload(api, case, content, element_code="ESCAPE", photo_code="NO_HAY"), 404, "unknown_photo")
    with served.client(token=None) as stranger:
        problem(upload(stranger, case, content), 401, "unauthorized")
    ok(api.post(path_of(case, "transitions"), json={"to": "cancelled", "reason": "Ya no."}))
    problem(upload(api, case, content), 409, "case_closed")
    assert stored_files(served) == before


def test_an_upload_is_a_form_and_names_its_bad_parts(api: httpx.Client, case: dict[str, Any]) -> None:
    place = path_of(case, "uploads")
    problem(api.post(place, json={}), 415, "unsupported_media_type")
    answer = api.post(place, files={"file": (FILE, jpeg())}, data={"photo_code": "x" * 51})
    error = problem(answer, 422, "invalid_request")["errors"][0]
    assert (error["location"], error["name"], error["pointer"]) == ("form", "photo_code", None)


def test_a_deleted_image_is_gone_with_its_files(
    api: httpx.Client, served: Served, case: dict[str, Any]
) -> None:
    before = stored_files(served)
    image = ok(upload(api, case, jpeg("deleted", case["id"])), 201)
    assert len(stored_files(served) - before) == 2
    place = path_of(case, "images", image["id"])
    problem(api.delete(place, headers={"If-Match": '"1"'}), 412, "case_changed")
    assert api.delete(place).status_code == 204
    assert stored_files(served) == before
    problem(api.delete(place), 404, "unknown_image")
    problem(api.get(f"{place}/content"), 404, "unknown_image")
    other = ok(upload(api, case, jpeg("kept", case["id"])), 201)
    ok(api.post(path_of(case, "transitions"), json={"to": "cancelled", "reason": "Ya no."}))
    problem(api.delete(path_of(case, "images", other["id"])), 409, "case_closed")


@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="limits of other processes are Linux's")
def test_a_full_disk_is_a_503_with_nothing_half_written(
    api: httpx.Client, served: Served, case: dict[str, Any]
) -> None:
    """The disk takes no file beyond 3 MB, first where it is stored, then where the form is put together."""
    grown = encoded(Image.effect_noise((2400, 2000), 100), "JPEG", quality=35)
    large = jpeg() + b"0" * (5 * 2**20)
    assert len(grown) < 2_900_000
    process, before = psutil.Process(served.process.pid), stored_files(served)
    former = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (3_000_000, former[1]))
    try:
        for content in (grown, large):
            answer = upload(api, case, content)
            assert answer.headers.get("retry-after"), answer.text
            problem(answer, 503, "storage_unavailable")
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, former)
    assert stored_files(served) == before
    assert ok(api.get(path_of(case, "images"))) == []
    ok(upload(api, case, grown), 201)
