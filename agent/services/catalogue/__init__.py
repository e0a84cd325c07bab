"""The catalogue of a category read from the database, and kept in memory while it is current."""

from agent.services.catalogue.loader import begin_snapshot, list_categories, load_catalogue

__all__ = ["begin_snapshot", "list_categories", "load_catalogue"]
