"""Each job that waits is announced to whoever listens on `msia_jobs`, with its kind and its moment.

SQLite has no listeners, and no worker.

Revision ID: 062_jobs_are_announced
Revises: 061_attributes_in_chatwoot
"""

from database.alembic import ddl

revision = "062_jobs_are_announced"
down_revision = "061_attributes_in_chatwoot"
branch_labels = None
depends_on = None

_ANNOUNCED = (
    """\
CREATE FUNCTION msia_announce_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('msia_jobs', NEW.kind || ' ' || extract(epoch FROM NEW.run_at)::text);
    RETURN NULL;
END
$$
""",
    """\
CREATE TRIGGER msia_announce_job
AFTER INSERT OR UPDATE OF status, run_at ON jobs
FOR EACH ROW WHEN (NEW.status = 'waiting') EXECUTE FUNCTION msia_announce_job()
""",
)


def upgrade() -> None:
    """Apply changes."""
    ddl.execute_each(postgresql=_ANNOUNCED)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(
        postgresql=("DROP TRIGGER msia_announce_job ON jobs", "DROP FUNCTION msia_announce_job()")
    )
