"""Pages that are pictures, read by Tesseract where the system has it with the Spanish language."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from statistics import median
from typing import Any, Final

from domain.regulations import Span
from shared.config import subprocess_environment

PROGRAM: Final = "tesseract"
LANGUAGE: Final = "spa"
_DPI: Final = 300
_POINTS: Final = 72 / _DPI
_SECONDS: Final = 180
_LINE: Final = 4
_WORD: Final = 5
_LEAST_SURE: Final = 20.0


@cache
def ocr_program() -> str | None:
    """The path of Tesseract, None where it or its Spanish is missing."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        listed = subprocess.run(
            [program, "--list-langs"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
            env=subprocess_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return program if LANGUAGE in listed.stdout.split() else None


def picture_of(page: Any) -> bytes:
    """The page as a grey PNG that Tesseract reads well. The caller holds PDFium's lock."""
    image = page.render(scale=_DPI / 72, grayscale=True).to_pil()
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(_DPI, _DPI))
    return target.getvalue()


def read_picture(program: str, picture: bytes, height: float) -> tuple[Span, ...]:
    """The lines that Tesseract sees, with their places on a page of this height; none where it fails."""
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_DPI), "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=subprocess_environment({"OMP_THREAD_LIMIT": "1"}),
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    spans = list(_spans(done.stdout.decode("utf-8", "replace"), height))
    # A line's box is as high as its highest letter: their type is that of the page.
    size = median(span.size for span in spans) if spans else 0.0
    return tuple(replace(span, size=size) for span in spans)


def _spans(table: str, height: float) -> Iterator[Span]:
    box: tuple[float, float, float, float] | None = None
    words: list[str] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12:
            continue
        if int(cells[0]) == _LINE:
            yield from _line(words, box, height)
            left, top, wide, high = (float(cell) * _POINTS for cell in cells[6:10])
            box, words = (left, top, left + wide, top + high), []
        elif int(cells[0]) == _WORD and cells[11].strip() and float(cells[10]) >= _LEAST_SURE:
            words.append(cells[11].strip())
    yield from _line(words, box, height)


def _line(words: list[str], box: tuple[float, float, float, float] | None, height: float) -> Iterator[Span]:
    if box is not None and words:
        left, top, right, bottom = box
        size = max(bottom - top, 4.0)
        yield Span(" ".join(words), left, right, height - bottom, height - top, size)
