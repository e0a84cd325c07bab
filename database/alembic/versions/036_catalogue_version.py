"""A version of the catalogue, counted by the database and announced to whoever listens.

On PostgreSQL the first change of a transaction counts, at its commit: the lock on the version's row is held
only then, so writers of different rows don't wait for each other's work. Listeners of `msia_catalogue` are
told the new version. SQLite has one writer at a time and counts each row.

Revision ID: 036_catalogue_version
Revises: 035_case_lifecycle
"""

import uuid

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "036_catalogue_version"
down_revision = "035_case_lifecycle"
branch_labels = None
depends_on = None

_TABLES = (
    "vehicle_categories",
    "tariff_tiers",
    "warnings",
    "additional_services",
    "base_documentation",
    "tariff_prompt_sections",
    "elements",
    "element_images",
    "element_required_fields",
    "element_warning_associations",
    "tier_element_inclusions",
)
_ID = uuid.uuid5(uuid.UUID("2f1d3a54-8f0e-5f1b-9a56-0f6d5f0f8a10"), "catalogue_version")
_DESCRIPTION = "Cuenta los cambios del catálogo; lo lleva la base de datos."

_POSTGRESQL = (
    f"""\
CREATE FUNCTION msia_count_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reached text;
BEGIN
    -- The mark is of this transaction alone, and a rolled back savepoint takes it back with its count.
    IF current_setting('msia.catalogue_counted', true) = 'yes' THEN
        RETURN NULL;
    END IF;
    -- A row that somebody deleted starts again beyond any version it can have had.
    INSERT INTO system_settings (id, key, value, value_type, description, is_mutable)
    VALUES (
        '{_ID}', 'catalogue_version', floor(extract(epoch FROM clock_timestamp()))::bigint::text, 'integer',
        '{_DESCRIPTION}', false
    )
    ON CONFLICT (key) DO UPDATE
        SET value = (system_settings.value::bigint + 1)::text, updated_at = clock_timestamp()
    RETURNING value INTO reached;
    PERFORM set_config('msia.catalogue_counted', 'yes', true);
    PERFORM pg_notify('msia_catalogue', reached);
    RETURN NULL;
END
$$
""",
    *(
        statement
        for table in _TABLES
        for statement in (
            f"""\
CREATE CONSTRAINT TRIGGER msia_catalogue_version_rows
AFTER INSERT OR DELETE ON {table}
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION msia_count_catalogue_version()
""",
            f"""\
CREATE CONSTRAINT TRIGGER msia_catalogue_version_values
AFTER UPDATE ON {table}
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION msia_count_catalogue_version()
""",
            f"""\
CREATE TRIGGER msia_catalogue_version_truncated
AFTER TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION msia_count_catalogue_version()
""",
        )
    ),
)

# Not an upsert: the conflict rule of the writer's own statement (INSERT OR REPLACE) would take its place.
_SQLITE_COUNT = f"""\
    INSERT INTO system_settings (id, key, value, value_type, description, is_mutable)
    SELECT '{_ID.hex}', 'catalogue_version', CAST(strftime('%s', 'now') AS TEXT), 'integer',
        '{_DESCRIPTION}', 0
    WHERE NOT EXISTS (SELECT 1 FROM system_settings WHERE key = 'catalogue_version');
    UPDATE system_settings
    SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT), updated_at = CURRENT_TIMESTAMP
    WHERE key = 'catalogue_version';
"""
_SQLITE = tuple(
    f"""\
CREATE TRIGGER msia_catalogue_version_{table}_{event.lower()}
AFTER {event} ON {table}
BEGIN
{_SQLITE_COUNT}END
"""
    for table in _TABLES
    for event in ("INSERT", "UPDATE", "DELETE")
)


def upgrade() -> None:
    """Apply changes."""
    settings = sa.table(
        "system_settings",
        sa.column("id", sa.Uuid()),
        sa.column("key", sa.String()),
        sa.column("value", sa.Text()),
        sa.column("value_type", sa.String()),
        sa.column("description", sa.Text()),
        sa.column("is_mutable", sa.Boolean()),
    )
    op.execute(sa.delete(settings).where(settings.c.key == "catalogue_version"))
    op.bulk_insert(
        settings,
        [
            {
                "id": _ID,
                "key": "catalogue_version",
                "value": "1",
                "value_type": "integer",
                "description": _DESCRIPTION,
                "is_mutable": False,
            }
        ],
    )
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(
        postgresql=(
            *(
                f"DROP TRIGGER msia_catalogue_version_{kind} ON {table}"
                for table in reversed(_TABLES)
                for kind in ("truncated", "values", "rows")
            ),
            "DROP FUNCTION msia_count_catalogue_version()",
        ),
        sqlite=tuple(
            f"DROP TRIGGER msia_catalogue_version_{table}_{event}"
            for table in reversed(_TABLES)
            for event in ("delete", "update", "insert")
        ),
    )
    op.execute("DELETE FROM system_settings WHERE key = 'catalogue_version'")
