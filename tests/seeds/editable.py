"""Copies of data modules that a test may edit, as a developer edits the seed data."""

import copy
from dataclasses import dataclass

from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    PromptSectionData,
    TierData,
    UntariffedWorkData,
    WarningData,
)
from database.seeds.seeders import CategoryDataModule


@dataclass
class EditableModule:
    """A data module with the names that `CategoryDataModule` asks for."""

    CATEGORY_SLUG: str
    CATEGORY: CategoryData
    TIERS: list[TierData]
    ELEMENTS: list[ElementData]
    CATEGORY_WARNINGS: list[WarningData]
    ADDITIONAL_SERVICES: list[AdditionalServiceData]
    BASE_DOCUMENTATION: list[BaseDocumentationData]
    PROMPT_SECTIONS: list[PromptSectionData]
    UNTARIFFED_WORKS: list[UntariffedWorkData]

    def element(self, code: str) -> ElementData:
        """The element with this code."""
        return next(element for element in self.ELEMENTS if element["code"] == code)

    def tier(self, code: str) -> TierData:
        """The tier with this code."""
        return next(tier for tier in self.TIERS if tier["code"] == code)

    def drop_element(self, code: str) -> ElementData:
        """Remove and return the element with this code."""
        element = self.element(code)
        self.ELEMENTS.remove(element)
        return element


def editable(module: CategoryDataModule) -> EditableModule:
    """A deep copy of a data module."""
    return EditableModule(
        **{name: copy.deepcopy(getattr(module, name)) for name in EditableModule.__dataclass_fields__}
    )


def new_element(code: str, **values: object) -> ElementData:
    """A small valid element."""
    element: ElementData = {
        "code": code,
        "name": code.capitalize(),
        "description": "Elemento de prueba.",
        "sort_order": 900,
        "keywords": [code.lower()],
        "aliases": [],
    }
    element.update(values)  # type: ignore[typeddict-item]
    return element
