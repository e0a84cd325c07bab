"""Indexes for the pages of all users, conversations and cases, newest first.

Revision ID: 040_list_order_indexes
Revises: 039_documentation_min_images
"""

from alembic import op

revision = "040_list_order_indexes"
down_revision = "039_documentation_min_images"
branch_labels = None
depends_on = None

_TABLES = ("users", "conversation_history", "cases")


def upgrade() -> None:
    """Apply changes."""
    for table in _TABLES:
        op.create_index(op.f(f"ix_{table}_created_at_id"), table, ["created_at", "id"])


def downgrade() -> None:
    """Revert changes."""
    for table in reversed(_TABLES):
        op.drop_index(op.f(f"ix_{table}_created_at_id"), table_name=table)
