"""The table of legal changes of status, in the service and in the triggers of both databases."""

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from agent.services.cases import CASE_LIFE, ELEMENT_LIFE
from agent.services.cases.transitions import steps_between
from database.embedded import RunningServer
from database.engines import create_engine
from shared.errors import ConflictError
from shared.vocabularies import CaseElementStatus, CaseStatus
from tests import servers
from tests.sqlite_files import migrated_copy


@pytest.fixture(params=["postgresql", "sqlite"])
async def database(
    request: pytest.FixtureRequest, pg_server: RunningServer, tmp_path: Path
) -> AsyncIterator[AsyncEngine]:
    if request.param == "sqlite":
        engine = create_engine(migrated_copy(tmp_path))
        yield engine
        await engine.dispose()
        return
    with servers.temporary_database(pg_server, servers.migrated_template(pg_server)) as url:
        engine = create_engine(url)
        yield engine
        await engine.dispose()


async def accepts(connection: AsyncConnection, statement: str, **values: object) -> str | None:
    """None when the database takes the statement, which is undone; else its message."""
    savepoint = await connection.begin_nested()
    try:
        await connection.execute(text(statement), values)
    except IntegrityError as error:
        return str(error.orig)
    finally:
        await savepoint.rollback()
    return None


CHANGE = (
    "UPDATE cases SET status = CAST(:status AS text), "
    "completed_at = CASE WHEN CAST(:status AS text) = 'completed' THEN CURRENT_TIMESTAMP END WHERE id = :id"
)
WAYS = {
    CaseStatus.COLLECTING: (),
    CaseStatus.PENDING_REVIEW: ("pending_review",),
    CaseStatus.IN_PROGRESS: ("pending_review", "in_progress"),
    CaseStatus.COMPLETED: ("pending_review", "in_progress", "completed"),
    CaseStatus.CANCELLED: ("cancelled",),
    CaseStatus.ABANDONED: ("abandoned",),
}


async def bring(connection: AsyncConnection, case_id: str, status: CaseStatus) -> None:
    """Lead a new case to a status, step by step."""
    for step in WAYS[status]:
        await connection.execute(text(CHANGE), {"status": step, "id": case_id})


async def test_a_case_closed_without_a_time_is_closed_now(database: AsyncEngine) -> None:
    async with database.connect() as connection:
        for status in CaseStatus:
            case_id = uuid.uuid4().hex
            await connection.execute(text("INSERT INTO cases (id) VALUES (:id)"), {"id": case_id})
            await bring(connection, case_id, status)
            closed = await connection.scalar(
                text("SELECT resolved_at IS NOT NULL FROM cases WHERE id = :id"), {"id": case_id}
            )
            assert bool(closed) == (not CASE_LIFE.following[status]), status
            refusal = await accepts(
                connection, "UPDATE cases SET resolved_at = CURRENT_TIMESTAMP WHERE id = :id", id=case_id
            )
            assert (refusal is None) == (not CASE_LIFE.following[status]), status


async def test_the_database_takes_exactly_the_changes_of_case_status_in_the_table(
    database: AsyncEngine,
) -> None:
    async with database.connect() as connection:
        for current in CaseStatus:
            case_id = uuid.uuid4().hex
            await connection.execute(text("INSERT INTO cases (id) VALUES (:id)"), {"id": case_id})
            await bring(connection, case_id, current)
            for wanted in CaseStatus:
                refusal = await accepts(connection, CHANGE, status=wanted.value, id=case_id)
                if wanted == current or wanted in CASE_LIFE.following[current]:
                    assert refusal is None, (current, wanted)
                else:
                    assert refusal is not None, (current, wanted)
                    assert "cases.status" in refusal
                    assert all(allowed in refusal for allowed in CASE_LIFE.following[current])


async def test_the_database_takes_exactly_the_changes_of_element_status_in_the_table(
    database: AsyncEngine,
) -> None:
    async with database.connect() as connection:
        case_id = uuid.uuid4().hex
        await connection.execute(text("INSERT INTO cases (id) VALUES (:id)"), {"id": case_id})
        for current in CaseElementStatus:
            row_id = uuid.uuid4().hex
            await connection.execute(
                text(
                    "INSERT INTO case_element_data (id, case_id, element_code) VALUES (:id, :case_id, :code)"
                ),
                {"id": row_id, "case_id": case_id, "code": current.value.upper()},
            )
            for step in steps_between(CaseElementStatus.PENDING_PHOTOS, current):
                await connection.execute(
                    text("UPDATE case_element_data SET status = :status WHERE id = :id"),
                    {"status": step.value, "id": row_id},
                )
            for wanted in CaseElementStatus:
                refusal = await accepts(
                    connection,
                    "UPDATE case_element_data SET status = :status WHERE id = :id",
                    status=wanted.value,
                    id=row_id,
                )
                if wanted == current or wanted in ELEMENT_LIFE.following[current]:
                    assert refusal is None, (current, wanted)
                else:
                    assert refusal is not None, (current, wanted)
                    assert all(allowed in refusal for allowed in ELEMENT_LIFE.following[current])


async def test_one_collecting_case_per_conversation_and_category(database: AsyncEngine) -> None:
    async with database.connect() as connection:
        ids = {name: uuid.uuid4().hex for name in ("conversation", "category", "other")}
        await connection.execute(
            text(
                "INSERT INTO conversation_history (id, chatwoot_conversation_id) VALUES (:conversation, '1')"
            ),
            ids,
        )
        for number, name in enumerate(("category", "other")):
            await connection.execute(
                text(
                    "INSERT INTO vehicle_categories (id, slug, name, client_type) "
                    "VALUES (:id, :slug, :slug, 'particular')"
                ),
                {"id": ids[name], "slug": f"c{number}"},
            )
        insert = "INSERT INTO cases (id, conversation_id, category_id) VALUES (:id, :conversation, :category)"
        common = {"conversation": ids["conversation"], "category": ids["category"]}
        for status in CaseStatus:
            first = uuid.uuid4().hex
            await connection.execute(text(insert), {**common, "id": first})
            await bring(connection, first, status)
            refusal = await accepts(connection, insert, **common, id=uuid.uuid4().hex)
            # A case that was handed in leaves room for the client's next vehicle.
            assert (refusal is not None) == (status is CaseStatus.COLLECTING), status
            other = {**common, "category": ids["other"]}
            assert await accepts(connection, insert, **other, id=uuid.uuid4().hex) is None
            await connection.execute(text("DELETE FROM cases WHERE id = :id"), {"id": first})


def test_the_error_names_the_statuses_allowed() -> None:
    with pytest.raises(ConflictError) as caught:
        CASE_LIFE.require(CaseStatus.COLLECTING, CaseStatus.COMPLETED, "El expediente")
    error = caught.value
    assert (error.code, error.field) == ("illegal_transition", "status")
    assert (
        error.remedy == "Puede pasar a «pendiente de revisión» (pending_review) o «cancelado» (cancelled) "
        "o «abandonado» (abandoned)."
    )
    with pytest.raises(ConflictError, match="estado final"):
        CASE_LIFE.require(CaseStatus.CANCELLED, CaseStatus.COLLECTING, "El expediente")


@pytest.mark.parametrize("current", list(CaseElementStatus))
@pytest.mark.parametrize("wanted", list(CaseElementStatus))
def test_elements_reach_any_status_by_legal_steps(
    current: CaseElementStatus, wanted: CaseElementStatus
) -> None:
    status = current
    for step in steps_between(current, wanted):
        assert step in ELEMENT_LIFE.following[status]
        status = step
    assert status == wanted
