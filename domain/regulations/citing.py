"""Whether what a language model has written rests on the passages it was given.

It writes sentences, each with the passages it cites and the words of them that say so. A sentence without a
citation, a passage that was not given, words that do not stand in their passage, a figure or an address that
stands nowhere: the answer is refused as a whole. What the words mean together nobody checks here, so they are
shown beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.folding import fold

LEAST_QUOTED: Final = 3
"""Words of a quotation at least: fewer stand in almost any passage."""

_QUOTED: Final = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")
_LEFT_OUT: Final = re.compile(r"\(\s*(?:…|\.\.\.)\s*\)|\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.")
_EDGES: Final = " .,;:«»“”\"'‘’()[]-–—"
_FIGURE: Final = re.compile(r"\d+(?:[.,/]\d+)*")
_ADDRESS: Final = re.compile(
    r"https?://|www\.|\b[\w.+-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|es|org|net|info|io)\b", re.I
)
_MARKER: Final = re.compile(r"\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]")
_END: Final = re.compile(r"[.!?…][»”\")\]]*\s+(?=[¿¡«“\"(]*[A-ZÁÉÍÓÚÜÑ])")
_ABBREVIATED: Final = re.compile(
    r"\b(?:art|arts|núm|num|pág|págs|apdo|apdos|disp|ej|etc|cap|secc|párr|vid|cfr|sr|sra|d|dª|ud|uds|[ivxlc]+)\.$",
    re.I,
)
_SMALL: Final = """
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
"""
_NUMERALS: Final = {word: str(number) for number, word in enumerate(_SMALL.split())} | {
    "un": "1",
    "una": "1",
    "veinte": "20",
    "treinta": "30",
    "cien": "100",
    "mil": "1000",
}
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence cites: the place of a passage among those given, from 1, and words of it."""

    passage: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the model has written it."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer is refused: `code` for tests and counts, `message` for the model and for staff."""

    code: str
    message: str


def fault_of(sentences: Sequence[Sentence], passages: Sequence[str], question: str) -> Fault | None:
    """The first reason to refuse the answer; None where every sentence rests on what it cites.

    `passages` are the texts as they were given, headings included.
    """
    readable = [comparable(passage) for passage in passages]
    for number, sentence in enumerate(sentences, 1):
        fault = _fault_of(sentence, readable, question)
        if fault is not None:
            return Fault(fault.code, f"Frase {number}: {fault.message}")
    return None


def written_out(sentences: Sequence[Sentence]) -> str:
    """The answer as people read it: after each sentence the places of the passages it cites."""
    return " ".join(
        sentence.text.strip()
        + " "
        + "".join(f"[{place}]" for place in dict.fromkeys(evidence.passage for evidence in sentence.evidence))
        for sentence in sentences
    )


def comparable(text: str) -> str:
    """The text as quotations are compared: folded, one space, one kind of quotation mark and dash."""
    folded = fold(text)
    folded = re.sub(r"[«»“”„\"]", '"', folded)
    folded = re.sub(r"[‘’´`]", "'", folded)
    folded = re.sub(r"[‐‑‒–—]", "-", folded)
    return " ".join(folded.split())


def _fault_of(sentence: Sentence, passages: Sequence[str], question: str) -> Fault | None:
    text = sentence.text.strip()
    if not text:
        return Fault("empty_sentence", "está vacía.")
    if not sentence.evidence:
        return Fault("no_citation", "no cita ningún pasaje.")
    if _MARKER.search(text):
        return Fault("marker_in_text", "lleva números entre corchetes: las citas van aparte.")
    if len(list(_sentences(text))) > 1:
        return Fault("several_sentences", "son varias frases: cada una lleva sus citas.")
    for evidence in sentence.evidence:
        if not 1 <= evidence.passage <= len(passages):
            return Fault("unknown_passage", f"cita el pasaje {evidence.passage}, que no se ha dado.")
        if fault := _misquoted(evidence.quote, [passages[evidence.passage - 1]], LEAST_QUOTED):
            return fault
    cited = [passages[evidence.passage - 1] for evidence in sentence.evidence]
    for found in _QUOTED.finditer(text):
        quote = next(group for group in found.groups() if group is not None)
        if fault := _misquoted(quote, cited, 1):
            return fault
    return _nowhere(text, [*cited, comparable(question)])


def _misquoted(quote: str, passages: Sequence[str], least: int) -> Fault | None:
    """The fault of words that do not stand, in their order, in one of the passages."""
    parts = [comparable(part).strip(_EDGES) for part in _LEFT_OUT.split(quote)]
    parts = [part for part in parts if part]
    if sum(len(part.split()) for part in parts) < least:
        return Fault("short_quote", f"«{quote[:80]}» es muy poco: copia al menos {least} palabras seguidas.")
    if any(_stands(parts, passage) for passage in passages):
        return None
    return Fault("invented_quote", f"«{quote[:120]}» no está en el pasaje que cita.")


def _stands(parts: Sequence[str], passage: str) -> bool:
    place = 0
    for part in parts:
        found = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", passage[place:])
        if found is None:
            return False
        place += found.end()
    return True


def _nowhere(text: str, sources: Sequence[str]) -> Fault | None:
    """The fault of a figure or an address that stands in no source."""
    if _ADDRESS.search(text) and not all(
        any(comparable(found.group()) in source for source in sources) for found in _ADDRESS.finditer(text)
    ):
        return Fault("invented_address", "lleva una dirección que no está en los pasajes.")
    known = {figure for source in sources for figure in _figures(source)}
    for figure in _FIGURE.findall(comparable(text)):
        if figure not in known:
            return Fault("invented_figure", f"la cifra {figure} no está en los pasajes que cita.")
    return None


def _figures(text: str) -> Iterator[str]:
    """The figures of a text, also those in words and the parts of «866/2010»."""
    for figure in _FIGURE.findall(text):
        yield figure
        yield from re.split(r"[.,/]", figure)
    for word in _WORD.findall(text):
        if word in _NUMERALS:
            yield _NUMERALS[word]


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        before = text[start : end.start() + 1]
        if _ABBREVIATED.search(before):
            continue
        yield before
        start = end.end()
    if text[start:].strip():
        yield text[start:]
