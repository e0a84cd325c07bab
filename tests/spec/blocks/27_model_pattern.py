# msia-database-skill.md, Model Pattern
# given: Base, UniqueConstraint -- the block uses them without importing them

import uuid
from datetime import datetime, UTC
from sqlalchemy import String, Integer, ForeignKey, DateTime, Boolean, Text
from sqlalchemy.dialects.postgresql import UUID, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

class Element(Base):
    """
    Element model - Catalog of homologable elements per category.
    """
    __tablename__ = "elements"

    id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True),
        primary_key=True,
        default=uuid.uuid4,
    )
    category_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True),
        ForeignKey("vehicle_categories.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )
    code: Mapped[str] = mapped_column(
        String(50),
        nullable=False,
        comment="Unique element code (e.g., 'ESC_MEC')",
    )
    name: Mapped[str] = mapped_column(
        String(200),
        nullable=False,
    )
    keywords: Mapped[list[str]] = mapped_column(
        JSONB,
        nullable=False,
        default=list,
        comment="Keywords for matching",
    )
    is_active: Mapped[bool] = mapped_column(
        Boolean,
        default=True,
        nullable=False,
    )
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        default=lambda: datetime.now(UTC),
        nullable=False,
    )
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        default=lambda: datetime.now(UTC),
        onupdate=lambda: datetime.now(UTC),
        nullable=False,
    )

    # Relationships
    category: Mapped["VehicleCategory"] = relationship(
        "VehicleCategory",
        back_populates="elements",
    )

    __table_args__ = (
        UniqueConstraint("category_id", "code", name="uq_category_element_code"),
    )

    def __repr__(self) -> str:
        return f"<Element(id={self.id}, code={self.code})>"
