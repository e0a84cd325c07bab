"""Every JSONB column refuses a malformed value, by assignment and by Core, naming the wrong key's path."""

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from database.jsonb import JsonbValidationError, ValidatedJSONB
from database.models import Base, Case, Element, TariffTier, User, VehicleCategory
from tests.models.rows import row
from tests.quote.examples import a_snapshot

# Column: a malformed value, the path it is refused with, and a valid value.
CASES: dict[str, tuple[Any, str, Any]] = {
    "admin_access_log.details": ([1], "details", {"motivo": "contraseña"}),
    "audit_log.changes": ({"price": {"was": 1}}, "changes.price.was", {"price": {"old": 1, "new": 2}}),
    "case_element_data.field_values": ({"Marca": 1}, "field_values.Marca", {"marca": "Ural", "peso": 1.5}),
    "cases.element_codes": (["ESCAPE", "mal"], "element_codes.1", ["ESCAPE"]),
    "cases.metadata": ([], "metadata", {"origen": "web"}),
    "cases.tariff_snapshot": ({**a_snapshot(), "price": "140"}, "tariff_snapshot.price", a_snapshot()),
    "container_error_logs.context": ([1], "context", {"line": 3}),
    "conversation_history.metadata": ("texto", "metadata", {"a": None}),
    "conversation_history.chatwoot_labels": (["vip", 1], "chatwoot_labels.1", ["vip"]),
    "conversation_messages.attachments": (
        [{"id": 0, "kind": "image"}],
        "attachments.0",
        [{"id": 7, "kind": "image", "url": "https://chat.example.com/7", "name": "moto.jpg"}],
    ),
    "conversation_messages.previous_texts": (
        [{"content": "escape"}],
        "previous_texts.0",
        [{"content": "escape", "until": "2026-03-02T10:15:00+00:00"}],
    ),
    "everyday_words.legal_words": ([1], "legal_words.0", ["turismo automóvil"]),
    "everyday_words.phrases": (["", "coche"], "phrases.0", ["coche", "buga"]),
    "jobs.payload": ([], "payload", {"conversation_id": "x"}),
    "outgoing_messages.about": ([], "about", {"asked": "variant"}),
    "outgoing_messages.options": ([1], "options.0", ["Sí", "No"]),
    "parked_events.payload": ([], "payload", {"event": "message_created"}),
    "parked_events.people": ([1], "people.0", ["contact:31"]),
    "dialogues.state": ({"version": 0}, "state.version", {"version": 2, "stage": "request"}),
    "document_chunks.heading_hierarchy": (["Título", 3], "heading_hierarchy.1", ["Título I"]),
    "document_chunks.metadata": (["x"], "metadata", {"fuente": "BOE"}),
    "document_chunks.page_numbers": ([1, 0], "page_numbers.1", [1, 2]),
    "element_required_fields.options": (["sí", ""], "options.1", ["sí", "no"]),
    "element_required_fields.validation_rules": (
        {"min_value": "mucho"},
        "validation_rules.min_value",
        {"min_value": 0, "max_value": 2.5, "unit": "mm"},
    ),
    "elements.aliases": ([None], "aliases.0", ["silenciador"]),
    "elements.brings_along": (["LUZ", "mal"], "brings_along.1", ["LUZ_MATRICULA"]),
    "elements.keywords": ({"escape": 1}, "keywords", ["escape"]),
    "elements.metadata": (["x"], "metadata", {"color": "rojo"}),
    "elements.multi_select_keywords": (["  "], "multi_select_keywords.0", ["ambos"]),
    "untariffed_works.contrary_words": (["", "baca"], "contrary_words.0", ["remolque"]),
    "untariffed_works.keywords": ([1], "keywords.0", ["escalera trasera"]),
    "escalations.metadata": (3, "metadata", {}),
    "query_citations.quotes": (["cada dos años", ""], "quotes.1", ["cada dos años"]),
    "query_citations.scores": ({"dense": "alto"}, "scores.dense", {"dense": 0.8}),
    "rag_queries.filters": ([1], "filters", {"document": "866/2010"}),
    "rag_queries.timings": ([1], "timings", {"vectors": 1.5}),
    "regulatory_documents.pages_without_text": ([0], "pages_without_text.0", [2, 3]),
    "regulatory_documents.section_mappings": (
        {"1.1": {"title": "Objeto", "page": 0}},
        "section_mappings.1.1",
        {"1.1": "Objeto", "1.2": {"title": "Alcance", "page": 3}},
    ),
    "regulatory_documents.tags": (["  "], "tags.0", ["frenos"]),
    "tariff_tiers.classification_rules": (
        {"lists": {"BASE": {"max": -1}}},
        "classification_rules.lists.BASE.max",
        {"summary": "Hasta dos.", "lists": {"BASE": {"max": 2}}},
    ),
    "tool_call_logs.parameters": ("x", "parameters", {"code": "ESCAPE"}),
    "users.metadata": ([], "metadata", {"idioma": "es"}),
    "warnings.trigger_conditions": (
        {"any_element": ["ESCAPE"]},
        "trigger_conditions.any_element",
        {"any_elements": ["ESCAPE"], "min_quantity": 2},
    ),
}


def _columns() -> dict[str, tuple[type[Base], str]]:
    """Model and attribute of each validated JSONB column."""
    return {
        f"{mapper.class_.__tablename__}.{attribute.columns[0].name}": (mapper.class_, attribute.key)
        for mapper in Base.registry.mappers
        for attribute in mapper.column_attrs
        if isinstance(attribute.columns[0].type, ValidatedJSONB)
    }


def test_every_column_has_a_case() -> None:
    assert _columns().keys() == CASES.keys()


@pytest.mark.parametrize("name", sorted(CASES))
def test_assignment_and_constructor_refuse_at_once(name: str) -> None:
    model, attribute = _columns()[name]
    wrong, path, right = CASES[name]
    target = model()
    with pytest.raises(JsonbValidationError) as caught:
        setattr(target, attribute, wrong)
    assert caught.value.path.startswith(path)
    assert path in str(caught.value)
    with pytest.raises(JsonbValidationError):
        model(**{attribute: wrong})
    setattr(target, attribute, right)
    assert getattr(target, attribute) == right


@pytest.mark.parametrize("name", sorted(CASES))
async def test_core_refuses_before_anything_is_sent(name: str, session: AsyncSession) -> None:
    model, attribute = _columns()[name]
    wrong, path, _ = CASES[name]
    column = inspect(model).column_attrs[attribute].columns[0]
    statement = insert(model.__table__).values({column.name: wrong})  # type: ignore[arg-type]
    with pytest.raises(StatementError) as caught:
        await session.execute(statement)
    assert isinstance(caught.value.orig, JsonbValidationError)
    assert caught.value.orig.path.startswith(path)
    assert caught.value.orig.column == column.name


async def test_a_change_in_place_is_checked_when_it_is_written(any_session: AsyncSession) -> None:
    from sqlalchemy.orm.attributes import flag_modified

    category = VehicleCategory(slug="x", name="X", client_type="particular")
    tier = TariffTier(category=category, code="T1", name="T1", price=1, classification_rules={})
    any_session.add(tier)
    await any_session.commit()
    tier.classification_rules["lists"] = {"BASE": {"max": "dos"}}
    flag_modified(tier, "classification_rules")
    with pytest.raises(StatementError, match=r"classification_rules\.lists\.BASE\.max"):
        await any_session.commit()


async def test_defaults_on_both_sides(any_session: AsyncSession) -> None:
    """ORM rows get empty values from Python, rows of bare SQL from the database; neither is ever NULL."""
    from sqlalchemy import text

    category = VehicleCategory(slug="x", name="X", client_type="particular")
    any_session.add(category)
    await any_session.flush()
    element = Element(category_id=category.id, code="ESCAPE", name="Escape")
    any_session.add(element)
    await any_session.commit()
    assert (element.keywords, element.aliases, element.metadata_) == ([], [], {})
    key = uuid.uuid4()
    dialect = any_session.get_bind().dialect.name
    await any_session.execute(
        text("INSERT INTO users (id, phone) VALUES (:id, '+34600111222')"),
        {"id": str(key) if dialect == "postgresql" else key.hex},
    )
    user = await any_session.scalar(select(User).where(User.id == key))
    assert user is not None
    assert user.metadata_ == {}
    assert user.created_at.tzinfo is not None or dialect == "sqlite"


@pytest.mark.parametrize("name", ["elements.keywords", "tariff_tiers.classification_rules"])
async def test_null_is_refused(any_session: AsyncSession, name: str) -> None:
    from sqlalchemy.exc import IntegrityError

    table, column = name.split(".")
    category = row("vehicle_categories")
    await any_session.execute(insert(VehicleCategory.__table__), [category])  # type: ignore[arg-type]
    values = row(table, category_id=category["id"]) | {column: None}
    with pytest.raises(IntegrityError):
        await any_session.execute(insert(Base.metadata.tables[table]), [values])


async def test_values_come_back_as_written(any_session: AsyncSession) -> None:
    written = {"marca": "Öhlins «ñ» 🏍️", "peso": 1.5, "homologado": True, "notas": None}
    case = Case(element_codes=["ESCAPE"], metadata_={"a": [1, {"b": None}]})
    any_session.add(case)
    await any_session.flush()
    from database.models import CaseElementData

    any_session.add(CaseElementData(case_id=case.id, element_code="ESCAPE", field_values=written))
    await any_session.commit()
    any_session.expunge_all()
    stored = await any_session.scalar(select(CaseElementData))
    assert stored is not None
    assert stored.field_values == written
    loaded = await any_session.get(Case, case.id)
    assert loaded is not None
    assert loaded.metadata_ == {"a": [1, {"b": None}]}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3)
    ),
    max_leaves=6,
)


@given(value=_JSON)
def test_any_json_is_taken_or_refused_with_a_path(value: Any) -> None:
    for name, (model, attribute) in _columns().items():
        column_type = inspect(model).column_attrs[attribute].columns[0].type
        column = name.partition(".")[2]
        assert isinstance(column_type, ValidatedJSONB)
        named = column
        try:
            column_type.validate(column, value)
        except JsonbValidationError as error:
            named = error.path.split(".")[0]
        assert named == column
