# database-guidelines.md, Key Patterns › Tier Inheritance
# given: Base, Mapped, mapped_column, ForeignKey, UUID -- the block is an excerpt of a module

class TierElementInclusion(Base):
    tier_id: Mapped[UUID] = mapped_column(ForeignKey("tariff_tiers.id"))

    # XOR: Either element OR tier
    element_id: Mapped[UUID | None] = mapped_column(ForeignKey("elements.id"))
    included_tier_id: Mapped[UUID | None] = mapped_column(ForeignKey("tariff_tiers.id"))

    min_quantity: Mapped[int] = mapped_column(default=1)
    max_quantity: Mapped[int | None]
