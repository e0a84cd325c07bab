"""Remove the deprecated element documentation; what it says moves to the elements.

Revision ID: 015_remove_element_documentation
Revises: 014_warnings_scoping
"""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "015_remove_element_documentation"
down_revision = "014_warnings_scoping"
branch_labels = None
depends_on = None

_KEY = "element_documentation"
_TIMES = ("created_at", "updated_at")
_documentation = sa.table(
    "element_documentation",
    *(sa.column(name, sa.Uuid()) for name in ("id", "category_id")),
    *(sa.column(name, sa.String()) for name in ("element_code", "title", "description")),
    sa.column("keywords", ddl.JSONB),
    sa.column("sort_order", sa.Integer()),
    sa.column("is_active", sa.Boolean()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in _TIMES),
)
_documentation_images = sa.table(
    "element_documentation_images",
    *(sa.column(name, sa.Uuid()) for name in ("id", "documentation_id")),
    *(sa.column(name, sa.String()) for name in ("title", "image_url", "description")),
    sa.column("is_required", sa.Boolean()),
    sa.column("sort_order", sa.Integer()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in _TIMES),
)
_elements = sa.table(
    "elements",
    *(sa.column(name, sa.Uuid()) for name in ("id", "category_id")),
    *(sa.column(name, sa.String()) for name in ("code", "name", "description")),
    *(sa.column(name, ddl.JSONB) for name in ("keywords", "metadata")),
    sa.column("sort_order", sa.Integer()),
    sa.column("is_active", sa.Boolean()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in _TIMES),
)
_element_images = sa.table(
    "element_images",
    *(sa.column(name, sa.Uuid()) for name in ("id", "element_id")),
    *(sa.column(name, sa.String()) for name in ("title", "image_url", "description", "image_type")),
    sa.column("is_required", sa.Boolean()),
    sa.column("sort_order", sa.Integer()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in _TIMES),
)


def _to_json(row: sa.Row[Any]) -> dict[str, Any]:
    """A row as JSON: keys and times as text."""
    return {
        name: value.isoformat() if name in _TIMES else str(value) if isinstance(value, uuid.UUID) else value
        for name, value in row._mapping.items()
    }


def _from_json(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value)
        if name in _TIMES
        else uuid.UUID(value)
        if name == "id" or name.endswith("_id")
        else value
        for name, value in record.items()
    }


def _move_to_elements() -> None:
    """Turn documentation into images of its element, and keep its own text in the element's metadata."""
    bind = ddl.connection()
    for row in bind.execute(sa.select(_documentation)).all():
        images = bind.execute(
            sa.select(_documentation_images).where(_documentation_images.c.documentation_id == row.id)
        ).all()
        record = _to_json(row) | {"images": [_to_json(image) for image in images]}
        element = bind.execute(
            sa.select(_elements.c.id, _elements.c.metadata).where(
                _elements.c.category_id == row.category_id, _elements.c.code == row.element_code
            )
        ).first()
        if element is None:
            element_id = uuid.uuid5(row.id, "element")
            bind.execute(
                _elements.insert().values(
                    id=element_id,
                    category_id=row.category_id,
                    code=row.element_code,
                    name=row.title,
                    description=row.description,
                    keywords=row.keywords,
                    metadata={_KEY: record},
                    sort_order=row.sort_order,
                    is_active=row.is_active,
                    created_at=row.created_at,
                    updated_at=row.updated_at,
                )
            )
        else:
            element_id = element.id
            bind.execute(
                _elements.update()
                .where(_elements.c.id == element_id)
                .values(metadata={**element.metadata, _KEY: record})
            )
        for image in images:
            bind.execute(
                _element_images.insert().values(
                    id=image.id,
                    element_id=element_id,
                    title=image.title,
                    image_type="required_document",
                    image_url=image.image_url,
                    description=image.description,
                    is_required=image.is_required,
                    sort_order=image.sort_order,
                    created_at=image.created_at,
                    updated_at=image.updated_at,
                )
            )


def _move_from_elements() -> None:
    """Write the documentation kept in the metadata back to its tables; an element made for it stays."""
    bind = ddl.connection()
    for element in bind.execute(
        sa.select(_elements.c.id, _elements.c.category_id, _elements.c.metadata)
    ).all():
        metadata = dict(element.metadata)
        record = metadata.pop(_KEY, None)
        if not isinstance(record, dict):
            continue
        record["category_id"] = str(element.category_id)
        images = [_from_json(image) for image in record.pop("images")]
        bind.execute(_documentation.insert().values(**_from_json(record)))
        for image in images:
            bind.execute(_documentation_images.insert().values(**image))
            bind.execute(_element_images.delete().where(_element_images.c.id == image["id"]))
        bind.execute(_elements.update().where(_elements.c.id == element.id).values(metadata=metadata))


def upgrade() -> None:
    """Apply changes."""
    _move_to_elements()
    op.drop_index(
        op.f("ix_element_documentation_images_documentation_id"), table_name="element_documentation_images"
    )
    op.drop_table("element_documentation_images")
    op.drop_index(op.f("ix_element_documentation_category_id"), table_name="element_documentation")
    op.drop_table("element_documentation")


def downgrade() -> None:
    """Revert changes."""
    op.create_table(
        "element_documentation",
        ddl.uuid_pk(),
        sa.Column("category_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("element_code", sa.String(50), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("keywords", ddl.JSONB, server_default=sa.text("'[]'"), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_documentation_pkey")),
        sa.UniqueConstraint(
            "category_id", "element_code", name=op.f("uq_element_documentation_category_id_element_code")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["vehicle_categories.id"],
            name=op.f("element_documentation_category_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_element_documentation_category_id"), "element_documentation", ["category_id"])
    op.create_table(
        "element_documentation_images",
        ddl.uuid_pk(),
        sa.Column("documentation_id", sa.Uuid(as_uuid=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("image_url", sa.String(500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("is_required", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sort_order", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *ddl.timestamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("element_documentation_images_pkey")),
        sa.ForeignKeyConstraint(
            ["documentation_id"],
            ["element_documentation.id"],
            name=op.f("element_documentation_images_documentation_id_fkey"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        op.f("ix_element_documentation_images_documentation_id"),
        "element_documentation_images",
        ["documentation_id"],
    )

    _move_from_elements()
