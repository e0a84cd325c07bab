"""What a question to the regulations was limited to is what somebody has written: erased with the question, and
refused from then on.

Revision ID: 060_filters_of_erased_questions
Revises: 059_what_citations_rest_on
"""

from alembic import op

from database.alembic import ddl

revision = "060_filters_of_erased_questions"
down_revision = "059_what_citations_rest_on"
branch_labels = None
depends_on = None

_GUARDED = "query_text, query_hash, cache_key, answer"
_OWNERS = (
    "EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.erased_at IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM conversation_history h WHERE h.id = NEW.conversation_id "
    "AND h.erased_at IS NOT NULL)"
)
_OF_ERASED = (
    "UPDATE rag_queries SET filters = '{}' "
    "WHERE user_id IN (SELECT id FROM users WHERE erased_at IS NOT NULL) "
    "OR conversation_id IN (SELECT id FROM conversation_history WHERE erased_at IS NOT NULL)"
)


def upgrade() -> None:
    """Apply changes."""
    op.execute(_OF_ERASED)
    _guard(f"{_GUARDED}, filters")


def downgrade() -> None:
    """Revert changes."""
    _guard(_GUARDED)


def _guard(columns: str) -> None:
    """Let the trigger look at these columns."""
    ddl.execute_each(
        postgresql=(
            "DROP TRIGGER msia_refuse_erased ON rag_queries",
            f"CREATE TRIGGER msia_refuse_erased AFTER INSERT OR UPDATE OF {columns}, user_id, conversation_id "
            "ON rag_queries FOR EACH ROW EXECUTE FUNCTION msia_refuse_erased()",
        ),
        sqlite=(
            "DROP TRIGGER msia_refuse_erased_update_rag_queries",
            f"CREATE TRIGGER msia_refuse_erased_update_rag_queries BEFORE UPDATE OF {columns} ON rag_queries "
            "BEGIN SELECT RAISE(ABORT, 'rag_queries: erased, takes nothing new') "
            f"WHERE {_OWNERS}; END",
        ),
    )
