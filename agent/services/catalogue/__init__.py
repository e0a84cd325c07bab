"""The compiled, immutable catalogue of a category, from which every service answers."""

from agent.services.catalogue.loader import begin_snapshot, list_categories, load_catalogue
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
    "begin_snapshot",
    "list_categories",
    "load_catalogue",
]
