"""Files that would cost more than a server has are refused before a parser gets them, and only those."""

import zlib

import pytest

from agent.services.regulations.reading import bounds, pdf, read_document
from agent.services.regulations.reading.bounds import check_html
from benchmarks.typesetting import ONE_COLUMN, Article, typeset
from shared.errors import InvalidInputError


def refused(content: bytes, filename: str) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as found:
        read_document(content, filename)
    assert found.value.field == "file"
    assert found.value.remedy
    return found.value


def page(inner: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{inner}</body></html>".encode()


def pdf_of(content: bytes, about: bytes = b"") -> bytes:
    """A PDF of one page whose content is this, deflated."""
    packed = zlib.compress(content)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), about, packed),
    )
    body = b"%PDF-1.7\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(body))
    )


TEXT = b"BT /F 12 Tf 60 700 Td (Los remolques llevan timbre.) Tj ET "


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<DIV class='a>b'>",
        "<span><div></span>",
        "<div><!--</div>-->",
        "<!--<b --><div>",
        "<svg/><g/>",
        '<div title="</div>">',
        "<ul><li>",
    ],
)
def test_a_page_nested_beyond_the_bound_is_refused(unit: str) -> None:
    told = refused(page(unit * 60_000 + "Artículo 1."), "norma.html")
    assert told.code == "html_too_deep"
    assert str(bounds.MAX_DEPTH) in told.message


@pytest.mark.parametrize(
    "inner",
    [
        "<div>Uno.</div>" * 5000,
        "<p>Uno.<br>" * 5000,
        "<ul>" + "<li>Uno." * 5000 + "</ul>",
        "<table>" + "<tr><td>Uno<td>Dos" * 5000 + "</table>",
        "<!--" + "<div>" * 5000 + "--><p>Uno.",
        "<!--><p>Uno.",
        "<svg><g>" + "<path d='M0 0'/>" * 5000 + "</g></svg><p>Uno.",
        "<script>" + "'<div>'+" * 5000 + "</script><p>Uno.",
        "<title>a < b</title><p>1 <2 y 3> 2",
    ],
)
def test_a_long_page_is_not_a_deep_one(inner: str) -> None:
    check_html(inner)


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ELEMENTS", 100)
    assert read_document(page("<p>Uno.</p>" * 90), "norma.html").blocks
    assert refused(page("<p>Uno.</p>" * 101), "norma.html").code == "html_too_large"


def test_a_pdf_that_inflates_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_STREAM", 3 * 2**20)
    below, beyond = (TEXT + b" " * (size * 2**20) for size in (2, 4))
    (block,) = read_document(pdf_of(below), "norma.pdf").blocks
    assert block.text == "Los remolques llevan timbre."
    assert refused(pdf_of(beyond), "norma.pdf").code == "pdf_too_large_inside"
    # Nor does what stands before it in the file hide it.
    hidden = b"%PDF-1.7\n1 0 obj\n<<>>\nstream\nx\x9c no\nendstream\n"
    assert refused(hidden + pdf_of(b"q Q") + pdf_of(beyond), "norma.pdf").code == "pdf_too_large_inside"


def test_a_picture_in_a_pdf_may_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_STREAM", 2**20)
    bounds.check_pdf(pdf_of(b" " * 2**21, b"/Type/XObject/Subtype /Image"))


def test_a_page_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = typeset("Orden 1/2031", [Article("Artículo 1. Objeto.", ["Es tal."])], ONE_COLUMN)
    assert read_document(printed.content, "norma.pdf").blocks
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 20)
    told = refused(printed.content, "norma.pdf")
    assert told.code == "page_too_long"
    assert "página 1 " in told.message
