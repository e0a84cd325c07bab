"""Whose an event is: no message is refused for who sent it, and no data crosses between people."""

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.inbox import Outcome, Receipt, Scope, resolve_parked
from agent.services.users import update_personal_data
from database.models import ConversationHistory, ConversationMessage, Escalation, ParkedEvent, User
from shared.errors import ConflictError
from shared.vocabularies import ParkedResolution, ParkingReason
from tests.inbox.events import HERE, Client, take


async def talk_of(session: AsyncSession, receipt: Receipt) -> ConversationHistory:
    found = await session.get(ConversationHistory, receipt.conversation_id)
    assert found is not None
    return found


async def user_of(session: AsyncSession, phone: str) -> User | None:
    found: User | None = await session.scalar(select(User).where(User.phone == phone))
    return found


async def texts(session: AsyncSession, conversation_id: uuid.UUID | None) -> list[str]:
    rows = await session.scalars(
        select(ConversationMessage.content)
        .where(ConversationMessage.conversation_id == conversation_id)
        .order_by(ConversationMessage.id)
    )
    return list(rows)


def merged(client: Client, index: int, **contact: Any) -> dict[str, Any]:
    """A message of the client's conversation that now comes with another contact."""
    other = {"id": 500_000 + client.number, "phone_number": f"+347{client.number:08d}", **contact}
    return client.message(index, sender=other, conversation=client.conversation(meta={"sender": other}))


async def test_a_conversation_of_which_only_the_thread_is_known_goes_over(
    session: AsyncSession, client: Client
) -> None:
    first = await take(session, client.message(1))
    second = await take(session, merged(client, 2))
    assert (second.outcome, second.conversation_id) == (Outcome.STORED, first.conversation_id)
    new = await user_of(session, f"+347{client.number:08d}")
    assert new is not None
    assert (await talk_of(session, second)).user_id == new.id
    assert await texts(session, first.conversation_id) == ["mensaje 1", "mensaje 2"]


async def test_where_data_would_cross_it_waits_for_staff(session: AsyncSession, client: Client) -> None:
    first = await take(session, client.message(1))
    owner = await user_of(session, client.phone)
    assert owner is not None
    await update_personal_data(session, owner.id, {"first_name": "Ana"})
    await session.commit()
    parked = [await take(session, merged(client, index)) for index in (2, 3, 3)]
    assert [(receipt.outcome, receipt.reason) for receipt in parked] == [
        (Outcome.PARKED, ParkingReason.CONTACT_CHANGED)
    ] * 3
    assert parked[1].parked_id == parked[2].parked_id, "the same event waits once"
    assert (await talk_of(session, first)).user_id == owner.id
    assert await texts(session, first.conversation_id) == ["mensaje 1"]
    told = await session.scalar(
        select(func.count()).where(Escalation.conversation_id == first.conversation_id)
    )
    assert told == 1

    assert parked[1].parked_id is not None
    resolved = await resolve_parked(session, parked[1].parked_id, ParkedResolution.REPLAYED, HERE)
    await session.commit()
    assert {row.id for row in resolved} == {receipt.parked_id for receipt in parked}
    assert await texts(session, first.conversation_id) == ["mensaje 1", "mensaje 2", "mensaje 3"]
    new = await user_of(session, f"+347{client.number:08d}")
    assert new is not None
    assert (await talk_of(session, first)).user_id == new.id
    assert new.first_name is None, "what was known of the one before stays theirs"
    assert [(row.payload, row.people, row.resolution) for row in resolved] == [({}, [], "replayed")] * 2
    with pytest.raises(ConflictError, match="ya se ha resuelto"):
        await resolve_parked(session, resolved[0].id, ParkedResolution.DISMISSED, HERE)
    await session.rollback()
    assert (await take(session, merged(client, 4))).outcome is Outcome.STORED


async def test_the_address_of_whatsapp_decides_before_the_contact(
    session: AsyncSession, client: Client
) -> None:
    first = await take(session, client.message(1))
    owner = await user_of(session, client.phone)
    assert owner is not None
    await update_personal_data(session, owner.id, {"first_name": "Ana"})
    await session.commit()
    event = merged(client, 2)
    event["conversation"]["contact_inbox"] = {"source_id": client.phone[1:]}
    second = await take(session, event)
    assert (second.outcome, second.conversation_id) == (Outcome.STORED, first.conversation_id)
    assert (await talk_of(session, second)).user_id == owner.id


async def test_a_dismissed_event_leaves_nothing_of_people(session: AsyncSession, client: Client) -> None:
    event = client.message(1, account={"id": 2})
    parked = await take(session, event)
    assert (parked.outcome, parked.reason) == (Outcome.PARKED, ParkingReason.OTHER_ACCOUNT)
    assert parked.parked_id is not None
    await resolve_parked(session, parked.parked_id, ParkedResolution.DISMISSED, HERE)
    await session.commit()
    row = await session.get(ParkedEvent, parked.parked_id)
    assert row is not None
    assert (row.payload, row.people) == ({}, [])
    assert await user_of(session, client.phone) is None
    assert (await take(session, event)).outcome is Outcome.DUPLICATE


async def test_an_account_written_as_text_is_an_account(session: AsyncSession, client: Client) -> None:
    receipt = await take(session, client.message(1, account={"id": "2"}))
    assert receipt.reason is ParkingReason.OTHER_ACCOUNT


async def test_other_inboxes_are_parked_and_may_be_replayed(session: AsyncSession, client: Client) -> None:
    scope = Scope(account_id=1, inbox_ids=(3,))
    assert (await take(session, client.message(1, inbox={"id": 3}), scope)).outcome is Outcome.STORED
    parked = await take(session, client.message(2, inbox={"id": 4}), scope)
    assert (parked.outcome, parked.reason) == (Outcome.PARKED, ParkingReason.OTHER_INBOX)
    assert parked.parked_id is not None
    await resolve_parked(session, parked.parked_id, ParkedResolution.REPLAYED, scope)
    await session.commit()
    stored = await session.scalar(
        select(func.count()).where(ConversationMessage.chatwoot_message_id == client.message(2)["id"])
    )
    assert stored == 1


async def test_two_accounts_may_have_the_same_number_of_conversation(
    session: AsyncSession, client: Client
) -> None:
    every = Scope()
    other = Client(client.number + 50_000_000)
    one = await take(session, client.message(1), every)
    two = await take(
        session,
        other.message(1, account={"id": 2}, conversation=client.conversation(meta={"sender": other.contact})),
        every,
    )
    assert {one.outcome, two.outcome} == {Outcome.STORED}
    assert one.conversation_id != two.conversation_id
    accounts = {(await talk_of(session, receipt)).chatwoot_account_id for receipt in (one, two)}
    assert accounts == {1, 2}


async def test_a_conversation_of_an_unknown_account_becomes_the_first_ones(
    session: AsyncSession, client: Client
) -> None:
    event = client.message(1)
    del event["account"]
    before = await take(session, event, Scope())
    assert (await talk_of(session, before)).chatwoot_account_id == 0
    after = await take(session, client.message(2), Scope())
    assert after.conversation_id == before.conversation_id
    assert (await talk_of(session, after)).chatwoot_account_id == 1


async def test_two_authors_of_a_group_are_two_people(session: AsyncSession, client: Client) -> None:
    group = client.conversation(meta={"sender": {"id": 800_000 + client.number, "phone_number": None}})
    authors: list[dict[str, Any]] = [
        {"id": 600_000 + client.number, "phone_number": f"+3461{client.number:07d}"},
        {"id": 700_000 + client.number, "phone_number": f"+3462{client.number:07d}"},
    ]
    receipts = [
        await take(session, client.message(index, sender=authors[index % 2], conversation=group))
        for index in range(4)
    ]
    assert {receipt.outcome for receipt in receipts} == {Outcome.STORED}
    assert len({receipt.conversation_id for receipt in receipts}) == 1
    assert (await talk_of(session, receipts[0])).user_id is None
    users = [await user_of(session, author["phone_number"]) for author in authors]
    assert all(users)
    assert [user.chatwoot_contact_id for user in users if user] == [author["id"] for author in authors]
    rows = await session.execute(
        select(ConversationMessage.user_id)
        .where(ConversationMessage.conversation_id == receipts[0].conversation_id)
        .order_by(ConversationMessage.id)
    )
    assert [row.user_id for row in rows] == [users[index % 2].id for index in range(4)]  # type: ignore[union-attr]


async def test_mobiles_of_two_spellings_are_one_person(session: AsyncSession, client: Client) -> None:
    tail = f"{client.number:07d}"
    spellings = [f"+55418{tail}", f"+554198{tail}"]
    talks = []
    for index, phone in enumerate(spellings):
        contact = {"id": 1000 + client.number, "phone_number": phone}
        talk = client.conversation(id=2_000_000 + 10 * client.number + index, meta={"sender": contact})
        talks.append(await take(session, client.message(index, sender=contact, conversation=talk)))
    owners = {(await talk_of(session, receipt)).user_id for receipt in talks}
    assert len(owners) == 1
    assert None not in owners
