# database-guidelines.md, Seeds Architecture › Seeder Classes › CategorySeeder (267 lines)
# given: session, category_data_module -- what the seeder is made of

from database.seeds.seeders.category import CategorySeeder

seeder = CategorySeeder(session, category_data_module)
await seeder.seed()
