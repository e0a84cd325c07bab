"""Files without a row, as a crash before the commit leaves them, and rows without a file."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images.limits import SWEEP_GRACE
from agent.services.images.preparing import prepare
from agent.services.images.store import ImageStore, StoredFile
from agent.services.images.usage import remove_unused, used_files
from database.models import CaseImage
from shared.errors import ConflictError, MsiaError

_BATCH: Final = 200
_MISSING: Final = "missing"


@dataclass(frozen=True, slots=True)
class ImageFault:
    """A row whose file is missing, or whose file would not be taken today."""

    image_id: UUID
    case_id: UUID
    filename: str
    reason: str


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep found. `removed` are the files without a row that are gone, or with `dry_run` would go;
    `strangers` were put there by hand and stay."""

    dry_run: bool
    files: int
    removed: tuple[str, ...]
    removed_bytes: int
    strangers: tuple[str, ...]
    missing: tuple[ImageFault, ...]
    refused: tuple[ImageFault, ...]


async def sweep_images(
    session: AsyncSession,
    store: ImageStore,
    *,
    now: datetime,
    grace: timedelta = SWEEP_GRACE,
    dry_run: bool = False,
    force: bool = False,
    recheck: bool = False,
) -> SweepReport:
    """Remove the files without a row that are older than `grace`, and name the rows whose file is missing.

    Commits in batches. `recheck` also reads every file of a row as if it were sent today, and names those
    that would be refused; they stay. Raises ConflictError, without removing anything, when more than half of
    the files have no row, as where the database is not the one of this directory; `force` goes on.
    """
    found = await asyncio.to_thread(lambda: list(store.files()))
    strays, strangers = [], []
    for batch in _batches(found):
        used = await used_files(session, [file.name for file in batch])
        for file in batch:
            if file.name in used:
                continue
            if not file.is_own:
                strangers.append(file.name)
            elif file.modified_at < now - grace:
                strays.append(file)
    await session.commit()
    if not dry_run:
        _require_plausible(store, found, strays, force=force)
    removed = strays if dry_run else await _remove(session, store, strays)
    missing, refused = await _faults(session, store, recheck=recheck)
    return SweepReport(
        dry_run,
        files=len(found),
        removed=tuple(file.name for file in removed),
        removed_bytes=sum(file.size for file in removed),
        strangers=tuple(strangers),
        missing=tuple(missing),
        refused=tuple(refused),
    )


def _require_plausible(
    store: ImageStore, found: list[StoredFile], strays: list[StoredFile], *, force: bool
) -> None:
    if force or 2 * len(strays) <= len(found):
        return
    raise ConflictError(
        "too_many_strays",
        f"De los {len(found)} archivos de {store.directory}, {len(strays)} no tienen fila en la base de "
        "datos: puede que no sea la suya.",
        "DATABASE_URL",
        "Compruébalo; si de verdad sobran, bórralos con «msia images sweep --force».",
    )


async def _remove(session: AsyncSession, store: ImageStore, strays: list[StoredFile]) -> list[StoredFile]:
    gone: set[str] = set()
    for batch in _batches(strays):
        gone.update(await remove_unused(session, store, [file.name for file in batch]))
        await session.commit()
    return [file for file in strays if file.name in gone]


async def _faults(
    session: AsyncSession, store: ImageStore, *, recheck: bool
) -> tuple[list[ImageFault], list[ImageFault]]:
    missing: list[ImageFault] = []
    refused: list[ImageFault] = []
    async for image in _images(session):
        names = [name for name in (image.stored_filename, image.thumbnail_filename) if name]
        for name in names:
            reason = await asyncio.to_thread(_fault, store, name, recheck=recheck)
            if reason is not None:
                faults = missing if reason == _MISSING else refused
                faults.append(ImageFault(image.id, image.case_id, name, reason))
    return missing, refused


def _fault(store: ImageStore, name: str, *, recheck: bool) -> str | None:
    """Why the file of a row is at fault, None when it is not: a code."""
    try:
        path = store.find(name)
        if path is None:
            return _MISSING
        if recheck:
            prepare(path.read_bytes())
    except MsiaError as error:
        return error.code
    return None


async def _images(session: AsyncSession) -> AsyncIterator[Row[UUID, UUID, str | None, str | None]]:
    """The images that have a file, by key; no transaction stays open between two pages."""
    images = (CaseImage.id, CaseImage.case_id, CaseImage.stored_filename, CaseImage.thumbnail_filename)
    query = (
        select(*images)
        .where(or_(CaseImage.stored_filename.is_not(None), CaseImage.thumbnail_filename.is_not(None)))
        .order_by(CaseImage.id)
        .limit(_BATCH)
    )
    last: UUID | None = None
    while True:
        page = (await session.execute(query if last is None else query.where(CaseImage.id > last))).all()
        await session.commit()
        for image in page:
            yield image
        if len(page) < _BATCH:
            return
        last = page[-1].id


def _batches(files: list[StoredFile]) -> Iterator[list[StoredFile]]:
    remaining = iter(files)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
