"""What a text without a break costs: as much again for as much more, counted in characters looked at."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.regulations import (
    MAX_TOKENS,
    SourceText,
    blocks_of_lines,
    chunks_of,
    lines,
    lines_of_text,
)
from domain.regulations.tokens import count_tokens

UNBROKEN = {
    "words": "el vehículo reformado llevará sus faros y la placa ",
    "sentences": "El vehículo reformado llevará sus faros. ",
    "lines": "el vehículo reformado llevará sus faros\n",
    "parted lines": "el vehículo refor-\n",
    "one word": "homologación",
    "signs": "«–.",
}


def passages_of(text: str) -> list[str]:
    return [chunk.content for chunk in chunks_of(SourceText(blocks_of_lines(lines_of_text(text))))]


def characters_looked_at(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """The characters that counting, tidying and joining are given until the text is parted."""
    looked_at = 0

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: Any) -> Any:
            nonlocal looked_at
            looked_at += sum(len(one) for one in given if isinstance(one, str))
            return work(*given)

        return told

    with monkeypatch.context() as patched:
        patched.setattr("domain.regulations.chunking.count_tokens", counted(count_tokens))
        for name in ("tidy_line", "name_of", "_glue"):
            patched.setattr(lines, name, counted(getattr(lines, name)))
        assert passages_of(text)
    return looked_at


@pytest.mark.parametrize("unit", UNBROKEN.values(), ids=list(UNBROKEN))
def test_twice_the_text_is_twice_the_work(monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    once = characters_looked_at(monkeypatch, unit * (20_000 // len(unit)))
    twice = characters_looked_at(monkeypatch, unit * (40_000 // len(unit)))
    assert once < twice < once * 2.2


@pytest.mark.parametrize("unit", UNBROKEN.values(), ids=list(UNBROKEN))
def test_no_passage_of_an_unbroken_text_is_too_long_and_nothing_is_lost(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    passages = passages_of(text)
    assert max(count_tokens(passage) for passage in passages) <= MAX_TOKENS
    (block,) = blocks_of_lines(lines_of_text(text))
    assert "".join("".join(passages).split()) == "".join(block.text.split())


def test_a_word_parted_far_into_a_paragraph_is_put_together() -> None:
    text = "el vehículo reformado llevará\n" * 40 + "las caracte-\nrísticas del vehículo"
    (block,) = blocks_of_lines(lines_of_text(text))
    assert block.text.endswith("llevará las características del vehículo")
