"""The compiled, immutable catalogue of a category, from which every service answers."""

from agent.services.catalogue.loader import list_categories, load_catalogue
from agent.services.catalogue.snapshot import (
    Catalogue,
    CatalogueDocument,
    CatalogueElement,
    CatalogueField,
    CatalogueImage,
    CatalogueService,
    CatalogueTier,
    CatalogueWarning,
    FieldCondition,
    WarningDisplay,
)

__all__ = [
    "Catalogue",
    "CatalogueDocument",
    "CatalogueElement",
    "CatalogueField",
    "CatalogueImage",
    "CatalogueService",
    "CatalogueTier",
    "CatalogueWarning",
    "FieldCondition",
    "WarningDisplay",
    "list_categories",
    "load_catalogue",
]
