"""Error lines read from the logs of the containers.

Revision ID: 020_container_error_logs
Revises: 019_move_personal_data_to_user
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "020_container_error_logs"
down_revision = "019_move_personal_data_to_user"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "container_error_logs",
        ddl.uuid_pk(),
        sa.Column("service_name", sa.String(100), nullable=False),
        sa.Column("level", sa.String(30), server_default=sa.text("'ERROR'"), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("stack_trace", sa.Text(), nullable=True),
        sa.Column("context", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(30), server_default=sa.text("'open'"), nullable=False),
        sa.Column("resolved_by", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution_notes", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("container_error_logs_pkey")),
        sa.ForeignKeyConstraint(
            ["resolved_by"],
            ["admin_users.id"],
            name=op.f("container_error_logs_resolved_by_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(
            "level IN ('WARNING', 'ERROR', 'CRITICAL')", name=op.f("ck_container_error_logs_level_vocabulary")
        ),
        sa.CheckConstraint(
            "status IN ('open', 'resolved', 'ignored')",
            name=op.f("ck_container_error_logs_status_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_container_error_logs_resolved_by"), "container_error_logs", ["resolved_by"])
    op.create_index(op.f("ix_container_error_logs_service_name"), "container_error_logs", ["service_name"])
    op.create_index(op.f("ix_container_error_logs_status"), "container_error_logs", ["status"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_container_error_logs_status"), table_name="container_error_logs")
    op.drop_index(op.f("ix_container_error_logs_service_name"), table_name="container_error_logs")
    op.drop_index(op.f("ix_container_error_logs_resolved_by"), table_name="container_error_logs")
    op.drop_table("container_error_logs")
