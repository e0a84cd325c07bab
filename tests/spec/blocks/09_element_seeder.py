# database-guidelines.md, Seeds Architecture › Seeder Classes › ElementSeeder (304 lines)
# given: session, category_slug, elements_data -- what the seeder is made of

from database.seeds.seeders.element import ElementSeeder

seeder = ElementSeeder(session, category_slug, elements_data)
await seeder.seed()
