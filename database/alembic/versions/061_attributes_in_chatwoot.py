"""Jobs that bring what a conversation shows of itself in Chatwoot up to date.

Revision ID: 061_attributes_in_chatwoot
Revises: 060_filters_of_erased_questions
"""

from alembic import op

from database.alembic import ddl

revision = "061_attributes_in_chatwoot"
down_revision = "060_filters_of_erased_questions"
branch_labels = None
depends_on = None

_BEFORE = "'answer', 'send', 'reconcile', 'remind', 'ingest', 'embed', 'index', 'maintain'"
_AFTER = "'answer', 'send', 'reconcile', 'remind', 'attributes', 'ingest', 'embed', 'index', 'maintain'"


def upgrade() -> None:
    """Apply changes."""
    _allow(_AFTER)


def downgrade() -> None:
    """Revert changes."""
    op.execute("DELETE FROM jobs WHERE kind = 'attributes'")
    _allow(_BEFORE)


def _allow(kinds: str) -> None:
    with ddl.alter("jobs") as batch:
        batch.drop_constraint(op.f("ck_jobs_kind_vocabulary"), type_="check")
        batch.create_check_constraint(op.f("ck_jobs_kind_vocabulary"), f"kind IN ({kinds})")
