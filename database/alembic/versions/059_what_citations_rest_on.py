"""What a citation rests on: all scores of its passage, and the words of it that a written answer quotes.

Revision ID: 059_what_citations_rest_on
Revises: 058_everyday_words
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "059_what_citations_rest_on"
down_revision = "058_everyday_words"
branch_labels = None
depends_on = None

_TABLE = "query_citations"
_COLUMNS = {
    "scores": ("object", "'{}'", None),
    "quotes": ("array", "'[]'", "Of the passage, in the written answer"),
}


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter(_TABLE) as batch:
        for name, (_kind, default, comment) in _COLUMNS.items():
            batch.add_column(
                sa.Column(name, ddl.JSONB, server_default=sa.text(default), nullable=False, comment=comment)
            )
    with ddl.alter(_TABLE) as batch:
        for name, (kind, _default, _comment) in _COLUMNS.items():
            batch.create_check_constraint(op.f(f"ck_{_TABLE}_{name}_is_{kind}"), ddl.is_json(name, kind))


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter(_TABLE) as batch:
        for name, (kind, _default, _comment) in _COLUMNS.items():
            batch.drop_constraint(op.f(f"ck_{_TABLE}_{name}_is_{kind}"), type_="check")
        for name in _COLUMNS:
            batch.drop_column(name)
