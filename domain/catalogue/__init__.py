"""What a category's catalogue holds: immutable values, the schemas of its JSON columns, its hierarchy."""

from domain.catalogue.values import (
    Catalogue,
    CatalogueDocument,
    CatalogueElement,
    CatalogueField,
    CatalogueImage,
    CatalogueService,
    CatalogueTier,
    CatalogueWarning,
    CatalogueWork,
    FieldCondition,
    WarningDisplay,
    WarningScope,
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
    "CatalogueWork",
    "FieldCondition",
    "WarningDisplay",
    "WarningScope",
]
