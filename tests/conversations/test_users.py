"""Users by phone and Chatwoot contact, and their personal data."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from agent.services.users import get_or_create_user, set_client_type, update_personal_data
from database.connection import create_session_factory
from database.models import User
from shared.errors import ConflictError, InvalidInputError
from shared.vocabularies import ClientType

SPELLINGS = ["600112233", "600 11 22 33", "+34 600 11 22 33", "0034600112233", "whatsapp:+34600112233"]


async def test_every_spelling_is_the_same_user(session: AsyncSession) -> None:
    found = [await get_or_create_user(session, spelling) for spelling in SPELLINGS]
    assert [item.created for item in found] == [True, False, False, False, False]
    assert {item.user.phone for item in found} == {"+34600112233"}
    assert {item.user.client_type for item in found} == {"particular"}


async def test_client_type_is_set_once_and_changed_on_purpose(session: AsyncSession) -> None:
    first = await get_or_create_user(session, SPELLINGS[0], client_type=ClientType.PROFESSIONAL)
    again = await get_or_create_user(session, SPELLINGS[0])
    assert again.user.client_type == first.user.client_type == "professional"
    assert (await set_client_type(session, first.user.id, ClientType.PARTICULAR)).client_type == "particular"


async def test_a_contact_that_changes_its_phone_keeps_its_user(session: AsyncSession) -> None:
    before = (await get_or_create_user(session, "600112233", chatwoot_contact_id=7)).user
    after = await get_or_create_user(session, "611222333", chatwoot_contact_id=7)
    assert (after.created, after.user.id) == (False, before.id)
    assert after.user.phone == "+34611222333"
    assert after.user.metadata_["former_phones"] == ["+34600112233"]


async def test_a_second_contact_of_a_phone_replaces_the_first(session: AsyncSession) -> None:
    await get_or_create_user(session, "600112233", chatwoot_contact_id=7)
    user = (await get_or_create_user(session, "600112233", chatwoot_contact_id=8)).user
    assert user.chatwoot_contact_id == 8
    assert user.metadata_["former_chatwoot_contact_ids"] == [7]
    assert await session.scalar(select(func.count()).select_from(User)) == 1


async def test_when_phone_and_contact_are_two_users_the_phone_wins(session: AsyncSession) -> None:
    one = (await get_or_create_user(session, "600112233", chatwoot_contact_id=7)).user
    two = (await get_or_create_user(session, "611222333", chatwoot_contact_id=8)).user
    found = (await get_or_create_user(session, "600112233", chatwoot_contact_id=8)).user
    assert found.id == one.id
    await session.refresh(two)
    assert (found.chatwoot_contact_id, two.chatwoot_contact_id) == (8, None)
    assert (found.phone, two.phone) == ("+34600112233", "+34611222333")


@pytest.mark.parametrize(("phone", "contact"), [("hola", None), ("600112233", 0), ("600112233", 2**63)])
async def test_bad_identity_is_refused(session: AsyncSession, phone: str, contact: int | None) -> None:
    with pytest.raises(InvalidInputError):
        await get_or_create_user(session, phone, chatwoot_contact_id=contact)


async def test_twenty_first_messages_at_once_make_one_user(patient_engine: AsyncEngine) -> None:
    factory = create_session_factory(patient_engine)
    start = asyncio.Barrier(20)

    async def arrive(number: int) -> tuple[object, bool]:
        async with factory() as session:
            await session.connection()
            await start.wait()
            found = await get_or_create_user(
                session, SPELLINGS[number % len(SPELLINGS)], chatwoot_contact_id=7 if number % 2 else None
            )
            await session.commit()
            return found.user.id, found.created

    results = await asyncio.gather(*(arrive(number) for number in range(20)))
    assert len({user_id for user_id, _ in results}) == 1
    assert sum(created for _, created in results) == 1
    async with factory() as session:
        user = (await session.scalars(select(User))).one()
        assert (user.phone, user.chatwoot_contact_id) == ("+34600112233", 7)


async def test_exchanged_contacts_at_once_end_consistent(patient_engine: AsyncEngine) -> None:
    """Three phones and three contacts, paired every way by 20 clients: no deadlock, nothing doubled."""
    factory = create_session_factory(patient_engine)
    start = asyncio.Barrier(20)

    async def arrive(client: int) -> None:
        async with factory() as session:
            await session.connection()
            await start.wait()
            for turn in range(10):
                phone = f"60011223{(client + turn) % 3}"
                contact = 1 + (client * turn + turn // 3) % 3
                found = await get_or_create_user(session, phone, chatwoot_contact_id=contact)
                assert (found.user.phone, found.user.chatwoot_contact_id) == (f"+34{phone}", contact)
                await session.commit()

    results = await asyncio.gather(*(arrive(client) for client in range(20)), return_exceptions=True)
    assert [error for error in results if error is not None] == []
    async with factory() as session:
        users = list(await session.scalars(select(User)))
        assert 1 <= len(users) <= 3
        contacts = [user.chatwoot_contact_id for user in users if user.chatwoot_contact_id]
        assert len(contacts) == len(set(contacts))


async def test_personal_data_is_validated_and_normalised(session: AsyncSession) -> None:
    user = (await get_or_create_user(session, "600112233")).user
    await update_personal_data(
        session,
        user.id,
        {
            "first_name": " José  María ",
            "nif_cif": "12.345.678-z",
            "email": "Jose@Ejemplo.ES",
            "domicilio_cp": "08001",
        },
    )
    await session.refresh(user)
    assert (user.first_name, user.nif_cif, user.email) == ("José María", "12345678Z", "Jose@ejemplo.es")
    assert (user.domicilio_cp, user.domicilio_provincia) == ("08001", "Barcelona")
    await update_personal_data(session, user.id, {"email": None})
    assert user.email is None
    assert user.first_name == "José María"


async def test_a_wrong_value_stores_nothing(session: AsyncSession) -> None:
    user = (await get_or_create_user(session, "600112233")).user
    with pytest.raises(InvalidInputError) as caught:
        await update_personal_data(session, user.id, {"first_name": "Ana", "nif_cif": "12345678A"})
    assert caught.value.field == "nif_cif"
    await session.refresh(user)
    assert user.first_name is None


async def test_postal_code_and_province_must_agree(session: AsyncSession) -> None:
    user = (await get_or_create_user(session, "600112233")).user
    with pytest.raises(InvalidInputError, match="08001 es de Barcelona, no de Madrid"):
        await update_personal_data(
            session, user.id, {"domicilio_cp": "08001", "domicilio_provincia": "madrid"}
        )
    await update_personal_data(session, user.id, {"domicilio_cp": "08001"})
    with pytest.raises(InvalidInputError) as caught:
        await update_personal_data(session, user.id, {"domicilio_provincia": "Sevilla"})
    assert caught.value.field == "domicilio_provincia"
    assert (
        await update_personal_data(session, user.id, {"domicilio_cp": "41001"})
    ).domicilio_provincia == "Sevilla"


async def test_unknown_fields_are_named(session: AsyncSession) -> None:
    user = (await get_or_create_user(session, "600112233")).user
    with pytest.raises(InvalidInputError, match="«phone» no es un dato personal"):
        await update_personal_data(session, user.id, {"phone": "611222333"})


async def test_two_editors_collide(session: AsyncSession) -> None:
    user = (await get_or_create_user(session, "600112233")).user
    seen = user.updated_at
    await update_personal_data(session, user.id, {"first_name": "Ana"}, if_unchanged_since=seen)
    with pytest.raises(ConflictError, match="Otra persona"):
        await update_personal_data(session, user.id, {"first_name": "Eva"}, if_unchanged_since=seen)
    assert user.first_name == "Ana"
    assert user.updated_at - seen >= timedelta(0)
