"""Opening, finding and locking cases.

Nothing in this package commits. A transaction that locks more than one kind of row takes them in the order
user, conversation, case; images and elements of a case are changed under the lock of their case.
"""

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam, false, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Load, aliased, raiseload
from sqlalchemy.orm.attributes import set_committed_value

from agent.services.cases.transitions import CASE_LIFE, OPEN_STATUSES
from database.holding import held
from database.insert_once import insert_once
from database.loading import ALONE
from database.models import Case, CaseElementData, CaseImage, User
from database.models.base import utcnow
from domain.catalogue import Catalogue
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import CaseStatus

_HELD = "held_cases"


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case and whether this call created it."""

    case: Case
    created: bool


async def hold_open_case(
    session: AsyncSession, user_id: uuid.UUID, conversation_id: uuid.UUID, category_id: uuid.UUID
) -> Case:
    """What `open_case` finds or creates, held as by `hold_case`; raises as `open_case` does."""
    created = await insert_once(
        session, Case, user_id=user_id, conversation_id=conversation_id, category_id=category_id
    )
    if created is not None:
        return await hold_case(session, created, is_new=True)
    found = (
        await session.execute(
            select(Case.id, Case.user_id).where(
                Case.conversation_id == conversation_id,
                Case.category_id == category_id,
                Case.status == CaseStatus.COLLECTING,
            )
        )
    ).one_or_none()
    if found is None:
        raise _closed_meanwhile()
    if found.user_id != user_id:
        raise _of_other_user()
    return await hold_case(session, uuid.UUID(str(found.id)))


async def open_case(
    session: AsyncSession, user_id: uuid.UUID, conversation_id: uuid.UUID, category_id: uuid.UUID
) -> FoundCase:
    """The case of the conversation and category that is still collecting, created when there is none.

    Raises ConflictError when that case is another user's.
    """
    created = await insert_once(
        session, Case, user_id=user_id, conversation_id=conversation_id, category_id=category_id
    )
    case = await session.scalar(
        select(Case).where(
            Case.conversation_id == conversation_id,
            Case.category_id == category_id,
            Case.status == CaseStatus.COLLECTING,
        )
    )
    if case is None:
        raise _closed_meanwhile()
    if case.user_id != user_id:
        raise _of_other_user()
    return FoundCase(case, created=created is not None)


async def get_case(session: AsyncSession, case_id: uuid.UUID) -> Case:
    """The case with its images, elements and user. Raises NotFoundError."""
    case = await session.get(Case, case_id)
    if case is None:
        raise _not_found(case_id)
    return case


async def hold_case(session: AsyncSession, case_id: uuid.UUID, *, is_new: bool = False) -> Case:
    """The case as `lock_case` gives it, held for several changes of one transaction.

    Until it ends, locking it again asks the database for nothing. User, images and elements are loaded, and
    nothing else; one that `is_new` has neither images nor elements. Raises NotFoundError.
    """
    if (known := _held_case(session, case_id)) is not None:
        return known
    await session.flush()
    left_out: list[Any] = [Case.conversation, Case.category, Case.tariff_tier, Case.escalations, Case.user]
    left_out += [Case.images, Case.element_data]
    found = (
        await session.execute(
            select(Case, User)
            .outerjoin(User, User.id == Case.user_id)
            .where(Case.id == case_id)
            .with_for_update(key_share=True, of=Case)
            .options(*(raiseload(relation) for relation in left_out), Load(User).options(ALONE))
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if found is None:
        raise _not_found(case_id)
    case: Case = found[0]
    set_committed_value(case, "user", found[1])
    images, element_data = ([], []) if is_new else await _collections(session, case_id)
    set_committed_value(case, "images", images)
    set_committed_value(case, "element_data", element_data)
    held(session, _HELD)[case_id] = case  # the row itself, so that it stays loaded
    return case


async def _collections(
    session: AsyncSession, case_id: uuid.UUID
) -> tuple[list[CaseImage], list[CaseElementData]]:
    """Images and elements of a case that is locked. One statement, which joins no row to another."""
    rows = (await session.execute(_collections_statement(), {"case": case_id})).all()
    images = [row[0] for row in rows if row[0] is not None]
    element_data = [row[1] for row in rows if row[1] is not None]
    return images, element_data


@cache
def _collections_statement() -> Any:
    wanted: Any = bindparam("case", type_=Case.id.type)
    images = select(CaseImage).where(CaseImage.case_id == wanted).subquery()
    elements = select(CaseElementData).where(CaseElementData.case_id == wanted).subquery()
    image, data = aliased(CaseImage, images), aliased(CaseElementData, elements)
    return (
        select(image, data)
        .select_from(image)
        .join(data, false(), full=True)
        .options(Load(image).options(ALONE), Load(data).options(ALONE))
        .execution_options(populate_existing=True)
    )


def _held_case(session: AsyncSession, case_id: uuid.UUID) -> Case | None:
    case: Case | None = held(session, _HELD).get(case_id)
    return case if case is not None and case in session else None


async def lock_case(session: AsyncSession, case_id: uuid.UUID, expected_version: int | None = None) -> Case:
    """The case as it is now, locked until the transaction ends.

    With `expected_version` (the `version` that an editor saw) somebody else's change in between raises
    ConflictError. Raises NotFoundError.
    """
    case = _held_case(session, case_id)
    if case is None or expected_version is not None:
        await session.flush()
    if case is None:
        case = await session.scalar(
            select(Case)
            .where(Case.id == case_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    if case is None:
        raise _not_found(case_id)
    if expected_version is not None and case.version != expected_version:
        raise ConflictError(
            "case_changed",
            f"Otra persona ha cambiado el expediente mientras lo editabas (versión {case.version}, "
            f"la tuya es la {expected_version}).",
            "version",
            "Vuelve a cargarlo y repite tu cambio.",
        )
    return case


async def lock_open_case(
    session: AsyncSession, case_id: uuid.UUID, expected_version: int | None = None
) -> Case:
    """Like `lock_case`, for changes of content: raises ConflictError when the case is closed."""
    case = await lock_case(session, case_id, expected_version)
    require_open(case)
    return case


def require_open(case: Case) -> None:
    """Raise ConflictError when the case takes no more changes of content."""
    if case.status not in OPEN_STATUSES:
        raise ConflictError(
            "case_closed",
            f"El expediente está {CASE_LIFE.spanish[CaseStatus(case.status)]} y ya no admite cambios.",
            "status",
            "Abre un expediente nuevo.",
        )


def touch(case: Case) -> None:
    """Count a change of the case's images or elements as one of the case: its next flush raises `version`."""
    case.updated_at = utcnow()


def check_category(case: Case, catalogue: Catalogue) -> None:
    """Raise InvalidInputError unless `catalogue` is that of the case's category."""
    if case.category_id != catalogue.category_id:
        raise InvalidInputError(
            "wrong_category",
            f"El expediente no es de la categoría «{catalogue.slug}».",
            "category",
            "Usa el catálogo de su categoría.",
        )


def _closed_meanwhile() -> ConflictError:
    """Closed between two statements: then there is room for a new one."""
    return ConflictError(
        "case_closed_meanwhile",
        "El expediente se ha cerrado en este mismo momento.",
        "conversation_id",
        "Repite la operación para abrir uno nuevo.",
    )


def _of_other_user() -> ConflictError:
    return ConflictError(
        "case_of_other_user",
        "El expediente abierto de esta conversación pertenece a otro usuario.",
        "user_id",
        "Comprueba el contacto en Chatwoot; los datos de dos personas no se mezclan.",
    )


def _not_found(case_id: uuid.UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_case", f"No existe el expediente {case_id}.", "case_id", "Comprueba el identificador."
    )
