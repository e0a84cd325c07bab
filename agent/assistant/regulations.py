"""Where questions about the rules are answered: one small interface, for whoever knows them.

Without anybody who knows them a person answers.
"""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class Regulations(Protocol):
    """Somebody who knows the rules."""

    async def answer(self, session: AsyncSession, question: str) -> str | None:
        """A short answer with its source, for a client to read; None where the rules do not tell."""
        ...


class _Chosen:
    """Who answers in this process."""

    source: Regulations | None = None


def use_regulations(source: Regulations | None) -> None:
    """From now on `source` answers; None: a person does."""
    _Chosen.source = source


async def consult(session: AsyncSession, question: str) -> str | None:
    """What the rules say to a question, None where nobody knows."""
    return None if _Chosen.source is None else await _Chosen.source.answer(session, question)
