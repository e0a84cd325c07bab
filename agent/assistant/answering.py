"""A client's messages answered: the stored dialogue goes one turn on, and what it decides is done.

The caller holds the transaction and the lock on the conversation's client, commits, and sends the replies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.client import ClientState, client_of, stored_client
from agent.assistant.context import Context
from agent.assistant.known import known_categories
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.state import Reference
from agent.assistant.stepping import begin, step
from agent.services.conversations import get_conversation
from agent.services.dialogues import owner_of, stored_dialogue
from agent.services.escalations import escalate
from database.models import ConversationHistory, Dialogue
from domain.fields.dates import day_in_spain
from shared.vocabularies import EscalationSource


class AttachmentKind(StrEnum):
    """What came with a message, as far as the channel could tell."""

    IMAGE = "image"
    FILE = "file"
    AUDIO = "audio"
    VIDEO = "video"
    LOCATION = "location"
    STICKER = "sticker"
    CONTACT = "contact"
    UNSUPPORTED = "unsupported"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came with a message; `content` of images and files only, fetched by the channel.

    `external_id` is the channel's own: answering twice stores it once.
    """

    kind: AttachmentKind
    filename: str | None
    content_type: str | None
    content: bytes | None
    external_id: str


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """A message of the client. `about`: what the reply was about that it quotes or taps."""

    id: UUID
    text: str
    at: datetime
    attachments: tuple[Attachment, ...] = ()
    about: Reference | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """Why a person has to go on; `note` is a private summary for staff."""

    reason: str
    source: EscalationSource
    note: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What to send, in order, and whether a person has to go on.

    `remind_at`: when to call `remind`, unless the client writes before; None where there is nothing to ask.
    """

    replies: tuple[Reply, ...]
    handover: Handover | None = None
    remind_at: datetime | None = None


async def answer(
    session: AsyncSession, conversation_id: UUID, messages: Sequence[ClientMessage], now: datetime
) -> Turn:
    """The answer to messages that came together, stored with the dialogue. Commits and sends nothing.

    Raises NotFoundError for an unknown conversation, ConflictError for an erased one.
    """
    conversation = await get_conversation(session, conversation_id)
    context = Context(await known_categories(session), day_in_spain(now))
    dialogue = await stored_dialogue(session, conversation)
    state = client_of(dialogue.state) if dialogue is not None else ClientState()
    request = state.request if state.request is not None else begin(context)[0]
    was_wanted = request.person_wanted
    replies: list[Reply] = []
    for message in messages:
        if replies and replies[-1].kind is ReplyKind.QUESTION:
            replies.pop()  # answered by the next message, or asked again after it
        request, said = step(context, request, message.text, message.about)
        replies += said
    handover = None
    if request.person_wanted and not was_wanted:
        handover = Handover(phrases.PERSON_WANTED, EscalationSource.AUTO, phrases.PERSON_WANTED)
        await escalate(
            session,
            handover.reason,
            handover.source,
            conversation_id=conversation.id,
            user_id=conversation.user_id,
        )
    await _store(session, conversation, dialogue, state.moved(request=request))
    return Turn(tuple(replies), handover)


async def _store(
    session: AsyncSession, conversation: ConversationHistory, dialogue: Dialogue | None, state: ClientState
) -> None:
    if dialogue is None:
        session.add(Dialogue(**owner_of(conversation), state=stored_client(state)))
    else:
        dialogue.state = stored_client(state)
    await session.flush()
