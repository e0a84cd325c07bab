"""Move personal data from the case to its user.

Nothing is lost either way. Upgrading: where a case says otherwise than its user then does (or has no user),
its values stay in its metadata under `personal_data`. Downgrading: a user's values stay in the metadata of
the user under the same key, for users without cases, and return from there.

Revision ID: 019_move_personal_data_to_user
Revises: 018_fix_field_lengths
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "019_move_personal_data_to_user"
down_revision = "018_fix_field_lengths"
branch_labels = None
depends_on = None

_FIELDS = (
    "nif_cif",
    "email",
    "domicilio_calle",
    "domicilio_localidad",
    "domicilio_provincia",
    "domicilio_cp",
)
_KEY = "personal_data"


def _table(name: str, *fields: str) -> sa.TableClause:
    return sa.table(
        name,
        sa.column("id", sa.Uuid()),
        sa.column("metadata", ddl.JSONB),
        *(sa.column(field, sa.String()) for field in fields),
    )


_users = _table("users", *_FIELDS)
_cases = sa.table(
    "cases",
    *(sa.column(name, sa.Uuid()) for name in ("id", "user_id")),
    sa.column("metadata", ddl.JSONB),
    sa.column("created_at", sa.DateTime(timezone=True)),
    *(sa.column(field, sa.String()) for field in _FIELDS),
)


def _move_to_users() -> None:
    """Give each user the data of their newest case that has it; what a case says otherwise stays with it."""
    bind = ddl.connection()
    cases = bind.execute(sa.select(_cases).order_by(_cases.c.created_at.desc(), _cases.c.id)).all()
    settled: dict[Any, dict[str, Any]] = {}
    for user in bind.execute(sa.select(_users.c.id, _users.c.metadata)).all():
        kept = user.metadata.get(_KEY)
        data: dict[str, Any] = dict.fromkeys(_FIELDS) | (kept if isinstance(kept, dict) else {})
        for case in cases:
            if case.user_id == user.id:
                data |= {field: getattr(case, field) for field in _FIELDS if data[field] is None}
        settled[user.id] = data
        metadata = {key: value for key, value in user.metadata.items() if key != _KEY}
        bind.execute(_users.update().where(_users.c.id == user.id).values(metadata=metadata, **data))
    for case in cases:
        of_user = settled.get(case.user_id, dict.fromkeys(_FIELDS))
        own = {field: getattr(case, field) for field in _FIELDS if getattr(case, field) != of_user[field]}
        if own:
            values = {**case.metadata, _KEY: own}
            bind.execute(_cases.update().where(_cases.c.id == case.id).values(metadata=values))


def _move_to_cases() -> None:
    """Give each case the data of its user, or its own where they differ; a user's data stays as metadata."""
    bind = ddl.connection()
    users = {user.id: user for user in bind.execute(sa.select(_users)).all()}
    for user in users.values():
        data = {field: getattr(user, field) for field in _FIELDS if getattr(user, field) is not None}
        if data:
            values = {**user.metadata, _KEY: data}
            bind.execute(_users.update().where(_users.c.id == user.id).values(metadata=values))
    columns = (_cases.c.id, _cases.c.user_id, _cases.c.metadata)
    for case in bind.execute(sa.select(*columns)).all():
        of_user = users.get(case.user_id)
        data = {field: getattr(of_user, field) if of_user else None for field in _FIELDS}
        metadata = dict(case.metadata)
        own = metadata.pop(_KEY, None)
        if isinstance(own, dict):
            data |= own
        bind.execute(_cases.update().where(_cases.c.id == case.id).values(metadata=metadata, **data))


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("users") as batch:
        batch.add_column(
            sa.Column("nif_cif", sa.String(20), nullable=True, comment="NIF, NIE or CIF, compact")
        )
        batch.add_column(sa.Column("email", sa.String(254), nullable=True))
        batch.add_column(sa.Column("domicilio_calle", sa.String(255), nullable=True))
        batch.add_column(sa.Column("domicilio_localidad", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_provincia", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_cp", sa.String(10), nullable=True))
    op.create_index(op.f("ix_users_nif_cif"), "users", ["nif_cif"])
    _move_to_users()
    with ddl.alter("cases") as batch:
        for field in reversed(_FIELDS):
            batch.drop_column(field)


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("cases") as batch:
        batch.add_column(
            sa.Column("nif_cif", sa.String(20), nullable=True, comment="NIF, NIE or CIF, compact")
        )
        batch.add_column(sa.Column("email", sa.String(254), nullable=True))
        batch.add_column(sa.Column("domicilio_calle", sa.String(255), nullable=True))
        batch.add_column(sa.Column("domicilio_localidad", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_provincia", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_cp", sa.String(10), nullable=True))
    _move_to_cases()
    op.drop_index(op.f("ix_users_nif_cif"), table_name="users")
    with ddl.alter("users") as batch:
        batch.drop_column("domicilio_cp")
        batch.drop_column("domicilio_provincia")
        batch.drop_column("domicilio_localidad")
        batch.drop_column("domicilio_calle")
        batch.drop_column("email")
        batch.drop_column("nif_cif")
