"""Questions as rows: whose they are, what they lean on, when the next one like them is answered from them."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.regulations import consult
from agent.services.privacy.personal_data import ERASED
from agent.services.regulations.embedding import embed_missing
from agent.services.regulations.embeddings import ModelIdentity
from agent.services.regulations.follow_ups import FORGOTTEN_AFTER, last_of_conversation, question_before
from agent.services.regulations.search import SearchFilters, ask
from agent.services.regulations.search.recording import Asker
from database.models import ConversationHistory, DocumentChunk, RAGQuery, User
from database.models.base import utcnow
from shared.errors import ServerUnavailableError
from tests.regulations.conftest import Office
from tests.regulations.test_search import LAW, Numbers, question


class Wavering(Numbers):
    """An embedder whose server is away at times."""

    is_away = False

    async def identity(self) -> ModelIdentity:
        self._look()
        return await super().identity()

    async def embed_question(self, words: str) -> list[float]:
        self._look()
        return await super().embed_question(words)

    def _look(self) -> None:
        if self.is_away:
            raise ServerUnavailableError("embedding_server_unavailable", "No está.")


async def a_conversation(session: AsyncSession) -> ConversationHistory:
    user = User(phone="+34600111222")
    session.add(user)
    await session.flush()
    conversation = ConversationHistory(user_id=user.id, chatwoot_conversation_id="31")
    session.add(conversation)
    await session.commit()
    return conversation


async def test_questions_of_a_dialogue_are_kept_with_their_client_and_lean_on_each_other(
    office: Office, session: AsyncSession
) -> None:
    await office.add(LAW)
    conversation = await a_conversation(session)
    said = await consult(session, "¿qué dice la ley de la inspección de las cometas?", conversation)
    assert said is not None
    assert "77/2031" in said
    assert await consult(session, "¿y las de alquiler?", conversation) is not None
    await session.commit()
    first, second = await session.scalars(select(RAGQuery).order_by(RAGQuery.created_at))
    assert {(query.user_id, query.conversation_id) for query in (first, second)} == {
        (conversation.user_id, conversation.id)
    }
    assert second.follows_id == first.id
    best = await session.get_one(DocumentChunk, second.citations[0].chunk_id)
    assert best.article_number == "3"


async def test_a_chain_of_questions_leans_on_its_first(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    conversation = await a_conversation(session)
    asker = Asker(conversation.user_id, conversation.id)
    for words in ("¿cada cuánto se hace la inspección técnica?", "¿y las grandes?", "¿y las de alquiler?"):
        previous = await last_of_conversation(session, conversation.id, now=utcnow())
        answer = await question(session, words, previous=previous, asked_by=asker)
    assert answer.question_in_full == "¿cada cuánto se hace la inspección técnica? ¿y las de alquiler?"
    later = utcnow() + FORGOTTEN_AFTER + timedelta(seconds=1)
    assert await last_of_conversation(session, conversation.id, now=later) is None


async def test_an_erased_question_is_not_leaned_on(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    kept = await question(session, "¿qué luces llevan las cometas de noche?")
    assert kept.query_id is not None
    await session.execute(update(RAGQuery).values(query_text=ERASED, cache_key=None))
    await session.commit()
    previous = await question_before(session, kept.query_id)
    answer = await question(session, "¿y las de alquiler?", previous=previous)
    assert answer.question_in_full == "¿y las de alquiler?"
    # Nor is the next one like it answered from what is left of it.
    assert not (await question(session, "¿qué luces llevan las cometas de noche?")).was_cached


async def test_only_the_same_question_of_the_same_index_is_answered_from_the_one_before(
    office: Office, session: AsyncSession
) -> None:
    await office.add(LAW)
    words = "¿qué luces llevan las cometas?"
    first = await question(session, words)
    again = await question(session, words)
    assert (first.was_cached, again.was_cached) == (False, True)
    assert again.passages == first.passages
    assert not (await question(session, words, limit=2)).was_cached
    assert not (await question(session, words, filters=SearchFilters(document="77/2031"))).was_cached
    other = LAW.replace("77/2031", "78/2031").replace("cometas", "globos")
    await office.add(other, "otra.md")
    assert not (await question(session, words)).was_cached
    rows = list(await session.scalars(select(RAGQuery).order_by(RAGQuery.created_at)))
    assert [row.was_cache_hit for row in rows] == [False, True, False, False, False]
    assert all(row.total_ms is not None and row.timings["total"] > 0 for row in rows)  # type: ignore[operator]
    assert {"cache", "index", "total"} <= rows[1].timings.keys()
    assert "text" not in rows[1].timings


async def test_what_was_found_by_words_alone_is_looked_for_again_when_vectors_are_back(
    office: Office, session: AsyncSession
) -> None:
    await office.add(LAW)
    embedder = Wavering()
    await embed_missing(office.workshop.sessions, embedder=embedder)
    embedder.is_away = True
    away = await ask(session, "luces de noche", embedder=embedder)
    await session.commit()
    assert away.without_vectors
    assert away.passages
    embedder.is_away = False
    back = await ask(session, "luces de noche", embedder=embedder)
    await session.commit()
    assert (back.was_cached, back.without_vectors) == (False, False)
    embedder.is_away = True
    kept = await ask(session, "luces de noche", embedder=embedder)
    assert (kept.was_cached, kept.without_vectors) == (True, False)
