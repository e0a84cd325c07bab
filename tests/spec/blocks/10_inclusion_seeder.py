# database-guidelines.md, Seeds Architecture › Seeder Classes › InclusionSeeder (328 lines)
# given: session, category_slug, tier_mappings -- what the seeder is made of

from database.seeds.seeders.inclusion import InclusionSeeder

seeder = InclusionSeeder(session, category_slug, tier_mappings)
await seeder.seed()
