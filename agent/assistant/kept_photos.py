"""Photos that come before there is a case, and what a case that was given up leaves to the next one."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.facts import Need, Part
from agent.assistant.messages import Attachment
from agent.assistant.of_photos import best_place
from agent.services.cases import NewImage, add_image
from agent.services.cases.data import DIMENSIONS, ITV, UNCHANGED, VEHICLE, WORKSHOP
from agent.services.dialogues import owner_of
from agent.services.images import ImageStore, PreparedFile, lock_files, names_of
from database.insert_once import insert_once
from database.models import Case, CaseImage, ConversationHistory, DialoguePhoto
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_images


async def keep_photo(
    session: AsyncSession,
    conversation: ConversationHistory,
    attachment: Attachment,
    caption: str,
    digest: str,
    file: PreparedFile,
    store: ImageStore,
) -> None:
    """Keep a file of a client who has no case yet; an equal one is kept once. Commit afterwards.

    Raises StorageUnavailableError where the file can't be written: roll back then.
    """
    name, thumbnail = names_of(file)
    await lock_files(session, filter(None, (name, thumbnail)))
    await store.write(name, file.content)
    if file.thumbnail is not None and thumbnail is not None:
        await store.write(thumbnail, file.thumbnail)
    await insert_once(
        session,
        DialoguePhoto,
        **owner_of(conversation),
        content_hash=digest,
        stored_filename=name,
        thumbnail_filename=thumbnail,
        original_filename=attachment.filename[:255] if attachment.filename else None,
        mime_type=file.mime_type,
        file_size=len(file.content),
        width=file.width,
        height=file.height,
        caption=caption or None,
    )


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A kept photo in its case; `title`: of its place, empty where nobody has said what it is."""

    image_id: UUID
    title: str


async def move_kept_photos(
    session: AsyncSession, conversation: ConversationHistory, case: Case, catalogue: Catalogue
) -> list[KeptPhoto]:
    """Put what was kept into the case: to what its caption names, of a single reform in its order, else to be
    told apart. Returns what became of each."""
    kept = list(
        await session.scalars(
            select(DialoguePhoto)
            .where(_of(conversation))
            .order_by(DialoguePhoto.created_at, DialoguePhoto.id)
        )
    )
    if not kept:
        return []
    places = _places(case, catalogue)
    taken: Counter[str] = Counter()
    moved = []
    for photo in kept:
        place = best_place(photo.caption or "", [item for item in places if taken[item.key] < item.count])
        if place is None and len(case.element_codes) == 1:
            place = next((item for item in places if item.element and not taken[item.key]), None)
        if place is not None:
            taken[place.key] += 1
        stored = await add_image(session, case.id, _image(photo, place), catalogue)
        _complete(stored.image, photo)
        moved.append(KeptPhoto(stored.image.id, place.title if place is not None else ""))
    await session.execute(delete(DialoguePhoto).where(DialoguePhoto.id.in_([photo.id for photo in kept])))
    await session.flush()
    return moved


async def bring_back(session: AsyncSession, case: Case, former_id: UUID, catalogue: Catalogue) -> bool:
    """Give a case what the client had said of the one that was given up; whether there was anything.

    Only what the new case has not got; of elements only those of both.
    """
    former = await session.get(Case, former_id)
    if former is None or former.user_id != case.user_id or former.category_id != case.category_id:
        return False
    names = (*VEHICLE, *DIMENSIONS, *UNCHANGED.values(), *WORKSHOP, *ITV)
    brought = False
    for name in names:
        value = getattr(former, name)
        if value and not getattr(case, name):
            setattr(case, name, value)
            brought = True
    answers = {data.element_code: data.field_values for data in former.element_data}
    for data in case.element_data:
        if not data.field_values and answers.get(data.element_code):
            data.field_values = dict(answers[data.element_code])
            brought = True
    for image in former.images:
        is_known = image.element_code is None or image.element_code in case.element_codes
        if image.is_valid is False or image.content_hash is None or not is_known:
            continue
        stored = await add_image(session, case.id, _again(image), catalogue)
        _complete(stored.image, image)
        brought = True
    return brought


def _of(conversation: ConversationHistory) -> ColumnElement[bool]:
    """Whose photos are meant: the user's, and those from before there was one."""
    own = DialoguePhoto.conversation_id == conversation.id
    if conversation.user_id is None:
        return own
    return or_(own, DialoguePhoto.user_id == conversation.user_id)


def _places(case: Case, catalogue: Catalogue) -> list[Need]:
    found = [
        Need(
            Part.PHOTO,
            (image.code or image.title)[:50],
            "",
            code,
            phrases.PHOTO_TITLE.format(element=catalogue.elements[code].name, title=image.title),
        )
        for code in case.element_codes
        if code in catalogue.elements
        for image in effective_images(catalogue, code)
        if image.is_required
    ]
    found += [
        Need(Part.DOCUMENT, document.code, "", None, document.title, document.min_images)
        for document in catalogue.documentation
        if document.code is not None and document.is_mandatory
    ]
    return found


def _image(photo: DialoguePhoto, place: Need | None) -> NewImage:
    return NewImage(
        (place.title if place is not None else photo.original_filename or phrases.KEPT_UNPLACED)[:200],
        original_filename=photo.original_filename,
        element_code=place.element if place is not None else None,
        photo_code=place.name if place is not None else None,
        description=photo.caption,
        stored_filename=photo.stored_filename,
        mime_type=photo.mime_type,
        file_size=photo.file_size,
        content_hash=photo.content_hash,
    )


def _again(image: CaseImage) -> NewImage:
    return NewImage(
        image.display_name,
        original_filename=image.original_filename,
        element_code=image.element_code,
        photo_code=image.photo_code,
        description=image.description,
        stored_filename=image.stored_filename,
        mime_type=image.mime_type,
        file_size=image.file_size,
        content_hash=image.content_hash,
    )


def _complete(row: CaseImage, source: DialoguePhoto | CaseImage) -> None:
    row.thumbnail_filename, row.width, row.height = source.thumbnail_filename, source.width, source.height
