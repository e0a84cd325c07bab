"""Life of cases kept by the database: legal changes of status, accepted tariffs that stay, one open case per
conversation and category, a version for editors, and images known by their attachment.

Revision ID: 035_case_lifecycle
Revises: 034_add_conversation_messages_table
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "035_case_lifecycle"
down_revision = "034_add_conversation_messages_table"
branch_labels = None
depends_on = None

_OPEN = "status IN ('collecting', 'pending_review', 'in_progress')"

_POSTGRESQL = (
    """\
CREATE FUNCTION msia_check_case_status() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed text[] := CASE OLD.status
        WHEN 'collecting' THEN ARRAY['pending_review', 'cancelled']
        WHEN 'pending_review' THEN ARRAY['collecting', 'in_progress', 'cancelled']
        WHEN 'in_progress' THEN ARRAY['collecting', 'completed', 'cancelled']
        ELSE ARRAY[]::text[]
    END;
BEGIN
    IF NEW.status = ANY (allowed) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'cases.status: % can not become %; allowed: %', OLD.status, NEW.status,
        COALESCE(NULLIF(array_to_string(allowed, ', '), ''), 'nothing, it is final')
    USING ERRCODE = 'check_violation', TABLE = 'cases', COLUMN = 'status', CONSTRAINT = 'cases_status_transition';
END
$$
""",
    """\
CREATE TRIGGER msia_case_status BEFORE UPDATE OF status ON cases
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION msia_check_case_status()
""",
    """\
CREATE FUNCTION msia_check_case_element_status() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed text[] := CASE OLD.status
        WHEN 'pending_photos' THEN ARRAY['pending_data']
        WHEN 'pending_data' THEN ARRAY['pending_photos', 'completed']
        WHEN 'completed' THEN ARRAY['pending_photos', 'pending_data']
        ELSE ARRAY[]::text[]
    END;
BEGIN
    IF NEW.status = ANY (allowed) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'case_element_data.status: % can not become %; allowed: %', OLD.status, NEW.status,
        array_to_string(allowed, ', ')
    USING ERRCODE = 'check_violation', TABLE = 'case_element_data', COLUMN = 'status',
        CONSTRAINT = 'case_element_data_status_transition';
END
$$
""",
    """\
CREATE TRIGGER msia_case_element_status BEFORE UPDATE OF status ON case_element_data
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION msia_check_case_element_status()
""",
    """\
CREATE FUNCTION msia_check_case_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.tariff_accepted_at IS NULL THEN
        IF NEW.tariff_revision = OLD.tariff_revision THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.tariff_revision = OLD.tariff_revision + 1 THEN
        IF NEW.tariff_accepted_at IS NULL AND NEW.tariff_amount IS NULL AND NEW.tariff_tier_id IS NULL
            AND NEW.tariff_snapshot = '{}' AND OLD.status IN ('collecting', 'pending_review')
        THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.tariff_tier_id IS NULL
        AND (NEW.tariff_amount, NEW.tariff_snapshot, NEW.tariff_accepted_at, NEW.tariff_revision, NEW.element_codes)
            IS NOT DISTINCT FROM
            (OLD.tariff_amount, OLD.tariff_snapshot, OLD.tariff_accepted_at, OLD.tariff_revision, OLD.element_codes)
        AND NOT EXISTS (SELECT 1 FROM tariff_tiers WHERE id = OLD.tariff_tier_id)
    THEN
        -- The tier was deleted (ON DELETE SET NULL); amount and snapshot stay as accepted.
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'cases: the accepted tariff and its elements can not change'
    USING ERRCODE = 'check_violation', TABLE = 'cases', CONSTRAINT = 'cases_tariff_frozen',
        HINT = 'While collecting or pending review, reopen it: clear tier, amount, snapshot and acceptance and add 1 to tariff_revision in one UPDATE.';
END
$$
""",
    """\
CREATE TRIGGER msia_case_tariff
BEFORE UPDATE OF tariff_tier_id, tariff_amount, tariff_snapshot, tariff_accepted_at, tariff_revision, element_codes ON cases
FOR EACH ROW WHEN (
    (OLD.tariff_tier_id, OLD.tariff_amount, OLD.tariff_snapshot, OLD.tariff_accepted_at, OLD.tariff_revision, OLD.element_codes)
    IS DISTINCT FROM
    (NEW.tariff_tier_id, NEW.tariff_amount, NEW.tariff_snapshot, NEW.tariff_accepted_at, NEW.tariff_revision, NEW.element_codes)
) EXECUTE FUNCTION msia_check_case_tariff()
""",
)

_SQLITE = (
    """\
CREATE TRIGGER msia_case_status BEFORE UPDATE OF status ON cases
WHEN OLD.status IS NOT NEW.status
BEGIN
    SELECT RAISE(ABORT, 'cases.status: collecting can only become pending_review, cancelled')
    WHERE OLD.status = 'collecting' AND NEW.status NOT IN ('pending_review', 'cancelled');
    SELECT RAISE(ABORT, 'cases.status: pending_review can only become collecting, in_progress, cancelled')
    WHERE OLD.status = 'pending_review' AND NEW.status NOT IN ('collecting', 'in_progress', 'cancelled');
    SELECT RAISE(ABORT, 'cases.status: in_progress can only become collecting, completed, cancelled')
    WHERE OLD.status = 'in_progress' AND NEW.status NOT IN ('collecting', 'completed', 'cancelled');
    SELECT RAISE(ABORT, 'cases.status: completed and cancelled are final')
    WHERE OLD.status IN ('completed', 'cancelled');
END
""",
    """\
CREATE TRIGGER msia_case_element_status BEFORE UPDATE OF status ON case_element_data
WHEN OLD.status IS NOT NEW.status
BEGIN
    SELECT RAISE(ABORT, 'case_element_data.status: pending_photos can only become pending_data')
    WHERE OLD.status = 'pending_photos' AND NEW.status <> 'pending_data';
    SELECT RAISE(ABORT, 'case_element_data.status: pending_data can only become pending_photos, completed')
    WHERE OLD.status = 'pending_data' AND NEW.status NOT IN ('pending_photos', 'completed');
    SELECT RAISE(ABORT, 'case_element_data.status: completed can only become pending_photos, pending_data')
    WHERE OLD.status = 'completed' AND NEW.status NOT IN ('pending_photos', 'pending_data');
END
""",
    """\
CREATE TRIGGER msia_case_tariff
BEFORE UPDATE OF tariff_tier_id, tariff_amount, tariff_snapshot, tariff_accepted_at, tariff_revision, element_codes ON cases
WHEN (
    OLD.tariff_tier_id IS NOT NEW.tariff_tier_id OR OLD.tariff_amount IS NOT NEW.tariff_amount
    OR OLD.tariff_snapshot IS NOT NEW.tariff_snapshot OR OLD.tariff_accepted_at IS NOT NEW.tariff_accepted_at
    OR OLD.tariff_revision IS NOT NEW.tariff_revision OR OLD.element_codes IS NOT NEW.element_codes
) AND NOT (OLD.tariff_accepted_at IS NULL AND NEW.tariff_revision = OLD.tariff_revision)
BEGIN
    SELECT RAISE(ABORT, 'cases: the accepted tariff and its elements can not change (reopening clears tier, amount, snapshot and acceptance and adds 1 to tariff_revision, while collecting or pending review)')
    WHERE NOT (
        OLD.tariff_accepted_at IS NOT NULL AND NEW.tariff_revision = OLD.tariff_revision + 1
        AND NEW.tariff_accepted_at IS NULL AND NEW.tariff_amount IS NULL AND NEW.tariff_tier_id IS NULL
        AND NEW.tariff_snapshot = '{}' AND OLD.status IN ('collecting', 'pending_review')
    ) AND NOT (
        OLD.tariff_accepted_at IS NOT NULL AND NEW.tariff_tier_id IS NULL AND OLD.tariff_amount IS NEW.tariff_amount
        AND OLD.tariff_snapshot IS NEW.tariff_snapshot AND OLD.tariff_accepted_at IS NEW.tariff_accepted_at
        AND OLD.tariff_revision IS NEW.tariff_revision AND OLD.element_codes IS NEW.element_codes
        AND NOT EXISTS (SELECT 1 FROM tariff_tiers WHERE id = OLD.tariff_tier_id)
    );
END
""",
)

_POSTGRESQL_DROP = (
    "DROP TRIGGER msia_case_tariff ON cases",
    "DROP FUNCTION msia_check_case_tariff()",
    "DROP TRIGGER msia_case_element_status ON case_element_data",
    "DROP FUNCTION msia_check_case_element_status()",
    "DROP TRIGGER msia_case_status ON cases",
    "DROP FUNCTION msia_check_case_status()",
)
_SQLITE_DROP = (
    "DROP TRIGGER msia_case_tariff",
    "DROP TRIGGER msia_case_element_status",
    "DROP TRIGGER msia_case_status",
)


def upgrade() -> None:
    """Apply changes."""
    _refuse_what_the_new_schema_can_not_hold()
    op.execute(
        "UPDATE cases SET completed_at = updated_at WHERE status = 'completed' AND completed_at IS NULL"
    )
    with ddl.alter("users") as batch:
        batch.alter_column("chatwoot_contact_id", existing_type=sa.Integer(), type_=sa.BigInteger())
    with ddl.alter("conversation_messages") as batch:
        batch.alter_column("chatwoot_message_id", existing_type=sa.Integer(), type_=sa.BigInteger())
    op.drop_index(
        op.f("ix_conversation_messages_conversation_id_created_at"), table_name="conversation_messages"
    )
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_created_at_id"),
        "conversation_messages",
        ["conversation_id", "created_at", "id"],
    )
    with ddl.alter("cases") as batch:
        batch.add_column(
            sa.Column(
                "tariff_revision",
                sa.Integer(),
                server_default=sa.text("0"),
                nullable=False,
                comment="How often an accepted tariff was reopened",
            )
        )
        batch.add_column(
            sa.Column(
                "version",
                sa.Integer(),
                server_default=sa.text("1"),
                nullable=False,
                comment="Counts the changes; two editors collide on it",
            )
        )
        batch.create_check_constraint(op.f("ck_cases_tariff_revision_not_negative"), "tariff_revision >= 0")
        batch.create_check_constraint(op.f("ck_cases_version_positive"), "version >= 1")
        batch.create_check_constraint(
            op.f("ck_cases_accepted_has_amount"), "tariff_accepted_at IS NULL OR tariff_amount IS NOT NULL"
        )
        batch.create_check_constraint(
            op.f("ck_cases_completed_when"), "status <> 'completed' OR completed_at IS NOT NULL"
        )
    op.create_index(
        op.f("uq_cases_conversation_id_category_id_open"),
        "cases",
        ["conversation_id", "category_id"],
        unique=True,
        postgresql_where=sa.text(_OPEN),
        sqlite_where=sa.text(_OPEN),
    )
    with ddl.alter("case_images") as batch:
        batch.alter_column("chatwoot_message_id", existing_type=sa.Integer(), type_=sa.BigInteger())
        batch.add_column(
            sa.Column(
                "photo_code",
                sa.String(50),
                nullable=True,
                comment="Code of the photo of the element, or of the base document, that it is",
            )
        )
        batch.add_column(sa.Column("chatwoot_attachment_id", sa.BigInteger(), nullable=True))
        batch.create_unique_constraint(
            op.f("uq_case_images_case_id_attachment"),
            ["case_id", "chatwoot_message_id", "chatwoot_attachment_id"],
        )
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    _refuse_what_the_old_schema_can_not_hold()
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    with ddl.alter("case_images") as batch:
        batch.drop_constraint(op.f("uq_case_images_case_id_attachment"), type_="unique")
        batch.drop_column("chatwoot_attachment_id")
        batch.drop_column("photo_code")
        batch.alter_column("chatwoot_message_id", existing_type=sa.BigInteger(), type_=sa.Integer())
    op.drop_index(op.f("uq_cases_conversation_id_category_id_open"), table_name="cases")
    with ddl.alter("cases") as batch:
        batch.drop_constraint(op.f("ck_cases_completed_when"), type_="check")
        batch.drop_constraint(op.f("ck_cases_accepted_has_amount"), type_="check")
        batch.drop_constraint(op.f("ck_cases_version_positive"), type_="check")
        batch.drop_constraint(op.f("ck_cases_tariff_revision_not_negative"), type_="check")
        batch.drop_column("version")
        batch.drop_column("tariff_revision")
    op.drop_index(
        op.f("ix_conversation_messages_conversation_id_created_at_id"), table_name="conversation_messages"
    )
    op.create_index(
        op.f("ix_conversation_messages_conversation_id_created_at"),
        "conversation_messages",
        ["conversation_id", "created_at"],
    )
    with ddl.alter("conversation_messages") as batch:
        batch.alter_column("chatwoot_message_id", existing_type=sa.BigInteger(), type_=sa.Integer())
    with ddl.alter("users") as batch:
        batch.alter_column("chatwoot_contact_id", existing_type=sa.BigInteger(), type_=sa.Integer())


def _found(query: str) -> list[str]:
    """Ids of the rows that stand in the way; a script (`--sql`) leaves it to the constraints to find them."""
    if op.get_context().as_sql:
        return []
    return [str(row[0]) for row in op.get_bind().execute(sa.text(query))]


def _refuse_what_the_new_schema_can_not_hold() -> None:
    ddl.refuse_rows(
        _found(
            f"SELECT c.id FROM cases c WHERE c.{_OPEN} AND EXISTS (SELECT 1 FROM cases o WHERE o.id <> c.id "
            f"AND o.conversation_id = c.conversation_id AND o.category_id = c.category_id AND o.{_OPEN}) ORDER BY 1"
        ),
        "Open cases that share conversation and category",
        "Complete or cancel all but one of each, then upgrade again.",
    )
    ddl.refuse_rows(
        _found(
            "SELECT id FROM cases WHERE tariff_accepted_at IS NOT NULL AND tariff_amount IS NULL ORDER BY 1"
        ),
        "Cases with an accepted tariff and no amount",
        "Give them their tariff_amount or clear tariff_accepted_at, then upgrade again.",
    )


def _refuse_what_the_old_schema_can_not_hold() -> None:
    for table, column in (
        ("users", "chatwoot_contact_id"),
        ("conversation_messages", "chatwoot_message_id"),
        ("case_images", "chatwoot_message_id"),
    ):
        ddl.refuse_rows(
            _found(
                f"SELECT id FROM {table} WHERE {column} NOT BETWEEN -2147483648 AND 2147483647 ORDER BY 1"
            ),
            f"Rows of {table} whose {column} does not fit in 32 bits",
            f"Clear {column} of these rows, then downgrade again.",
        )
