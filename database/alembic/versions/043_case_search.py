"""Indexes for looking up cases by the chassis number of the vehicle and by the name of its owner.

The words of names are indexed on PostgreSQL only: SQLite has no text search of this kind.

Revision ID: 043_case_search
Revises: 042_guards
"""

import sqlalchemy as sa
from alembic import op

from database.alembic.ddl import is_sqlite

revision = "043_case_search"
down_revision = "042_guards"
branch_labels = None
depends_on = None

_NAME_WORDS = (
    "to_tsvector('simple'::regconfig, lower(translate("
    "(((COALESCE(first_name, ''::character varying)::text || ' '::text) || "
    "COALESCE(last_name, ''::character varying)::text) || ' '::text) || "
    "COALESCE(company_name, ''::character varying)::text, "
    "'áéíóúàèìòùäëïöüâêîôûãõñçÁÉÍÓÚÀÈÌÒÙÄËÏÖÜÂÊÎÔÛÃÕÑÇ.,-_/&·'::text, "
    "'aeiouaeiouaeiouaeiouaoncaeiouaeiouaeiouaeiouaonc       '::text)))"
)


def upgrade() -> None:
    """Apply changes."""
    op.create_index(op.f("ix_cases_bastidor"), "cases", ["bastidor"])
    if not is_sqlite():
        op.create_index(op.f("ix_users_name_words"), "users", [sa.text(_NAME_WORDS)], postgresql_using="gin")


def downgrade() -> None:
    """Revert changes."""
    if not is_sqlite():
        op.drop_index(op.f("ix_users_name_words"), table_name="users")
    op.drop_index(op.f("ix_cases_bastidor"), table_name="cases")
