"""Work that waits for a worker: jobs, as rows.

Revision ID: 049_jobs_and_outbox
Revises: 048_erased_stays_erased
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "049_jobs_and_outbox"
down_revision = "048_erased_stays_erased"
branch_labels = None
depends_on = None

_LIVE = "status IN ('waiting', 'running')"


def upgrade() -> None:
    """Apply changes."""
    _create_jobs()


def downgrade() -> None:
    """Revert changes."""
    op.drop_table("jobs")


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        ddl.uuid_pk(),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("status", sa.String(30), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("payload", ddl.JSONB, server_default=sa.text("'{}'"), nullable=False),
        sa.Column("key", sa.String(200), nullable=True, comment="One waiting job of a key at most"),
        sa.Column("sequence", sa.String(200), nullable=True, comment="One after the other, in order"),
        sa.Column(
            "position",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="The order within the sequence",
        ),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False, comment="Not before"),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("max_attempts", sa.Integer(), server_default=sa.text("10"), nullable=False),
        sa.Column("leased_by", sa.String(100), nullable=True, comment="The worker at it"),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True, comment="Of which kind, without anybody's data"),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "kind IN ('answer', 'send', 'reconcile', 'remind', 'ingest', 'embed', 'index', 'maintain')",
            name=op.f("ck_jobs_kind_vocabulary"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'running', 'dead')", name=op.f("ck_jobs_status_vocabulary")
        ),
        sa.CheckConstraint("attempts >= 0 AND max_attempts >= 1", name=op.f("ck_jobs_attempts_counted")),
        sa.CheckConstraint(
            "(status = 'running') = (leased_until IS NOT NULL) "
            "AND (leased_until IS NULL) = (leased_by IS NULL)",
            name=op.f("ck_jobs_running_is_leased"),
        ),
        sa.CheckConstraint(ddl.is_json("payload", "object"), name=op.f("ck_jobs_payload_is_object")),
        sa.PrimaryKeyConstraint("id", name=op.f("jobs_pkey")),
    )
    _index("uq_jobs_key_waiting", ["key"], "status = 'waiting'", unique=True)
    _index("ix_jobs_sequence_live", ["sequence", "position", "id"], _LIVE)
    _index("ix_jobs_run_at_live", ["run_at", "id"], _LIVE)


def _index(name: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    op.create_index(
        op.f(name),
        "jobs",
        columns,
        unique=unique,
        postgresql_where=sa.text(condition),
        sqlite_where=sa.text(condition),
    )
