# msia-database-skill.md, Commands

# Create migration
alembic revision -m "description"

# Run migrations
alembic upgrade head

# Rollback one
alembic downgrade -1

# Show current
alembic current

# Run seeds
python -m database.seeds.run_all_seeds
