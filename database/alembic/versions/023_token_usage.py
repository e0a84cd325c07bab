"""LLM tokens by calendar month.

Revision ID: 023_token_usage
Revises: 022_element_question_hint
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "023_token_usage"
down_revision = "022_element_question_hint"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "token_usage",
        ddl.uuid_pk(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("total_requests", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("token_usage_pkey")),
        sa.UniqueConstraint("year", "month", name=op.f("uq_token_usage_year_month")),
        sa.CheckConstraint(
            "input_tokens >= 0 AND output_tokens >= 0 AND total_requests >= 0",
            name=op.f("ck_token_usage_counts_not_negative"),
        ),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_token_usage_month_range")),
    )


def downgrade() -> None:
    """Revert changes."""
    op.drop_table("token_usage")
