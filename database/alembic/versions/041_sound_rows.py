"""Rows that no reader could make sense of are refused: money that is no number, JSON of the wrong kind, phones
that are none, completion of what is not complete.

Rows of before are mended where there is one right answer, which docs/operations.md tells; for the others the
upgrade refuses, naming them, before it has changed anything. The second foreign key of element warnings goes,
which the pair of warning and element says already.

Revision ID: 041_sound_rows
Revises: 040_list_order_indexes
"""

from collections.abc import Iterator

from alembic import op
from alembic.operations import BatchOperations

from database.alembic import ddl

revision = "041_sound_rows"
down_revision = "040_list_order_indexes"
branch_labels = None
depends_on = None

_AMOUNTS = (
    ("tariff_tiers", "price"),
    ("additional_services", "price"),
    ("cases", "tariff_amount"),
    ("llm_usage_metrics", "estimated_cost_usd"),
    ("query_citations", "similarity_score"),
    ("query_citations", "rerank_score"),
)
# Measures that may be unknown; an amount of money that is no number is for a person to put right.
_MEASURES = _AMOUNTS[3:]

_OBJECTS = (
    ("users", "metadata"),
    ("conversation_history", "metadata"),
    ("tariff_tiers", "classification_rules"),
    ("elements", "metadata"),
    ("element_required_fields", "validation_rules"),
    ("warnings", "trigger_conditions"),
    ("cases", "tariff_snapshot"),
    ("cases", "metadata"),
    ("case_element_data", "field_values"),
    ("escalations", "metadata"),
    ("regulatory_documents", "section_mappings"),
    ("container_error_logs", "context"),
    ("tool_call_logs", "parameters"),
    ("audit_log", "changes"),
    ("seed_records", "content"),
)
_TEXT_LISTS = (
    ("elements", "keywords"),
    ("elements", "aliases"),
    ("elements", "multi_select_keywords"),
    ("element_required_fields", "options"),
    ("cases", "element_codes"),
    ("document_chunks", "heading_hierarchy"),
)
_LISTS = (*_TEXT_LISTS, ("document_chunks", "page_numbers"))

_PHONE = "{0} LIKE '+%' AND length({0}) BETWEEN 8 AND 16 AND ltrim(substr({0}, 2), '0123456789') = ''"
_PHONE_BEFORE = "phone LIKE '+%' AND length(phone) BETWEEN 8 AND 16"
_WORKSHOP_PHONE = (
    f"taller_telefono IS NULL OR ({_PHONE.format('taller_telefono')} AND taller_telefono NOT LIKE '+0%')"
)


def upgrade() -> None:
    """Apply changes."""
    _mend()
    _refuse()
    for table, checks in _checks().items():
        with ddl.alter(table) as batch:
            if table == "users":
                batch.drop_constraint(op.f("ck_users_phone_e164"), type_="check")
            elif table == "cases":
                batch.drop_constraint(op.f("ck_cases_completed_when"), type_="check")
            for name, condition in checks.items():
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)
    with ddl.alter("element_warning_associations") as batch:
        batch.drop_constraint(op.f("element_warning_associations_warning_id_fkey"), type_="foreignkey")
        _keep_conflict_rule(batch)


def downgrade() -> None:
    """Revert changes; what was mended stays so."""
    with ddl.alter("element_warning_associations") as batch:
        batch.create_foreign_key(
            op.f("element_warning_associations_warning_id_fkey"),
            "warnings",
            ["warning_id"],
            ["id"],
            ondelete="CASCADE",
        )
        _keep_conflict_rule(batch)
    checks = _checks()
    for table in reversed(checks):
        with ddl.alter(table) as batch:
            for name in reversed(checks[table]):
                batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            if table == "users":
                batch.create_check_constraint(op.f("ck_users_phone_e164"), _PHONE_BEFORE)
            elif table == "cases":
                batch.create_check_constraint(
                    op.f("ck_cases_completed_when"), "status <> 'completed' OR completed_at IS NOT NULL"
                )


def _keep_conflict_rule(batch: BatchOperations) -> None:
    """SQLite's copy of a table loses the rule that an explicit insert replaces the trigger's (014)."""
    if ddl.is_sqlite():
        name = "uq_element_warning_associations_element_id_warning_id"
        batch.drop_constraint(op.f(name), type_="unique")
        batch.create_unique_constraint(op.f(name), ["element_id", "warning_id"], sqlite_on_conflict="REPLACE")


def _checks() -> dict[str, dict[str, str]]:
    """The new CHECKs by table and name."""
    checks: dict[str, dict[str, str]] = {
        "users": {"phone_e164": _PHONE.format("phone")},
        "cases": {
            "completed_when": "(status = 'completed') = (completed_at IS NOT NULL)",
            "taller_telefono_e164": _WORKSHOP_PHONE,
        },
    }
    for table, column in _AMOUNTS:
        checks.setdefault(table, {})[f"{column}_finite"] = ddl.is_finite(column)
    for kind, columns in (("object", _OBJECTS), ("array", _LISTS)):
        for table, column in columns:
            checks.setdefault(table, {})[f"{column}_is_{kind}"] = ddl.is_json(column, kind)
    return checks


def _mend() -> None:
    """Put right what can be put right in one way only."""
    for table, column in _MEASURES:
        op.execute(f"UPDATE {table} SET {column} = NULL WHERE NOT ({ddl.is_finite(column)})")
    # 044 refuses them; by then it would be too late to stop before anything has changed.
    op.execute("UPDATE rag_queries SET chunks_retrieved = NULL WHERE chunks_retrieved < 0")
    # A price that was accepted is told by the quote that was accepted with it; without acceptance there is none.
    total = "json_extract(tariff_snapshot, '$.total')" if ddl.is_sqlite() else "tariff_snapshot ->> 'total'"
    # At most 99999999.99, with one point.
    digits = (
        f"ltrim({total}, '0123456789.') = '' AND {total} LIKE '_%.__' AND length({total}) <= 11 "
        f"AND length(replace({total}, '.', '')) = length({total}) - 1"
    )
    with ddl.paused_triggers("cases"):
        op.execute(
            f"UPDATE cases SET tariff_amount = CASE WHEN tariff_accepted_at IS NULL THEN NULL "
            f"ELSE CAST({total} AS numeric(10, 2)) END WHERE NOT ({ddl.is_finite('tariff_amount')}) "
            f"AND (tariff_accepted_at IS NULL OR {digits})"
        )
        op.execute(
            "UPDATE cases SET completed_at = NULL WHERE status <> 'completed' AND completed_at IS NOT NULL"
        )
        _mend_json("cases")
    for table in dict.fromkeys(name for name, _ in (*_OBJECTS, *_LISTS)):
        if table != "cases":
            _mend_json(table)
    _mend_phones()
    if not ddl.is_sqlite():
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come can't be altered


def _mend_json(table: str) -> None:
    """JSON's null becomes the empty value, and a text where texts are listed the list of it."""
    for columns, empty in ((_OBJECTS, "'{}'"), (_LISTS, "'[]'")):
        for name, column in columns:
            if name == table:
                op.execute(f"UPDATE {table} SET {column} = {empty} WHERE {ddl.is_json(column, 'null')}")
    wrapped = "json_array(json({0}))" if ddl.is_sqlite() else "jsonb_build_array({0})"
    for name, column in _TEXT_LISTS:
        if name == table:
            op.execute(
                f"UPDATE {table} SET {column} = {wrapped.format(column)} "
                f"WHERE {ddl.is_json(column, 'string')}"
            )


def _mend_phones() -> None:
    """Punctuation goes; a workshop's nine digits are a Spanish number, and 00 is the plus of old."""
    bare = _bare("phone")
    op.execute(
        f"UPDATE users SET phone = {bare} WHERE NOT ({_PHONE.format('phone')}) AND {_PHONE.format(bare)} "
        f"AND {bare} NOT LIKE '+0%' AND NOT EXISTS (SELECT 1 FROM users o WHERE o.id <> users.id "
        f"AND {_bare('o.phone')} = {_bare('users.phone')})"
    )
    bare = _bare("taller_telefono")
    whole = (
        f"(CASE WHEN {bare} LIKE '00%' THEN '+' || substr({bare}, 3) "
        f"WHEN length({bare}) = 9 AND substr({bare}, 1, 1) IN ('6', '7', '8', '9') THEN '+34' || {bare} "
        f"WHEN length({bare}) = 11 AND {bare} LIKE '34%' THEN '+' || {bare} ELSE {bare} END)"
    )
    op.execute("UPDATE cases SET taller_telefono = NULL WHERE trim(taller_telefono) = ''")
    op.execute(
        f"UPDATE cases SET taller_telefono = {whole} WHERE NOT ({_WORKSHOP_PHONE}) "
        f"AND {_PHONE.format(whole)} AND {whole} NOT LIKE '+0%'"
    )


def _bare(column: str) -> str:
    """The column without the punctuation that people write into numbers."""
    expression = column
    for mark in " .-()/":
        expression = f"replace({expression}, '{mark}', '')"
    return expression


def _refuse() -> None:
    """Stop, naming the rows, where only a person can say what is right."""
    for query, what, remedy in _refusals():
        ddl.refuse(query, what, f"{remedy}, then upgrade again.")


def _refusals() -> Iterator[tuple[str, str, str]]:
    """A query for the names of rows, what they are, and the remedy."""
    yield (
        f"SELECT CAST(id AS text) FROM users WHERE NOT ({_PHONE.format('phone')})",
        "Users whose phone is not a number in E.164 form, or is another user's once it is",
        "Correct their phone (+34600111222)",
    )
    yield (
        f"SELECT CAST(id AS text) FROM cases WHERE NOT ({_WORKSHOP_PHONE})",
        "Cases whose taller_telefono is not a phone number",
        "Correct it (+34910000000) or clear it; cases.notes may keep the words",
    )
    yield (
        "SELECT c.slug || ' ' || t.code FROM tariff_tiers t JOIN vehicle_categories c ON c.id = t.category_id "
        f"WHERE NOT ({ddl.is_finite('t.price')})",
        "Tiers whose price is no number",
        "Give tariff_tiers.price its amount in euros",
    )
    yield (
        f"SELECT s.code FROM additional_services s WHERE NOT ({ddl.is_finite('s.price')})",
        "Additional services whose price is no number",
        "Give additional_services.price its amount in euros",
    )
    yield (
        f"SELECT CAST(id AS text) FROM cases WHERE NOT ({ddl.is_finite('tariff_amount')})",
        "Cases with an accepted tariff whose amount is no number and whose snapshot tells no total",
        "Give cases.tariff_amount what the client accepted",
    )
    for kind, columns in (("object", _OBJECTS), ("array", _LISTS)):
        for table, column in columns:
            yield (
                f"SELECT CAST(id AS text) FROM {table} WHERE NOT ({ddl.is_json(column, kind)})",
                f"Rows of {table} whose {column} is not a JSON {kind}",
                f"Correct {column}",
            )
    for table, label, link in (
        ("elements", "code", "parent_element_id"),
        ("element_required_fields", "field_name", "condition_field_id"),
    ):
        yield (
            f"SELECT x.{label} || ' (' || p.{label} || ')' FROM {table} x JOIN {table} p ON p.id = x.{link} "
            "WHERE x.is_active AND NOT p.is_active",
            f"Active rows of {table} whose {link} (in brackets) is switched off",
            f"Switch both on, or both off, or clear {link}",
        )
