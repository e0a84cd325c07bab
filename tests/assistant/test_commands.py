"""The table of what clients say to the dialogue: every row with its own examples, and all rows together."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.commands import Command, said_in, table
from agent.assistant.phrasebook import Row, Scope, read_row
from agent.assistant.wording import meanings, rows
from domain.folding import fold_line

ALL = frozenset(Command)


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.command} {row.fires}")
def test_a_row_reads_its_example_and_not_the_other(row: Row[Command]) -> None:
    found = read_row(row, row.fires)
    assert found is not None
    assert found.command is row.command
    assert read_row(row, row.does_not) is None


def test_every_command_has_words_and_no_row_stands_twice() -> None:
    assert {row.command for row in table()} == ALL
    phrases = [(row.scope, row.phrase) for row in table()]
    assert len(phrases) == len(set(phrases))


def test_single_words_are_folded_and_belong_to_one_meaning() -> None:
    kinds = {row[0] for row in rows("words.tsv")}
    assert kinds == {
        *("number", "ordinal", "others", "courtesy", "filler", "datum", "question", "spanish"),
        *("weak", "photo", "shown", "adding", "asking", "asks_first"),
        *(
            "assent",
            "beside_assent",
            "no_assent",
            "reserve",
            "condition",
            "hesitating",
            "bid",
            "add_it",
            "no_name",
            "thanking",
        ),
        *("several_photos", "one_photo", "question_opening", "express", "emoji", "unsure", "paper", "only"),
        *("less", "taking"),
    }
    for kind in kinds - {"emoji"}:
        assert all(word == fold_line(word) and re.fullmatch(r"\w+", word) for word in meanings(kind))


@pytest.mark.parametrize(
    "text",
    ["no lo sé", "No se", "NO SÉ", "luego", "paso", "ni idea", "Uf, ni idea…", "no lo sé, perdona", "saltar"],
)
def test_skipping_in_any_wording(text: str) -> None:
    found = said_in(text, ALL)
    assert found is not None
    assert found.command is Command.SKIP


def test_what_a_command_leaves_over_comes_as_it_was_written() -> None:
    found = said_in("el largo no era 280 sino 2,90 m", ALL)
    assert found is not None
    assert (found.command, found.rest, found.old, found.value) == (Command.AMEND, "el largo", "280", "2,90 m")
    found = said_in("El escape Öhlins, y quiero hablar con una persona", ALL)
    assert found is not None
    assert (found.command, found.rest) == (Command.PERSON, "El escape Öhlins, y")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = said_in(text, ALL)
    assert found is None or found.sentence == text


def test_no_phrase_says_two_commands_at_once() -> None:
    """Where two commands are heard together, the example of each is read as that command."""
    wrong = {
        row.fires: found.command
        for row in table()
        if row.scope is Scope.WHOLE
        and (found := said_in(row.fires, ALL - {Command.CHANGE})) is not None
        and found.command is not row.command
    }
    assert not wrong
