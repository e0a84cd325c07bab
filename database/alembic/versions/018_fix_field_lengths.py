"""Fix the lengths of case fields: older chassis numbers, foreign plates, international telephones.

Revision ID: 018_fix_field_lengths
Revises: 017_expand_case_fields
"""

import sqlalchemy as sa

from database.alembic import ddl

revision = "018_fix_field_lengths"
down_revision = "017_expand_case_fields"
branch_labels = None
depends_on = None

_LENGTHS = {"bastidor": (17, 50), "matricula": (10, 20), "taller_telefono": (15, 20)}
_COMMENTS = {"bastidor": "VIN or older chassis number"}


def _refuse_long_values() -> None:
    for column, (short, _long) in _LENGTHS.items():
        found = ddl.connection().execute(
            sa.text(f"SELECT id, {column} FROM cases WHERE length({column}) > {short} ORDER BY id")
        )
        ddl.refuse_rows(
            [f"{value} (case {case_id})" for case_id, value in found],
            f"cases.{column} holds {short} characters in the older schema, and these values are longer",
            "Shorten them, or stay at this revision.",
        )


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("cases") as batch:
        for column, (short, long) in _LENGTHS.items():
            batch.alter_column(
                column,
                type_=sa.String(long),
                existing_type=sa.String(short),
                existing_nullable=True,
                existing_comment=_COMMENTS.get(column),
            )


def downgrade() -> None:
    """Revert changes."""
    _refuse_long_values()
    with ddl.alter("cases") as batch:
        for column, (short, long) in _LENGTHS.items():
            batch.alter_column(
                column,
                type_=sa.String(short),
                existing_type=sa.String(long),
                existing_nullable=True,
                existing_comment=_COMMENTS.get(column),
            )
