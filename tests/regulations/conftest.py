"""A workshop for documents on a database of the test's own."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.images import ImageStore
from agent.services.regulations import (
    DocumentView,
    NewDocument,
    Workshop,
    register,
    view_document,
)
from agent.services.regulations.working import work_until_read
from database.connection import create_session_factory
from tests.regulations.texts import LAW

LONG = 1_000_000.0
"""Seconds of a lease that no look at the clock ends."""


class Clock:
    """A moment that the test moves, and each look at it by two seconds: what waits comes due."""

    def __init__(self) -> None:
        self.moment = datetime(2031, 5, 3, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.pass_by(seconds=2)
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


class Office:
    """Registers and reads documents as staff and workers do."""

    def __init__(self, workshop: Workshop, clock: Clock) -> None:
        self.workshop = workshop
        self.clock = clock

    async def register(
        self, content: str | bytes = LAW, filename: str = "norma.md", **more: object
    ) -> uuid.UUID:
        data = content.encode() if isinstance(content, str) else content
        async with self.workshop.sessions() as session:
            new = NewDocument(data, filename, **more)  # type: ignore[arg-type]
            registered = await register(session, self.workshop.store, new, now=self.clock.now())
            await session.commit()
        return registered.document_id

    async def read(self, document_id: uuid.UUID) -> DocumentView:
        return await work_until_read(self.workshop, document_id, worker=f"test:{uuid.uuid4()}", seconds=LONG)

    async def add(
        self, content: str | bytes = LAW, filename: str = "norma.md", **more: object
    ) -> DocumentView:
        return await self.read(await self.register(content, filename, **more))

    async def view(self, document_id: uuid.UUID) -> DocumentView:
        async with self.workshop.sessions() as session:
            return await view_document(session, document_id, now=self.clock.now())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_office(engine: AsyncEngine, tmp_path: Path, clock: Clock) -> Callable[..., Office]:
    """An office whose vectors are made by the function given."""

    def make(embed: object = None) -> Office:
        workshop = Workshop(
            create_session_factory(engine),
            ImageStore(tmp_path / "regulations"),
            clock.now,
            embed,  # type: ignore[arg-type]
        )
        return Office(workshop, clock)

    return make


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    return make_office()
