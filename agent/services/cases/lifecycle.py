"""The life of a case: collecting, pending review, in progress, completed; or cancelled or abandoned."""

import uuid

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.progress import progress
from agent.services.cases.records import check_category, lock_case
from agent.services.cases.reviews import require_reviewed
from agent.services.cases.transitions import CASE_LIFE, OPEN_STATUSES
from database.models import Case
from database.models.base import utcnow
from domain.catalogue import Catalogue
from domain.identity import parse_text
from shared.errors import ConflictError
from shared.vocabularies import CaseStatus

_SHOWN = 3


async def submit_for_review(
    session: AsyncSession, case_id: uuid.UUID, catalogue: Catalogue, *, expected_version: int | None = None
) -> Case:
    """Hand a collecting case to the engineers. Raises ConflictError while anything is missing."""
    return await _advance(session, case_id, CaseStatus.PENDING_REVIEW, catalogue, expected_version)


async def start_work(
    session: AsyncSession, case_id: uuid.UUID, catalogue: Catalogue, *, expected_version: int | None = None
) -> Case:
    """Begin the work on a reviewed case. Raises ConflictError when the review left something missing."""
    return await _advance(session, case_id, CaseStatus.IN_PROGRESS, catalogue, expected_version)


async def complete_case(
    session: AsyncSession,
    case_id: uuid.UUID,
    catalogue: Catalogue,
    *,
    expected_version: int | None = None,
    resolved_by: uuid.UUID | None = None,
) -> Case:
    """Finish a case in progress, for good.

    `resolved_by` is the member of staff who finishes it, None for the assistant. Raises ConflictError while
    anything is missing or an image waits for its review.
    """
    return await _advance(session, case_id, CaseStatus.COMPLETED, catalogue, expected_version, resolved_by)


async def return_to_collecting(
    session: AsyncSession, case_id: uuid.UUID, reason: str, *, expected_version: int | None = None
) -> Case:
    """Ask the client again: from review or from work back to collecting, with the reason in the notes."""
    return await _leave(session, case_id, CaseStatus.COLLECTING, reason, expected_version)


async def cancel_case(
    session: AsyncSession,
    case_id: uuid.UUID,
    reason: str,
    *,
    expected_version: int | None = None,
    resolved_by: uuid.UUID | None = None,
) -> Case:
    """Cancel an open case, for good, with the reason in the notes. What was collected stays stored."""
    return await _leave(session, case_id, CaseStatus.CANCELLED, reason, expected_version, resolved_by)


async def abandon_case(
    session: AsyncSession,
    case_id: uuid.UUID,
    reason: str,
    *,
    expected_version: int | None = None,
    resolved_by: uuid.UUID | None = None,
) -> Case:
    """Give up an open case whose client no longer answers, for good, with the reason in the notes."""
    return await _leave(session, case_id, CaseStatus.ABANDONED, reason, expected_version, resolved_by)


async def _advance(
    session: AsyncSession,
    case_id: uuid.UUID,
    wanted: CaseStatus,
    catalogue: Catalogue,
    expected_version: int | None,
    resolved_by: uuid.UUID | None = None,
) -> Case:
    case = await lock_case(session, case_id, expected_version)
    check_category(case, catalogue)
    _require(case, wanted)
    state = progress(case, catalogue)
    if not state.is_complete:
        names = [
            f"{item.element_code}.{item.name}" if item.element_code else item.name for item in state.missing
        ]
        more = f" y {len(names) - _SHOWN} más" if len(names) > _SHOWN else ""
        raise ConflictError(
            "case_incomplete",
            f"Al expediente le faltan {len(names)} cosas: {', '.join(names[:_SHOWN])}{more}.",
            names[0],
            state.next_question,
        )
    if wanted is CaseStatus.COMPLETED:
        require_reviewed(case)
    _enter(case, wanted, resolved_by)
    await session.flush()
    return case


async def _leave(
    session: AsyncSession,
    case_id: uuid.UUID,
    wanted: CaseStatus,
    reason: str,
    expected_version: int | None,
    resolved_by: uuid.UUID | None = None,
) -> Case:
    why = parse_text(reason, "reason", 500)
    case = await lock_case(session, case_id, expected_version)
    _require(case, wanted)
    if wanted is CaseStatus.COLLECTING:
        await _require_none_collecting(session, case)
    note = f"{utcnow():%Y-%m-%d %H:%M} UTC, {wanted.value}: {why}"
    case.notes = f"{case.notes}\n{note}" if case.notes else note
    _enter(case, wanted, resolved_by)
    await session.flush()
    return case


async def _require_none_collecting(session: AsyncSession, case: Case) -> None:
    """The client is asked about one case of a conversation and category at a time."""
    other = await session.scalar(
        select(Case.id).where(
            Case.conversation_id == case.conversation_id,
            Case.category_id == case.category_id,
            Case.status == CaseStatus.COLLECTING,
            Case.id != case.id,
        )
    )
    if other is not None:
        raise ConflictError(
            "other_case_collecting",
            "En esta conversación se están pidiendo ya los datos de otro expediente de la misma categoría.",
            "status",
            "Espera a que ese expediente esté entregado, o cancélalo.",
        )


def _enter(case: Case, wanted: CaseStatus, resolved_by: uuid.UUID | None) -> None:
    case.status = wanted.value
    if wanted not in OPEN_STATUSES:
        case.resolved_by, case.resolved_at = resolved_by, utcnow()
    if wanted is CaseStatus.COMPLETED:
        case.completed_at = case.resolved_at


def _require(case: Case, wanted: CaseStatus) -> None:
    CASE_LIFE.require(CaseStatus(case.status), wanted, "El expediente")
