"""Everyday words and what the law says for them, as rows that staff edit.

Questions to the regulations are read with them. The audit records every change; the first rows come with the
seed data.

Revision ID: 058_everyday_words
Revises: 057_questions_for_people
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "058_everyday_words"
down_revision = "057_questions_for_people"
branch_labels = None
depends_on = None

_TABLE = "everyday_words"
_TRIGGERS = (
    f"CREATE TRIGGER msia_audit_row AFTER INSERT OR UPDATE OR DELETE ON {_TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION msia_audit_row()",
    f"CREATE TRIGGER msia_audit_truncate BEFORE TRUNCATE ON {_TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION msia_audit_truncate()",
)


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        _TABLE,
        ddl.uuid_pk(),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column(
            "phrases",
            ddl.JSONB,
            server_default=sa.text("'[]'"),
            nullable=False,
            comment="As people say it, in any inflection",
        ),
        sa.Column(
            "legal_words",
            ddl.JSONB,
            server_default=sa.text("'[]'"),
            nullable=False,
            comment="As the law says it",
        ),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "kind IN ('meaning', 'spelling', 'subject')", name=op.f(f"ck_{_TABLE}_kind_vocabulary")
        ),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f(f"ck_{_TABLE}_code_given")),
        *(
            sa.CheckConstraint(ddl.is_json(column, "array"), name=op.f(f"ck_{_TABLE}_{column}_is_array"))
            for column in ("phrases", "legal_words")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{_TABLE}_pkey")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{_TABLE}_code")),
    )
    ddl.execute_each(postgresql=_TRIGGERS)


def downgrade() -> None:
    """Revert changes."""
    op.drop_table(_TABLE)
    # Seeding must not remember having written what is lost here.
    op.execute(f"DELETE FROM seed_records WHERE table_name = '{_TABLE}'")
