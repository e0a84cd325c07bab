"""Files of images: kept when they come and removed with their image.

Order of keeping: the case is asked first, the file checked in memory, the case asked again under its lock,
the file written, the row added, and the caller commits. So a refused image leaves nothing, and a crash at
worst a file without a row, which the sweep removes.
"""

import uuid

from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases.elements import refresh_element
from agent.services.cases.images import NewImage, StoredImage, add_image, check_place, image_of
from agent.services.cases.records import check_category, get_case, lock_open_case, require_open, touch
from agent.services.images import ImageStore, PreparedFile, lock_files, names_of
from database.models import Case, CaseImage
from domain.catalogue import Catalogue


async def check_image_place(
    session: AsyncSession,
    case_id: uuid.UUID,
    catalogue: Catalogue,
    element_code: str | None,
    photo_code: str | None,
) -> None:
    """Raise what `keep_image` would, before anybody has read the file: NotFoundError for an unknown case,
    element or photo, ConflictError for a closed case. Locks nothing."""
    case = await get_case(session, case_id)
    require_open(case)
    check_category(case, catalogue)
    check_place(case, catalogue, element_code, photo_code)


async def keep_image(
    session: AsyncSession,
    case_id: uuid.UUID,
    image: NewImage,
    file: PreparedFile,
    catalogue: Catalogue,
    store: ImageStore,
    *,
    flushes: bool = True,
) -> StoredImage:
    """Add the image with its file, or return the one stored before, with its file where that is missing.

    `image.content_hash` is that of the file as it was sent. Commit afterwards. Raises as `add_image`, and
    StorageUnavailableError where the file can't be written: roll back then.
    """

    async def with_file(case: Case, row: CaseImage) -> None:
        await _put_file(session, case, row, image, file, store)

    stored = await add_image(session, case_id, image, catalogue, complete=with_file, flushes=flushes)
    if not stored.created and store.find(stored.image.stored_filename) is None:
        await with_file(await get_case(session, case_id), stored.image)
        await session.flush()
    return stored


async def _put_file(
    session: AsyncSession, case: Case, row: CaseImage, image: NewImage, file: PreparedFile, store: ImageStore
) -> None:
    """Write the image's file, and note in its row what it is."""
    name, thumbnail = names_of(file)
    await lock_files(session, filter(None, (name, thumbnail)))
    await store.write(name, file.content)
    if file.thumbnail is not None and thumbnail is not None:
        await store.write(thumbnail, file.thumbnail)
    row.stored_filename, row.thumbnail_filename = name, thumbnail
    row.mime_type, row.file_size = file.mime_type, len(file.content)
    row.width, row.height = file.width, file.height
    row.original_filename = row.original_filename or image.original_filename
    others = (other.content_hash for other in case.images if other is not row)
    if row.content_hash is None and image.content_hash not in others:
        row.content_hash = image.content_hash


async def delete_image(
    session: AsyncSession,
    case_id: uuid.UUID,
    image_id: uuid.UUID,
    catalogue: Catalogue,
    *,
    expected_version: int | None = None,
) -> tuple[str, ...]:
    """Remove an image from an open case; its elements wait for the photo again. Returns the names of its
    files: after the commit, hand them to `remove_unused`. Raises NotFoundError and ConflictError."""
    case = await lock_open_case(session, case_id, expected_version)
    check_category(case, catalogue)
    image = image_of(case, image_id)
    names = file_names(image)
    case.images.remove(image)
    touch(case)
    await session.flush()
    for code in case.element_codes:
        await refresh_element(session, case, catalogue, code)
    return names


def file_names(image: CaseImage) -> tuple[str, ...]:
    """The names of the image's files in the store."""
    return tuple(name for name in (image.stored_filename, image.thumbnail_filename) if name)
