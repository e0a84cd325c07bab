"""Pages that are pictures are read where Tesseract is installed; its program is played by a script here."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.services.regulations.reading import read_document
from agent.services.regulations.reading.ocr import ocr_program
from benchmarks.typesetting import scanned_page
from domain.regulations import chunks_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
LINES = (
    (400, "Artículo 7. Luces."),
    (480, "Las luces de los remolques se-"),
    (530, "rán de color ámbar y no"),
    (580, "deslumbrarán."),
)


def table() -> str:
    rows = [HEAD]
    for number, (top, text) in enumerate(LINES, 1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t300\t{top}\t{len(text) * 20}\t{38 + number}\t-1\t")
        rows += [
            f"5\t1\t1\t1\t{number}\t{place}\t300\t{top}\t90\t40\t96.1\t{word}"
            for place, word in enumerate(text.split(), 1)
        ]
        rows.append(f"5\t1\t1\t1\t{number}\t99\t900\t{top}\t9\t9\t3.0\t~")
    return "\n".join(rows)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of that name that knows Spanish and sees the same lines in every picture."""
    (tmp_path / "table.tsv").write_text(table(), encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo spa; else cat > /dev/null; '
        f"cat '{tmp_path}/table.tsv'; fi\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    ocr_program.cache_clear()
    yield program
    ocr_program.cache_clear()


@pytest.mark.usefixtures("tesseract")
def test_a_picture_is_read_as_a_page() -> None:
    source = read_document(scanned_page(with_text_page=True), "mixto.pdf")
    assert (source.pages_without_text, source.pages_by_ocr, source.page_count) == ((), (2,), 2)
    (chunk,) = [chunk for chunk in chunks_of(source) if chunk.article_number == "7"]
    assert chunk.content == "Las luces de los remolques serán de color ámbar y no deslumbrarán."
    assert chunk.pages == (2,)


def test_without_spanish_pictures_stay_unread(tesseract: Path) -> None:
    tesseract.write_text("#!/bin/sh\necho eng\n", encoding="utf-8")
    assert ocr_program() is None
    assert read_document(scanned_page(with_text_page=True), "mixto.pdf").pages_without_text == (2,)
