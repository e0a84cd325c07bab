"""Columns that the trade needs: what a case leaves unchanged and who closed it, versions of regulations, the
length of conversations, texts and pictures of the tariff, the workings of an answer; and abandoned cases.

Revision ID: 044_trade_columns
Revises: 043_case_search
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "044_trade_columns"
down_revision = "043_case_search"
branch_labels = None
depends_on = None

_OPEN = "status IN ('collecting', 'pending_review', 'in_progress')"


def _text(name: str, length: int | None = None, comment: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=True, comment=comment)


def _moment(name: str, comment: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True, comment=comment)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=True)


def _given(name: str, kind: Any, default: Any, comment: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind, server_default=default, nullable=False, comment=comment)


def _unchanged(what: str) -> sa.Column[Any]:
    return _given(f"{what}_sin_cambio", sa.Boolean(), sa.false(), f"Asked: the reform leaves {what} as is")


def _key(name: str, comment: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(as_uuid=True), nullable=True, comment=comment)


def _columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    """The new columns by table; made anew at each call, because a column belongs to one table."""
    return {
        "conversation_history": (
            _moment("started_at", "When its first message was written"),
            _moment("ended_at", "When it was resolved in Chatwoot"),
        ),
        "policies": (_given("is_active", sa.Boolean(), sa.true()),),
        "tariff_tiers": (_text("conditions", comment="What the client is told of when it applies"),),
        "base_documentation": (_text("image_url", 500, "Example of what has to be sent"),),
        "element_images": (_moment("validated_at", "When its file was last found to be there"),),
        "cases": (
            *(_unchanged(what) for what in ("plazas", "altura", "anchura", "longitud")),
            _key("resolved_by"),
            _moment("resolved_at", "When it was completed, cancelled or abandoned"),
        ),
        "case_images": (_text("original_filename", 255, "As the client's device named it"),),
        "regulatory_documents": (
            _text("original_filename", 255, "As uploaded"),
            _given("progress", sa.Integer(), sa.text("0"), "Percent of the indexing done"),
            _given("tags", ddl.JSONB, sa.text("'[]'")),
            _given("version", sa.Integer(), sa.text("1"), "Of the same regulation: 1, 2 …"),
            _key("supersedes_id"),
            _moment("activated_at", "Since when answers may draw from it"),
            _moment("deactivated_at", "Since when they no longer may"),
        ),
        "document_chunks": (
            _given("chunk_type", sa.String(30), sa.text("'text'")),
            _text("article_number", 100, "As people write it: 8, 22 bis, anexo IX"),
            _text("section_title", 500),
            _given("metadata", ddl.JSONB, sa.text("'{}'")),
        ),
        "rag_queries": (
            _number("chunks_reranked"),
            _number("chunks_used"),
            _given("reranker_used", sa.Boolean(), sa.false()),
            _text("model", 100, "Language model of the answer"),
            _text("cache_key", 64, "SHA-256 of what the answer depends on"),
        ),
        "query_citations": (_key("document_id", "The chunk's document"),),
        "container_error_logs": (
            _text("container_name", 100),
            _text("raw_log", comment="The line as the service wrote it"),
        ),
        "admin_access_log": (_given("details", ddl.JSONB, sa.text("'{}'")),),
        "llm_usage_metrics": (_text("original_tier", 30, "The tier wanted before a fallback"),),
    }


_JSON = {
    "regulatory_documents": ("tags", "array"),
    "document_chunks": ("metadata", "object"),
    "admin_access_log": ("details", "object"),
}
_CHECKS: dict[str, dict[str, str]] = {
    "conversation_history": {"ended_after_start": "ended_at >= started_at"},
    "cases": {
        "resolved_when": f"resolved_at IS NULL OR NOT {_OPEN}",
        "resolved_by_when": "resolved_by IS NULL OR resolved_at IS NOT NULL",
        "plazas_sin_cambio": (
            "NOT plazas_sin_cambio OR plazas_finales IS NULL OR plazas_finales = plazas_iniciales"
        ),
        "dimensions_sin_cambio": (
            "NOT (altura_sin_cambio AND nueva_altura_mm IS NOT NULL) AND "
            "NOT (anchura_sin_cambio AND nueva_anchura_mm IS NOT NULL) AND "
            "NOT (longitud_sin_cambio AND nueva_longitud_mm IS NOT NULL)"
        ),
    },
    "regulatory_documents": {
        "version_positive": "version >= 1",
        "progress_range": "progress BETWEEN 0 AND 100",
        "supersedes_not_itself": "supersedes_id <> id",
        "deactivated_after_activation": "deactivated_at >= activated_at",
    },
    "document_chunks": {
        "chunk_type_vocabulary": (
            "chunk_type IN ('article', 'annex', 'provision', 'preamble', 'table', 'text')"
        ),
    },
    "rag_queries": {
        "chunks_not_negative": "chunks_retrieved >= 0 AND chunks_reranked >= 0 AND chunks_used >= 0"
    },
    "llm_usage_metrics": {
        "original_tier_vocabulary": "original_tier IN ('local_fast', 'local_capable', 'cloud')"
    },
}
_FOREIGN_KEYS = {
    "cases": "resolved_by",
    "regulatory_documents": "supersedes_id",
    "query_citations": "document_id",
}
_INDEXES = (*_FOREIGN_KEYS.items(), ("rag_queries", "cache_key"))
# Words by vocabulary, before and after.
_WORDS = {
    ("cases", "status"): (
        "'collecting', 'pending_review', 'in_progress', 'completed', 'cancelled'",
        "'collecting', 'pending_review', 'in_progress', 'completed', 'cancelled', 'abandoned'",
    ),
    ("element_images", "status"): ("'active', 'placeholder'", "'active', 'placeholder', 'unavailable'"),
}

_STATUS_FUNCTION = """\
CREATE OR REPLACE FUNCTION msia_check_case_status() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed text[] := CASE OLD.status
        WHEN 'collecting' THEN ARRAY['pending_review', 'cancelled'{abandoned}]
        WHEN 'pending_review' THEN ARRAY['collecting', 'in_progress', 'cancelled'{abandoned}]
        WHEN 'in_progress' THEN ARRAY['collecting', 'completed', 'cancelled'{abandoned}]
        ELSE ARRAY[]::text[]
    END;
BEGIN
    IF NEW.status = ANY (allowed) THEN
{resolved}        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'cases.status: % can not become %; allowed: %', OLD.status, NEW.status,
        COALESCE(NULLIF(array_to_string(allowed, ', '), ''), 'nothing, it is final')
    USING ERRCODE = 'check_violation', TABLE = 'cases', COLUMN = 'status', CONSTRAINT = 'cases_status_transition';
END
$$
"""
_RESOLVED = """\
        -- Whoever closes it without saying when closes it now.
        IF NEW.status IN ('completed', 'cancelled', 'abandoned') AND NEW.resolved_at IS NULL THEN
            NEW.resolved_at := now();
        END IF;
"""
_POSTGRESQL = (
    _STATUS_FUNCTION.format(abandoned=", 'abandoned'", resolved=_RESOLVED),
    """\
CREATE TRIGGER msia_version BEFORE UPDATE OF version ON regulatory_documents
FOR EACH ROW WHEN (NEW.version < OLD.version) EXECUTE FUNCTION msia_check_version()
""",
    # Versions that grow also keep documents from superseding each other in a circle.
    """\
CREATE FUNCTION msia_check_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text;
BEGIN
    PERFORM pg_advisory_xact_lock(1836280161, 8);
    SELECT format('%s, version %s, can not supersede version %s', later.title, later.version, earlier.version)
    INTO former
    FROM regulatory_documents later JOIN regulatory_documents earlier ON earlier.id = later.supersedes_id
    WHERE (later.id = NEW.id OR earlier.id = NEW.id) AND later.version <= earlier.version LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'regulatory_documents.supersedes_id: %', former
        USING ERRCODE = 'check_violation', TABLE = 'regulatory_documents', COLUMN = 'version',
            CONSTRAINT = 'regulatory_documents_supersedes_earlier',
            HINT = 'Give the later document the higher version.';
    END IF;
    RETURN NULL;
END
$$
""",
    """\
CREATE CONSTRAINT TRIGGER msia_superseded AFTER INSERT OR UPDATE OF supersedes_id, version ON regulatory_documents
DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION msia_check_superseded()
""",
    """\
CREATE FUNCTION msia_check_citation_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM document_chunks WHERE id = NEW.chunk_id AND document_id <> NEW.document_id) THEN
        RAISE EXCEPTION 'query_citations.document_id: the chunk % is of another document', NEW.chunk_id
        USING ERRCODE = 'check_violation', TABLE = 'query_citations', COLUMN = 'document_id',
            CONSTRAINT = 'query_citations_document_of_chunk', HINT = 'Take document_id from the chunk.';
    END IF;
    RETURN NEW;
END
$$
""",
    """\
CREATE TRIGGER msia_citation_document BEFORE INSERT OR UPDATE OF chunk_id, document_id ON query_citations
FOR EACH ROW EXECUTE FUNCTION msia_check_citation_document()
""",
)
_POSTGRESQL_BEFORE = (
    "DROP TRIGGER msia_citation_document ON query_citations",
    "DROP FUNCTION msia_check_citation_document()",
    "DROP TRIGGER msia_superseded ON regulatory_documents",
    "DROP FUNCTION msia_check_superseded()",
    "DROP TRIGGER msia_version ON regulatory_documents",
    _STATUS_FUNCTION.format(abandoned="", resolved=""),
)

_SQLITE_STATUS = """\
CREATE TRIGGER msia_case_status BEFORE UPDATE OF status ON cases
WHEN OLD.status IS NOT NEW.status
BEGIN
    SELECT RAISE(ABORT, 'cases.status: collecting can only become pending_review, cancelled{told}')
    WHERE OLD.status = 'collecting' AND NEW.status NOT IN ('pending_review', 'cancelled'{abandoned});
    SELECT RAISE(ABORT, 'cases.status: pending_review can only become collecting, in_progress, cancelled{told}')
    WHERE OLD.status = 'pending_review' AND NEW.status NOT IN ('collecting', 'in_progress', 'cancelled'{abandoned});
    SELECT RAISE(ABORT, 'cases.status: in_progress can only become collecting, completed, cancelled{told}')
    WHERE OLD.status = 'in_progress' AND NEW.status NOT IN ('collecting', 'completed', 'cancelled'{abandoned});
    SELECT RAISE(ABORT, 'cases.status: completed{and_told} and cancelled are final')
    WHERE OLD.status IN ('completed', 'cancelled'{abandoned});
END
"""
_SUPERSEDING = {"insert": "INSERT", "update": "UPDATE OF supersedes_id, version"}
_CITING = {"insert": "INSERT", "update": "UPDATE OF chunk_id, document_id"}
_SQLITE = (
    "DROP TRIGGER msia_case_status",
    _SQLITE_STATUS.format(abandoned=", 'abandoned'", told=", abandoned", and_told=", abandoned"),
    """\
CREATE TRIGGER msia_case_resolved AFTER UPDATE OF status ON cases
WHEN NEW.status IN ('completed', 'cancelled', 'abandoned') AND NEW.resolved_at IS NULL
BEGIN
    UPDATE cases SET resolved_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END
""",
    """\
CREATE TRIGGER msia_regulatory_documents_version BEFORE UPDATE OF version ON regulatory_documents
WHEN NEW.version < OLD.version
BEGIN
    SELECT RAISE(ABORT, 'regulatory_documents.version: can not go back');
END
""",
    *(
        f"""\
CREATE TRIGGER msia_superseded_{name} AFTER {event} ON regulatory_documents
BEGIN
    SELECT RAISE(ABORT, 'regulatory_documents.supersedes_id: the later document needs the higher version')
    WHERE EXISTS (
        SELECT 1 FROM regulatory_documents later JOIN regulatory_documents earlier ON earlier.id = later.supersedes_id
        WHERE (later.id = NEW.id OR earlier.id = NEW.id) AND later.version <= earlier.version
    );
END
"""
        for name, event in _SUPERSEDING.items()
    ),
    *(
        f"""\
CREATE TRIGGER msia_citation_document_{name} BEFORE {event} ON query_citations
BEGIN
    SELECT RAISE(ABORT, 'query_citations.document_id: the chunk is of another document')
    WHERE EXISTS (SELECT 1 FROM document_chunks WHERE id = NEW.chunk_id AND document_id <> NEW.document_id);
END
"""
        for name, event in _CITING.items()
    ),
)
_SQLITE_BEFORE = (
    *(f"DROP TRIGGER msia_citation_document_{name}" for name in _CITING),
    *(f"DROP TRIGGER msia_superseded_{name}" for name in _SUPERSEDING),
    "DROP TRIGGER msia_regulatory_documents_version",
    "DROP TRIGGER msia_case_resolved",
    "DROP TRIGGER msia_case_status",
    _SQLITE_STATUS.format(abandoned="", told="", and_told=""),
)


def upgrade() -> None:
    """Apply changes."""
    _widen_vocabularies()
    for table, columns in _columns().items():
        with ddl.alter(table) as batch:
            for column in columns:
                batch.add_column(column)
    _fill()
    _constrain()
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes: abandoned cases become cancelled ones, unavailable pictures placeholders."""
    ddl.execute_each(postgresql=_POSTGRESQL_BEFORE, sqlite=_SQLITE_BEFORE)
    with ddl.paused_triggers("cases"):
        op.execute("UPDATE cases SET status = 'cancelled' WHERE status = 'abandoned'")
    op.execute("UPDATE element_images SET status = 'placeholder' WHERE status = 'unavailable'")
    if not ddl.is_sqlite():
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come can't be altered
    for table, column in reversed(_INDEXES):
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    columns = _columns()
    for table in reversed(columns):
        with ddl.alter(table) as batch:
            if table in _FOREIGN_KEYS:
                batch.drop_constraint(op.f(f"{table}_{_FOREIGN_KEYS[table]}_fkey"), type_="foreignkey")
            for name in _checks().get(table, {}):
                batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            for gone in reversed(columns[table]):
                batch.drop_column(gone.name)
    for (table, column), (before, _after) in _WORDS.items():
        _replace_vocabulary(table, column, before)
    # Seeding must not remember having written what is lost here: after another upgrade it writes it again.
    for table in ("tariff_tiers", "base_documentation", "element_images"):
        for gone in columns[table]:
            forget = (
                f"json_remove(content, '$.{gone.name}')" if ddl.is_sqlite() else f"content - '{gone.name}'"
            )
            op.execute(f"UPDATE seed_records SET content = {forget} WHERE table_name = '{table}'")


def _widen_vocabularies() -> None:
    for (table, column), (_before, after) in _WORDS.items():
        _replace_vocabulary(table, column, after)


def _replace_vocabulary(table: str, column: str, words: str) -> None:
    name = op.f(f"ck_{table}_{column}_vocabulary")
    with ddl.alter(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), f"{column} IN ({words})")


def _fill() -> None:
    """What the new columns of rows of before hold, where it is known."""
    op.execute(
        "UPDATE conversation_history SET started_at = COALESCE((SELECT min(m.created_at) "
        "FROM conversation_messages m WHERE m.conversation_id = conversation_history.id "
        "AND m.created_at < conversation_history.created_at), created_at)"
    )
    op.execute(
        "UPDATE query_citations SET document_id = "
        "(SELECT c.document_id FROM document_chunks c WHERE c.id = query_citations.chunk_id)"
    )
    with ddl.paused_triggers("cases"):
        op.execute(f"UPDATE cases SET resolved_at = COALESCE(completed_at, updated_at) WHERE NOT {_OPEN}")


def _checks() -> dict[str, dict[str, str]]:
    """The new CHECKs by table and name."""
    checks = {table: dict(conditions) for table, conditions in _CHECKS.items()}
    for table, (column, kind) in _JSON.items():
        checks.setdefault(table, {})[f"{column}_is_{kind}"] = ddl.is_json(column, kind)
    return checks


def _constrain() -> None:
    with ddl.alter("cases") as batch:
        batch.create_foreign_key(
            op.f("cases_resolved_by_fkey"), "admin_users", ["resolved_by"], ["id"], ondelete="SET NULL"
        )
    with ddl.alter("regulatory_documents") as batch:
        batch.create_foreign_key(
            op.f("regulatory_documents_supersedes_id_fkey"),
            "regulatory_documents",
            ["supersedes_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with ddl.alter("query_citations") as batch:
        batch.alter_column("document_id", existing_type=sa.Uuid(as_uuid=True), nullable=False)
        batch.create_foreign_key(
            op.f("query_citations_document_id_fkey"),
            "regulatory_documents",
            ["document_id"],
            ["id"],
            ondelete="CASCADE",
        )
    for table, checks in _checks().items():
        with ddl.alter(table) as batch:
            for name, condition in checks.items():
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)
    for table, column in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
