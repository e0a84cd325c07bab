"""What makes vectors: the portable package, and servers of both kinds on this machine, also failing ones."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.embedding import embed_missing, reindex
from agent.services.regulations.embeddings import find_embedder, installed_embedders
from agent.services.regulations.embeddings.bundled import SENTENCE_ENCODER
from agent.services.regulations.embeddings.remote import RemoteEmbedder, RemoteModel
from agent.services.regulations.search import ask
from database.models import ChunkVector, EmbeddingModel
from shared.config import EmbeddingChoice, Settings
from shared.errors import InvalidInputError, ServerUnavailableError
from tests.regulations.conftest import Office
from tests.regulations.language_model import Double, Said, serving
from tests.regulations.test_search import LAW, Numbers

KINDS = ("v1", "api")


@pytest.fixture
def double() -> Iterator[Double]:
    with serving() as found:
        yield found


def address(double: Double, kind: str) -> str:
    return double.url.removesuffix("v1") + kind


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


async def numbers(asked: Sequence[str]) -> list[list[float]]:
    return await Numbers().embed_passages(asked)


def told(kind: str, vectors: Sequence[Sequence[float]], *, reverse: bool = True) -> Said:
    """The vectors as a server of the kind tells them; OpenAI's may be in any order."""
    if kind == "api":
        return Said(body=json.dumps({"embeddings": vectors}).encode())
    data = [{"index": index, "embedding": vector} for index, vector in enumerate(vectors)]
    return Said(body=json.dumps({"data": data[::-1] if reverse else data}).encode())


def letters(kind: str) -> Any:
    """A server that counts letters, and gives vectors that are not of length 1."""

    def answer(asked: dict[str, Any]) -> Said:
        model = Numbers()
        return told(kind, [[3 * value for value in model._vector(words)] for words in asked["input"]])

    return answer


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_makes_vectors_in_order_and_of_length_one(double: Double, kind: str) -> None:
    double.answers = [letters(kind)] * 9
    model = RemoteModel(address(double, kind), "a-model", "a-key", "query: ", "passage: ")
    embedder = RemoteEmbedder(model)
    texts = [f"{letter * number} pasaje\0" for number, letter in enumerate("abcdefghij" * 7, 1)]
    vectors = await embedder.embed_passages(texts)
    assert [len(asked["input"]) for asked in double.asked] == [32, 32, 6]
    assert {asked["model"] for asked in double.asked} == {"a-model"}
    assert double.asked[0]["input"][0] == "passage: a pasaje "
    assert set(double.keys) == {"Bearer a-key"}
    assert vectors == [pytest.approx(one) for one in await numbers([f"passage: {words}" for words in texts])]
    assert all(math.isclose(math.hypot(*vector), 1.0) for vector in vectors)
    question = await embedder.embed_question("¿luces?")
    assert double.asked[-1]["input"] == ["query: ¿luces?"]
    assert question == pytest.approx((await numbers(["query: ¿luces?"]))[0])
    assert (await embedder.identity()).dimensions == 26
    before = len(double.asked)
    await embedder.identity()
    assert len(double.asked) == before


async def test_whatever_changes_the_vectors_is_another_model(double: Double) -> None:
    double.answers = [letters("v1")] * 9
    base = {"url": address(double, "v1"), "model": "one"}
    variants: list[dict[str, str]] = [
        {},
        {"model": "two"},
        {"question_prefix": "q: "},
        {"passage_prefix": "p: "},
        {"url": f"{address(double, 'v1')}/"},
        {"key": "secret"},
    ]
    prints = [(await RemoteEmbedder(RemoteModel(**{**base, **variant})).identity()) for variant in variants]
    assert len({one.fingerprint for one in prints}) == 4
    assert prints[0] == prints[4] == prints[5]
    assert not any("secret" in one.name for one in prints)


BAD = {
    "500": Said(status=500, body=b"{}"),
    "401": Said(status=401, body=b"{}"),
    "html": Said(body=b"<html>"),
    "another form": Said(body=b'{"vectors": [[1.0]]}'),
    "too few": Said(body=b'{"data": [], "embeddings": []}'),
    "nothing in it": Said(body=b'{"data": [{"index": 0, "embedding": [0, 0]}], "embeddings": [[0, 0]]}'),
    "no length": Said(body=b'{"data": [{"index": 0, "embedding": []}], "embeddings": [[]]}'),
    "no number": Said(body=b'{"data": [{"index": 0, "embedding": [NaN, 1]}], "embeddings": [[NaN, 1]]}'),
    "twice the first": Said(
        body=json.dumps({"data": [{"index": 1, "embedding": [1.0]}], "embeddings": [[1.0], [1.0]]}).encode()
    ),
    "vanishes": Said(vanishes=True),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", BAD)
async def test_what_a_server_must_not_say(double: Double, kind: str, case: str) -> None:
    double.answers = [BAD[case]]
    embedder = RemoteEmbedder(RemoteModel(address(double, kind), "a-model", "a-key"))
    with pytest.raises(ServerUnavailableError) as raised:
        await embedder.embed_question("luces")
    assert raised.value.field == "EMBEDDING_URL"
    assert "a-key" not in str(raised.value)


async def test_vectors_of_another_length_than_the_models_are_refused(double: Double) -> None:
    double.answers = [told("v1", [[1.0, 2.0]]), told("v1", [[1.0, 2.0, 3.0]])]
    embedder = RemoteEmbedder(RemoteModel(address(double, "v1"), "a-model"))
    await embedder.identity()
    with pytest.raises(ServerUnavailableError):
        await embedder.embed_question("luces")


async def test_moving_to_a_server_leaves_no_moment_without_vectors(
    office: Office, session: AsyncSession, double: Double
) -> None:
    """While the new model's vectors are made, and after, both the former settings and the new ones answer."""
    law = LAW + "\n\n".join(f"##### Artículo {number}. Más.\n\nCometa {number}." for number in range(4, 20))
    view = await office.add(law)
    sessions, former = office.workshop.sessions, Numbers("former")
    await embed_missing(sessions, view.id, embedder=former)
    double.answers = [letters("v1")] * 40
    new = RemoteEmbedder(RemoteModel(address(double, "v1"), "new"))
    seen: list[bool] = []

    class Watching:
        """Asks with the former settings at each batch of the new model's."""

        identity = staticmethod(new.identity)
        embed_question = staticmethod(new.embed_question)

        async def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
            async with sessions() as other:
                answer = await ask(other, "luces de noche", embedder=former, keep=False)
                seen.append(answer.without_vectors)
            return await new.embed_passages(texts)

    made = await reindex(sessions, embedder=Watching())
    assert made == len(list(await session.scalars(select(ChunkVector.id)))) / 2
    assert len(seen) >= 3
    assert not any(seen)
    for embedder in (former, new):
        assert not (await ask(session, "luces", embedder=embedder, keep=False)).without_vectors
    # Cut short half way, it goes on where it was, and the former model answers until it is done.
    await session.rollback()
    half = Failing("third", after=1)
    with pytest.raises(ServerUnavailableError):
        await reindex(sessions, embedder=half)
    status = select(EmbeddingModel.status).where(EmbeddingModel.name == "third")
    assert await session.scalar(status) == "preparing"
    assert not (await ask(session, "luces", embedder=new, keep=False)).without_vectors
    await session.rollback()
    half.after = 1000
    assert await reindex(sessions, embedder=half) < made


class Failing(Numbers):
    """An embedder that gives up after so many batches."""

    def __init__(self, name: str, after: int) -> None:
        super().__init__(name)
        self.after = after

    async def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        if self.asked >= 8 * self.after:
            raise ServerUnavailableError("embedding_server_unavailable", "No está.")
        return await super().embed_passages(texts)


async def test_the_portable_model_stands_in_and_both_packages_answer_while_one_takes_over(
    office: Office, session: AsyncSession
) -> None:
    if not SENTENCE_ENCODER.is_installed:
        pytest.skip("the portable model is not installed")
    portable = find_embedder(Settings(EMBEDDINGS=EmbeddingChoice.USE, EMBEDDING_URL=None))
    assert portable is not None
    assert portable in installed_embedders(Settings())
    identity = await portable.identity()
    assert (identity.dimensions, len(identity.fingerprint)) == (512, 64)
    dog, hound, law = await portable.embed_passages(
        ["El perro duerme en casa.", "Un can descansa en el hogar.\0", "La masa máxima autorizada del eje."]
    )
    assert math.isclose(math.hypot(*dog), 1.0, abs_tol=1e-3)
    alike, unlike = dot(dog, hound), dot(dog, law)
    assert alike > unlike + 0.2
    await office.add(LAW)
    await embed_missing(office.workshop.sessions, embedder=portable)
    answer = await ask(session, "revisión de las que se alquilan", embedder=portable, keep=False)
    assert answer.passages[0].article == "3"
    # Settings that name another model already, whose vectors are not there yet.
    meanwhile = await ask(session, "luces", embedder=Numbers("coming"), keep=False)
    assert not meanwhile.without_vectors


def test_a_model_that_is_asked_for_and_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert find_embedder(Settings(EMBEDDINGS=EmbeddingChoice.AUTO, EMBEDDING_THREADS=77)) is None
    for choice in (EmbeddingChoice.E5, EmbeddingChoice.USE):
        with pytest.raises(InvalidInputError) as raised:
            find_embedder(Settings(EMBEDDINGS=choice, EMBEDDING_THREADS=77))
        assert raised.value.field == "EMBEDDINGS"


async def test_the_length_of_a_vector_is_kept_with_its_model(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)
    await embed_missing(office.workshop.sessions, embedder=Numbers())
    lengths = await session.scalars(
        text(
            "SELECT DISTINCT cardinality(v.vector) = m.dimensions FROM chunk_vectors v "
            "JOIN embedding_models m ON m.id = v.model_id"
        )
    )
    assert list(lengths) == [True]
