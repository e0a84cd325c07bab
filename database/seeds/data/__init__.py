"""Seed data: constants only, one module for each category, and the types of their shapes."""

from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    EverydayWordData,
    ImageData,
    InheritedTier,
    PromptSectionData,
    RequiredFieldData,
    TierConfig,
    TierData,
    TierMapping,
    TierQuota,
    UntariffedWorkData,
    WarningData,
)

__all__ = [
    "AdditionalServiceData",
    "BaseDocumentationData",
    "CategoryData",
    "ElementData",
    "EverydayWordData",
    "ImageData",
    "InheritedTier",
    "PromptSectionData",
    "RequiredFieldData",
    "TierConfig",
    "TierData",
    "TierMapping",
    "TierQuota",
    "UntariffedWorkData",
    "WarningData",
]
