"""Fix the foreign key of RAG queries: deleting a user must not delete the query statistics.

Revision ID: 008_fix_rag_queries_fk
Revises: 007_rag_system
"""

from alembic import op

from database.alembic import ddl

revision = "008_fix_rag_queries_fk"
down_revision = "007_rag_system"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("rag_queries") as batch:
        batch.drop_constraint(op.f("rag_queries_user_id_fkey"), type_="foreignkey")
        batch.create_foreign_key(
            op.f("rag_queries_user_id_fkey"), "users", ["user_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("rag_queries") as batch:
        batch.drop_constraint(op.f("rag_queries_user_id_fkey"), type_="foreignkey")
        batch.create_foreign_key(
            op.f("rag_queries_user_id_fkey"), "users", ["user_id"], ["id"], ondelete="CASCADE"
        )
