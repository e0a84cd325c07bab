"""What language models cost in a calendar month, beside their tokens.

Revision ID: 055_cost_of_language_models
Revises: 054_message_keys_by_owner
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "055_cost_of_language_models"
down_revision = "054_message_keys_by_owner"
branch_labels = None
depends_on = None

_TABLE = "token_usage"
_CHECKS = {"cost_not_negative": "cost_usd >= 0", "cost_usd_finite": ddl.is_finite("cost_usd")}


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter(_TABLE) as batch:
        batch.add_column(
            sa.Column("cost_usd", sa.Numeric(14, 6), server_default=sa.text("0"), nullable=False)
        )
    with ddl.alter(_TABLE) as batch:
        for name, condition in _CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_{_TABLE}_{name}"), condition)


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter(_TABLE) as batch:
        for name in _CHECKS:
            batch.drop_constraint(op.f(f"ck_{_TABLE}_{name}"), type_="check")
        batch.drop_column("cost_usd")
