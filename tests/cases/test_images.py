"""Images: stored once whoever retries, linked to their photo, reviewed in three states."""

import asyncio
import random
import uuid

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.cases import (
    NewImage,
    add_image,
    content_hash,
    get_case,
    link_image,
    open_case,
    review_image,
    set_elements,
    submit_field_answers,
    update_case_data,
)
from agent.services.conversations import append_message, get_or_create_conversation
from agent.services.users import get_or_create_user
from database.connection import create_session_factory
from database.models import Case, CaseImage, ConversationHistory, ConversationMessage
from domain.catalogue import Catalogue
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import MessageRole
from tests.cases.support import new_case, small_catalogue


def photo(number: int, element_code: str | None = None, photo_code: str | None = None) -> NewImage:
    return NewImage(
        f"Foto {number}",
        element_code=element_code,
        photo_code=photo_code,
        content_hash=content_hash(str(number).encode()),
        chatwoot_message_id=number,
        chatwoot_attachment_id=number,
    )


async def case_with_exhaust(session: AsyncSession) -> tuple[uuid.UUID, Catalogue]:
    catalogue = await small_catalogue(session)
    case_id = await new_case(session, catalogue)
    await set_elements(session, case_id, {"ESCAPE": 1}, catalogue)
    return case_id, catalogue


async def status_of(session: AsyncSession, case_id: uuid.UUID) -> str:
    case = await get_case(session, case_id)
    return case.element_data[0].status


async def test_a_retry_by_attachment_or_by_content_returns_the_stored_image(session: AsyncSession) -> None:
    case_id, catalogue = await case_with_exhaust(session)
    first = await add_image(session, case_id, photo(1), catalogue)
    retry = await add_image(session, case_id, photo(1), catalogue)
    by_attachment = await add_image(
        session, case_id, NewImage("Otra", chatwoot_message_id=1, chatwoot_attachment_id=1), catalogue
    )
    resent = await add_image(session, case_id, NewImage("Otra", content_hash=content_hash(b"1")), catalogue)
    assert first.created
    assert [retry.created, by_attachment.created, resent.created] == [False, False, False]
    assert {retry.image.id, by_attachment.image.id, resent.image.id} == {first.image.id}
    second = await add_image(
        session,
        case_id,
        NewImage(
            "Otro adjunto", content_hash=content_hash(b"2"), chatwoot_message_id=1, chatwoot_attachment_id=2
        ),
        catalogue,
    )
    assert second.created


async def test_a_retry_links_an_image_that_had_no_place(session: AsyncSession) -> None:
    case_id, catalogue = await case_with_exhaust(session)
    await add_image(session, case_id, photo(1), catalogue)
    assert await status_of(session, case_id) == "pending_photos"
    again = await add_image(session, case_id, photo(1, element_code="ESCAPE", photo_code="LINEA"), catalogue)
    assert (again.created, again.image.photo_code) == (False, "LINEA")
    assert await status_of(session, case_id) == "pending_data"


async def test_review_is_tri_state_and_moves_the_element(session: AsyncSession) -> None:
    case_id, catalogue = await case_with_exhaust(session)
    image = (
        await add_image(session, case_id, photo(1, element_code="ESCAPE", photo_code="LINEA"), catalogue)
    ).image
    await submit_field_answers(session, case_id, "ESCAPE", {"marca": "Akrapovic"}, catalogue)
    assert (image.is_valid, await status_of(session, case_id)) == (None, "completed")
    await review_image(session, case_id, image.id, catalogue, is_valid=False, notes="Está borrosa")
    assert await status_of(session, case_id) == "pending_photos"
    with pytest.raises(InvalidInputError) as caught:
        await review_image(session, case_id, image.id, catalogue, is_valid=False)
    assert caught.value.field == "validation_notes"
    await review_image(session, case_id, image.id, catalogue, is_valid=True)
    assert await status_of(session, case_id) == "completed"
    data = (await get_case(session, case_id)).element_data[0]
    assert data.photos_completed_at is not None
    assert data.data_completed_at is not None
    await link_image(session, case_id, image.id, catalogue, element_code=None, photo_code="FICHA_TECNICA")
    assert await status_of(session, case_id) == "pending_photos"


@pytest.mark.parametrize(
    ("image", "field"),
    [
        (NewImage("Foto"), "content_hash"),
        (NewImage("Foto", content_hash="ABC"), "content_hash"),
        (NewImage("Foto", chatwoot_message_id=1), "chatwoot_attachment_id"),
        (NewImage("Foto", chatwoot_attachment_id=1), "chatwoot_message_id"),
        (NewImage("Foto", chatwoot_message_id=2**63, chatwoot_attachment_id=1), "chatwoot_message_id"),
        (NewImage(" ", content_hash=content_hash(b"")), "display_name"),
        (NewImage("Foto", content_hash=content_hash(b""), file_size=-1), "file_size"),
    ],
)
async def test_images_that_can_not_be_stored_are_refused(
    session: AsyncSession, image: NewImage, field: str
) -> None:
    case_id, catalogue = await case_with_exhaust(session)
    with pytest.raises(InvalidInputError) as caught:
        await add_image(session, case_id, image, catalogue)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ({"element_code": "MANILLAR"}, "element_code"),
        ({"element_code": "ESCAPE", "photo_code": "OTRA"}, "photo_code"),
        ({"photo_code": "LINEA"}, "photo_code"),
    ],
)
async def test_images_need_an_existing_place(session: AsyncSession, link: dict[str, str], field: str) -> None:
    case_id, catalogue = await case_with_exhaust(session)
    with pytest.raises(NotFoundError) as caught:
        await add_image(session, case_id, photo(1, **link), catalogue)
    assert caught.value.field == field
    with pytest.raises(NotFoundError):
        await review_image(session, case_id, uuid.uuid4(), catalogue, is_valid=True)


async def test_twenty_parallel_clients_lose_and_double_nothing(patient_engine: AsyncEngine) -> None:
    """60 photo messages for three cases, each delivered four times out of order, in one transaction each.

    Every transaction touches user, conversation and case; staff edit the same cases meanwhile.
    """
    factory = create_session_factory(patient_engine)
    async with factory() as session:
        catalogue = await small_catalogue(session)
        await session.commit()
    deliveries = [number for number in range(1, 61) for _ in range(4)]
    random.Random(7).shuffle(deliveries)
    start = asyncio.Barrier(20)

    async def deliver(client: int) -> int:
        stored = 0
        async with factory() as session:
            await session.connection()
            await start.wait()
            for number in deliveries[client::20]:
                user = (
                    await get_or_create_user(
                        session, "600112233", chatwoot_contact_id=7 if client % 2 else None
                    )
                ).user
                key = f"conversation {number % 3}"
                conversation = (await get_or_create_conversation(session, key, user.id)).conversation
                await append_message(
                    session,
                    conversation.id,
                    MessageRole.USER,
                    "foto",
                    chatwoot_message_id=number,
                    image_count=1,
                )
                case = (await open_case(session, user.id, conversation.id, catalogue.category_id)).case
                # Two messages in ten carry the same picture.
                content = content_hash(str(number - number % 10 // 9 * 3).encode())
                image = NewImage(
                    f"Foto {number}",
                    content_hash=content,
                    chatwoot_message_id=number,
                    chatwoot_attachment_id=number,
                )
                stored += (await add_image(session, case.id, image, catalogue)).created
                if client % 5 == 0:
                    await update_case_data(session, case.id, {"marca": f"Marca {client}"})
                await session.commit()
        return stored

    stored = sum(await asyncio.gather(*(deliver(client) for client in range(20))))
    # 9, 19, … 59 repeat the picture of 6, 16, … 56, in the same case (both leave the same rest by 3).
    assert stored == 60 - 6
    async with factory() as session:
        assert await session.scalar(select(func.count()).select_from(Case)) == 3
        assert await session.scalar(select(func.count()).select_from(CaseImage)) == 54
        hashes = (await session.scalars(select(CaseImage.content_hash))).all()
        assert len(set(hashes)) == 54
        assert await session.scalar(select(func.count()).select_from(ConversationMessage)) == 60
        counts = (await session.scalars(select(ConversationHistory.message_count))).all()
        assert sorted(counts) == [20, 20, 20]
