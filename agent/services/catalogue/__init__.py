"""The catalogue of a category read from the database, and kept in memory and in files while current.

The loader brings the models along; whoever reads a kept file needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.services.catalogue.loader import begin_snapshot, list_categories, load_catalogue

__all__ = ["begin_snapshot", "list_categories", "load_catalogue"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module("agent.services.catalogue.loader"), name)
    return value
