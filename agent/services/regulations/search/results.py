"""What a question gets: passages with what cites them, and whether they answer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an answer. `article` as people write it; `scores`: `dense` is a cosine, `text` and `fused`
    only rank, `named` is 1 where the question names the place."""

    chunk_id: uuid.UUID
    document_id: uuid.UUID
    title: str
    number: str | None
    filename: str | None
    consolidated_on: date | None
    article: str | None
    headings: tuple[str, ...]
    pages: tuple[int, ...]
    text: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Citation:
    """What a written answer rests on: the place of a passage in the answer, from 1, and words of it."""

    passage: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """An answer in words; after each sentence stand the places of its passages: «… [1][3]»."""

    text: str
    citations: tuple[Citation, ...]
    model: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why there is no answer in words, for staff to read."""

    code: str
    message: str
    model: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question. `timings` in milliseconds; `without_vectors` says that only words were
    looked for; `question_in_full` is it with the question that it leans on."""

    question: str
    is_answerable: bool
    passages: tuple[Passage, ...]
    timings: Mapping[str, float]
    without_vectors: bool
    query_id: uuid.UUID | None = None
    was_cached: bool = False
    question_in_full: str | None = None
    written: Written | Unwritten | None = None
