# database-guidelines.md, Commands
# except: docker-compose -- no test starts a container

# Migrations
alembic revision -m "description"     # Create new migration
alembic upgrade head                  # Apply all migrations
alembic downgrade -1                  # Rollback one migration
alembic current                       # Show current version
alembic history                       # Show migration history

# Seeds
python -m database.seeds.run_all_seeds            # Seed all categories
python -m database.seeds.validate_elements_seed   # Validate seed data
python -m database.seeds.verify_warning_sync      # Verify dual warning system
python -m database.seeds.create_admin_user        # Create admin user (admin/admin123)

# Database
docker-compose exec postgres psql -U msia msia_db  # Access PostgreSQL CLI
