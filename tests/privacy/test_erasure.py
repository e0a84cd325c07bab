"""Erasing a person: nothing of theirs is left anywhere, figures and contracts are, others lose nothing."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import String

from agent.services.images import ImageStore
from agent.services.privacy import erase_person, export_person, search_database
from agent.services.privacy.personal_data import PERSONAL_TABLES
from agent.services.users import get_or_create_user
from database.acting_user import act_as
from database.jsonb import ValidatedJSONB
from database.models import (
    AdminUser,
    AuditLog,
    Base,
    Case,
    CaseImage,
    ConversationHistory,
    ConversationMessage,
    SystemSetting,
    User,
)
from database.models.base import utcnow
from shared.acting import Actor
from shared.errors import ConflictError, InvariantError, NotFoundError
from shared.vocabularies import ActorKind
from tests.privacy.people import ACCEPTED, make_person, shared_category


@pytest.fixture
def store(tmp_path: Path) -> ImageStore:
    """An empty image directory."""
    (tmp_path / "images").mkdir()
    return ImageStore(tmp_path / "images")


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_of_a_person_is_left_anywhere(
    session: AsyncSession, store: ImageStore, seed: int
) -> None:
    links = await shared_category(session)
    person = await make_person(session, seed, links)
    other = await make_person(session, seed + 100, links)
    for name in (*person.files, *other.files):
        (store.directory / name).write_bytes(b"x")
    found = {finding.value for finding in await search_database(session, person.values)}
    assert found == person.values, "the search finds all there is before"
    before = set(await search_database(session, other.values))

    report = await erase_person(session, person.phone, store)
    await session.commit()

    assert await search_database(session, person.values) == ()
    assert report.remaining == ()
    assert await session.scalar(text("SELECT count(*) FROM pg_largeobject_metadata")) == 0
    assert sorted(path.name for path in store.directory.iterdir()) == sorted(other.files)
    assert (report.files_deleted, report.files_missing) == (4, 0)
    assert set(await search_database(session, other.values)) == before, "the other person keeps everything"


async def test_figures_and_contracts_stay(session: AsyncSession, store: ImageStore) -> None:
    person = await make_person(session, 7, await shared_category(session))
    report = await erase_person(session, person.user_id, store)
    await session.commit()

    user = await session.get(User, person.user_id)
    assert user is not None
    assert user.erased_at == report.erased_at
    assert (user.client_type, user.phone[:2], user.first_name) == ("professional", "+0", None)
    conversation = await session.get(ConversationHistory, person.conversation_id)
    assert conversation is not None
    assert conversation.message_count == 2
    assert await session.scalar(select(func.count()).select_from(ConversationMessage)) == 2
    session.expunge_all()
    case = await session.get(Case, person.case_id)
    assert case is not None
    assert (case.status, case.element_codes) == ("completed", ["ESCAPE"])
    assert (case.marca, case.modelo, case.anio) == ("Honda", "CB 650", 2020)
    assert (str(case.tariff_amount), case.tariff_accepted_at) == ("140.00", ACCEPTED)
    assert case.tariff_snapshot["total"] == "140.00"
    assert (case.matricula, case.bastidor, case.taller_telefono, case.images) == (None, None, None, [])
    assert [data.field_values for data in case.element_data] == [{}]
    assert [(item.status, item.resolution) for item in case.escalations] == [("resolved", "[borrado]")]
    open_case = await session.get(Case, person.open_case_id)
    assert open_case is not None
    assert open_case.status == "cancelled"


async def test_the_trail_says_that_and_not_what(session: AsyncSession, store: ImageStore) -> None:
    person = await make_person(session, 8, await shared_category(session))
    admin = AdminUser(username="ana", password_hash="$2b$12$" + "x" * 53)
    session.add(admin)
    await session.commit()
    act_as(session, Actor(ActorKind.STAFF, admin.username, admin.id))
    await erase_person(session, person.user_id, store)
    await session.commit()
    trail = list(
        await session.scalars(
            select(AuditLog).where(AuditLog.entity_id == person.user_id).order_by(AuditLog.id)
        )
    )
    assert [entry.action for entry in trail] == ["create", "update", "update"]
    assert trail[-1].user_id == admin.id
    assert trail[-1].changes["phone"] == {"old": "***", "new": "***"}
    assert trail[0].changes["client_type"] == {"new": "professional"}
    case = select(AuditLog).where(AuditLog.entity_id == person.case_id).order_by(AuditLog.id)
    amounts = [entry.changes.get("tariff_amount") for entry in await session.scalars(case)]
    assert {"old": None, "new": 140.0} in amounts
    # Later changes are recorded with their values again.
    session.add(User(phone="+34600111222"))
    await session.commit()
    last = (await session.scalars(select(AuditLog).order_by(AuditLog.id.desc()).limit(1))).one()
    assert last.changes["phone"] == {"new": "+34600111222"}


async def test_it_can_be_repeated_and_the_person_may_come_back(
    session: AsyncSession, store: ImageStore
) -> None:
    person = await make_person(session, 9, await shared_category(session))
    await erase_person(session, person.user_id, store)
    await session.commit()
    with pytest.raises(NotFoundError):
        await erase_person(session, person.phone, store)
    await erase_person(session, person.user_id, store)
    await session.commit()
    again = await get_or_create_user(session, person.phone)
    assert again.created


async def test_a_legal_hold_is_kept(session: AsyncSession, store: ImageStore) -> None:
    person = await make_person(session, 10, await shared_category(session))
    session.add(SystemSetting(key="legal_hold_days", value="1825", value_type="integer"))
    await session.execute(update(Case).where(Case.id == person.case_id).values(completed_at=utcnow()))
    await session.commit()
    with pytest.raises(ConflictError, match="legal_hold_days") as refused:
        await erase_person(session, person.user_id, store)
    assert refused.value.code == "legal_hold"
    await session.rollback()
    await session.execute(
        update(SystemSetting).where(SystemSetting.key == "legal_hold_days").values(value="0")
    )
    await erase_person(session, person.user_id, store)


async def test_a_file_of_others_too_stays(session: AsyncSession, store: ImageStore) -> None:
    links = await shared_category(session)
    person, other = await make_person(session, 11, links), await make_person(session, 12, links)
    session.add(
        CaseImage(
            case_id=other.case_id, display_name="la misma", stored_filename=person.files[0], is_valid=True
        )
    )
    await session.commit()
    for name in person.files:
        (store.directory / name).write_bytes(b"x")
    report = await erase_person(session, person.user_id, store)
    assert [path.name for path in store.directory.iterdir()] == [person.files[0]]
    assert (report.files_deleted, {place.table for place in report.remaining}) == (3, {"case_images"})


async def test_no_name_leads_out_of_the_store(session: AsyncSession, store: ImageStore) -> None:
    outside = store.directory.parent / "precious"
    outside.write_text("x")
    for name in ("../precious", str(outside), ".", ""):
        with pytest.raises(InvariantError):
            await store.delete(name)
    assert outside.exists()
    assert not await store.delete("unknown.jpg")


async def test_an_erased_person_takes_no_identity(session: AsyncSession, store: ImageStore) -> None:
    person = await make_person(session, 13, await shared_category(session))
    await erase_person(session, person.user_id, store)
    await session.commit()
    for column, value in (("email", "x@y.es"), ("first_name", "Ana"), ("phone", "+34600111222")):
        with pytest.raises(IntegrityError, match="erased"):
            await session.execute(text(f"UPDATE users SET {column} = '{value}'"))
        await session.rollback()


async def test_the_database_guards_what_erasing_empties(session: AsyncSession) -> None:
    rows = await session.execute(
        text(
            "SELECT t.tgrelid::regclass::text AS name, array_agg(a.attname::text) AS columns "
            "FROM pg_trigger t JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr) "
            "WHERE t.tgname = 'msia_refuse_erased' AND t.tgparentid = 0 GROUP BY 1"
        )
    )
    guarded = {row.name: set(row.columns) for row in rows}
    # Kept out by CHECKs, written by triggers alone, or resolved without people.
    otherwise = {"users", "conversation_history", "conversation_message_keys", "parked_events"}
    for personal in PERSONAL_TABLES:
        if personal.name not in otherwise:
            assert personal.erased.keys() <= guarded[personal.name], personal.name
            links = {"user_id", "conversation_id", "case_id"} & set(personal.table.c.keys())
            assert links & guarded[personal.name], personal.name


def test_every_text_of_personal_tables_is_either_erased_or_kept() -> None:
    known = {personal.name: personal for personal in PERSONAL_TABLES}
    for personal in PERSONAL_TABLES:
        texts = {
            column.name for column in personal.table.c if isinstance(column.type, String | ValidatedJSONB)
        }
        assert texts <= personal.erased.keys() | personal.kept, personal.name
        assert not personal.erased.keys() & personal.kept
        assert personal.erased.keys() | personal.kept <= set(personal.table.c.keys())
    # Whatever refers to persons is one of these tables.
    personal_parents = {"users", "conversation_history", "cases"}
    for table in Base.metadata.tables.values():
        parents = {key.column.table.name for key in table.foreign_keys}
        if parents & personal_parents:
            assert table.name in known, table.name


async def test_an_export_after_erasing_is_anonymous(session: AsyncSession, store: ImageStore) -> None:
    person = await make_person(session, 14, await shared_category(session))
    await erase_person(session, person.user_id, store)
    await session.commit()
    exported = str(await export_person(session, str(person.user_id)))
    assert not [value for value in person.values if value in exported]
    with pytest.raises(NotFoundError):
        await export_person(session, uuid.uuid4())
