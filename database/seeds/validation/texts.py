"""Client texts: present, tidy, punctuated as Spanish writes them."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from database.seeds.validation.problems import Problem
from database.seeds.validation.rows import DataRow

_SENTENCE_ENDS: Final = (".", "?", "!", "…")
_SPACE_BEFORE: Final = (" ,", " .", " ;", " :", " ?", " !")


def text_problems(row: DataRow) -> Iterator[Problem]:
    """Texts of a row that are empty, untidy or unfinished."""
    kind = row.kind
    for key in (*kind.sentences, *kind.questions, *kind.labels):
        if key not in row.data:
            continue
        text, path = row.data[key], f"{row.path}.{key}"
        fault = text_fault(text)
        if fault is None and key in kind.sentences and not text.endswith(_SENTENCE_ENDS):
            fault = "a sentence ends with a full stop, a question or an exclamation mark"
        if fault is None and key in kind.questions and "?" not in text:
            fault = "holds no question"
        if fault is None and key in kind.labels and text.endswith("."):
            fault = "a title takes no full stop"
        if fault is not None:
            yield Problem(path, f"{fault}: {text!r}")


def text_fault(text: str) -> str | None:
    """What is wrong with any text, sentence or not; None when nothing is."""
    if not text.strip():
        return "empty text"
    if text != text.strip():
        return "starts or ends with a space"
    if "  " in text or "\t" in text or "\n" in text:
        return "holds doubled spaces, tabs or line breaks"
    if not unicodedata.is_normalized("NFC", text):
        return "accents are separate characters; write them composed (NFC)"
    if any(mark in text for mark in _SPACE_BEFORE):
        return "has a space before a punctuation mark"
    for opening, closing in ("¿?", "¡!", "«»", "()"):
        if text.count(opening) != text.count(closing):
            return f"'{opening}' and '{closing}' do not pair"
    return None
