"""Settings of the panic button, which silences the assistant.

Revision ID: 010_panic_button_settings
Revises: 009_escalations
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "010_panic_button_settings"
down_revision = "009_escalations"
branch_labels = None
depends_on = None

_NAMESPACE = uuid.UUID("2f1d3a54-8f0e-5f1b-9a56-0f6d5f0f8a10")
_SETTINGS = (
    (
        "panic_button_enabled",
        "false",
        "boolean",
        "Con el botón de pánico activado, el asistente no responde.",
    ),
    (
        "panic_button_message",
        "En este momento te atenderá una persona de nuestro equipo. Gracias por tu paciencia.",
        "string",
        "Lo que recibe el cliente mientras el botón de pánico está activado.",
    ),
    ("panic_button_activated_by", "", "string", "Quién activó el botón de pánico por última vez."),
)
_settings = sa.table(
    "system_settings",
    sa.column("id", sa.Uuid()),
    sa.column("key", sa.String()),
    sa.column("value", sa.Text()),
    sa.column("value_type", sa.String()),
    sa.column("description", sa.Text()),
)


def upgrade() -> None:
    """Apply changes."""
    for key, value, value_type, description in _SETTINGS:
        row = sa.select(
            sa.literal(uuid.uuid5(_NAMESPACE, key), sa.Uuid()),
            *(sa.literal(content, sa.String()) for content in (key, value, value_type, description)),
        )
        # A setting that staff has made by hand stays as it is.
        missing = ~sa.exists().where(_settings.c.key == key)
        op.execute(
            _settings.insert().from_select(
                ["id", "key", "value", "value_type", "description"], row.where(missing)
            )
        )


def downgrade() -> None:
    """Revert changes."""
    # A value that staff has changed stays: the older schema holds it as well.
    for key, value, _value_type, _description in _SETTINGS:
        op.execute(
            _settings.delete().where(
                _settings.c.id == uuid.uuid5(_NAMESPACE, key),
                _settings.c.key == key,
                _settings.c.value == value,
            )
        )
