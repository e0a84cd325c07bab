"""A client's question about the rules in the middle of a dialogue: quoted with its place, or nothing."""

import uuid
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant.regulations import consult, quoted
from agent.services.regulations.search import Passage
from tests.regulations.conftest import Office

LAW = """# Real Decreto 77/2031, de 3 de mayo, por el que se aprueba el Reglamento de cometas

##### Artículo 1. Objeto.

Este real decreto regula el vuelo de cometas en playas y parques.

##### Artículo 3. Inspección técnica.

Las cometas de alquiler pasarán la inspección técnica cada seis meses.

##### Disposición transitoria primera. Cometas anteriores.

Las cometas anteriores podrán volar un año más.
"""


async def test_what_the_regulations_answer_is_quoted_with_its_place(
    office: Office, session: AsyncSession
) -> None:
    await office.add(LAW)
    said = await consult(session, "¿qué dice el artículo 3 del RD 77/2031?")
    assert said is not None
    assert said.startswith("Esto es lo que dice la norma (artículo 3 de «")
    assert "cada seis meses" in said
    assert await consult(session, "¿qué dice el artículo 40 del RD 77/2031?") is None
    assert await consult(session, "   ") is None


async def test_without_regulations_nobody_answers(session: AsyncSession) -> None:
    assert await consult(session, "¿es legal llevarlo así?") is None


def test_of_a_long_passage_the_part_is_quoted_that_is_asked_about() -> None:
    filler = [
        f"En el supuesto {number} se estará a lo que disponga la autoridad competente."
        for number in range(40)
    ]
    text = " ".join([*filler[:20], "La placa de matrícula irá iluminada por la noche.", *filler[20:]])
    passage = Passage(
        uuid.uuid4(), uuid.uuid4(), "Reglamento", None, None, date(2031, 5, 3), "anexo IX", (), (), text, {}
    )
    said = quoted(passage, "¿la matrícula tiene que ir iluminada?")
    assert said.startswith("Esto es lo que dice la norma (anexo IX de «Reglamento», texto a 03/05/2031):")
    assert "irá iluminada por la noche" in said
    assert "[…]" in said
    assert len(said) < 1000
