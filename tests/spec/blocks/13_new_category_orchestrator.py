# database-guidelines.md, Seeds Architecture › Adding a New Category
# given: seed_category -- a function of the module that the block is an excerpt of

from database.seeds.data import nueva_categoria

async def main():
    # ...
    await seed_category(nueva_categoria)
