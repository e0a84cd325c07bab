"""ElementSeeder: elements in two passes, their images, fields, dual warnings and surcharges."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from database.models import (
    AdditionalService,
    Element,
    ElementImage,
    ElementRequiredField,
    ElementWarningAssociation,
    Warning,
)
from database.seeds.data.common import AdditionalServiceData, ElementData, ImageData, WarningData
from database.seeds.seed_utils import (
    assoc_uuid,
    category_uuid,
    element_uuid,
    image_uuid,
    required_field_uuid,
    service_uuid,
    warning_uuid,
)
from database.seeds.seeders.category import service_values
from database.seeds.seeders.merge import DesiredRow
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder
from shared.vocabularies import ImageStatus, ShowCondition


def image_identity(image: ImageData | Mapping[str, Any], position: int) -> str:
    """What tells the image apart from the others of its element: its code, url or title, else its place."""
    return image.get("code") or image.get("url") or image.get("title") or str(position)


class ElementSeeder(TableSeeder):
    """Seeds the elements of a category.

    Pass 1 creates all elements, pass 2 sets `parent_element_id` once every parent exists. Each element
    warning is written to both warning systems (spec: "Dual Architecture"). Without `surcharges` those of
    the category stay as they are.
    """

    def __init__(
        self,
        session: AsyncSession,
        category_slug: str,
        elements_data: Sequence[ElementData],
        surcharges: Sequence[AdditionalServiceData] | None = None,
        *,
        run: SeedRun | None = None,
    ) -> None:
        super().__init__("ElementSeeder", session, category_slug, run)
        self.elements = elements_data
        self.surcharges = surcharges

    async def seed_rows(self) -> None:
        """Elements, images, required fields, warnings in both systems, surcharges."""
        await self._seed_elements()
        await self._seed_images()
        await self._seed_required_fields()
        await self._seed_warnings()
        if self.surcharges is not None:
            await self._seed_surcharges(self.surcharges)

    async def _seed_elements(self) -> None:
        rows = (
            ((data["code"],), self._element_values(data, position))
            for position, data in enumerate(self.elements, start=1)
        )
        await self.upsert_all_with_uuid_fn(
            Element, partial(element_uuid, self.category_slug), rows, deferred=("parent_element_id",)
        )

    def _element_values(self, data: ElementData, position: int) -> dict[str, Any]:
        parent = data.get("parent_code")
        return {
            "category_id": category_uuid(self.category_slug),
            "code": data["code"],
            "name": data["name"],
            "description": data.get("description"),
            "keywords": data.get("keywords", []),
            "aliases": data.get("aliases", []),
            "sort_order": data.get("sort_order", position),
            "is_countable": data.get("is_countable", False),
            "brings_along": data.get("brings_along", []),
            "parent_element_id": element_uuid(self.category_slug, parent) if parent else None,
            "variant_type": data.get("variant_type"),
            "variant_code": data.get("variant_code"),
            "question_hint": data.get("question_hint"),
            "multi_select_keywords": data.get("multi_select_keywords", []),
            "inherit_parent_data": data.get("inherit_parent_data", False),
            "is_active": True,
        }

    async def _seed_images(self) -> None:
        rows = (
            (
                (data["code"], image_identity(image, position)),
                {
                    "element_id": element_uuid(self.category_slug, data["code"]),
                    "code": image.get("code"),
                    "title": image.get("title"),
                    "image_type": image["image_type"],
                    "image_url": image.get("url"),
                    "description": image.get("description"),
                    "alt_text": image.get("alt_text"),
                    "user_instruction": image.get("user_instruction"),
                    "is_required": image.get("is_required", False),
                    "status": (ImageStatus.ACTIVE if image.get("url") else ImageStatus.PLACEHOLDER).value,
                    "sort_order": image.get("sort_order", position),
                    "is_active": True,
                },
            )
            for data in self.elements
            for position, image in enumerate(data.get("images", []), start=1)
        )
        await self.upsert_all_with_uuid_fn(ElementImage, partial(image_uuid, self.category_slug), rows)

    async def _seed_required_fields(self) -> None:
        rows = (row for data in self.elements for row in self._field_rows(data))
        await self.upsert_all_with_uuid_fn(
            ElementRequiredField, partial(required_field_uuid, self.category_slug), rows
        )

    def _field_rows(self, data: ElementData) -> Iterable[tuple[tuple[str, str], dict[str, Any]]]:
        code = data["code"]
        for position, item in enumerate(data.get("required_fields", []), start=1):
            condition = item.get("condition_field_name")
            yield (
                (code, item["field_name"]),
                {
                    "element_id": element_uuid(self.category_slug, code),
                    "field_name": item["field_name"],
                    "field_label": item.get("field_label"),
                    "field_type": item["field_type"],
                    "options": item.get("options", []),
                    "is_required": item.get("is_required", True),
                    "validation_rules": item.get("validation_rules", {}),
                    "example_value": item.get("example_value"),
                    "instruction": item.get("instruction"),
                    "sort_order": position,
                    "condition_field_id": (
                        required_field_uuid(self.category_slug, code, condition) if condition else None
                    ),
                    "condition_operator": item.get("condition_operator"),
                    "condition_value": item.get("condition_value"),
                    "is_active": True,
                },
            )

    async def _seed_warnings(self) -> None:
        """Write each element warning inline and as an association, in this one place."""
        listed: list[tuple[ElementData, WarningData]] = [
            (data, warning) for data in self.elements for warning in data.get("warnings", [])
        ]
        inline = (
            (
                (warning["code"],),
                {
                    "category_id": None,
                    "tier_id": None,
                    "element_id": element_uuid(self.category_slug, data["code"]),
                    "code": warning["code"],
                    "message": warning["message"],
                    "severity": warning["severity"],
                    "trigger_conditions": warning.get("trigger_conditions", {}),
                    "makes_provisional": warning.get("makes_provisional", False),
                    "is_active": True,
                },
            )
            for data, warning in listed
        )
        await self.upsert_all_with_uuid_fn(
            Warning, partial(warning_uuid, self.category_slug), inline, subset="element"
        )
        associations: dict[Any, DesiredRow] = {}
        for data, warning in listed:
            element_id = element_uuid(self.category_slug, data["code"])
            warning_id = warning_uuid(self.category_slug, warning["code"])
            associations[assoc_uuid(element_id, warning_id)] = DesiredRow(
                f"{data['code']} / {warning['code']}",
                {
                    "element_id": element_id,
                    "warning_id": warning_id,
                    "show_condition": warning.get("show_condition", ShowCondition.ALWAYS.value),
                    "threshold_quantity": warning.get("threshold_quantity"),
                },
            )
        await self.upsert_all(ElementWarningAssociation, associations)

    async def _seed_surcharges(self, surcharges: Sequence[AdditionalServiceData]) -> None:
        rows = (((data["code"],), service_values(self.category_slug, data)) for data in surcharges)
        await self.upsert_all_with_uuid_fn(
            AdditionalService, partial(service_uuid, self.category_slug), rows, subset="surcharges"
        )
