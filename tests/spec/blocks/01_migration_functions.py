# database-guidelines.md, Migration History (34 Migrations) › Migration Conventions

def upgrade() -> None:
    """Apply changes."""
    # Create tables, add columns, create indexes

def downgrade() -> None:
    """Revert changes."""
    # Drop indexes, drop columns, drop tables (reverse order)
