# database-guidelines.md, Key Patterns › JSONB Field Patterns
# given: Base, Mapped, mapped_column, JSONB, select, element -- the block is an excerpt of a module
# change: metadata: Mapped[dict] = mapped_column(JSONB, → metadata_: Mapped[dict] = mapped_column("metadata", JSONB, -- SQLAlchemy keeps the name for the tables of a class

class Element(Base):
    keywords: Mapped[list[str]] = mapped_column(JSONB, default=list)
    aliases: Mapped[list[str]] = mapped_column(JSONB, default=list)
    metadata: Mapped[dict] = mapped_column(JSONB, default=dict)

# Query JSONB (PostgreSQL)
stmt = select(Element).where(
    Element.keywords.contains(["escape"])
)

# Update JSONB
element.metadata = {"custom_field": "value"}
