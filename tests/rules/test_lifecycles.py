"""Lives of cases, elements and escalations: one mechanism, and no status that it knows nothing of."""

from enum import StrEnum

import pytest

from agent.services.cases import CASE_LIFE, ELEMENT_LIFE
from agent.services.escalations import ESCALATION_LIFE
from agent.services.transitions import Lifecycle
from shared.errors import ConflictError, InvariantError


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"


FOLLOWING = {Lamp.OFF: frozenset({Lamp.ON}), Lamp.ON: frozenset[Lamp]()}
SPANISH = {Lamp.OFF: "apagada", Lamp.ON: "encendida"}


def test_a_status_without_rules_or_name_is_noticed_at_once() -> None:
    with pytest.raises(InvariantError, match="on"):
        Lifecycle({Lamp.OFF: frozenset({Lamp.ON})}, SPANISH, "")
    with pytest.raises(InvariantError, match="off"):
        Lifecycle(FOLLOWING, {Lamp.ON: "encendida"}, "")


@pytest.mark.parametrize("life", [CASE_LIFE, ELEMENT_LIFE, ESCALATION_LIFE])
def test_what_is_refused_says_what_is_possible(life: Lifecycle[StrEnum]) -> None:
    for current in life.following:
        for wanted in life.following:
            if life.allows(current, wanted):
                life.require(current, wanted, "Esto")
                continue
            with pytest.raises(ConflictError) as caught:
                life.require(current, wanted, "Esto")
            assert caught.value.code == "illegal_transition"
            for allowed in life.following[current]:
                assert life.spanish[allowed] in str(caught.value)
