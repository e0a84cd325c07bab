# database-guidelines.md, Seeds Architecture › Seeder Classes › BaseSeeder (133 lines)

from database.seeds.seeders.base import BaseSeeder

class MySeeder(BaseSeeder):
    def __init__(self, session):
        super().__init__("MySeeder")  # Logger name
        self.session = session

    async def seed(self):
        # Uses self.upsert() or self.upsert_with_uuid_fn()
        pass
