# database-guidelines.md, Key Patterns › Self-Referential Hierarchy
# given: Base, Mapped, mapped_column, relationship, ForeignKey, UUID -- the block is an excerpt of a module

class Element(Base):
    id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_element_id: Mapped[UUID | None] = mapped_column(ForeignKey("elements.id"))

    # Variant system
    variant_type: Mapped[str | None]  # "color", "size", "model"
    variant_code: Mapped[str | None]  # "red", "large", "sport"

    # Inheritance
    inherit_parent_data: Mapped[bool] = mapped_column(default=False)

    # Relationships
    parent: Mapped["Element | None"] = relationship(
        "Element",
        remote_side=[id],
        back_populates="children",
        lazy="selectin"
    )
    children: Mapped[list["Element"]] = relationship(
        back_populates="parent",
        lazy="selectin"
    )
