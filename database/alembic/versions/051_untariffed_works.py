"""What the tariff does not price and what an element is not, as rows that staff edit.

`untariffed_works` holds work that clients ask for without a price, with what is said about it;
`element_contrary_words` the words beside which an element's own words mean another thing. Both belong to the
catalogue: a change counts as one, and the audit records it.

Revision ID: 051_untariffed_works
Revises: 050_dialogues
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "051_untariffed_works"
down_revision = "050_dialogues"
branch_labels = None
depends_on = None

_TABLES = ("untariffed_works", "element_contrary_words")

_POSTGRESQL = tuple(
    statement
    for table in _TABLES
    for statement in (
        f"CREATE CONSTRAINT TRIGGER msia_catalogue_version_rows AFTER INSERT OR DELETE ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION msia_count_catalogue_version()",
        f"CREATE CONSTRAINT TRIGGER msia_catalogue_version_values AFTER UPDATE ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) "
        "EXECUTE FUNCTION msia_count_catalogue_version()",
        f"CREATE TRIGGER msia_catalogue_version_truncated AFTER TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION msia_count_catalogue_version()",
        f"CREATE TRIGGER msia_audit_row AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION msia_audit_row()",
        f"CREATE TRIGGER msia_audit_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION msia_audit_truncate()",
    )
)
_SQLITE = tuple(
    f"""\
CREATE TRIGGER msia_catalogue_version_{table}_{event.lower()}
AFTER {event} ON {table}
BEGIN
    UPDATE system_settings
    SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT), updated_at = CURRENT_TIMESTAMP
    WHERE key = 'catalogue_version';
END
"""
    for table in _TABLES
    for event in ("INSERT", "UPDATE", "DELETE")
)


def upgrade() -> None:
    """Apply changes."""
    _create_untariffed_works()
    _create_contrary_words()
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    for table in reversed(_TABLES):
        op.drop_table(table)
        # Seeding must not remember having written what is lost here.
        op.execute(f"DELETE FROM seed_records WHERE table_name LIKE '{table}%'")


def _create_untariffed_works() -> None:
    table = "untariffed_works"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("what", sa.String(30), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="What the client is told"),
        sa.Column("keywords", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column(
            "contrary_words",
            ddl.JSONB,
            server_default=sa.text("'[]'"),
            nullable=False,
            comment="Words beside which the keywords mean another thing",
        ),
        sa.Column("reverse_of_element_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column(
            "covers_request",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="All else that is asked for belongs to it",
        ),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.CheckConstraint(
            "what IN ('no_reform', 'not_offered', 'person')", name=op.f(f"ck_{table}_what_vocabulary")
        ),
        sa.CheckConstraint("length(trim(answer)) > 0", name=op.f(f"ck_{table}_answer_given")),
        sa.CheckConstraint(
            "NOT covers_request OR what = 'person'", name=op.f(f"ck_{table}_covering_needs_person")
        ),
        *(
            sa.CheckConstraint(ddl.is_json(column, "array"), name=op.f(f"ck_{table}_{column}_is_array"))
            for column in ("keywords", "contrary_words")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f(f"{table}_category_id_fkey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reverse_of_element_id"],
            ["elements.id"],
            name=op.f(f"{table}_reverse_of_element_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pkey")),
        sa.UniqueConstraint("category_id", "code", name=op.f(f"uq_{table}_category_id_code")),
    )
    for column in ("category_id", "reverse_of_element_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _create_contrary_words() -> None:
    table = "element_contrary_words"
    op.create_table(
        table,
        ddl.uuid_pk(),
        sa.Column("element_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True, comment="What is meant instead, for staff"),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f(f"ck_{table}_words_given")),
        sa.ForeignKeyConstraint(
            ["element_id"], ["elements.id"], name=op.f(f"{table}_element_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"{table}_pkey")),
        sa.UniqueConstraint("element_id", "words", name=op.f(f"uq_{table}_element_id_words")),
    )
    op.create_index(op.f(f"ix_{table}_element_id"), table, ["element_id"])
