"""Recorded conversations, from clean to chaotic, each with what it has to lead to: quote, cases, escalation.

`expected.json` has for each conversation the category, the elements and total of the last quote, the cases
with their state, and the reasons for which a person was called.
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
from database.models import Case
from tests import servers
from tests.conversations_recorded.playing import FOLDER, Played, names, play

EXPECTED: Final[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
_MOST_CHARACTERS: Final = 4_096


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
    assert await told(session, played) == EXPECTED[name]
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
        return {
            "status": case.status,
            "elements": dict(facts.quantities),
            "total": f"{case.tariff_amount:.2f}" if case.tariff_amount is not None else None,
            "images": len(case.images),
            "missing": len(facts.needs),
        }

    quote = played.quote
    return {
        "category": played.category,
        "elements": {item.code: item.quantity for item in quote.elements} if quote else None,
        "total": f"{quote.total:.2f}" if quote and quote.total is not None else None,
        "provisional": quote.provisional if quote else None,
        "cases": [described(case) for case in played.cases],
        "escalations": [item.reason for item in played.escalations],
        "client_messages": played.asked,
    }
