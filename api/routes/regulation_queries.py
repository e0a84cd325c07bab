"""Questions to the regulations over HTTP, and what has been asked."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.conversations import get_conversation
from agent.services.regulations.analytics import analytics
from agent.services.regulations.embeddings import find_embedder
from agent.services.regulations.follow_ups import last_of_conversation, question_before
from agent.services.regulations.points import find_points
from agent.services.regulations.presenting import answer_as_dict
from agent.services.regulations.search import SearchFilters
from agent.services.regulations.search.recording import Asker, PreviousQuestion
from agent.services.regulations.writing import ask_in_words
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import SessionDep, SettingsDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.regulation_query import RegulationAnalytics, RegulationAnswer, RegulationQuestion
from database.connection import AsyncSessionLocal
from database.models.base import utcnow

router = APIRouter(
    prefix="/api/v1/regulation-queries",
    tags=["regulations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)


@router.post("", summary="Preguntar a los reglamentos", responses=problem_responses(400, 409, 413, 415))
async def ask_regulations(
    asked: RegulationQuestion, session: SessionDep, settings: SettingsDep
) -> RegulationAnswer:
    """The JSON of `msia rag ask --json`. The question is kept, and is the cache of the next one like it."""
    asker = await _asker(session, asked)
    # Models are loaded by those who use them alone.
    from agent.assistant.llm.written_answers import writer_of

    answer = await ask_in_words(
        session,
        asked.question,
        writer=None if asked.passages_only else writer_of(settings, AsyncSessionLocal),
        embedder=find_embedder(settings),
        points=find_points(settings),
        limit=asked.limit,
        filters=SearchFilters(asked.document, asked.document_type, asked.tag, asked.category),
        previous=await _previous(session, asked),
        asked_by=asker,
    )
    return RegulationAnswer.model_validate(answer_as_dict(answer))


@router.get("/analytics", summary="Qué se ha preguntado")
async def get_regulation_analytics(
    session: SessionDep,
    days: Annotated[int, Query(ge=1, le=3650, description="De los últimos días.", examples=[30])] = 30,
) -> RegulationAnalytics:
    """How much, how fast, what had no answer, what is cited most: `msia rag stats --json`."""
    return RegulationAnalytics.model_validate(await analytics(session, utcnow() - timedelta(days=days)))


async def _asker(session: AsyncSession, asked: RegulationQuestion) -> Asker | None:
    if asked.conversation_id is None:
        return None
    conversation = await get_conversation(session, asked.conversation_id)
    return Asker(conversation.user_id, conversation.id)


async def _previous(session: AsyncSession, asked: RegulationQuestion) -> PreviousQuestion | None:
    if asked.follows is not None:
        return await question_before(session, asked.follows)
    if asked.after:
        return PreviousQuestion(asked.after)
    if asked.conversation_id is not None:
        return await last_of_conversation(session, asked.conversation_id, now=utcnow())
    return None
