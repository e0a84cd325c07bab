"""What belongs to which article, under which headings; and what is no article though it looks like one."""

import textwrap

import pytest

from domain.regulations import (
    BlockKind,
    Chunk,
    SourceText,
    blocks_of_lines,
    chunks_of,
    describe,
    lines_of_text,
    read_markdown,
)
from shared.vocabularies import ChunkType
from tests.regulations.texts import LAW, ORDER, UNECE


def from_text(text: str) -> SourceText:
    return SourceText(blocks_of_lines(lines_of_text(text)))


def numbers(chunks: list[Chunk]) -> list[str]:
    """The articles in their order, each once for each run."""
    found: list[str] = []
    for chunk in chunks:
        if chunk.article_number and found[-1:] != [chunk.article_number]:
            found.append(chunk.article_number)
    return found


def of(chunks: list[Chunk], number: str) -> list[Chunk]:
    return [chunk for chunk in chunks if chunk.article_number == number]


LAW_NUMBERS = [
    "preámbulo",
    "único",
    "disposición adicional primera",
    "disposición derogatoria única",
    "disposición final primera",
    "disposición final segunda",
    "1",
    "2",
    "3",
    "3 bis",
    "4",
    "anexo I",
    "anexo II",
]


def test_each_article_provision_and_annex_is_found_once() -> None:
    assert numbers(chunks_of(read_markdown(LAW))) == LAW_NUMBERS


def test_plain_text_has_the_same_structure_as_marked_text() -> None:
    blocks = [
        block
        for block in read_markdown(LAW).blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and not block.text.startswith('"')
    ]
    text = "\n\n".join(textwrap.fill(block.text, 60) for block in blocks)
    assert numbers(chunks_of(from_text(text))) == LAW_NUMBERS


def test_an_amendment_belongs_to_the_provision_that_makes_it() -> None:
    amended = of(chunks_of(read_markdown(LAW)), "disposición final primera")
    assert len(amended) == 1
    assert "Artículo 30. Luces de ensayo." in amended[0].content
    assert "90 cm" in amended[0].content


def test_headings_lead_from_the_reglamento_to_the_article() -> None:
    (article,) = [chunk for chunk in of(chunks_of(read_markdown(LAW)), "3") if "dos ruedas" in chunk.content]
    assert article.headings == (
        "REGLAMENTO DE LOS REMOLQUES DE ENSAYO",
        "TÍTULO I. Normas generales",
        "CAPÍTULO II. Requisitos",
        "Sección 1.ª De los frenos",
        "Artículo 3. Frenos.",
    )
    assert article.section_title == "Frenos."
    assert article.metadata["marks"] == ["1", "2"]


def test_notes_and_former_wordings_stand_apart() -> None:
    third = of(chunks_of(read_markdown(LAW)), "3")
    in_force = [chunk for chunk in third if not chunk.metadata.keys() & {"note", "former_wording"}]
    former = [chunk for chunk in third if "former_wording" in chunk.metadata]
    assert not any("una rueda" in chunk.content or "2 kN" in chunk.content for chunk in in_force)
    assert any("una rueda" in chunk.content for chunk in former)
    assert any("2 kN" in chunk.content for chunk in former)
    assert any("Se modifica por" in chunk.content for chunk in third if "note" in chunk.metadata)


def test_a_table_is_a_passage_of_its_own() -> None:
    tables = [
        chunk for chunk in of(chunks_of(read_markdown(LAW)), "3") if chunk.chunk_type is ChunkType.TABLE
    ]
    assert [chunk.content for chunk in tables] == [
        "| Masa | Fuerza |\n| 750 kg | 3 kN |\n| 1.500 kg | 6 kN |"
    ]


def test_a_repealed_article_is_still_found() -> None:
    (repealed,) = of(chunks_of(read_markdown(LAW)), "4")
    assert "Derogado" in repealed.content


def test_annexes_with_and_without_marks_have_titles_and_headings() -> None:
    chunks = chunks_of(read_markdown(LAW))
    first, second = of(chunks, "anexo I")
    assert first.headings[-2:] == ("ANEXO I. Modelo de certificado", "1. Datos del remolque")
    assert second.headings[-1] == "2. Datos del taller"
    pruebas, signal = of(chunks, "anexo II")
    assert pruebas.metadata["inner"] == "artículo 1"
    assert signal.headings[-1] == "V-16. DISPOSITIVO DE PRESEÑALIZACIÓN"


def test_an_article_of_an_annex_is_none_of_the_law() -> None:
    assert len(of(chunks_of(read_markdown(LAW)), "1")) == 1


def test_an_order_is_numbered_by_ordinals() -> None:
    found = numbers(chunks_of(from_text(ORDER)))
    assert found == ["preámbulo", "primero", "segundo", "tercero", "anexo único"]


def test_unece_texts_are_cited_by_paragraph() -> None:
    chunks = chunks_of(from_text(UNECE))
    (found,) = [chunk for chunk in chunks if "140 cd" in chunk.content]
    assert found.article_number == "apartado 6"
    assert "6.2.4" in found.metadata["marks"]
    assert found.headings[-1] == "6. Requisitos particulares"
    (present,) = [chunk for chunk in chunks if "2,10 m" in chunk.content]
    assert present.article_number == "apartado 6.3.1"
    assert present.headings == ("6. Requisitos particulares", "6.3. Luces de gálibo", "6.3.1. Presencia")
    (measured,) = [chunk for chunk in chunks if "25 m" in chunk.content]
    assert measured.article_number == "anexo 4"
    assert measured.headings[0] == "Anexo 4. Mediciones fotométricas"


def test_a_table_of_contents_is_no_article() -> None:
    listed = "ÍNDICE\n\nArtículo 1. Objeto.\nArtículo 2. Ámbito.\nArtículo 3. Plazos.\n\n"
    body = "\n\n".join(
        f"Artículo {number}. {title}.\n\nTexto del artículo {number}."
        for number, title in ((1, "Objeto"), (2, "Ámbito"), (3, "Plazos"))
    )
    chunks = chunks_of(from_text(listed + body))
    assert [chunk.content for chunk in of(chunks, "2")] == ["Texto del artículo 2."]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Art. 3. Frenos.", "3", "Frenos."),
        ("Art. 3.º Frenos.", "3", "Frenos."),
        ("Artículo 22 ter.- Frenos.", "22 ter", "Frenos."),
        ("ARTÍCULO 7", "7", ""),
        ("Artículo primero. Frenos.", "primero", "Frenos."),
        ("Disposición transitoria 5.ª Frenos.", "disposición transitoria quinta", "Frenos."),
        ("DISPOSICIÓN FINAL DECIMOTERCERA.", "disposición final decimotercera", ""),
        (
            "Disposición adicional vigésima segunda. Frenos.",
            "disposición adicional vigésima segunda",
            "Frenos.",
        ),
    ],
)
def test_headings_are_read_however_they_are_written(heading: str, number: str, title: str) -> None:
    chunks = chunks_of(read_markdown(f"###### {heading}\n\nLos frenos actuarán siempre."))
    assert [(chunk.article_number, chunk.section_title) for chunk in chunks] == [(number, title or heading)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Artículo 2.3: queda sin contenido.",
        "Artículo 6 del Reglamento General de Vehículos no se aplicará.",
        "«Artículo 9. Luces.» queda suprimido.",
        "Anexo II del Real Decreto 750/2010, de 4 de junio.",
        "Disposición final segunda del Real Decreto citado.",
    ],
)
def test_what_only_names_an_article_opens_none(sentence: str) -> None:
    text = f"Artículo 1. Objeto.\n\nPrimer párrafo.\n\n{sentence}\n\nÚltimo párrafo."
    chunks = chunks_of(from_text(text))
    assert {chunk.article_number for chunk in chunks} == {"1"}


def test_a_document_says_what_it_is() -> None:
    told = describe(read_markdown(LAW))
    assert told.number == "123/2019"
    assert told.document_type.value == "regulation"
    assert (str(told.published_on), str(told.consolidated_on)) == ("2019-03-20", "2023-11-08")
    assert describe(from_text(UNECE)).number == "R148"
    assert describe(from_text(ORDER)).number == "20 de junio de 1990"
    gazette = "# I. DISPOSICIONES GENERALES\n\n# MINISTERIO DE LA PRESIDENCIA\n\n# "
    for page in (gazette, gazette.replace("\n\n# ", " ")):
        told = describe(read_markdown(f"{page}Real Decreto 7/2031, de 3 de mayo, de cometas\n\nTexto."))
        assert (told.title, told.number) == ("Real Decreto 7/2031, de 3 de mayo, de cometas", "7/2031")
    amending = describe(read_markdown("# Manual\n\n## Lo que cambia el Real Decreto 7/2031\n\nTexto."))
    assert (amending.title, amending.number) == ("Manual", None)
    assert describe(from_text("Una línea.\n\nOtra.")).title == "Una línea."
    assert describe(from_text("Un párrafo no es ningún título. " * 10)).title is None
