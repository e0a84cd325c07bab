"""A page is shown with the passage marked where it stands, and nowhere else."""

import io

import pytest
from PIL import Image

from agent.services.regulations import page_images
from agent.services.regulations.page_images import render_page
from benchmarks.typesetting import ONE_COLUMN, TWO_COLUMNS, Layout, scanned_page, some_articles, typeset
from domain.regulations import chunks_of
from shared.errors import InvalidInputError, NotFoundError
from tests.regulations.test_reading import read


def marked_share(content: bytes, box: tuple[float, float, float, float]) -> float:
    """Which part of a part of the page (as shares of its width and height) is yellow."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = picture.size
    left, top, right, bottom = box
    part = picture.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
    colours = [found for found in part.getcolors(1 << 24) or [] if isinstance(found[1], tuple)]
    yellow = sum(count for count, (red, _, blue) in colours if blue < 200 < red)
    return yellow / (part.width * part.height)


@pytest.mark.parametrize("layout", [ONE_COLUMN, TWO_COLUMNS], ids=["one", "two"])
def test_the_lines_of_the_passage_are_marked(layout: Layout) -> None:
    printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(7)[:6], layout)
    chunks = [chunk for chunk in chunks_of(read(printed)) if chunk.article_number == "1"]
    plain = render_page(printed.content, 1)
    image = render_page(printed.content, 1, chunks[0].content)
    assert plain.marked == 0
    assert marked_share(plain.content, (0, 0, 1, 1)) == 0
    assert image.marked >= len(chunks[0].content) // 100
    # The first article stands at the top, in the left column.
    assert marked_share(image.content, (0.1, 0.08, 0.5, 0.3)) > 0.1
    assert marked_share(image.content, (0.1, 0.75, 0.9, 0.97)) == 0


def test_a_passage_of_two_pages_is_marked_on_both() -> None:
    printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(7), ONE_COLUMN)
    crossing = next(chunk for chunk in chunks_of(read(printed)) if len(chunk.pages) == 2)
    assert all(render_page(printed.content, page, crossing.content).marked for page in crossing.pages)


def test_a_page_that_is_not_there_is_refused() -> None:
    printed = typeset("Orden 5/2031", some_articles(7)[:1], ONE_COLUMN)
    with pytest.raises(NotFoundError):
        render_page(printed.content, 2)


def test_pictures_that_would_fill_the_memory_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned = scanned_page(with_text_page=False)
    assert render_page(scanned, 1).width > 0
    monkeypatch.setattr(page_images, "MOST_PIXELS", 200 * 280 - 1)
    with pytest.raises(InvalidInputError) as told:
        render_page(scanned, 1)
    assert told.value.code == "page_too_large"
