# database-guidelines.md, Element Warning System (Dual Architecture) › Consumers
# given: session, UUID, select, Warning -- the block is an excerpt of a module
# change: def get_ → async def get_ -- only a coroutine can await

# agent/services/tarifa_service.py
def get_warnings_by_scope(element_id: UUID):
    return await session.execute(
        select(Warning).where(Warning.element_id == element_id)
    )
