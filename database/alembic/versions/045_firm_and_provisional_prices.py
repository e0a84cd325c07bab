"""What a price stands on: the VAT rate, warnings that make it provisional, elements that bring others along.

The VAT rate is a setting that staff may change; a change counts as a change of the catalogue, so that quotes
in memory follow it.

Revision ID: 045_firm_and_provisional_prices
Revises: 044_trade_columns
"""

import uuid

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "045_firm_and_provisional_prices"
down_revision = "044_trade_columns"
branch_labels = None
depends_on = None

_NAMESPACE = uuid.UUID("2f1d3a54-8f0e-5f1b-9a56-0f6d5f0f8a10")
_KEY = "vat_rate"
_VALUE = "21"
_DESCRIPTION = "Tipo de IVA en tanto por ciento, con el que se calcula el total con IVA de los presupuestos."
_PERCENT = (
    "key <> 'vat_rate' OR (value_type = 'integer' AND length(value) BETWEEN 1 AND 2 "
    "AND trim(value, '0123456789') = '')"
)
_settings = sa.table(
    "system_settings",
    sa.column("id", sa.Uuid()),
    sa.column("key", sa.String()),
    sa.column("value", sa.Text()),
    sa.column("value_type", sa.String()),
    sa.column("description", sa.Text()),
)

_POSTGRESQL = (
    *(
        f"""\
CREATE CONSTRAINT TRIGGER msia_catalogue_version_vat_{event.lower()}
AFTER {event} ON system_settings
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN ({row}.key = '{_KEY}') EXECUTE FUNCTION msia_count_catalogue_version()
"""
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    f"""\
CREATE CONSTRAINT TRIGGER msia_catalogue_version_vat_update
AFTER UPDATE ON system_settings
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
WHEN ('{_KEY}' IN (OLD.key, NEW.key) AND (OLD.key, OLD.value) IS DISTINCT FROM (NEW.key, NEW.value))
EXECUTE FUNCTION msia_count_catalogue_version()
""",
)
_SQLITE = tuple(
    f"""\
CREATE TRIGGER msia_catalogue_version_vat_{event.lower()}
AFTER {event} ON system_settings
WHEN {condition}
BEGIN
    UPDATE system_settings
    SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT), updated_at = CURRENT_TIMESTAMP
    WHERE key = 'catalogue_version';
END
"""
    for event, condition in (
        ("INSERT", f"NEW.key = '{_KEY}'"),
        ("DELETE", f"OLD.key = '{_KEY}'"),
        ("UPDATE", f"'{_KEY}' IN (OLD.key, NEW.key) AND (OLD.key <> NEW.key OR OLD.value <> NEW.value)"),
    )
)


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("warnings") as batch:
        batch.add_column(
            sa.Column(
                "makes_provisional",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="Where it is shown, the price is not firm",
            )
        )
    with ddl.alter("elements") as batch:
        batch.add_column(
            sa.Column(
                "brings_along",
                ddl.JSONB,
                server_default=sa.text("'[]'"),
                nullable=False,
                comment="Codes of the elements that this one always changes too",
            )
        )
        batch.create_check_constraint(
            op.f("ck_elements_brings_along_is_array"), ddl.is_json("brings_along", "array")
        )
    _set_rate()
    with ddl.alter("system_settings") as batch:
        batch.create_check_constraint(op.f("ck_system_settings_vat_rate_percent"), _PERCENT)
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def _set_rate() -> None:
    """A rate that somebody has made by hand stays where it is one; anything else becomes the rate in force."""
    op.execute(
        f"UPDATE system_settings SET value = trim(value), value_type = 'integer' WHERE key = '{_KEY}' "
        "AND length(trim(value)) BETWEEN 1 AND 2 AND trim(trim(value), '0123456789') = ''"
    )
    op.execute(
        sa.update(_settings)
        .where(_settings.c.key == _KEY, sa.text(f"NOT ({_PERCENT})"))
        .values(value=_VALUE, value_type="integer")
    )
    row = sa.select(
        sa.literal(uuid.uuid5(_NAMESPACE, _KEY), sa.Uuid()),
        *(sa.literal(content, sa.String()) for content in (_KEY, _VALUE, "integer", _DESCRIPTION)),
    )
    missing = ~sa.exists().where(_settings.c.key == _KEY)
    op.execute(
        _settings.insert().from_select(
            ["id", "key", "value", "value_type", "description"], row.where(missing)
        )
    )


def downgrade() -> None:
    """Revert changes."""
    triggers = [f"msia_catalogue_version_vat_{event}" for event in ("update", "delete", "insert")]
    ddl.execute_each(
        postgresql=tuple(f"DROP TRIGGER {name} ON system_settings" for name in triggers),
        sqlite=tuple(f"DROP TRIGGER {name}" for name in triggers),
    )
    with ddl.alter("system_settings") as batch:
        batch.drop_constraint(op.f("ck_system_settings_vat_rate_percent"), type_="check")
    # A rate that staff has changed stays: the older schema holds it as well.
    op.execute(
        _settings.delete().where(
            _settings.c.id == uuid.uuid5(_NAMESPACE, _KEY),
            _settings.c.key == _KEY,
            _settings.c.value == _VALUE,
        )
    )
    with ddl.alter("elements") as batch:
        batch.drop_constraint(op.f("ck_elements_brings_along_is_array"), type_="check")
        batch.drop_column("brings_along")
    with ddl.alter("warnings") as batch:
        batch.drop_column("makes_provisional")
    # Seeding must not remember having written what is lost here: after another upgrade it writes it again.
    for table, column in (("warnings", "makes_provisional"), ("elements", "brings_along")):
        forget = f"json_remove(content, '$.{column}')" if ddl.is_sqlite() else f"content - '{column}'"
        op.execute(f"UPDATE seed_records SET content = {forget} WHERE table_name = '{table}'")
