"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
"""
<%
    ddl = "from database.alembic import ddl"
    others = [line for line in (imports or "").splitlines() if line.strip() and line != ddl]

    def body(statements):
        lines = [line.strip() for line in (statements or "").splitlines()]
        is_empty = all(line in ("", "pass") or line.startswith("#") for line in lines)
        return "ddl.nothing_yet()" if is_empty else statements
%>
import sqlalchemy as sa
from alembic import op
% for line in others:
${line}
% endfor

${ddl}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Apply changes."""
    ${body(upgrades)}


def downgrade() -> None:
    """Revert changes."""
    ${body(downgrades)}
