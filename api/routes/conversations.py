"""Conversations, their messages page by page, and their summaries."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy import select

from agent.services import conversations as service
from agent.services import users
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import (
    DEFAULT_PAGE,
    After,
    Before,
    PageLimit,
    SessionDep,
    require_json,
)
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.conversation import (
    ConversationOut,
    ConversationPage,
    MessageOut,
    MessagePage,
    NewConversation,
    NewMessage,
    NewSummary,
)
from database.models import ConversationHistory
from database.pagination import newest_first

router = APIRouter(
    prefix="/api/v1/conversations",
    tags=["conversations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)
WRITING = problem_responses(400, 409, 413, 415)


@router.post(
    "",
    summary="Encontrar o crear por su número de Chatwoot",
    responses={201: {"model": ConversationOut, "description": "Creada"}, **WRITING},
)
async def find_or_create_conversation(
    wanted: NewConversation, session: SessionDep, response: Response
) -> ConversationOut:
    """The conversation, 201 when this call created it."""
    if wanted.user_id is not None:
        await users.get_user(session, wanted.user_id)
    found = await service.get_or_create_conversation(session, wanted.chatwoot_conversation_id, wanted.user_id)
    if found.created:
        response.status_code = 201
    return ConversationOut.model_validate(found.conversation)


@router.get("", summary="Conversaciones")
async def list_conversations(
    session: SessionDep,
    user_id: Annotated[UUID | None, Query(description="Solo las de este usuario.")] = None,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> ConversationPage:
    """Newest first."""
    query = select(ConversationHistory)
    if user_id is not None:
        query = query.where(ConversationHistory.user_id == user_id)
    page = await newest_first(session, query, ConversationHistory, limit=limit, before=before, after=after)
    return ConversationPage(
        items=[ConversationOut.model_validate(row) for row in page.rows], older=page.older, newer=page.newer
    )


@router.get("/{conversation_id}", summary="Una conversación")
async def get_conversation(conversation_id: UUID, session: SessionDep) -> ConversationOut:
    """The conversation without its messages."""
    return ConversationOut.model_validate(await service.get_conversation(session, conversation_id))


@router.get("/{conversation_id}/messages", summary="Mensajes")
async def list_messages(
    conversation_id: UUID,
    session: SessionDep,
    limit: PageLimit = DEFAULT_PAGE,
    before: Before = None,
    after: After = None,
) -> MessagePage:
    """The latest messages, or those just before or after a cursor; always in chronological order.

    A page costs the same at any length of the history, and messages that arrive meanwhile shift nothing.
    """
    await service.get_conversation(session, conversation_id)
    page = await service.message_page(session, conversation_id, limit=limit, before=before, after=after)
    return MessagePage(
        items=[MessageOut.model_validate(message) for message in page.messages],
        older=page.older,
        newer=page.newer,
    )


@router.post(
    "/{conversation_id}/messages",
    summary="Añadir un mensaje",
    status_code=201,
    responses={200: {"model": MessageOut, "description": "Ya estaba guardado"}, **WRITING},
)
async def append_message(
    conversation_id: UUID, message: NewMessage, session: SessionDep, response: Response
) -> MessageOut:
    """Stores the message and counts it; 200 with the stored one when its Chatwoot id is known already."""
    appended = await service.append_message(
        session,
        conversation_id,
        message.role,
        message.content,
        sent_at=message.sent_at,
        chatwoot_message_id=message.chatwoot_message_id,
        image_count=message.image_count,
    )
    if not appended.created:
        response.status_code = 200
    return MessageOut.model_validate(appended.message)


@router.put("/{conversation_id}/summary", summary="Guardar el resumen", responses=WRITING)
async def set_summary(conversation_id: UUID, summary: NewSummary, session: SessionDep) -> ConversationOut:
    """Replaces the assistant's summary."""
    await service.set_summary(session, conversation_id, summary.summary)
    return ConversationOut.model_validate(await service.get_conversation(session, conversation_id))
