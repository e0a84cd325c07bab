"""Questions kept with what was found for them: for analytics, for the question after, and as a cache.

The cache is the questions themselves: the same words, filters, index and number of passages have the same
key, and what the newest such question cites is read again from its rows: nothing that has gone is shown.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.search.documents import SearchFilters
from agent.services.regulations.search.results import Answer
from database.models import QueryCitation, RAGQuery
from domain.folding import fold_line


@dataclass(frozen=True, slots=True)
class PreviousQuestion:
    """The question before; `query_id` where it is recorded."""

    text: str
    query_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a question is asked, where it is for a client."""

    user_id: uuid.UUID | None = None
    conversation_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Cached:
    """What was found for the same question before."""

    chunks: tuple[uuid.UUID, ...]
    scores: Mapping[uuid.UUID, Mapping[str, float]]
    is_answerable: bool
    without_vectors: bool


def cache_key(question: str, filters: SearchFilters, version: str, limit: int) -> str:
    """The SHA-256 of all that an answer depends on; `version` names the index, the words known and
    what was learnt of answers."""
    parts = (fold_line(question), repr(sorted(filters.as_dict().items())), version, str(limit))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


async def cached(session: AsyncSession, key: str) -> Cached | None:
    """What the newest question of this key found itself; None where there is none."""
    query = await session.scalar(
        select(RAGQuery)
        .where(
            RAGQuery.cache_key == key, RAGQuery.was_cache_hit.is_(False), RAGQuery.is_answerable.is_not(None)
        )
        .order_by(RAGQuery.created_at.desc())
        .limit(1)
    )
    if query is None or len(query.citations) != query.chunks_retrieved:
        return None
    return Cached(
        tuple(citation.chunk_id for citation in query.citations),
        {citation.chunk_id: citation.scores for citation in query.citations},
        bool(query.is_answerable),
        bool(query.timings.get("without_vectors")),
    )


async def record(
    session: AsyncSession,
    answer: Answer,
    key: str,
    filters: SearchFilters,
    previous: PreviousQuestion | None,
    asked_by: Asker | None,
) -> Answer:
    """Store the question with its citations; the answer with the query's id. Commits nothing."""
    asker = asked_by or Asker()
    total = answer.timings.get("total", 0.0)
    query = RAGQuery(
        id=uuid.uuid4(),
        user_id=asker.user_id,
        conversation_id=asker.conversation_id,
        query_text=answer.question,
        query_hash=hashlib.sha256(fold_line(answer.question).encode()).hexdigest(),
        cache_key=key,
        was_cache_hit=answer.was_cached,
        is_answerable=answer.is_answerable,
        filters=filters.as_dict(),
        timings={**answer.timings, "without_vectors": answer.without_vectors},
        follows_id=previous.query_id if previous is not None else None,
        retrieval_ms=round(total),
        total_ms=round(total),
        chunks_retrieved=len(answer.passages),
        chunks_used=len(answer.passages) if answer.is_answerable else 0,
    )
    session.add(query)
    await session.flush()
    session.add_all(
        QueryCitation(
            query_id=query.id,
            chunk_id=passage.chunk_id,
            document_id=passage.document_id,
            rank=rank,
            similarity_score=passage.scores.get("dense"),
            rerank_score=passage.scores.get("fused"),
            used_in_context=answer.is_answerable,
            scores=dict(passage.scores),
        )
        for rank, passage in enumerate(answer.passages, 1)
    )
    await session.flush()
    return replace(answer, query_id=query.id)
