"""A stored state: what comes back, older versions, and what is no state."""

import json

import pytest

from agent.assistant import DialogueState, state_of, stored_state
from agent.assistant.state import VERSION
from shared.errors import InvariantError


def test_a_state_is_json_with_its_version() -> None:
    stored = json.loads(json.dumps(stored_state(DialogueState(category="motos-part"))))
    assert stored["version"] == VERSION
    assert state_of(stored) == DialogueState(category="motos-part")


def test_an_older_version_is_brought_forward_step_by_step() -> None:
    upgrades = {
        -1: lambda old: {"version": 0, "category": old["slug"]},
        0: lambda old: {**old, "version": 1, "wanted": []},
    }
    assert state_of({"version": -1, "slug": "motos-part"}, upgrades) == DialogueState(category="motos-part")


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ({}, "version"),
        ({"version": VERSION + 1}, "version"),
        ({"version": True}, "version"),
        ({"version": 1, "surprise": 1}, "surprise"),
        ({"version": 1, "wanted": [{"code": "ESCAPE", "quantity": 0}]}, "wanted.0.quantity"),
    ],
)
def test_what_is_no_state_is_refused_by_name(stored: dict[str, object], key: str) -> None:
    with pytest.raises(InvariantError) as caught:
        state_of(stored)
    assert f"«{key}»" in str(caught.value)
