"""The glossary as staff keeps it: a change reads the next question, and nothing reads as nothing."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.glossary import (
    WordValues,
    change_words,
    get_words,
    glossary,
    list_words,
    put_words,
)
from agent.services.regulations.search import ask
from database.seeds.seeders.everyday import everyday_words
from domain.regulations.everyday import stems_of
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import EverydayKind
from tests.regulations.conftest import Office

LAW = """# Real Decreto 78/2031, de 3 de mayo, sobre cometas

##### Artículo 1. Objeto.

Este real decreto regula el vuelo de cometas.

##### Artículo 2. Silenciador.

Las cometas con silenciador lo llevarán sujeto a la cola.
"""
TUBARRO = WordValues(EverydayKind.MEANING, ("Tubarro",), ("silenciador",))


async def test_a_question_is_read_with_the_rows_of_the_moment(office: Office, session: AsyncSession) -> None:
    await office.add(LAW)

    async def articles() -> list[str | None]:
        answer = await ask(session, "¿dónde sujeto el tubarro?", embedder=None)
        await session.commit()
        return [passage.article for passage in answer.passages if "text" in passage.scores]

    before = await articles()
    await put_words(session, "tubarro", TUBARRO)
    await session.commit()
    assert (await articles())[0] == "2"
    await change_words(session, "tubarro", is_active=False)
    await session.commit()
    assert await articles() == before


async def test_a_change_by_hand_is_seen_too(session: AsyncSession) -> None:
    await put_words(session, "tubarro", TUBARRO)
    first = await glossary(session)
    assert await glossary(session) == first
    await session.commit()
    await session.execute(text("UPDATE everyday_words SET legal_words = '[\"escape\"]'"))
    second = await glossary(session)
    assert second.version != first.version
    assert second.glossary.read("mi tubarro").legal == ("escape",)


async def test_rows_are_found_by_their_words_and_nearest_codes(session: AsyncSession) -> None:
    await put_words(session, "tubarro", TUBARRO)
    assert [row.code for row in await list_words(session, containing="SILENCIADOR")] == ["tubarro"]
    assert await list_words(session, containing="bujía") == []
    assert await list_words(session, kind=EverydayKind.SUBJECT) == []
    with pytest.raises(NotFoundError, match="tubaro") as refused:
        await get_words(session, "tubaro")
    assert "tubarro" in (refused.value.remedy or "")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("Tubo Largo", TUBARRO),
        ("x", WordValues(EverydayKind.MEANING, (), ("silenciador",))),
        ("x", WordValues(EverydayKind.MEANING, ("tubarro",), ("¿?",))),
        ("x", WordValues(EverydayKind.MEANING, ("…",), ("silenciador",))),
        ("x", WordValues(EverydayKind.MEANING, ("tubarro",), ("a" * 201,))),
        ("x", WordValues(EverydayKind.SPELLING, ("q",), ("que", "cuál"))),
    ],
)
async def test_what_reads_nothing_is_refused(session: AsyncSession, code: str, values: WordValues) -> None:
    with pytest.raises(InvalidInputError):
        await put_words(session, code, values)


def test_the_first_rows_are_sound() -> None:
    rows = everyday_words()
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        assert EverydayKind(row["kind"])
        assert row["phrases"]
        assert row["legal"]
        assert all(stems_of(words) for words in (*row["phrases"], *row["legal"])), row
