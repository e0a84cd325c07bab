"""A question to the regulations: looked for by name, meaning and words, put together, and kept.

The answer is passages, each with document, article, headings, pages and scores, best first; whether they
answer is said beside them.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.embeddings import Embedder
from agent.services.regulations.embeddings.protocol import clean
from agent.services.regulations.glossary import glossary
from agent.services.regulations.search import legs, recording
from agent.services.regulations.search.dense import Near, comparing, nearest
from agent.services.regulations.search.documents import IndexState, SearchFilters, index_state
from agent.services.regulations.search.results import Answer, Passage
from agent.services.regulations.search.stopwatch import Stopwatch
from database.models import DocumentChunk
from domain.regulations import evidence
from domain.regulations.everyday import EverydayReading, Glossary
from domain.regulations.evidence import Evidence, answers, are_known, asks_for_an_amount, is_learnt_for
from domain.regulations.followups import with_previous
from domain.regulations.fusion import best_first, fuse, spread
from domain.regulations.identifiers import Identifiers, identifiers_in
from domain.regulations.laws import Law, NamedLaws, named_laws
from shared.errors import ConflictError, InvalidInputError

if TYPE_CHECKING:
    from agent.services.regulations.points.qdrant import QdrantPoints

LONGEST_QUESTION: Final = 2000
MOST_PASSAGES: Final = 50
_SPEAKING: Final = 3
NO_FILTERS: Final = SearchFilters()


@dataclass(slots=True)
class Found:
    """What the legs have found; `named` come first. `beyond_…`: what a leg says of passages that only the
    other has found. `is_far`: no word and no vector led to `text`. `places`: the article of each passage."""

    named: list[uuid.UUID] = field(default_factory=list)
    dense: list[legs.Hit] = field(default_factory=list)
    text: list[legs.Hit] = field(default_factory=list)
    beyond_dense: list[legs.Hit] = field(default_factory=list)
    beyond_text: list[legs.Hit] = field(default_factory=list)
    places: Mapping[uuid.UUID, str] = field(default_factory=dict)
    is_named: bool = False
    names_nothing_here: bool = False
    is_far: bool = False
    evidence: Evidence | None = None

    @property
    def all_dense(self) -> dict[uuid.UUID, float]:
        """The cosine of each passage found, where there are vectors."""
        return {hit.chunk_id: hit.score for hit in (*self.dense, *self.beyond_dense)}

    @property
    def all_text(self) -> dict[uuid.UUID, float]:
        """The score by words of each passage found; empty where none has any."""
        scores = {hit.chunk_id: hit.score for hit in (*self.text, *self.beyond_text)}
        return {chunk: scores.get(chunk, 0.0) for chunk in (*scores, *self.all_dense)} if scores else {}

    def ranked(self) -> tuple[list[uuid.UUID], dict[uuid.UUID, float]]:
        """All passages, best first, and their fused scores."""
        fused = spread(fuse(self.all_dense, self.all_text), self.places)
        order = best_first(fused)
        if self.named:
            places = {chunk: place for place, chunk in enumerate(order)}
            first = self.named
            if not self.is_named:
                first = sorted(first, key=lambda chunk: places.get(chunk, len(places)))
            chosen = set(first)
            order = [*first, *(chunk for chunk in order if chunk not in chosen)]
        return order, fused


async def ask(
    session: AsyncSession,
    question: str,
    *,
    embedder: Embedder | None,
    limit: int = 10,
    filters: SearchFilters = NO_FILTERS,
    previous: recording.PreviousQuestion | None = None,
    asked_by: recording.Asker | None = None,
    keep: bool = True,
    points: "QdrantPoints | None" = None,
) -> Answer:
    """What the regulations say about the question; with `keep`, the question is recorded, and what was found
    for the same one before is taken again while the index is the same. With `points` vectors are searched on
    a Qdrant server, and in PostgreSQL where that does not answer.

    Commits nothing. Raises InvalidInputError for an empty or endless question, or a limit out of bounds, and
    ConflictError on SQLite.
    """
    question = clean(question)  # what can't be stored is no part of a question
    _check(question, limit)
    if session.get_bind().dialect.name != "postgresql":
        raise ConflictError(
            "search_needs_postgresql",
            "En SQLite no se buscan reglamentos.",
            "DATABASE_URL",
            "Usa PostgreSQL: el incluido arranca con «msia up».",
        )
    watch = Stopwatch()
    await legs.prepare(session)
    with watch.step("index"):
        state = await index_state(session, filters)
    full = with_previous(question, previous.text if previous else None)
    kept_words = await glossary(session)
    version = f"{state.version} {kept_words.version} {evidence.VERSION}"
    key = recording.cache_key(full, filters, version, limit)
    if keep:
        with watch.step("cache"):
            cached = await recording.cached(session, key)
        if cached is not None and not (
            cached.without_vectors and await comparing(session, state.model, embedder, points) is not None
        ):
            passages = await _passages(session, cached.chunks, cached.scores, state)
            if len(passages) == len(cached.chunks):
                answer = Answer(
                    question,
                    cached.is_answerable,
                    passages,
                    _rounded(watch),
                    cached.without_vectors,
                    was_cached=True,
                    question_in_full=full,
                )
                return await recording.record(session, answer, key, filters, previous, asked_by)
    found, without_vectors = await look(session, full, state, embedder, watch, kept_words.glossary, points)
    with watch.step("fusion"):
        order, fused = found.ranked()
    with watch.step("passages"):
        passages = await _passages(session, order[:limit], _scores(found, fused), state)
    answer = Answer(
        question,
        is_answerable(found),
        passages,
        _rounded(watch),
        without_vectors,
        question_in_full=full,
    )
    if not keep:
        return answer
    return await recording.record(session, answer, key, filters, previous, asked_by)


def _check(question: str, limit: int) -> None:
    if not question.strip():
        raise InvalidInputError(
            "empty_question", "La pregunta está vacía.", "question", "Escribe la pregunta."
        )
    if len(question) > LONGEST_QUESTION:
        raise InvalidInputError(
            "question_too_long",
            f"La pregunta pasa de {LONGEST_QUESTION} caracteres.",
            "question",
            "Hazla más corta: una sola duda cada vez.",
        )
    if not 1 <= limit <= MOST_PASSAGES:
        raise InvalidInputError(
            "invalid_limit", f"El límite debe estar entre 1 y {MOST_PASSAGES}.", "limit", "Corrígelo."
        )


async def look(
    session: AsyncSession,
    question: str,
    state: IndexState,
    embedder: Embedder | None,
    watch: Stopwatch,
    words_known: Glossary,
    points: "QdrantPoints | None" = None,
) -> tuple[Found, bool]:
    """What the legs find, and whether it was without vectors."""
    found = Found()
    documents = [document.id for document in state.documents]
    with watch.step("names"):
        identifiers = identifiers_in(question)
        if not identifiers.is_empty:
            await _look_by_name(session, identifiers, state, found)
    reading = words_known.read(question)
    by = await comparing(session, state.model, embedder, points)
    near = (
        await nearest(session, reading.in_both_words, by, documents, watch, points)
        if by is not None
        else None
    )
    found.dense = [] if near is None else near.hits
    with watch.step("text"):
        words = await legs.words_of(session, reading, state.version)
        found.text = await legs.by_text(session, words, documents)
        if near is not None:
            await _complete(session, near, words, documents, found)
        if not (found.named or found.dense or found.text):
            found.text, found.is_far = await legs.by_beginnings(session, words, documents), True
        found.places = await legs.places_of(session, {*found.all_dense, *found.all_text})
        best = found.ranked()[0][:_SPEAKING]
        is_beside = await _is_beside(session, reading, best)
        numbers = await legs.numbers_of(session, best)
    found.evidence = replace(
        _evidence(reading.spelled, found, words, near),
        beside=float(is_beside),
        is_of_known=are_known(numbers),
    )
    return found, near is None


async def _complete(
    session: AsyncSession,
    near: Near,
    words: Sequence[legs.Word],
    documents: Sequence[uuid.UUID],
    found: Found,
) -> None:
    """Let each leg score what only the other has found."""
    dense = {hit.chunk_id for hit in found.dense}
    by_words = {hit.chunk_id for hit in found.text}
    found.beyond_dense = await legs.cosines_of(session, near.model, near.vector, by_words - dense)
    if by_words:
        found.beyond_text = await legs.by_text(session, words, documents, dense - by_words)


async def _is_beside(session: AsyncSession, reading: EverydayReading, best: Sequence[uuid.UUID]) -> bool:
    """Whether the question is about a subject of which the best passages do not speak."""
    return not all([await legs.speak_of(session, groups, best) for groups in reading.subjects])


async def _look_by_name(
    session: AsyncSession, identifiers: Identifiers, state: IndexState, found: Found
) -> None:
    laws = [Law(str(document.id), document.title, document.number) for document in state.documents]
    named = named_laws(identifiers, laws)
    documents = _documents_named(named, state)
    left = [word for word in identifiers.rest if word not in named.words]
    is_name = len(left) <= 3
    if not named.is_unknown and (named.keys or is_name):
        for place in identifiers.places:
            found.named += await legs.by_place(session, place, documents)
    for sign in identifiers.signs:
        found.named += [
            chunk
            for chunk in await legs.by_sign(session, sign.patterns, documents)
            if chunk not in found.named
        ]
    found.is_named = is_name and not left
    found.names_nothing_here = is_name and not found.named


def _documents_named(named: NamedLaws, state: IndexState) -> list[uuid.UUID]:
    return [document.id for document in state.documents if not named.keys or str(document.id) in named.keys]


def _evidence(question: str, found: Found, words: Sequence[legs.Word], near: Near | None) -> Evidence:
    possible = sum(word.weight for word in words if not word.frequency.is_common)
    measured = near if near is not None and near.hits and is_learnt_for(near.model.name) else None
    return Evidence(
        measured.hits[0].score if measured is not None else None,
        found.text[0].score / possible if found.text and possible else 0.0,
        float(asks_for_an_amount(question)),
        vector=measured.vector if measured is not None else (),
    )


def is_answerable(found: Found) -> bool:
    if found.named:
        return True
    if found.names_nothing_here or found.is_far or not (found.dense or found.text):
        return False
    return found.evidence is not None and answers(found.evidence)


def _scores(found: Found, fused: Mapping[uuid.UUID, float]) -> dict[uuid.UUID, dict[str, float]]:
    scores: dict[uuid.UUID, dict[str, float]] = {chunk: {"fused": score} for chunk, score in fused.items()}
    for hit in (*found.dense, *found.beyond_dense):
        scores[hit.chunk_id]["dense"] = hit.score
    for word_hit in (*found.text, *found.beyond_text):
        scores[word_hit.chunk_id]["text"] = word_hit.score
    for chunk in found.named:
        scores.setdefault(chunk, {})["named"] = 1.0
    return scores


async def _passages(
    session: AsyncSession,
    chunks: Sequence[uuid.UUID],
    scores: Mapping[uuid.UUID, Mapping[str, float]],
    state: IndexState,
) -> tuple[Passage, ...]:
    """The passages in the order of `chunks`; those that are gone, or whose document no longer answers, are
    left out."""
    documents = {document.id: document for document in state.documents}
    rows: dict[uuid.UUID, Any] = {
        row.id: row
        for row in await session.execute(
            select(
                DocumentChunk.id,
                DocumentChunk.document_id,
                DocumentChunk.article_number,
                DocumentChunk.heading_hierarchy,
                DocumentChunk.page_numbers,
                DocumentChunk.content,
                DocumentChunk.metadata_.label("details"),
            ).where(DocumentChunk.id.in_(chunks), DocumentChunk.document_id.in_(documents))
        )
    }
    return tuple(
        Passage(
            chunk,
            rows[chunk].document_id,
            documents[rows[chunk].document_id].title,
            documents[rows[chunk].document_id].number,
            documents[rows[chunk].document_id].filename,
            documents[rows[chunk].document_id].consolidated_on,
            article_of(rows[chunk].article_number, rows[chunk].details),
            tuple(rows[chunk].heading_hierarchy),
            tuple(rows[chunk].page_numbers),
            rows[chunk].content,
            {name: round(score, 4) for name, score in scores.get(chunk, {}).items()},
        )
        for chunk in chunks
        if chunk in rows
    )


def article_of(number: str | None, details: Mapping[str, Any]) -> str | None:
    """The place as people write it; an annex with articles of its own has both («anexo II, artículo 32»)."""
    inner = details.get("inner")
    if number and number.startswith("anexo") and isinstance(inner, str) and inner.startswith("artículo"):
        return f"{number}, {inner}"
    return number


def _rounded(watch: Stopwatch) -> dict[str, float]:
    return {name: round(value, 2) for name, value in watch.timings.items()} | {
        "total": round(watch.total(), 2)
    }
