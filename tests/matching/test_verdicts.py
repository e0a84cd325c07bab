"""The comparison of readings finds what has changed and tells nothing of the measuring parts."""

import pytest

from benchmarks.matching import MEASURING
from benchmarks.verdicts import Reading, compare, digest, read_one
from tests.matching.seeded import vocabulary_of


def test_a_reading_holds_elements_questions_and_statuses() -> None:
    vocabulary = vocabulary_of("motos-part")
    reading = read_one(vocabulary, "El manillar no, cambio el escape, la suspensión y un paracaídas")
    assert list(reading["elements"]) == ["ESCAPE"]
    assert [question[0] for question in reading["questions"]] == ["SUSPENSION"]
    assert reading["unresolved"] == ["paracaidas"]
    assert [(targets, status) for targets, _, status in reading["mentions"]] == [
        (["MANILLAR"], "denied"),
        (["ESCAPE"], "asked"),
        (["SUSPENSION"], "asked"),
    ]


def test_each_changed_reading_of_a_development_part_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    before: dict[str, dict[str, Reading]] = {"dev": {"a": {"elements": {"ESCAPE": 1}}, "b": {"elements": {}}}}
    after: dict[str, dict[str, Reading]] = {
        "dev": {"a": {"elements": {"MANILLAR": 1}}, "b": {"elements": {}}}
    }
    assert compare(before, before) == 0
    assert compare(before, after) == 1
    assert "a: elements {'ESCAPE': 1} → {'MANILLAR': 1}" in capsys.readouterr().out


@pytest.mark.parametrize("part", MEASURING)
def test_of_a_measuring_part_only_counts_are_shown(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    before: dict[str, dict[str, Reading]] = {
        part: {"row-1": digest({"elements": {"ESCAPE": 1}}), "row-2": digest({})}
    }
    after: dict[str, dict[str, Reading]] = {
        part: {"row-1": digest({"elements": {"MANILLAR": 1}}), "row-2": digest({})}
    }
    assert compare(before, after) == 1
    shown = capsys.readouterr().out
    assert "1 changed" in shown
    assert "row" not in shown
    assert "ESCAPE" not in shown
