"""Conversations through webhook and worker with language models: what they may change, and what they never can."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.assistant import phrases
from database.models import Case, Dialogue, LLMUsageMetric, ToolCallLog
from tests.channel.theatre import Theatre
from tests.llm.endpoint import Calls, Endpoint, Fails, Hangs, Raw, Says, drafts_of, in_turn, polite

Opening = Callable[..., Any]
Served = tuple[Endpoint, str]


async def test_a_model_phrases_what_the_dialogue_says(opening: Opening, local: Served, cloud: Served) -> None:
    async with opening() as theatre:
        await theatre.write("hola, quiero homologar el escape de mi moto")
        assert any(text.startswith("Vale. ") for text in theatre.texts)
        assert any("169,40" in text for text in theatre.texts), theatre.texts
        assert theatre.texts[0].startswith(phrases.GREETING[:20])
        rows = await theatre.rows(LLMUsageMetric)
        assert [(row.tier, row.task_type, row.success, row.fallback_used) for row in rows] == [
            ("local_fast", "phrase", True, False)
        ]
        assert not cloud[0].asked
        assert not local[0].refused
