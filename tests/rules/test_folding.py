"""Folded text: what two people type differently and mean the same compares equal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from domain.folding import fold, fold_line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_case_accents_and_invisible_signs_fall() -> None:
    assert fold("Matrícula ÑANDÚ\u200b\u00ad") == "matricula nandu"
    assert fold("uno\r\ndos\ttres") == "uno \ndos tres"
    assert fold_line("  Sí,\n\tclaro\u00a0que  SÍ ") == "si, claro que si"


def test_signs_of_numbers_are_written_out_only_where_asked() -> None:
    assert fold("nº 2 m²") == "no 2 m2"
    assert fold_line("nº 2 m²") == "nº 2 m²"


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold_line(fold_line(text)) == fold_line(text)


@given(TEXTS)
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
