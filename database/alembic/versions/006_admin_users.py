"""Admin users and their access log; who changed or uploaded something.

Revision ID: 006_admin_users
Revises: 005_elem_docs_images
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "006_admin_users"
down_revision = "005_elem_docs_images"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    op.create_table(
        "admin_users",
        ddl.uuid_pk(),
        sa.Column("username", sa.String(50), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False, comment="bcrypt"),
        sa.Column("role", sa.String(30), server_default=sa.text("'user'"), nullable=False),
        sa.Column("display_name", sa.String(100), nullable=True),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("admin_users_pkey")),
        sa.UniqueConstraint("username", name=op.f("uq_admin_users_username")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["admin_users.id"], name=op.f("admin_users_created_by_fkey"), ondelete="SET NULL"
        ),
        sa.CheckConstraint("password_hash LIKE '$2%'", name=op.f("ck_admin_users_password_hash_bcrypt")),
        sa.CheckConstraint("role IN ('admin', 'user')", name=op.f("ck_admin_users_role_vocabulary")),
    )
    op.create_index(op.f("ix_admin_users_created_by"), "admin_users", ["created_by"])
    op.create_table(
        "admin_access_log",
        ddl.uuid_pk(),
        sa.Column("admin_user_id", sa.Uuid(as_uuid=True), nullable=True),
        sa.Column("username", sa.String(50), nullable=True, comment="As typed"),
        sa.Column("action", sa.String(30), nullable=False),
        sa.Column("ip_address", sa.String(45), nullable=True),
        sa.Column("user_agent", sa.Text(), nullable=True),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("admin_access_log_pkey")),
        sa.ForeignKeyConstraint(
            ["admin_user_id"],
            ["admin_users.id"],
            name=op.f("admin_access_log_admin_user_id_fkey"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint(
            "action IN ('login', 'logout', 'login_failed')",
            name=op.f("ck_admin_access_log_action_vocabulary"),
        ),
    )
    op.create_index(op.f("ix_admin_access_log_admin_user_id"), "admin_access_log", ["admin_user_id"])
    with ddl.alter("audit_log") as batch:
        batch.add_column(sa.Column("user_id", sa.Uuid(as_uuid=True), nullable=True))
        batch.create_foreign_key(
            op.f("audit_log_user_id_fkey"), "admin_users", ["user_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index(op.f("ix_audit_log_user_id"), "audit_log", ["user_id"])
    with ddl.alter("uploaded_images") as batch:
        batch.add_column(sa.Column("uploaded_by", sa.Uuid(as_uuid=True), nullable=True))
        batch.create_foreign_key(
            op.f("uploaded_images_uploaded_by_fkey"),
            "admin_users",
            ["uploaded_by"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(op.f("ix_uploaded_images_uploaded_by"), "uploaded_images", ["uploaded_by"])


def downgrade() -> None:
    """Revert changes."""
    op.drop_index(op.f("ix_uploaded_images_uploaded_by"), table_name="uploaded_images")
    with ddl.alter("uploaded_images") as batch:
        batch.drop_constraint(op.f("uploaded_images_uploaded_by_fkey"), type_="foreignkey")
        batch.drop_column("uploaded_by")
    op.drop_index(op.f("ix_audit_log_user_id"), table_name="audit_log")
    with ddl.alter("audit_log") as batch:
        batch.drop_constraint(op.f("audit_log_user_id_fkey"), type_="foreignkey")
        batch.drop_column("user_id")
    op.drop_index(op.f("ix_admin_access_log_admin_user_id"), table_name="admin_access_log")
    op.drop_table("admin_access_log")
    op.drop_index(op.f("ix_admin_users_created_by"), table_name="admin_users")
    op.drop_table("admin_users")
