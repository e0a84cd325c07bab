"""The rules that answers of language models keep, compiled: what matches must come from a tool.

A pattern that RE2 does not know is left out and said in the log; validation refuses it among the seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import re2
import structlog
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import ResponseConstraint

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule. `pattern` is compiled by RE2; `injection` is what the model is told when its text breaks it."""

    kind: str
    pattern: Any
    required_tool: str
    injection: str


async def constraints_for(session: AsyncSession, category_id: UUID | None) -> Sequence[Constraint]:
    """The active rules of a category and those of all, the most important first; before there is a category,
    those of every one. One statement."""
    wanted = select(ResponseConstraint).where(ResponseConstraint.is_active)
    if category_id is not None:
        wanted = wanted.where(
            or_(ResponseConstraint.category_id == category_id, ResponseConstraint.category_id.is_(None))
        )
    rows = await session.scalars(
        wanted.order_by(ResponseConstraint.priority.desc(), ResponseConstraint.constraint_type)
    )
    found: dict[tuple[str, str, str], Constraint] = {}
    for row in rows:
        pattern = compiled(row.detection_pattern)
        if pattern is None:
            _log.error("a response constraint is no pattern", constraint=str(row.id))
            continue
        found.setdefault(
            (row.constraint_type, row.detection_pattern, row.required_tool),
            Constraint(row.constraint_type, pattern, row.required_tool, row.error_injection),
        )
    return list(found.values())


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any | None:
    """The pattern as RE2 reads it, whatever the case of letters; None where it can't."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None
