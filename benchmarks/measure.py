"""A small measuring kit: the SQL statements an engine sends, and the median time of a repeated action."""

import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

_TRANSACTION_CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass(slots=True)
class StatementLog:
    """Statements in the order in which they were sent, transaction control left out."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def verbs(self) -> set[str]:
        """The first words of the statements: SELECT, INSERT …"""
        return {statement.split(None, 1)[0].upper() for statement in self.statements}


@contextmanager
def recorded_statements(engine: AsyncEngine) -> Iterator[StatementLog]:
    """Record every statement that `engine` sends inside the block; an executemany counts once."""
    log = StatementLog()

    def record(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(_TRANSACTION_CONTROL):
            log.statements.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", record)
    try:
        yield log
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", record)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure of the table. `statements` is None where the action sends none by its nature."""

    name: str
    milliseconds: float
    runs: int
    statements: int | None = None
    note: str = ""


async def measure(
    name: str,
    action: Callable[[], Awaitable[Any]],
    *,
    engine: AsyncEngine | None = None,
    runs: int = 1,
    note: str = "",
) -> Measurement:
    """Run `action` `runs` times: its median time, and the statements `engine` sent in the last run."""
    times: list[float] = []
    statements: int | None = None
    for _ in range(runs):
        if engine is None:
            times.append(await _timed(action))
        else:
            with recorded_statements(engine) as log:
                times.append(await _timed(action))
            statements = len(log)
    return Measurement(name, statistics.median(times), runs, statements, note)


async def _timed(action: Callable[[], Awaitable[Any]]) -> float:
    start = time.perf_counter()
    await action()
    return (time.perf_counter() - start) * 1000
