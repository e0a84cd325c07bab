# database-guidelines.md, Element Warning System (Dual Architecture) › Consumers
# given: session, UUID, select, Warning, ElementWarningAssociation -- the block is an excerpt of a module
# change: def get_ → async def get_ -- only a coroutine can await

# agent/services/element_service.py
# api/routes/elements.py
def get_element_warnings(element_id: UUID):
    return await session.execute(
        select(Warning)
        .join(ElementWarningAssociation)
        .where(ElementWarningAssociation.element_id == element_id)
    )
