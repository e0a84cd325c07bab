"""A question asked of the regulations and answered in words where a language model is set up."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.search import Answer, ask
from agent.services.regulations.search.results import Citation, Unwritten, Written
from agent.services.regulations.writing.composing import compose
from agent.services.regulations.writing.protocol import Writer
from database.models import QueryCitation, RAGQuery


async def ask_in_words(
    session: AsyncSession,
    question: str,
    *,
    writer: Writer | None,
    **asking: Any,
) -> Answer:
    """What `ask` finds, with an answer in words where its passages answer and there is a writer.

    What the same model has written for the same question, filters and index is taken again. Commits before
    the model is asked, which takes seconds; what it writes is stored and not committed. `asking` is what
    `ask` takes.
    """
    answer = await ask(session, question, **asking)
    if writer is None or not answer.is_answerable or not answer.passages or answer.query_id is None:
        return answer
    kept = await _kept(session, answer, writer.model) if answer.was_cached else None
    if kept is not None:
        return await _stored(session, answer, kept)
    await session.commit()
    written = await compose(writer, answer.question_in_full or question, answer.passages)
    return await _stored(session, answer, written)


async def _stored(session: AsyncSession, answer: Answer, written: Written | Unwritten) -> Answer:
    total = round(answer.timings.get("total", 0.0) + written.milliseconds, 2)
    timings = {**answer.timings, "language_model": float(written.milliseconds), "total": total}
    values: dict[str, Any] = {
        "model": written.model,
        "llm_ms": written.milliseconds,
        "total_ms": round(total),
    }
    if isinstance(written, Written):
        values |= {"answer": written.text, "chunks_used": len(written.citations)}
        for citation in written.citations:
            await session.execute(
                update(QueryCitation)
                .where(QueryCitation.query_id == answer.query_id, QueryCitation.rank == citation.passage)
                .values(quotes=list(citation.quotes))
                .execution_options(synchronize_session=False)
            )
    stored = {**timings, "without_vectors": answer.without_vectors}
    await session.execute(
        update(RAGQuery)
        .where(RAGQuery.id == answer.query_id)
        .values(timings=stored, **values)
        .execution_options(synchronize_session=False)
    )
    return replace(answer, timings=timings, written=written)


async def _kept(session: AsyncSession, answer: Answer, model: str) -> Written | None:
    """What the model wrote for the same question before; the passages are the same, in the same places."""
    key = select(RAGQuery.cache_key).where(RAGQuery.id == answer.query_id).scalar_subquery()
    earlier = await session.scalar(
        select(RAGQuery)
        .where(RAGQuery.cache_key == key, RAGQuery.model == model, RAGQuery.answer.is_not(None))
        .order_by(RAGQuery.created_at.desc())
        .limit(1)
    )
    if earlier is None or earlier.answer is None:
        return None
    places = {passage.chunk_id: place for place, passage in enumerate(answer.passages, 1)}
    cited = [citation for citation in earlier.citations if citation.quotes]
    if any(places.get(citation.chunk_id) != citation.rank for citation in cited):
        return None
    return Written(
        earlier.answer, tuple(Citation(row.rank, tuple(row.quotes)) for row in cited), model, milliseconds=0
    )
