"""The specification's patterns as written: soft delete, queries, hierarchy, what a deletion takes along."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from database.models import (
    AdminAccessLog,
    AdminUser,
    AuditLog,
    Base,
    Case,
    CaseImage,
    ConversationHistory,
    ConversationMessage,
    DocumentChunk,
    Element,
    ElementImage,
    ElementRequiredField,
    ElementWarningAssociation,
    Escalation,
    QueryCitation,
    RAGQuery,
    RegulatoryDocument,
    TariffTier,
    TierElementInclusion,
    User,
    VehicleCategory,
    Warning,
)
from database.soft_delete import hard_delete

HASH = "$2b$12$" + "x" * 53


def _category(**values: Any) -> VehicleCategory:
    return VehicleCategory(**{"slug": "motos-part", "name": "Motos", "client_type": "particular", **values})


async def _count(session: AsyncSession, model: type[Base]) -> int:
    return await session.scalar(select(func.count()).select_from(model)) or 0


async def test_soft_delete_as_written(any_session: AsyncSession) -> None:
    category = _category()
    kept, dropped = (Element(category=category, code=code, name=code) for code in ("ESCAPE", "FILTRO"))
    any_session.add_all([kept, dropped])
    await any_session.commit()
    dropped.is_active = False
    await any_session.commit()
    stmt = select(Element).where(Element.is_active == True)  # noqa: E712 - the specification's own words
    assert (await any_session.scalars(stmt)).all() == [kept]
    assert await _count(any_session, Element) == 1
    assert len(list(await any_session.execute(select(Element.__table__)))) == 2


@pytest.mark.parametrize("model", [RegulatoryDocument, AdminUser, Warning, Element])
def test_the_models_named_for_soft_delete_have_the_switch(model: Any) -> None:
    column = model.__table__.c.is_active
    assert column.default.arg is True
    assert column.server_default is not None
    assert not column.nullable


async def test_containment_query_as_written(session: AsyncSession) -> None:
    category = _category()
    found = Element(category=category, code="ESCAPE", name="Escape", keywords=["escape", "tubo"])
    session.add_all([found, Element(category=category, code="FILTRO", name="Filtro", keywords=["filtro"])])
    await session.commit()
    stmt = select(Element).where(Element.keywords.contains(["escape"]))
    assert (await session.scalars(stmt)).all() == [found]


async def test_containment_uses_the_index(session: AsyncSession) -> None:
    from sqlalchemy import text

    await session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = await session.scalars(
        text("EXPLAIN SELECT id FROM elements WHERE keywords @> '[\"escape\"]'::jsonb")
    )
    assert "ix_elements_keywords" in "\n".join(plan)


async def test_selectinload_query_as_written(any_session: AsyncSession) -> None:
    category = _category()
    any_session.add_all(
        [
            Element(category=category, code="B", name="B", sort_order=2),
            Element(category=category, code="A", name="A", sort_order=1),
        ]
    )
    await any_session.commit()
    any_session.expunge_all()
    result = await any_session.execute(
        select(VehicleCategory)
        .options(selectinload(VehicleCategory.elements))
        .where(VehicleCategory.slug == "motos-part")
    )
    loaded = result.scalar_one_or_none()
    assert loaded is not None
    assert [element.code for element in loaded.elements] == ["A", "B"]
    active = await any_session.execute(
        select(Element)
        .where(Element.category_id == loaded.id)
        .where(Element.is_active == True)  # noqa: E712 - the specification's own words
        .order_by(Element.sort_order)
    )
    assert [element.code for element in active.scalars().all()] == ["A", "B"]


async def test_whole_json_values_are_replaced_as_written(any_session: AsyncSession) -> None:
    element = Element(category=_category(), code="ESCAPE", name="Escape")
    any_session.add(element)
    await any_session.commit()
    element.metadata_ = {"custom_field": "value"}
    await any_session.commit()
    any_session.expunge_all()
    loaded = await any_session.get(Element, element.id)
    assert loaded is not None
    assert loaded.metadata_ == {"custom_field": "value"}


async def test_tier_inheritance_as_written(any_session: AsyncSession) -> None:
    category = _category()
    t1, t2 = (
        TariffTier(category=category, code=code, name=code, price=Decimal("140")) for code in ("T1", "T2")
    )
    any_session.add_all([t1, t2])
    await any_session.flush()
    any_session.add(TierElementInclusion(tier_id=t2.id, included_tier_id=t1.id, min_quantity=1))
    await any_session.commit()
    any_session.expunge_all()
    loaded = await any_session.get(TariffTier, t2.id)
    assert loaded is not None
    assert loaded.price == Decimal("140.00")
    assert [inclusion.included_tier_id for inclusion in loaded.inclusions] == [t1.id]
    assert loaded.included_in == []


async def test_parents_children_and_conditions(any_session: AsyncSession) -> None:
    category = _category()
    parent = Element(category=category, code="LUCES", name="Luces")
    child = Element(category=category, code="FARO", name="Faro", parent=parent, variant_type="luz")
    first = ElementRequiredField(element=child, field_name="pintura", field_type="boolean")
    second = ElementRequiredField(
        element=child,
        field_name="color",
        condition_field=first,
        condition_operator="equals",
        condition_value="true",
    )
    any_session.add_all([parent, child, first, second])
    await any_session.commit()
    any_session.expunge_all()
    loaded = await any_session.get(Element, child.id)
    assert loaded is not None
    assert loaded.parent is not None
    assert loaded.parent.code == "LUCES"
    assert {item.field_name for item in loaded.required_fields} == {"pintura", "color"}
    # One level loads by itself; a neighbour's neighbours are awaited.
    assert [item.code for item in await loaded.parent.awaitable_attrs.children] == ["FARO"]


@pytest.mark.parametrize("by_orm", [True, False])
async def test_a_deleted_user_leaves_the_cases(any_session: AsyncSession, by_orm: bool) -> None:
    user = User(phone="+34600111222")
    conversation = ConversationHistory(user=user, chatwoot_conversation_id="1")
    case = Case(user=user, conversation=conversation, marca="BMW")
    any_session.add_all([user, conversation, case])
    await any_session.flush()
    any_session.add_all(
        [
            ConversationMessage(conversation_id=conversation.id, role="user", content="Hola"),
            CaseImage(case_id=case.id, display_name="foto"),
            Escalation(case_id=case.id, user_id=user.id, reason="x", source="auto"),
            RAGQuery(user_id=user.id, query_text="x", query_hash="0" * 64),
        ]
    )
    await any_session.commit()
    if by_orm:
        any_session.expunge_all()
        loaded = await any_session.get(User, user.id)
        await any_session.delete(loaded)
        await any_session.commit()
    else:
        await any_session.execute(delete(User).where(User.id == user.id))
        await any_session.commit()
    any_session.expunge_all()
    assert await _count(any_session, ConversationHistory) == 0
    assert await _count(any_session, ConversationMessage) == 0
    left = await any_session.scalar(select(Case))
    assert left is not None
    assert (left.user_id, left.conversation_id, left.marca) == (None, None, "BMW")
    assert len(left.images) == 1
    escalation = await any_session.scalar(select(Escalation))
    assert escalation is not None
    assert (escalation.user_id, escalation.case_id) == (None, case.id)
    query = await any_session.scalar(select(RAGQuery))
    assert query is not None
    assert query.user_id is None


@pytest.mark.parametrize("by_orm", [True, False])
async def test_a_deleted_element_takes_its_own_and_frees_its_variants(
    any_session: AsyncSession, by_orm: bool
) -> None:
    category = _category()
    tier = TariffTier(category=category, code="T1", name="T1", price=1)
    parent = Element(category=category, code="LUCES", name="Luces")
    child = Element(category=category, code="FARO", name="Faro", parent=parent)
    any_session.add_all([tier, parent, child])
    await any_session.flush()
    any_session.add_all(
        [
            ElementImage(element_id=parent.id, code="foto"),
            ElementRequiredField(element_id=parent.id, field_name="marca"),
            TierElementInclusion(tier_id=tier.id, element_id=parent.id),
            Warning(element_id=parent.id, code="aviso", message="Aviso."),
        ]
    )
    await any_session.commit()
    if by_orm:
        any_session.expunge_all()
        async with hard_delete(any_session):
            await any_session.delete(await any_session.get(Element, parent.id))
    else:
        async with hard_delete(any_session):
            await any_session.execute(delete(Element).where(Element.id == parent.id))
    await any_session.commit()
    any_session.expunge_all()
    for model in (
        ElementImage,
        ElementRequiredField,
        TierElementInclusion,
        Warning,
        ElementWarningAssociation,
    ):
        assert await _count(any_session, model) == 0, model.__name__
    left = (await any_session.scalars(select(Element))).all()
    assert [(element.code, element.parent_element_id) for element in left] == [("FARO", None)]


async def test_a_deleted_category_takes_its_catalogue_and_leaves_the_cases(any_session: AsyncSession) -> None:
    category = _category()
    tier = TariffTier(category=category, code="T1", name="T1", price=1)
    element = Element(category=category, code="ESCAPE", name="Escape")
    case = Case(category=category, tariff_tier=tier, element_codes=["ESCAPE"], tariff_amount=Decimal("140"))
    any_session.add_all([tier, element, case])
    await any_session.commit()
    async with hard_delete(any_session):
        await any_session.execute(delete(VehicleCategory))
    await any_session.commit()
    any_session.expunge_all()
    assert await _count(any_session, TariffTier) == await _count(any_session, Element) == 0
    left = await any_session.scalar(select(Case))
    assert left is not None
    assert (left.category_id, left.tariff_tier_id) == (None, None)
    assert (left.element_codes, left.tariff_amount) == (["ESCAPE"], Decimal("140.00"))


async def test_a_deleted_member_of_staff_leaves_their_trail(any_session: AsyncSession) -> None:
    boss = AdminUser(username="ana", password_hash=HASH)
    made = AdminUser(username="luis", password_hash=HASH, creator=boss)
    any_session.add_all([boss, made])
    await any_session.flush()
    any_session.add_all(
        [
            AdminAccessLog(admin_user_id=boss.id, username="ana", action="login"),
            AuditLog(
                entity_type="element",
                entity_id=made.id,
                action="update",
                user_id=boss.id,
                changes={},
                actor_kind="staff",
                actor_name="ana",
                database_user="msia",
            ),
        ]
    )
    await any_session.commit()
    async with hard_delete(any_session):
        await any_session.execute(delete(AdminUser).where(AdminUser.id == boss.id))
    await any_session.commit()
    any_session.expunge_all()
    log = await any_session.scalar(select(AdminAccessLog))
    trail = await any_session.scalar(select(AuditLog).where(AuditLog.entity_id == made.id))
    left = await any_session.scalar(select(AdminUser))
    assert log is not None
    assert trail is not None
    assert left is not None
    assert (log.admin_user_id, log.username, trail.user_id, left.created_by) == (None, "ana", None, None)


async def test_a_deleted_document_takes_chunks_and_citations(any_session: AsyncSession) -> None:
    document = RegulatoryDocument(title="RD 866/2010", document_type="regulation", file_hash="a" * 64)
    any_session.add(document)
    await any_session.flush()
    chunk = DocumentChunk(document_id=document.id, chunk_index=0, content="x", content_hash="b" * 64)
    query = RAGQuery(query_text="x", query_hash="c" * 64)
    any_session.add_all([chunk, query])
    await any_session.flush()
    any_session.add(
        QueryCitation(query_id=query.id, chunk_id=chunk.id, document_id=chunk.document_id, rank=1)
    )
    await any_session.commit()
    async with hard_delete(any_session):
        await any_session.execute(delete(RegulatoryDocument))
    await any_session.commit()
    assert await _count(any_session, DocumentChunk) == await _count(any_session, QueryCitation) == 0
    assert await _count(any_session, RAGQuery) == 1


async def test_messages_are_added_and_read_without_loading_them_all(any_session: AsyncSession) -> None:
    conversation = ConversationHistory(chatwoot_conversation_id="1")
    any_session.add(conversation)
    await any_session.flush()
    conversation.messages.add(ConversationMessage(role="user", content="Hola", chatwoot_message_id=1))
    await any_session.commit()
    texts = await any_session.scalars(conversation.messages.select().limit(1))
    assert [message.content for message in texts] == ["Hola"]
    conversation.messages.add(ConversationMessage(role="user", content="Hola", chatwoot_message_id=1))
    with pytest.raises(IntegrityError):
        await any_session.commit()


async def test_an_update_moves_the_time_stamp(any_session: AsyncSession) -> None:
    category = _category()
    any_session.add(category)
    await any_session.commit()
    created, updated = category.created_at, category.updated_at
    category.name = "Otras"
    await any_session.commit()
    assert category.created_at == created
    assert category.updated_at > updated


async def test_nothing_is_flushed_before_it_is_asked_for(any_session: AsyncSession) -> None:
    any_session.add(_category())
    assert await _count(any_session, VehicleCategory) == 0
