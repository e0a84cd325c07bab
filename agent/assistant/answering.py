"""A client's messages answered: the stored dialogue goes one turn on, and what it decides is done.

The caller holds the transaction and the lock on the conversation's client, commits, and sends the replies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.asking import ask_next
from agent.assistant.case_data import by_form_and_label
from agent.assistant.client import ClientState, client_of, stored_client
from agent.assistant.doing import Work
from agent.assistant.effects import (
    Accept,
    Done,
    Effect,
    HandIn,
    KeepPhoto,
    SaveColumns,
    SavePerson,
)
from agent.assistant.facts import Facts
from agent.assistant.firm_policies import with_hours
from agent.assistant.guidance import Guidance
from agent.assistant.hearing import Hearing, quote_now
from agent.assistant.messages import (
    Attachment,
    AttachmentKind,
    ClientMessage,
    Handover,
    Turn,
)
from agent.assistant.noting import note_for
from agent.assistant.of_request import reset_request
from agent.assistant.putting_off import leaves_photos, put_off_photos
from agent.assistant.reminding import is_given_up, next_moment, reminder
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.seeing import see, see_again
from agent.assistant.several import names_several, next_category
from agent.assistant.showing import attributes_of
from agent.assistant.state import Asked, DialogueState, Reference
from agent.assistant.talking import hear, placed_of, settle
from agent.assistant.vehicles import seen_in
from agent.services.cases import abandon_case
from agent.services.catalogue import load_catalogue
from agent.services.conversations import get_conversation
from agent.services.dialogues import store_dialogue, stored_dialogue
from agent.services.escalations import escalate
from agent.services.images import ImageStore
from agent.services.inbox.events import storable_text
from database.models import Case, ConversationHistory, Dialogue
from domain.fields.dates import day_in_spain
from domain.fields.messages import spanish_date
from domain.fields.wording import clean
from domain.quote.contract import Quote
from shared.vocabularies import CaseStatus, EscalationSource

__all__ = [
    "Attachment",
    "AttachmentKind",
    "ClientMessage",
    "ClientOutcome",
    "Handover",
    "Turn",
    "answer",
    "attributes_for",
    "choose_category",
    "outcome_for",
    "remind",
]


_QUOTED: Final = 300


@dataclass(frozen=True, slots=True)
class ClientOutcome:
    """What a dialogue has come to: the category talked about and the quote, None before there is one."""

    category: str | None
    quote: Quote | None
    case_id: UUID | None


async def answer(
    session: AsyncSession,
    conversation_id: UUID,
    messages: Sequence[ClientMessage],
    now: datetime,
    *,
    store: ImageStore | None = None,
    guidance: Guidance | None = None,
    hours: str | None = None,
) -> Turn:
    """The answer to messages that came together, stored with the dialogue. Commits and sends nothing.

    Images go to `store`, by default that of the settings; `hours` is when people answer, where the firm has
    said it. Raises NotFoundError for an unknown conversation,
    StorageUnavailableError where an image can't be written, ConflictError where `guidance` would bind the
    client: roll back then and answer again.
    """
    if not messages:
        return Turn(())
    conversation = await get_conversation(session, conversation_id)
    dialogue = await stored_dialogue(session, conversation)
    state = client_of(dialogue.state) if dialogue is not None else ClientState()
    facts = with_hours(await see(session, conversation, state, now), hours)
    state = _without_ended_case(facts, state)
    pictures = [item for message in messages for item in message.attachments]
    work = Work(session, conversation, facts.context, store or ImageStore(), now, state.case_id, pictures)
    turns: list[Hearing] = []
    guide = guidance or Guidance()
    for message in messages:
        heard = guide.heard(message)
        turn = hear(facts, state, replace(heard, text=storable_text(heard.text)))
        guide.check(turn, message)
        turns.append(turn)
        facts = await _carry_out(work, turn, facts)
        state = turn.state
        if _has_handed_in(turn) and state.further and turn.reason is None:
            turn = _next_vehicle(facts, state)
            turns.append(turn)
            facts = await _carry_out(work, turn, facts)
            state = turn.state
    put = [image for turn in turns for image in turn.put]
    if len(put) > 1 and turns[-1].put:
        state = state.moved(placed=placed_of(put))
    last = _joined(turns, facts, state)
    if guide.person is not None and last.reason is None:
        last.source = EscalationSource.TOOL_CALL
        last.call_person(storable_text(guide.person))
    ask_next(last)
    handover = await _hand_over(session, conversation, last, messages) if last.reason is not None else None
    if handover is None:
        await _pass_on(session, conversation, last)
    await _store(session, conversation, dialogue, last.state)
    remind_at = None if handover is not None else next_moment(facts.manner, last.state)
    questions = tuple(last.passed_on) if handover is None else ()
    return Turn(tuple(last.replies), handover, remind_at, questions)


async def remind(session: AsyncSession, conversation_id: UUID, now: datetime) -> Turn:
    """What to send to a client who has been silent, if anything is due; after long the case is given up.

    To be called at the moment that a turn names; calling it earlier or again does nothing. Raises
    NotFoundError.
    """
    conversation = await get_conversation(session, conversation_id)
    dialogue = await stored_dialogue(session, conversation)
    if dialogue is None:
        return Turn(())
    state = client_of(dialogue.state)
    facts = await see(session, conversation, state, now)
    replies: tuple[Reply, ...] = ()
    if state.case_id is not None and is_given_up(facts, state):
        state = await _give_up(session, facts, state)
    elif not state.stopped:
        state, replies = reminder(facts, state)
    await _store(session, conversation, dialogue, state)
    return Turn(replies, None, next_moment(facts.manner, state))


async def outcome_for(session: AsyncSession, conversation_id: UUID, now: datetime) -> ClientOutcome:
    """What the dialogue of the conversation's client has come to. Raises NotFoundError."""
    conversation = await get_conversation(session, conversation_id)
    dialogue = await stored_dialogue(session, conversation)
    if dialogue is None:
        return ClientOutcome(None, None, None)
    state = client_of(dialogue.state)
    facts = await see(session, conversation, state, now)
    category = state.request.category if state.request is not None else None
    return ClientOutcome(category, quote_now(facts, state), state.case_id)


async def attributes_for(
    session: AsyncSession, conversation_id: UUID, now: datetime
) -> Mapping[str, str | None]:
    """What the conversation shows of itself in Chatwoot, by the stored state. Raises NotFoundError."""
    conversation = await get_conversation(session, conversation_id)
    dialogue = await stored_dialogue(session, conversation)
    state = client_of(dialogue.state) if dialogue is not None else ClientState()
    facts = await see(session, conversation, state, now)
    ended = None
    if facts.case is None and state.case_id is not None:
        ended = await session.scalar(select(Case.status).where(Case.id == state.case_id))
    return attributes_of(facts, state, CaseStatus(ended) if ended is not None else None)


async def choose_category(
    session: AsyncSession, conversation_id: UUID, category: str | None, *, is_new: bool = False
) -> None:
    """Let the request be of this category, as if the client had said so; `is_new` forgets the request.

    Raises NotFoundError for an unknown conversation or category.
    """
    conversation = await get_conversation(session, conversation_id)
    slug = (await load_catalogue(session, category)).slug if category is not None else None
    dialogue = await stored_dialogue(session, conversation)
    state = client_of(dialogue.state) if dialogue is not None else ClientState()
    if is_new:
        state = reset_request(state)
    if slug is not None and (state.request is None or state.request.category != slug):
        state = state.moved(request=DialogueState(category=slug))
    await _store(session, conversation, dialogue, state)


def _without_ended_case(facts: Facts, state: ClientState) -> ClientState:
    """A case that staff have ended is over; one that was given up leaves its data to the next."""
    if state.case_id is None:
        return state
    if facts.case is None:
        return reset_request(state)
    if facts.case.status is CaseStatus.ABANDONED:
        return state.moved(case_id=None, abandoned=state.case_id, offered=None, skipped=())
    return state


async def _carry_out(work: Work, turn: Hearing, facts: Facts) -> Facts:
    """Do what the turn wants done and say what became of it; the facts afterwards."""
    early = turn.state.early
    results = await work.do(turn.effects)
    opened = next((done for done in results if isinstance(done.effect, Accept) and done.case_id), None)
    if opened is not None:
        results += await _early(work, turn)
    settle(turn, results)
    if turn.state.case_id is None:
        work.case_id = None
    after = await see_again(work.session, work.conversation, turn.state, facts)
    turn.facts = after
    if opened is not None and any(leaves_photos(text) for text in early):
        put_off_photos(turn)
    return after


async def _early(work: Work, turn: Hearing) -> list[Done]:
    """Store the data that the client had said before there was a case; what is not valid is asked again."""
    effects: list[Effect] = []
    for text in turn.state.early:
        found = by_form_and_label(text)
        if found.columns:
            effects.append(SaveColumns(found.columns))
        if found.person:
            effects.append(SavePerson(found.person))
    turn.move(early=())
    return [done for done in await work.do(effects) if done.refusal is None]


def _has_handed_in(turn: Hearing) -> bool:
    case = turn.case
    return (
        any(isinstance(effect, HandIn) for effect in turn.effects)
        and case is not None
        and case.status is not CaseStatus.COLLECTING
    )


def _next_vehicle(facts: Facts, state: ClientState) -> Hearing:
    """The turn of what the client had said of the next vehicle, as if it came now; where it does not tell
    the vehicles apart, the client is reminded of it."""
    text, *later = state.further
    former = state.request.category if state.request is not None else None
    category = next_category(facts.context, former, text)
    request = DialogueState(category=category) if category is not None else None
    fresh = reset_request(state).moved(further=tuple(later), request=request)
    without = Facts(facts.context, facts.now, facts.manner, facts.policies, facts.has_phone)
    message = ClientMessage(uuid4(), text, facts.now)
    if names_several(facts.context, seen_in(text), text):
        turn = Hearing(without, fresh, message)
        turn.ask(phrases.SECOND_SAID.format(text=text[:_QUOTED]), Reference(asked=Asked.REQUEST))
    else:
        turn = hear(without, fresh, message)
    turn.replies.insert(0, Reply(kind=ReplyKind.NOTICE, text=phrases.SECOND_NOW))
    return turn


def _joined(turns: Sequence[Hearing], facts: Facts, state: ClientState) -> Hearing:
    """The turns of one burst as one: everything once, the last question, the first reason for a person."""
    last = turns[-1]
    said: list[Reply] = []
    kept = 0
    for turn in turns:
        said += [reply for reply in turn.replies if reply not in said]
        kept += sum(isinstance(effect, KeepPhoto) for effect in turn.effects)
        if last.reason is None and turn.reason is not None:
            last.reason, last.source = turn.reason, turn.source
        last.question = turn.question or last.question
        last.is_offered_again = last.is_offered_again or turn.is_offered_again
        if turn is not last:
            last.passed_on = [*turn.passed_on, *last.passed_on]
    last.replies, last.facts, last.state = _counted(said, kept), facts, state
    unknown = sum(not is_known for turn in turns for _, is_known in turn.put)
    if unknown > 1 and last.question is not None and last.question.text == phrases.ASK_WHICH_PHOTO:
        last.question = last.question.model_copy(update={"text": phrases.ASK_WHICH_PHOTOS})
    return last


def _counted(said: Sequence[Reply], kept: int) -> list[Reply]:
    """An album comes as several messages: how many photos were kept is said once, of all."""
    if kept < 2:
        return list(said)
    each = {phrases.PHOTO_KEPT, *(phrases.PHOTOS_KEPT.format(count=count) for count in range(2, kept + 1))}
    first = next((reply for reply in said if reply.text in each), None)
    whole = phrases.PHOTOS_KEPT.format(count=kept)
    return [
        reply.model_copy(update={"text": whole}) if reply is first else reply
        for reply in said
        if reply is first or reply.text not in each
    ]


async def _hand_over(
    session: AsyncSession, conversation: ConversationHistory, turn: Hearing, messages: Sequence[ClientMessage]
) -> Handover:
    reason = turn.reason or phrases.REASON_WANTED
    said = storable_text("\n".join(message.text for message in messages))
    note = note_for(turn.facts, turn.state, "\n".join([reason, *turn.passed_on]), said)
    await escalate(
        session,
        reason,
        turn.source,
        conversation_id=conversation.id,
        user_id=conversation.user_id,
        case_id=turn.state.case_id,
        metadata={"note": note},
    )
    turn.move(misunderstood=0)
    return Handover(reason, turn.source, note)


async def _pass_on(session: AsyncSession, conversation: ConversationHistory, turn: Hearing) -> None:
    """Ask a person what the assistant can't answer; it goes on with the rest meanwhile."""
    for reason in turn.passed_on:
        await escalate(
            session,
            clean(reason),
            EscalationSource.AUTO,
            conversation_id=conversation.id,
            user_id=conversation.user_id,
            case_id=turn.state.case_id,
            hands_over=False,
        )


async def _give_up(session: AsyncSession, facts: Facts, state: ClientState) -> ClientState:
    """Give up a case whose client is silent; what it holds waits for them. One with the engineers goes on."""
    case = facts.case
    if case is None or case.status is not CaseStatus.COLLECTING:
        return state.moved(stopped=True)
    assert state.heard_at is not None
    day = spanish_date(day_in_spain(state.heard_at))
    await abandon_case(session, case.id, phrases.ABANDONED_REASON.format(day=day))
    return state.moved(case_id=None, abandoned=case.id, offered=None, skipped=())


async def _store(
    session: AsyncSession, conversation: ConversationHistory, dialogue: Dialogue | None, state: ClientState
) -> None:
    await session.flush()
    await store_dialogue(session, conversation, dialogue, stored_client(state))
