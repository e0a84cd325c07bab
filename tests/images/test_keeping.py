"""Files and rows: nothing half stored, nothing removed that a row uses, strays swept."""

import asyncio
import errno
import os
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.cases import (
    NewImage,
    cancel_case,
    check_image_place,
    delete_image,
    get_case,
    keep_image,
    progress,
    review_image,
    set_elements,
    submit_field_answers,
    waive_review,
)
from agent.services.images import (
    ImageStore,
    PreparedFile,
    content_hash,
    name_of,
    prepare,
    remove_unused,
    sweep_images,
)
from api.nightly_lifespan import NightlyJob, run_job, seconds_until, sweeping
from database.connection import create_session_factory
from database.models import AuditLog, CaseImage, UploadedImage
from database.models.base import utcnow
from domain.catalogue import Catalogue
from shared.errors import ConflictError, InvalidInputError, NotFoundError, StorageUnavailableError
from tests.cases.support import new_case, small_catalogue
from tests.images.files import jpeg

LATER = timedelta(days=2)


@pytest.fixture
def store(tmp_path: Path) -> ImageStore:
    """An empty store whose directory is still to be made."""
    return ImageStore(tmp_path / "case-images")


def names(store: ImageStore) -> set[str]:
    return {file.name for file in store.files()}


async def exhaust(session: AsyncSession, conversation: str = "1") -> tuple[uuid.UUID, Catalogue]:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue, conversation)
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    await session.commit()
    return case_id, catalogue


async def keep(
    session: AsyncSession, case_id: uuid.UUID, catalogue: Catalogue, store: ImageStore, content: bytes
) -> CaseImage:
    image = NewImage(
        "Foto", "IMG_1.heic", element_code="ESCAPE", photo_code="LINEA", content_hash=content_hash(content)
    )
    stored = await keep_image(session, case_id, image, prepare(content), catalogue, store)
    await session.commit()
    return stored.image


async def test_file_thumbnail_and_row_are_stored_once(session: AsyncSession, store: ImageStore) -> None:
    case_id, catalogue = await exhaust(session)
    image = await keep(session, case_id, catalogue, store, jpeg(1))
    assert image.stored_filename is not None
    assert image.thumbnail_filename is not None
    assert names(store) == {image.stored_filename, image.thumbnail_filename}
    path = store.find(image.stored_filename)
    assert path is not None
    assert name_of(path.read_bytes(), "image/jpeg") == image.stored_filename
    assert (image.width, image.height, image.file_size) == (90, 60, path.stat().st_size)
    assert (image.original_filename, image.content_hash) == ("IMG_1.heic", content_hash(jpeg(1)))
    assert path.stat().st_mode & 0o077 == 0
    again = await keep(session, case_id, catalogue, store, jpeg(1))
    assert again.id == image.id
    # A file that has been lost comes back with the same photo.
    path.unlink()
    await keep(session, case_id, catalogue, store, jpeg(1))
    assert path.is_file()


async def test_the_place_is_checked_before_the_file(session: AsyncSession) -> None:
    case_id, catalogue = await exhaust(session)
    await check_image_place(session, case_id, catalogue, "ESCAPE", "LINEA")
    for case, element, photo in (
        (uuid.uuid4(), None, None),
        (case_id, "MANILLAR", None),
        (case_id, "ESCAPE", "OTRA"),
    ):
        with pytest.raises(NotFoundError):
            await check_image_place(session, case, catalogue, element, photo)
    await cancel_case(session, case_id, "motivo")
    with pytest.raises(ConflictError):
        await check_image_place(session, case_id, catalogue, "ESCAPE", "LINEA")


async def test_what_is_refused_late_leaves_no_file(session: AsyncSession, store: ImageStore) -> None:
    """The case was closed while the file was decoded."""
    case_id, catalogue = await exhaust(session)
    await cancel_case(session, case_id, "motivo")
    await session.commit()
    with pytest.raises(ConflictError):
        await keep(session, case_id, catalogue, store, jpeg(1))
    assert names(store) == set()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
async def test_a_full_disk_leaves_nothing_half_written(
    session: AsyncSession, store: ImageStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    case_id, catalogue = await exhaust(session)
    before = (await keep(session, case_id, catalogue, store, jpeg(0))).id
    kept = names(store)

    def full(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StorageUnavailableError) as caught:
            await keep(session, case_id, catalogue, store, jpeg(1))
    assert caught.value.field == "file"
    await session.rollback()
    assert names(store) == kept
    assert list(await session.scalars(select(CaseImage.id))) == [before]
    await keep(session, case_id, catalogue, store, jpeg(1))


async def test_a_deleted_image_takes_its_files_unless_others_use_them(
    session: AsyncSession, store: ImageStore
) -> None:
    case_id, catalogue = await exhaust(session)
    other_id = await new_case(session, catalogue, "2")
    await set_elements(session, other_id, {"ESCAPE": 1}, catalogue)
    first = await keep(session, case_id, catalogue, store, jpeg(1))
    second = await keep(session, other_id, catalogue, store, jpeg(1))
    assert second.stored_filename == first.stored_filename
    await submit_field_answers(session, case_id, "ESCAPE", {"marca": "Akrapovic"}, catalogue)
    assert (await get_case(session, case_id)).element_data[0].status == "completed"
    for owner, image, left in ((case_id, first, 2), (other_id, second, 0)):
        files = await delete_image(session, owner, image.id, catalogue)
        await session.commit()
        await remove_unused(session, store, files)
        await session.commit()
        assert len(names(store)) == left
    case = await get_case(session, case_id)
    assert (case.images, case.element_data[0].status) == ([], "pending_photos")
    actions = select(AuditLog.action).where(AuditLog.entity_id == first.id).order_by(AuditLog.id)
    assert list(await session.scalars(actions)) == ["create", "delete"]
    with pytest.raises(NotFoundError):
        await delete_image(session, case_id, first.id, catalogue)


async def test_a_file_is_not_removed_while_its_row_is_being_written(
    engine: AsyncEngine, store: ImageStore
) -> None:
    factory = create_session_factory(engine)
    async with factory() as writing, factory() as removing:
        case_id, catalogue = await exhaust(writing)
        image = NewImage("Foto", content_hash=content_hash(jpeg(1)))
        stored = (await keep_image(writing, case_id, image, prepare(jpeg(1)), catalogue, store)).image
        files = [name for name in (stored.stored_filename, stored.thumbnail_filename) if name]
        remover = asyncio.create_task(remove_unused(removing, store, files))
        async with factory() as watching:
            await until_somebody_waits(watching)
        await writing.commit()
        assert await remover == []
        await removing.commit()
    assert names(store) == set(files)


async def until_somebody_waits(session: AsyncSession) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    while not await session.scalar(waiting):
        await session.rollback()
        await asyncio.sleep(0.02)


def age(store: ImageStore, which: Iterable[str], days: float = 2) -> None:
    for name in which:
        moment = utcnow().timestamp() - days * 86_400
        os.utime(store.path_of(name), (moment, moment))


async def test_a_sweep_removes_strays_and_names_what_is_missing(
    session: AsyncSession, store: ImageStore
) -> None:
    case_id, catalogue = await exhaust(session)
    images = [await keep(session, case_id, catalogue, store, jpeg(number)) for number in range(4)]
    of_the_panel = name_of(b"panel", "image/png")
    await store.write(of_the_panel, b"panel")
    session.add(UploadedImage(filename="a.png", stored_filename=of_the_panel, mime_type="image/png"))
    stray, young = name_of(b"old", "image/jpeg"), name_of(b"new", "image/jpeg")
    for name in (stray, young, "incoming-x", "README.txt"):
        await store.write(name, b"x")
    lost = images[0].stored_filename
    assert lost is not None
    store.path_of(lost).unlink()
    await session.commit()
    kept = names(store)
    age(store, kept - {young})
    counted = await sweep_images(session, store, now=utcnow(), dry_run=True)
    assert set(counted.removed) == {stray, "incoming-x"}
    assert names(store) == kept
    report = await sweep_images(session, store, now=utcnow())
    assert (set(report.removed), report.removed_bytes, report.strangers) == (
        {stray, "incoming-x"},
        2,
        ("README.txt",),
    )
    assert [(fault.image_id, fault.filename) for fault in report.missing] == [(images[0].id, lost)]
    assert names(store) == kept - {stray, "incoming-x"}
    again = await sweep_images(session, store, now=utcnow())
    assert again.removed == ()


async def test_a_sweep_for_another_database_removes_nothing(session: AsyncSession, store: ImageStore) -> None:
    strays = [name_of(bytes([number]), "image/jpeg") for number in range(3)]
    for name in strays:
        await store.write(name, b"x")
    age(store, strays)
    with pytest.raises(ConflictError, match="3") as caught:
        await sweep_images(session, store, now=utcnow())
    assert caught.value.code == "too_many_strays"
    assert names(store) == set(strays)
    assert (await sweep_images(session, store, now=utcnow(), force=True)).files == 3
    assert names(store) == set()


async def test_a_recheck_names_what_would_be_refused_today(session: AsyncSession, store: ImageStore) -> None:
    case_id, catalogue = await exhaust(session)
    sound = await keep(session, case_id, catalogue, store, jpeg(1))
    name = name_of(b"\xff\xd8\xff", "image/jpeg")
    await store.write(name, b"\xff\xd8\xff")
    former = CaseImage(case_id=case_id, display_name="x", stored_filename=name, mime_type="image/jpeg")
    session.add(former)
    await session.commit()
    report = await sweep_images(session, store, now=utcnow(), recheck=True)
    assert [(fault.image_id, fault.reason) for fault in report.refused] == [(former.id, "damaged_image")]
    assert {sound.stored_filename, sound.thumbnail_filename, name} == names(store)


async def test_the_night_belongs_to_one_process(engine: AsyncEngine, store: ImageStore) -> None:
    factory = create_session_factory(engine)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def work(_session: AsyncSession) -> dict[str, object]:
        entered.set()
        await leave.wait()
        return {}

    job = NightlyJob("test", work)
    first = asyncio.create_task(run_job(factory, job))
    await entered.wait()
    assert await run_job(factory, job) is False
    leave.set()
    assert await first is True
    stray = name_of(b"old", "image/jpeg")
    async with factory() as session:
        case_id, catalogue = await exhaust(session)
        await keep(session, case_id, catalogue, store, jpeg(1))
    await store.write(stray, b"x")
    age(store, [stray])
    assert await run_job(factory, sweeping(store))
    assert stray not in names(store)
    assert len(names(store)) == 2


def test_the_next_night_is_at_most_a_day_away() -> None:
    now = utcnow().replace(hour=3, minute=0, second=0, microsecond=0)
    assert seconds_until(3, now) == 86_400
    assert seconds_until(3, now - timedelta(minutes=1)) == 60
    assert seconds_until(3, now + timedelta(minutes=1)) == 86_340


async def test_a_review_or_a_named_waiver_completes_a_case(session: AsyncSession, store: ImageStore) -> None:
    case_id, catalogue = await exhaust(session)
    images = [await keep(session, case_id, catalogue, store, jpeg(number)) for number in range(3)]
    case = await get_case(session, case_id)
    assert [image.id for image in progress(case, catalogue).to_review] == [image.id for image in images]
    await review_image(session, case_id, images[0].id, catalogue, is_valid=True)
    await review_image(session, case_id, images[1].id, catalogue, is_valid=False, notes="Borrosa")
    for status in ("pending_review", "in_progress"):
        await session.execute(text(f"UPDATE cases SET status = '{status}'"))
    await session.commit()
    completing = text("UPDATE cases SET status = 'completed', completed_at = now()")
    with pytest.raises(IntegrityError, match="images not reviewed: Foto"):
        await session.execute(completing)
    await session.rollback()
    for waived_by, reason, field in ((" ", "x", "waived_by"), ("Ana", "\t", "reason")):
        with pytest.raises(InvalidInputError) as caught:
            await waive_review(session, case_id, waived_by=waived_by, reason=reason)
        assert caught.value.field == field
    waived = await waive_review(session, case_id, waived_by="Ana Ruiz", reason="Vista en el taller")
    assert [(image.id, image.review_waived_by) for image in waived] == [(images[2].id, "Ana Ruiz")]
    assert await waive_review(session, case_id, waived_by="Otra", reason="x") == ()
    await session.commit()
    changes = await session.scalars(
        select(AuditLog.changes).where(AuditLog.entity_id == images[2].id).order_by(AuditLog.id)
    )
    assert list(changes)[-1]["review_waived_by"] == {"old": None, "new": "Ana Ruiz"}
    await session.execute(completing)
    await session.commit()
    for change in (
        "UPDATE case_images SET review_waived_by = NULL, review_waiver_reason = NULL",
        "UPDATE case_images SET is_valid = NULL",
        "INSERT INTO case_images (id, case_id, display_name) SELECT gen_random_uuid(), id, 'x' FROM cases",
    ):
        with pytest.raises(IntegrityError, match="not reviewed"):
            await session.execute(text(change))
        await session.rollback()
    assert await session.scalar(select(func.count()).select_from(CaseImage)) == 3


@pytest.mark.parametrize(
    "values",
    [
        {"review_waived_by": "Ana"},
        {"review_waiver_reason": "x"},
        {"review_waived_by": "  ", "review_waiver_reason": "x"},
        {"width": 1},
        {"width": 0, "height": 1},
        {"thumbnail_filename": "a.jpg"},
    ],
)
async def test_the_database_refuses_half_data(session: AsyncSession, values: dict[str, object]) -> None:
    case_id, _ = await exhaust(session)
    session.add(CaseImage(case_id=case_id, display_name="x", **values))
    with pytest.raises(IntegrityError):
        await session.flush()


async def test_nothing_is_written_outside_the_store(store: ImageStore) -> None:
    prepared = PreparedFile(b"x", "image/jpeg")
    with pytest.raises(Exception, match="se sale de"):
        await store.write("../x", prepared.content)
    assert not (store.directory.parent / "x").exists()
