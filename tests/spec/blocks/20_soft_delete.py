# database-guidelines.md, Key Patterns › Soft Delete Pattern
# given: Base, Mapped, mapped_column, select, session -- the block is an excerpt of a module
# change: # Soft delete → my_record = (await session.scalars(stmt)).one() -- the page does not say which record it is

class MyModel(Base):
    is_active: Mapped[bool] = mapped_column(default=True)

# Query only active records
stmt = select(MyModel).where(MyModel.is_active == True)

# Soft delete
my_record.is_active = False
await session.commit()
