"""What the catalogue offers to choose from is an answer when it is typed, even where it sounds otherwise."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from agent.assistant import Context
from agent.assistant.client import ClientState
from agent.assistant.effects import SaveAnswers
from agent.assistant.facts import CaseFacts, Facts, Need, Part
from agent.assistant.messages import ClientMessage
from agent.assistant.needs import reference_to
from agent.assistant.state import DialogueState, Wanted
from agent.assistant.talking import hear
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields
from shared.vocabularies import CaseStatus, FieldType

NOW = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)


def test_every_option_is_an_answer(
    catalogues: Mapping[str, Catalogue], contexts: Mapping[str, Context]
) -> None:
    wrong = []
    for slug, catalogue in catalogues.items():
        for code in catalogue.elements:
            for field in effective_fields(catalogue, code):
                if field.field_type is not FieldType.SELECT:
                    continue
                need = Need(Part.FIELD, field.name, field.label, code)
                wrong += [
                    (slug, code, field.name, option)
                    for option in field.options
                    if _answers(contexts[slug], slug, need, option) != [{field.name: option}]
                ]
    assert wrong == []


def _answers(context: Context, slug: str, need: Need, said: str) -> list[dict[str, str]]:
    """What a message stores of the element while this is asked of a case that lacks nothing else."""
    assert need.element is not None
    case = CaseFacts(
        uuid.uuid4(), slug, CaseStatus.COLLECTING, True, Decimal(140), {need.element: 1}, (need,), 1, 2, 0
    )
    state = ClientState(
        request=DialogueState(category=slug, wanted=(Wanted(code=need.element, quantity=1),)),
        greeted=True,
        case_id=case.id,
        waiting=reference_to(need),
    )
    turn = hear(Facts(context, NOW, case=case), state, ClientMessage(uuid.uuid4(), said, NOW))
    return [dict(effect.answers) for effect in turn.effects if isinstance(effect, SaveAnswers)]
