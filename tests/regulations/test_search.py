"""Questions to a law of our own: by name, words and meaning; what has gone is gone."""

import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations import activate, deactivate, embedding
from agent.services.regulations.embedding import embed_missing, forget_retired, reindex
from agent.services.regulations.embeddings import ModelIdentity, find_embedder
from agent.services.regulations.glossary import WordValues, put_words
from agent.services.regulations.search import Answer, SearchFilters, ask, legs
from agent.services.regulations.search.legs import prepare
from agent.services.regulations.search.recording import PreviousQuestion
from agent.services.regulations.upkeep import IndexTask, ordered_tasks
from agent.services.regulations.verifying import repair, verify
from database.engines import create_engine
from database.models import ChunkVector, EmbeddingModel, QueryCitation, RAGQuery
from domain.regulations import evidence
from shared.errors import InvalidInputError
from shared.vocabularies import EverydayKind
from tests.regulations.conftest import Office
from tests.servers import as_owner

LAW = """# Real Decreto 77/2031, de 3 de mayo, por el que se aprueba el Reglamento de cometas

##### Artículo 1. Objeto.

Este real decreto regula el vuelo de cometas en playas y parques.

##### Artículo 2. Alumbrado.

Las cometas llevarán indicadores de dirección de color ámbar y el dispositivo luminoso V-16 durante la noche.

##### Artículo 3. Inspección técnica.

1. La inspección técnica se hará cada dos años.

2. Las cometas de alquiler la pasarán cada seis meses.

##### Disposición transitoria primera. Cometas anteriores.

Las cometas anteriores podrán volar un año más.
"""


class Numbers:
    """An embedder that counts letters: enough to tell the texts of one law apart, and two models apart."""

    def __init__(self, name: str = "letters", alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> None:
        self.name = name
        self.alphabet = alphabet
        self.asked = 0

    async def identity(self) -> ModelIdentity:
        return ModelIdentity(self.name, self.name.ljust(64, "0"), len(self.alphabet))

    async def embed_question(self, words: str) -> list[float]:
        return self._vector(words)

    async def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += len(texts)
        return [self._vector(words) for words in texts]

    def _vector(self, words: str) -> list[float]:
        counts = [1.0 + words.casefold().count(letter) for letter in self.alphabet]
        length = sum(count * count for count in counts) ** 0.5
        return [count / length for count in counts]


async def question(session: AsyncSession, words: str, **more: object) -> Answer:
    answer = await ask(session, words, embedder=None, **more)  # type: ignore[arg-type]
    await session.commit()
    return answer


async def test_a_place_is_named(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    for words, article in (
        ("artículo 3 del RD 77/2031", "3"),
        ("art. 2 del reglamento de cometas", "2"),
        ("V-16", "2"),
        ("disposición transitoria primera", "disposición transitoria primera"),
    ):
        answer = await question(session, words)
        assert answer.is_answerable, words
        assert answer.passages[0].article == article, words
    assert not (await question(session, "artículo 40 del RD 77/2031")).is_answerable
    assert not (await question(session, "artículo 3 del RD 88/1999")).is_answerable


async def test_words_of_people_find_those_of_the_law(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    answer = await question(session, "q intermitentes tengo q llevar?")
    assert answer.passages[0].article == "2"
    assert answer.without_vectors
    assert answer.passages[0].headings[-1].startswith("Artículo 2")


@pytest.mark.parametrize(
    "words",
    [
        "¿cuánto me cuesta la inspección técnica de una cometa?",
        "artículo 40 del RD 77/2031",
        "¿qué luces lleva un submarino?",
        "¿submarinos?",
        "¿inspectores?",
        "??!",
    ],
)
async def test_the_nearest_passages_are_shown_without_an_answer_and_without_vectors(
    office: Office, session: AsyncSession, words: str
) -> None:
    await office.add(LAW)
    values = WordValues(EverydayKind.SUBJECT, ("cuánto me cuesta",), ("tarifa euros",))
    await put_words(session, "precio", values)
    answer = await question(session, words)
    assert answer.without_vectors
    assert answer.passages
    if not words.endswith("submarino?"):
        assert not answer.is_answerable


async def test_among_many_passages_the_statistics_say_how_common_words_are(
    office: Office, session: AsyncSession, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.add(LAW)
    owner = create_engine(as_owner(database_url), pooled=False)
    async with owner.begin() as connection:
        await connection.exec_driver_sql("ANALYZE document_chunks")
    await owner.dispose()
    counted = await legs.Frequencies().of(session, "an index", ["comet", "inspeccion"])
    assert 0 < counted["comet"].telling < counted["inspeccion"].telling
    # From now on no passage has these words: only the statistics know of them.
    await session.execute(text("UPDATE document_chunks SET content = 'vacío', heading_hierarchy = '[]'"))
    monkeypatch.setattr(legs, "_COUNTED", 0)
    told = await legs.Frequencies().of(session, "an index", ["comet", "inspeccion", "submarin", "vaci"])
    assert {word: told[word] for word in counted} == counted
    assert told["submarin"].passages == 0
    assert told["vaci"].passages == 4  # which they do not know yet


async def test_a_question_of_another_index_in_between_leaves_what_was_counted(
    office: Office, session: AsyncSession
) -> None:
    """Each filter and each change makes another index, and questions are asked at the same time."""
    await office.add(LAW)
    shared = legs.Frequencies()
    before = await shared.of(session, "one index", ["comet"])

    class Interrupted:
        async def execute(self, statement: Any, parameters: Any) -> Any:
            await shared.of(session, "another index", ["ambar"])
            return await session.execute(statement, parameters)

    found = await shared.of(Interrupted(), "one index", ["comet", "inspeccion"])  # type: ignore[arg-type]
    assert found["comet"] == before["comet"]
    assert (found["comet"].passages, found["inspeccion"].passages) == (4, 1)


async def test_where_there_are_too_many_the_passages_whose_words_tell_most_together_are_scored(
    office: Office, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.add(LAW)

    async def scored() -> list[str | None]:
        answer = await question(session, "las cometas, inspección técnica en alquiler", keep=False)
        return [passage.article for passage in answer.passages]

    assert len(await scored()) > 2
    monkeypatch.setattr(legs, "_MOST_SCORED", 1)
    assert await scored() == ["3"]
    # The rarest word alone brings passages here; that the others are in it counts none the less.
    monkeypatch.setattr(legs, "_MOST_LOOKED_AT", 0)
    assert await scored() == ["3"]


async def test_each_way_scores_what_only_the_other_has_found(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    await embed_missing(office.workshop.sessions, embedder=Numbers())
    answer = await ask(session, "¿cada cuánto es la inspección?", embedder=Numbers())
    await session.commit()
    passages = answer.passages
    assert len(passages) == await session.scalar(text("SELECT count(*) FROM chunk_vectors"))
    assert all({"dense", "fused"} <= passage.scores.keys() for passage in passages)
    assert [passage.scores["fused"] for passage in passages] == sorted(
        (passage.scores["fused"] for passage in passages), reverse=True
    )


async def test_a_follow_up_leans_on_the_question_before(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    before = PreviousQuestion("¿cada cuánto se hace la inspección?")
    assert (await question(session, "¿y las de alquiler?", previous=before)).passages[0].article == "3"


async def test_a_deactivated_document_is_gone_at_once_from_the_cache_too(
    office: Office, session: AsyncSession
) -> None:
    view = await office.add(LAW)
    first = await question(session, "¿cada cuánto es la inspección?")
    again = await question(session, "¿Cada cuánto  es la INSPECCIÓN?")
    assert again.was_cached
    assert [passage.chunk_id for passage in again.passages] == [
        passage.chunk_id for passage in first.passages
    ]
    await deactivate(session, view.id, now=office.clock.now())
    await session.commit()
    gone = await question(session, "¿cada cuánto es la inspección?")
    assert gone.passages == ()
    assert not gone.is_answerable
    await activate(session, view.id, now=office.clock.now())
    await session.commit()
    assert (await question(session, "¿cada cuánto es la inspección?")).passages[0].article == "3"


async def test_what_was_judged_by_what_was_learnt_before_is_judged_anew(
    office: Office, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.add(LAW)
    asked = [(await question(session, "¿De qué color son las luces?")).was_cached for _ in range(2)]
    monkeypatch.setattr(evidence, "VERSION", "another")
    asked.append((await question(session, "¿De qué color son las luces?")).was_cached)
    assert asked == [False, True, False]


async def test_a_question_is_kept_with_what_it_cites(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    answer = await question(session, "¿qué luces llevan?", filters=SearchFilters(document="77/2031"))
    row = await session.get_one(RAGQuery, answer.query_id)
    assert row.filters == {"document": "77/2031"}
    assert row.is_answerable is answer.is_answerable
    cited = await session.scalars(
        select(QueryCitation.chunk_id).where(QueryCitation.query_id == row.id).order_by(QueryCitation.rank)
    )
    assert list(cited) == [passage.chunk_id for passage in answer.passages]
    assert {"text", "total"} <= row.timings.keys()


async def test_a_filter_that_nothing_meets(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    assert (await question(session, "luces", filters=SearchFilters(tag="frenos"))).passages == ()


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
async def test_no_question(session: AsyncSession, words: str) -> None:
    with pytest.raises(InvalidInputError):
        await ask(session, words, embedder=None)


async def test_vectors_are_made_once_and_a_new_model_takes_over(
    office: Office, session: AsyncSession
) -> None:
    view = await office.add(LAW)
    sessions = office.workshop.sessions
    first = Numbers()
    made = await embed_missing(sessions, view.id, embedder=first)
    assert made == await session.scalar(text("SELECT count(*) FROM document_chunks"))
    assert await embed_missing(sessions, view.id, embedder=first) == 0
    answer = await ask(session, "Las cometas de alquiler la pasarán cada seis meses.", embedder=first)
    await session.commit()
    assert not answer.without_vectors
    assert answer.passages[0].scores["dense"] > 0.8

    second = Numbers("others", "aeiou")
    assert (await ask(session, "luces", embedder=second)).without_vectors  # never compared with the first's
    await session.rollback()
    assert await reindex(sessions, embedder=second) == made
    models = await session.scalars(select(EmbeddingModel.name).where(EmbeddingModel.status == "active"))
    assert list(models) == ["others"]
    assert not (await ask(session, "luces", embedder=second)).without_vectors
    # A process that still has the former settings answers by the former model, for a while.
    assert not (await ask(session, "luces", embedder=first, keep=False)).without_vectors
    await session.commit()
    await session.execute(text("UPDATE embedding_models SET updated_at = now() - interval '2 days'"))
    await session.commit()
    await forget_retired(sessions)
    assert (
        await session.scalar(
            select(ChunkVector.id).join(EmbeddingModel).where(EmbeddingModel.name == "letters")
        )
        is None
    )
    assert (await ask(session, "luces", embedder=first, keep=False)).without_vectors


async def test_who_is_switched_off_gets_no_more_vectors_until_it_answers_again(
    office: Office, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = await office.add(LAW)
    sessions = office.workshop.sessions

    class Interrupted(Numbers):
        async def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
            async with sessions() as other:
                await deactivate(other, view.id, now=office.clock.now())
                await other.commit()
            return await super().embed_passages(texts)

    monkeypatch.setattr(embedding, "BATCH", 2)
    made = await embed_missing(sessions, view.id, embedder=Interrupted())
    assert made == 2  # the batch that was under way
    assert await embed_missing(sessions, embedder=Numbers()) == 0
    assert (await verify(sessions, Numbers())).missing == 0

    await activate(session, view.id, now=office.clock.now())
    await session.commit()
    assert [ordered.task for ordered in await ordered_tasks(session)] == [IndexTask.REPAIR]
    await repair(sessions, Numbers())
    wanted = await session.scalar(text("SELECT count(*) FROM document_chunks"))
    assert await session.scalar(text("SELECT count(*) FROM chunk_vectors")) == wanted
    await session.execute(text("DELETE FROM jobs"))
    await activate(session, view.id, now=office.clock.now())
    assert await ordered_tasks(session) == []  # it lacks none


async def test_a_new_version_keeps_the_vectors_of_what_it_keeps(
    office: Office, session: AsyncSession
) -> None:
    old = await office.add(LAW)
    model = Numbers()
    await embed_missing(office.workshop.sessions, old.id, embedder=model)
    before = model.asked
    new = await office.add(LAW.replace("cada dos años", "cada tres años"), "nueva.md", supersedes=old.id)
    await embed_missing(office.workshop.sessions, new.id, embedder=model)
    assert model.asked == before + 1


async def test_the_index_of_a_model_serves_its_queries(office: Office, session: AsyncSession) -> None:
    """Prepared statements must not keep a plan that knows nothing of the model's index."""
    await office.add(LAW)
    await embed_missing(office.workshop.sessions, embedder=Numbers())
    model = (await session.scalars(select(EmbeddingModel))).one()
    name = await session.scalar(text("SELECT msia_index_vectors(:model)"), {"model": model.id})
    await session.commit()
    await session.execute(
        text("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)")
    )
    vector = "[" + ",".join(["1"] * model.dimensions) + "]"
    halves = f"halfvec({model.dimensions})"
    connection = await session.connection()
    await connection.exec_driver_sql(
        "PREPARE nearest (uuid) AS SELECT v.chunk_id FROM chunk_vectors v WHERE v.model_id = $1 "
        f"ORDER BY v.vector::{halves} <=> CAST('{vector}' AS {halves}) LIMIT 5"
    )
    await connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
    assert not await _uses(session, model.id, str(name))
    await prepare(session)
    assert await _uses(session, model.id, str(name))


async def test_the_index_is_made_once_there_are_many_vectors_by_sessions_that_may_take_long(
    office: Office, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = await office.add(LAW)
    monkeypatch.setattr("agent.services.regulations.embedding.INDEX_FROM", 2)
    patient = office.workshop.sessions
    await embed_missing(office.workshop.sessions, view.id, embedder=Numbers(), index_sessions=patient)
    index = "SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'ix_chunk_vectors_hnsw_%'"
    assert await session.scalar(text(index)) == 1


async def _uses(session: AsyncSession, model: uuid.UUID, index: str) -> bool:
    connection = await session.connection()
    plan = await connection.exec_driver_sql(f"EXPLAIN EXECUTE nearest ('{model}')")
    return any(index in line for line in plan.scalars())


async def test_the_bundled_model_understands(office: Office, session: AsyncSession) -> None:
    embedder = find_embedder()
    if embedder is None:
        pytest.skip("no model is installed")
    await office.add(LAW)
    await embed_missing(office.workshop.sessions, embedder=embedder)
    answer = await ask(session, "¿cuándo toca la revisión si la tengo alquilada?\0", embedder=embedder)
    assert answer.passages[0].article == "3"
    assert not answer.without_vectors
    (identity,) = await session.scalars(select(EmbeddingModel))
    assert len(identity.fingerprint) == 64
