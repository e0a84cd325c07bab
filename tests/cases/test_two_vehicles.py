"""A client with two vehicles: the second case begins when the first has been handed in."""

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.cases import get_case, open_case, return_to_collecting
from agent.services.catalogue import load_catalogue
from database.models import Case
from shared.errors import ConflictError
from shared.vocabularies import CaseStatus
from tests.cases.support import new_case


async def test_a_case_handed_in_makes_room_for_the_next(seeded_session: AsyncSession) -> None:
    catalogue = await load_catalogue(seeded_session, "motos-part")
    first = await get_case(seeded_session, await new_case(seeded_session, catalogue))
    assert first.user_id is not None
    assert first.conversation_id is not None
    owner = (first.user_id, first.conversation_id, catalogue.category_id)
    assert not (await open_case(seeded_session, *owner)).created
    await seeded_session.execute(
        update(Case).where(Case.id == first.id).values(status=CaseStatus.PENDING_REVIEW.value)
    )
    second = await open_case(seeded_session, *owner)
    assert second.created
    assert second.case.id != first.id
    with pytest.raises(ConflictError) as refused:
        await return_to_collecting(seeded_session, first.id, "Falta una foto.")
    assert refused.value.code == "other_case_collecting"
