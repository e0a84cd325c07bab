"""Files of every format are read as they are printed: articles whole, their pages exact."""

import pytest

from agent.services.regulations.reading import read_document
from benchmarks.typesetting import (
    ONE_COLUMN,
    SOFT_HYPHENS,
    TWO_COLUMNS,
    Layout,
    Printed,
    scanned_page,
    some_articles,
    table_page,
    typeset,
)
from domain.regulations import BlockKind, Line, SourceText, blocks_of_lines, chunks_of
from shared.errors import InvalidInputError
from shared.vocabularies import ChunkType


def read(printed: Printed) -> SourceText:
    return read_document(printed.content, "norma.pdf")


# In the second, articles that differ in their numbers alone begin at the top of several pages; in the third,
# sentences end there with the same word.
@pytest.mark.parametrize("seed", [7, 6, 11])
@pytest.mark.parametrize("layout", [ONE_COLUMN, TWO_COLUMNS, SOFT_HYPHENS], ids=["one", "two", "soft"])
def test_article_and_pages_of_every_passage_are_exact(layout: Layout, seed: int) -> None:
    written = some_articles(seed)
    printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", written, layout)
    source = read(printed)
    assert source.page_count == printed.page_count > 3
    chunks = chunks_of(source)
    for number, article in enumerate(written, 1):
        own = [chunk for chunk in chunks if chunk.article_number == str(number)]
        assert "\n\n".join(chunk.content for chunk in own) == "\n\n".join(article.paragraphs)
        assert sorted({page for chunk in own for page in chunk.pages}) == printed.pages[article.heading]


@pytest.mark.parametrize("layout", [ONE_COLUMN, TWO_COLUMNS], ids=["one", "two"])
def test_no_page_is_cited_that_the_document_has_not(layout: Layout) -> None:
    printed = typeset("Orden 5/2031, de 3 de mayo, de ensayo", some_articles(7)[:1], layout)
    assert printed.page_count == 1
    assert {page for chunk in chunks_of(read(printed)) for page in chunk.pages} == {1}


def test_running_headers_and_page_numbers_are_no_text() -> None:
    text = " ".join(
        block.text for block in read(typeset("Orden 1/2031", some_articles(3), ONE_COLUMN)).blocks
    )
    assert "BOLETÍN DE ENSAYO" not in text
    assert "Página" not in text
    assert "BOE-A-2031-1" not in text


def test_a_table_is_read_by_rows() -> None:
    rows = (("Clase", "Masa", "Fuerza"), ("O1", "750 kg", "3 kN"), ("O2", "3.500 kg", "9 kN"))
    content = table_page("Artículo 1. Fuerzas. Las fuerzas son estas:", rows, "No habrá otras fuerzas.")
    chunks = chunks_of(read_document(content, "tabla.pdf"))
    (table,) = [chunk for chunk in chunks if chunk.chunk_type is ChunkType.TABLE]
    assert table.content.split("\n") == [f"| {' | '.join(row)} |" for row in rows]
    assert (table.article_number, table.pages) == ("1", (1,))
    assert [chunk.content for chunk in chunks if chunk is not table] == [
        "Las fuerzas son estas:",
        "No habrá otras fuerzas.",
    ]


def test_pages_without_text_are_named() -> None:
    source = read_document(scanned_page(with_text_page=True), "mixto.pdf")
    assert (source.page_count, source.pages_without_text) == (2, (2,))


@pytest.mark.parametrize("mark", ["\ufffe", "\u2010", "\u00ad", "-"])
def test_parted_words_are_put_together_whatever_parts_them(mark: str) -> None:
    (block,) = blocks_of_lines([Line(f"las caracte{mark}"), Line("rísticas del vehículo")])
    assert block.text == "las características del vehículo"


def test_a_compound_keeps_its_hyphen() -> None:
    lines = [Line("la labor técnico-administrativa, o técnico-"), Line("administrativa, del taller.")]
    (block,) = blocks_of_lines(lines)
    assert block.text == "la labor técnico-administrativa, o técnico-administrativa, del taller."


HTML = """<!DOCTYPE html><html><head><title>BOE</title><script>var x = "Artículo 9.";</script></head><body>
<nav>Inicio</nav><div id="textoxslt"><h3 class="documento-tit">Real Decreto 1/2019, de remolques</h3>
<h4 class="capitulo_num">CAPÍTULO I</h4><h4 class="capitulo_tit">Objeto</h4>
<h5 class="articulo">Artículo&nbsp;1. Objeto.</h5>
<p class="parrafo">1. El objeto es <em>tal</em>, n.<sup>o</sup> 3.</p><ul><li>uno</li><li>dos</li></ul>
<table><tr><th>Clase</th><th>Masa</th></tr><tr><td>O1</td><td>750</td></tr></table>
<blockquote><p class="nota_pie">Se modifica por el art. 3 del RD 5/2020. Ref. BOE-A-2020-3</p></blockquote>
<p class="anexo_num">ANEXO I</p><p class="anexo_tit">Modelo</p><p>Una línea.<br>Otra línea.</p>
</div><footer>Aviso legal</footer></body></html>"""


def test_a_page_of_the_gazette_is_read_without_its_site() -> None:
    chunks = chunks_of(read_document(HTML.encode(), "norma.html"))
    assert [(chunk.article_number, chunk.content) for chunk in chunks] == [
        ("1", "1. El objeto es tal, n.º 3.\n\n– uno\n\n– dos"),
        ("1", "| Clase | Masa |\n| O1 | 750 |"),
        ("1", "Se modifica por el art. 3 del RD 5/2020. Ref. BOE-A-2020-3"),
        ("anexo I", "Una línea.\n\nOtra línea."),
    ]
    assert chunks[0].headings == ("CAPÍTULO I. Objeto", "Artículo 1. Objeto.")
    assert chunks[-1].headings == ("ANEXO I. Modelo",)


def test_tables_in_tables_keep_their_cells_apart_and_what_is_hidden_is_not_read() -> None:
    page = """<h5>Artículo 1. Masas.</h5><table><caption>Masas de <b>cada</b> clase</caption><tr><td>Clase
    <table><tr><td>O1</td><td>750 kg</td></tr><tr><td>O2</td><td>3500 kg</td></tr></table></td>
    <td>Nota</td></tr></table>
    <table><caption>Cuadro 1</caption><tr><th>Clase</th><td>Masa</td></tr></table>
    <p>Se lee<script>leído()</script><span style="color: red; Display : none">oculto</span>.</p>
    <p hidden>Oculto.</p>"""
    assert [block.text for block in read_document(page.encode(), "masas.html").blocks] == [
        "Artículo 1. Masas.",
        "Masas de cada clase",
        "Clase",
        "| O1 | 750 kg |\n| O2 | 3500 kg |",
        "Nota",
        "Cuadro 1",
        "| Clase | Masa |",
        "Se lee.",
    ]


def test_markdown_is_known_by_its_first_line_too() -> None:
    page = "# Orden 5/2031\n\n##### Artículo 1. Objeto.\n\nSerá ámbar."
    for name in ("norma.pdf", "norma.txt", "norma"):
        (chunk,) = chunks_of(read_document(page.encode(), name))
        assert (chunk.article_number, chunk.content) == ("1", "Será ámbar.")


def test_a_text_file_may_be_of_windows() -> None:
    source = read_document("Artículo 1. Señalización.\n\nSerá ámbar.".encode("cp1252"), "norma.txt")
    assert [block.text for block in source.blocks] == ["Artículo 1. Señalización.", "Será ámbar."]
    assert all(block.kind is BlockKind.PARAGRAPH for block in source.blocks)


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "norma.pdf", "empty_file"),
        (b"%PDF-1.7 cut off", "norma.pdf", "unreadable_pdf"),
        (b"PK\x03\x04\x00\x00", "norma.docx", "unknown_format"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, filename: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_document(content, filename)
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert refused.value.remedy


def test_a_page_nested_without_end_is_read_and_its_scripts_are_not() -> None:
    nested = "<div>" * 3000 + "<p>Las cometas llevarán timbre.</p>" + "</div>" * 3000
    page = f"<html><body><script>document.write('Artículo 9.')</script>{nested}<p>Fin.</p></body></html>"
    read = read_document(page.encode(), "pagina.html")
    assert [block.text for block in read.blocks] == ["Las cometas llevarán timbre.", "Fin."]
