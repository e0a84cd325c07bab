"""Migrations of the schema; `ddl` holds the idioms they share."""
