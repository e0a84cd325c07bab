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
class Answer:
    """What was found for a question. `timings` in milliseconds; `without_vectors` says that only words were
    looked for."""

    question: str
    is_answerable: bool
    passages: tuple[Passage, ...]
    timings: Mapping[str, float]
    without_vectors: bool
    query_id: uuid.UUID | None = None
    was_cached: bool = False
