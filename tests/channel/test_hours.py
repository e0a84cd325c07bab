"""Opening hours: told where the firm has set them, asked of a person otherwise, and a policy counts more."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.services.outbox import read_hours
from tests.channel.theatre import Theatre


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (
            "L-V 9:00-14:00 16:00-19:00; S 10:00-13:00",
            "de lunes a viernes de 9:00 a 14:00 y de 16:00 a 19:00; el sábado de 10:00 a 13:00",
        ),
        ("S-D 10:00-12:30", "sábado y domingo de 10:00 a 12:30"),
        ("L 9:00-10:00; J-V 9:00-10:00", "el lunes de 9:00 a 10:00; jueves y viernes de 9:00 a 10:00"),
        ("", ""),
    ],
)
def test_a_week_in_words(setting: str, words: str) -> None:
    assert read_hours(setting).in_words == words


async def test_hours_that_are_set_are_told(opening: Callable[..., Any]) -> None:
    async with opening(BUSINESS_HOURS="L-V 8:30-15:00") as scene:
        theatre = Theatre(scene)
        await theatre.write("hola, ¿qué horario tenéis?")
        assert any("de lunes a viernes de 8:30 a 15:00" in text for text in theatre.texts)
        assert await theatre.escalations() == []


async def test_hours_that_nobody_has_set_are_not_invented(theatre: Theatre) -> None:
    await theatre.write("hola, ¿qué horario tenéis?")
    assert not any("9:00" in text for text in theatre.texts)
    assert len(await theatre.escalations()) == 1
