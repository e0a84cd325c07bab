"""What seeding last wrote: the base of the three-way comparison between seed data, database and staff.

Not one of the 33 domain models and not mapped: the seeders read and write it in bulk.
"""

from sqlalchemy import Column, DateTime, String, Table, Uuid, func

from database.jsonb.records import RowContent
from database.jsonb.types import ValidatedJSONB
from database.models.base import Base, utcnow

seed_records = Table(
    "seed_records",
    Base.metadata,
    Column("id", Uuid(as_uuid=True), primary_key=True, comment="Key of the seeded row"),
    Column("table_name", String(63), nullable=False),
    Column("category_slug", String(50), nullable=False, index=True),
    Column(
        "content",
        ValidatedJSONB(RowContent),
        nullable=False,
        comment="Column values as seeding last wrote them",
    ),
    Column("created_at", DateTime(timezone=True), nullable=False, default=utcnow, server_default=func.now()),
    Column(
        "updated_at",
        DateTime(timezone=True),
        nullable=False,
        default=utcnow,
        onupdate=utcnow,
        server_default=func.now(),
    ),
    comment="Last state written by the seeders",
)
