"""The seeded catalogues, and a dialogue that is stored and read back after every message."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import Context
from agent.services.catalogue.loader import load_catalogue
from database.connection import create_session_factory
from database.engines import create_engine
from domain.catalogue import Catalogue
from tests.assistant.chatting import Chat, a_chat
from tests.assistant.talk import Talk

TODAY: Final = date(2026, 3, 16)


@pytest.fixture(scope="package")
async def catalogues(shared_seeded_database_url: str) -> Mapping[str, Catalogue]:
    """The seeded catalogues by slug."""
    engine = create_engine(shared_seeded_database_url)
    async with create_session_factory(engine)() as session:
        loaded = {slug: await load_catalogue(session, slug) for slug in ("motos-part", "aseicars-prof")}
    await engine.dispose()
    return loaded


@pytest.fixture(scope="package")
def contexts(catalogues: Mapping[str, Catalogue]) -> Mapping[str, Context]:
    """A context for each category, and one ("") that lets the client choose."""
    alone = {slug: Context.of([catalogue], TODAY) for slug, catalogue in catalogues.items()}
    return {**alone, "": Context.of(list(catalogues.values()), TODAY)}


@pytest.fixture
def motos(contexts: Mapping[str, Context]) -> Callable[..., Talk]:
    """Begins a dialogue about a motorcycle with these messages."""
    return lambda *messages: Talk(contexts["motos-part"]).say(*messages)


@pytest.fixture
def campers(contexts: Mapping[str, Context]) -> Callable[..., Talk]:
    """Begins a dialogue about a motorhome with these messages."""
    return lambda *messages: Talk(contexts["aseicars-prof"]).say(*messages)


@pytest.fixture
async def chat(seeded_session: AsyncSession) -> Chat:
    """A client who has not written yet."""
    return await a_chat(seeded_session)
