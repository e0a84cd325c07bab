"""Recorded conversations, from clean to chaotic, each with what a clerk who reads it would write down.

`expected.json` is written from the conversations and the tariff, not from what the assistant does: category,
elements and total of the last quote; cases with their data; which people take over or answer a question.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.assistant.known import known_categories
from agent.assistant.seeing import case_facts
from agent.services.images import ImageStore
from database.connection import create_session_factory
from database.embedded import RunningServer
from database.engines import create_engine
from database.models import Case, Escalation
from tests import servers
from tests.conversations_recorded.playing import FOLDER, Played, names, play

EXPECTED: Final[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
_MOST_CHARACTERS: Final = 4_096
_DERIVED: Final = frozenset({"plazas_finales"})
"""What «no cambian» gives."""


@pytest.fixture(scope="module")
async def seeded(pg_server: RunningServer) -> AsyncIterator[AsyncEngine]:
    """One seeded database for all conversations, each of another client."""
    with servers.temporary_database(pg_server, servers.seeded_template(pg_server)) as url:
        engine = create_engine(url)
        yield engine
        await engine.dispose()


@pytest.fixture
async def session(seeded: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """A session for one conversation."""
    async with create_session_factory(seeded)() as opened:
        yield opened


def test_the_conversations_are_those_that_are_expected() -> None:
    assert set(names()) == set(EXPECTED)
    assert len(EXPECTED) >= 25
    assert {item["category"] for item in EXPECTED.values()} >= {"motos-part", "aseicars-prof"}


@pytest.mark.parametrize("name", names())
async def test_a_conversation_ends_as_expected(name: str, session: AsyncSession, tmp_path: Path) -> None:
    played = await play(session, name, ImageStore(tmp_path))
    expected = dict(EXPECTED[name])
    called = expected.pop("people")
    assert await told(session, played) == expected
    assert [kind for kind, _ in people(played)] == [kind for kind, _ in called]
    assert all(about in said for (_, said), (_, about) in zip(people(played), called, strict=True))
    for burst, turn in played.turns:
        # Whatever is said gets an answer, that fits into a message and is no repetition.
        assert turn.replies, burst
        texts = [reply.text for reply in turn.replies]
        assert len(texts) == len(set(texts)), texts
        assert all(0 < len(text) <= _MOST_CHARACTERS for text in texts)
        assert all(len(set(reply.options)) == len(reply.options) for reply in turn.replies)


async def told(session: AsyncSession, played: Played) -> dict[str, Any]:
    """What became of a conversation, as the expectations are written."""
    categories = await known_categories(session)

    def described(case: Case) -> dict[str, Any]:
        facts = case_facts(case, categories)
        assert facts is not None
        known = {**facts.person, **facts.columns}
        return {
            "status": case.status,
            "elements": dict(facts.quantities),
            "total": f"{case.tariff_amount:.2f}" if case.tariff_amount is not None else None,
            "images": len(case.images),
            "complete": not facts.needs,
            "fields": {code: dict(values) for code, values in facts.answers.items() if values},
            "data": {
                name: value for name, value in known.items() if value is not None and name not in _DERIVED
            },
        }

    quote = played.quote
    return {
        "category": played.category,
        "elements": {item.code: item.quantity for item in quote.elements} if quote else None,
        "total": f"{quote.total:.2f}" if quote and quote.total is not None else None,
        "provisional": quote.provisional if quote else None,
        "cases": [described(case) for case in played.cases],
        "client_messages": played.asked,
    }


def people(played: Played) -> list[tuple[str, str]]:
    """What people were called for, with all the reasons."""
    return [
        (
            "takes over" if item.hands_over else "answers a question",
            " | ".join([item.reason, *(str(more["reason"]) for more in _requests(item))]),
        )
        for item in played.escalations
    ]


def _requests(escalation: Escalation) -> list[dict[str, Any]]:
    found = escalation.metadata_.get("requests", [])
    assert isinstance(found, list)
    return found
