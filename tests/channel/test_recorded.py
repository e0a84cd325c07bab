"""Conversations in which people, files and WhatsApp itself take part, played through the webhook.

`recorded/expected.json` is written from the conversation and the tariff, as those of
`tests/conversations_recorded` are.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from cli.simulation.script import read_script

FOLDER: Final = Path(__file__).parent / "recorded"
EXPECTED: Final[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def test_each_recording_is_expected() -> None:
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
async def test_a_conversation_ends_as_expected(name: str, opening: Callable[..., Any]) -> None:
    path = FOLDER / f"{name}.jsonl"
    async with opening(BUSINESS_HOURS="L-D 0:00-23:59") as stage:
        found = await stage.play(read_script(path), FOLDER)
    expected = EXPECTED[name]
    quote = found["quote"]
    assert found["category"] == expected["category"]
    assert {item["code"]: item["quantity"] for item in quote["elements"]} == expected["elements"]
    assert (quote["total"], quote["provisional"]) == (expected["total"], expected["provisional"])
    for case, wanted in zip(found["cases"], expected["cases"], strict=True):
        _check_case(case, wanted)
    escalations = [(item["reason"], item["status"]) for item in found["escalations"]]
    assert len(escalations) == len(expected["escalations"]), escalations
    for (reason, status), (words, wanted) in zip(escalations, expected["escalations"], strict=True):
        assert words in reason
        assert status == wanted
    assert found["bot_silent"] is expected["silent"]
    assert found["language_model_calls"] == expected["model_calls"]
    _check_what_was_said(found["messages"], expected)


def _check_case(case: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert (case["status"], case["elements"], case["images"]) == (
        wanted["status"],
        wanted["elements"],
        wanted["images"],
    )
    assert case["tariff"]["total"] == wanted["total"]
    for code, values in wanted.get("fields", {}).items():
        assert case["fields"][code].items() >= values.items()
    assert case["data"]["petitioner"].items() >= wanted.get("petitioner", {}).items()
    assert not set(case["missing"]) & set(wanted.get("not_missing", []))


def _check_what_was_said(messages: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    said = [item["text"] for item in messages if item["from"] == "assistant"]
    for words in expected.get("said_once", ()):
        assert sum(words in text for text in said) == 1, words
    if "offers" in expected:
        assert sum(text.startswith("*Presupuesto") for text in said) == expected["offers"]
    if "silent_after" in expected:
        later = messages[[item["from"] for item in messages].index("staff") :]
        assert [item["from"] for item in later] == ["staff", *["client"] * expected["silent_after"]]
    # Nothing is said twice in a row, to a message that came twice least of all.
    for first, second in itertools.pairwise(messages):
        if first["from"] == second["from"] == "assistant":
            assert first["text"] != second["text"]
    assert Counter(item["from"] for item in messages)["assistant"]
