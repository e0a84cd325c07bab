"""What has been asked of the regulations: how much, how fast, what had no answer, what is cited most."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import DocumentChunk, QueryCitation, RAGQuery, RegulatoryDocument

_MOST = 20


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with how often it was asked, and the milliseconds of its slowest answer."""

    question: str
    times: int
    milliseconds: int | None


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place with how often it led an answer."""

    title: str
    article: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Analytics:
    """Questions since a moment. Milliseconds are of those that were not taken from the cache."""

    questions: int
    answered: int
    from_cache: int
    median_ms: float | None
    slowest_ms: float | None
    unanswered: tuple[AskedQuestion, ...]
    slow: tuple[AskedQuestion, ...]
    most_cited: tuple[CitedPlace, ...]


async def analytics(session: AsyncSession, since: datetime) -> Analytics:
    """The figures of the questions asked since then."""
    asked = RAGQuery.created_at >= since
    fresh = RAGQuery.was_cache_hit.is_(False)
    counts = (
        await session.execute(
            select(
                func.count(),
                func.count().filter(RAGQuery.is_answerable.is_(True)),
                func.count().filter(RAGQuery.was_cache_hit.is_(True)),
                func.percentile_cont(0.5).within_group(RAGQuery.total_ms).filter(fresh),
                func.max(RAGQuery.total_ms).filter(fresh),
            ).where(asked)
        )
    ).one()
    times, slowest = func.count(), func.max(RAGQuery.total_ms)
    questions = (
        select(func.min(RAGQuery.query_text), times, slowest).where(asked).group_by(RAGQuery.query_hash)
    )
    unanswered = questions.where(RAGQuery.is_answerable.is_(False)).order_by(times.desc()).limit(_MOST)
    slow = questions.where(fresh).order_by(slowest.desc().nulls_last()).limit(_MOST)
    cited = (
        select(RegulatoryDocument.title, DocumentChunk.article_number, func.count())
        .select_from(QueryCitation)
        .join(RAGQuery, RAGQuery.id == QueryCitation.query_id)
        .join(DocumentChunk, DocumentChunk.id == QueryCitation.chunk_id)
        .join(RegulatoryDocument, RegulatoryDocument.id == QueryCitation.document_id)
        .where(asked, QueryCitation.rank == 1, QueryCitation.used_in_context.is_(True))
        .group_by(RegulatoryDocument.title, DocumentChunk.article_number)
        .order_by(func.count().desc())
        .limit(_MOST)
    )
    return Analytics(
        counts[0],
        counts[1],
        counts[2],
        float(counts[3]) if counts[3] is not None else None,
        float(counts[4]) if counts[4] is not None else None,
        tuple(AskedQuestion(*row) for row in (await session.execute(unanswered)).tuples()),
        tuple(AskedQuestion(*row) for row in (await session.execute(slow)).tuples()),
        tuple(CitedPlace(*row) for row in (await session.execute(cited)).tuples()),
    )
