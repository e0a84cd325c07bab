# database-guidelines.md, Key Patterns › Conditional Field Display
# given: Base, Mapped, mapped_column, ForeignKey, UUID -- the block is an excerpt of a module

class ElementRequiredField(Base):
    element_id: Mapped[UUID] = mapped_column(ForeignKey("elements.id"))
    field_name: Mapped[str]
    field_type: Mapped[str]  # text, number, boolean, select

    # Conditional display
    condition_field_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("element_required_fields.id")  # Self-referential
    )
    condition_operator: Mapped[str | None]  # equals, not_equals, greater_than
    condition_value: Mapped[str | None]
