"""A client whose channel gives no phone: quote, phone, case, and nothing of theirs is lost."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from agent.services.users import get_or_create_user
from database.models import Case, CaseImage, User
from tests.channel.theatre import Theatre, picture

CALLER = "600 815 815"


async def test_a_quote_then_the_phone_then_the_case_with_all_that_was_sent(
    opening: Callable[..., Any],
) -> None:
    async with opening() as played:
        theatre = Theatre(played, phone=None)
        await theatre.write("hola, el escape de mi moto, matrícula 1234 BCD")
        assert any("140,00 €" in text for text in theatre.texts)
        await theatre.write("esto es la línea completa del escape", picture())
        await theatre.write("acepto")
        assert "teléfono" in theatre.texts[-1]
        assert await _cases(theatre) == []
        await theatre.write("¿dónde estáis?")
        assert "teléfono" in theatre.texts[-1], "a question in between does not lose it"
        await theatre.write("es el 12")
        assert await _cases(theatre) == []
        await theatre.write(CALLER)
        (case,) = await _cases(theatre)
        assert (case.matricula, case.tariff_amount) == ("1234BCD", Decimal("140.00"))
        assert "acepto" in str(case.metadata_["acceptance"])
        async with theatre.scene.sessions() as session:
            user = await session.get_one(User, case.user_id)
            images = list(await session.scalars(select(CaseImage).where(CaseImage.case_id == case.id)))
        assert user.phone == "+34600815815"
        assert [image.element_code for image in images] == ["ESCAPE"]
        conversation = (await theatre.rows_of_conversations())[-1]
        assert conversation.user_id == user.id
        said = len(theatre.texts)
        await theatre.write("¿qué falta?")
        assert any("Todavía falta" in text for text in theatre.texts[said:])


async def test_a_phone_that_is_somebody_elses_opens_nothing_of_theirs(opening: Callable[..., Any]) -> None:
    async with opening() as played:
        async with played.sessions() as session:
            other = (await get_or_create_user(session, "600 816 816")).user
            other.first_name = "Pepa"
            await session.commit()
        theatre = Theatre(played, phone=None)
        await theatre.write("el escape de mi moto")
        await theatre.write("acepto")
        await theatre.write("600 816 816")
        assert await _cases(theatre) == []
        assert theatre.talk.status == "open"
        assert not any("Pepa" in text for text in theatre.texts)
        assert [row.user_id for row in await theatre.rows_of_conversations()] == [None]


async def _cases(theatre: Theatre) -> list[Case]:
    rows = await theatre.rows_of_conversations()
    async with theatre.scene.sessions() as session:
        found = select(Case).where(Case.conversation_id.in_([row.id for row in rows]))
        return list(await session.scalars(found))
