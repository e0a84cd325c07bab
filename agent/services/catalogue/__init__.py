"""The catalogue of a category read from the database, and kept in memory and in files while current."""
