"""Rename customer to user: the table, the referring column, every constraint and index name.

Revision ID: 004_customer_to_user
Revises: 003_tariff_restructure
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "004_customer_to_user"
down_revision = "003_tariff_restructure"
branch_labels = None
depends_on = None

_CHECKS = {
    "client_type_vocabulary": "client_type IN ('particular', 'professional')",
    "phone_e164": "phone LIKE '+%' AND length(phone) BETWEEN 8 AND 16",
}


def _rename(old: str, new: str, old_column: str, new_column: str) -> None:
    op.rename_table(old, new)
    if ddl.is_sqlite():
        _rename_by_rebuilding(old, new, old_column, new_column)
        return
    op.alter_column("conversation_history", old_column, new_column_name=new_column)
    names = {f"{old}_pkey": f"{new}_pkey", f"uq_{old}_phone": f"uq_{new}_phone"}
    names |= {f"ck_{old}_{check}": f"ck_{new}_{check}" for check in _CHECKS}
    for before, after in names.items():
        op.execute(f"ALTER TABLE {new} RENAME CONSTRAINT {op.f(before)} TO {op.f(after)}")
    foreign_key = (
        op.f(f"conversation_history_{old_column}_fkey"),
        op.f(f"conversation_history_{new_column}_fkey"),
    )
    op.execute(f"ALTER TABLE conversation_history RENAME CONSTRAINT {foreign_key[0]} TO {foreign_key[1]}")
    index = op.f(f"ix_conversation_history_{old_column}"), op.f(f"ix_conversation_history_{new_column}")
    op.execute(f"ALTER INDEX {index[0]} RENAME TO {index[1]}")
    ddl.name_not_null(new)


def _rename_by_rebuilding(old: str, new: str, old_column: str, new_column: str) -> None:
    # SQLite keeps constraint names in the text of the table, so both tables are written anew.
    with ddl.alter(new) as batch:
        batch.drop_constraint(op.f(f"{old}_pkey"), type_="primary")
        batch.create_primary_key(op.f(f"{new}_pkey"), ["id"])
        batch.drop_constraint(op.f(f"uq_{old}_phone"), type_="unique")
        batch.create_unique_constraint(op.f(f"uq_{new}_phone"), ["phone"])
        for check, condition in _CHECKS.items():
            batch.drop_constraint(op.f(f"ck_{old}_{check}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{new}_{check}"), condition)
    op.drop_index(op.f(f"ix_conversation_history_{old_column}"), table_name="conversation_history")
    with ddl.alter("conversation_history") as batch:
        batch.drop_constraint(op.f(f"conversation_history_{old_column}_fkey"), type_="foreignkey")
        batch.alter_column(old_column, new_column_name=new_column, existing_type=sa.Uuid(as_uuid=True))
    with ddl.alter("conversation_history") as batch:
        batch.create_foreign_key(
            op.f(f"conversation_history_{new_column}_fkey"), new, [new_column], ["id"], ondelete="CASCADE"
        )
    op.create_index(op.f(f"ix_conversation_history_{new_column}"), "conversation_history", [new_column])


def upgrade() -> None:
    """Apply changes."""
    _rename("customers", "users", "customer_id", "user_id")


def downgrade() -> None:
    """Revert changes."""
    _rename("users", "customers", "user_id", "customer_id")
