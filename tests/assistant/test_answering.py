"""The assistant's turn on a real database: the dialogue is the client's, and goes on wherever it was."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.facts import Manner
from agent.assistant.settings import manner_of
from agent.services.conversations import get_or_create_conversation
from agent.services.images import ImageStore
from agent.services.privacy import erase_person, export_person
from agent.services.settings.known import ASSISTANT
from database.models import ConversationHistory, Dialogue, Escalation
from tests.assistant.chatting import Chat, a_chat


async def test_a_conversation_under_a_new_number_goes_on(chat: Chat) -> None:
    await chat.say("Hola, quiero homologar el escape de mi moto")
    assert "140,00 €" in chat.text
    talk = await chat.session.get_one(ConversationHistory, chat.conversation_id)
    again = await get_or_create_conversation(chat.session, "9001", talk.user_id)
    later = Chat(chat.session, again.conversation.id)
    await later.say("y el manillar")
    assert "175,00 €" in later.text
    assert await chat.session.scalar(select(func.count()).select_from(Dialogue)) == 1


async def test_without_a_phone_the_dialogue_is_the_conversations_until_there_is_a_user(
    seeded_session: AsyncSession,
) -> None:
    chat = await a_chat(seeded_session, phone=None)
    await chat.say("el escape de una moto")
    known = await a_chat(seeded_session)
    user_id = (await seeded_session.get_one(ConversationHistory, known.conversation_id)).user_id
    (await seeded_session.get_one(ConversationHistory, chat.conversation_id)).user_id = user_id
    await seeded_session.commit()
    await chat.say("y el manillar")
    assert "175,00 €" in chat.text
    row = (await seeded_session.scalars(select(Dialogue))).one()
    assert (row.user_id, row.conversation_id) == (user_id, None)


async def test_who_asks_for_a_person_gets_an_escalation_once(chat: Chat) -> None:
    await chat.say("el escape de mi moto", "quiero hablar con una persona")
    assert chat.turn.handover is not None
    escalations = (await chat.session.scalars(select(Escalation))).all()
    assert [row.conversation_id for row in escalations] == [chat.conversation_id]


async def test_erasing_takes_the_dialogue_and_an_export_has_it(chat: Chat, tmp_path: object) -> None:

    await chat.say("el escape de mi moto")
    user_id = (await chat.session.get_one(ConversationHistory, chat.conversation_id)).user_id
    assert user_id is not None
    exported = await export_person(chat.session, user_id)
    assert exported["dialogues"][0]["state"]["version"] == 2
    await erase_person(chat.session, user_id, ImageStore())
    await chat.session.commit()
    assert await chat.session.scalar(select(func.count()).select_from(Dialogue)) == 0


def test_staff_see_the_settings_of_the_assistant_with_the_defaults_that_hold() -> None:
    assert manner_of({}) == manner_of({known.key: known.default for known in ASSISTANT}) == Manner()
    changed = manner_of({known.key: "7" for known in ASSISTANT})
    assert changed == Manner("7", 7, 7, 7, 7)
    assert manner_of({"assistant_misunderstandings": "muchas"}) == Manner()
