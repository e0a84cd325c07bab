"""The catalogue by category, from memory."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import CatalogueDep
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.catalogue import (
    CategoryBrief,
    CategoryOut,
    ElementBrief,
    ElementOut,
    TierOut,
    category_brief,
    category_out,
    element_brief,
    element_out,
    tier_out,
)
from domain.catalogue.hierarchy import element_of

router = APIRouter(
    prefix="/api/v1/categories",
    tags=["catalogue"],
    route_class=guarded_by(require_token),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)

SlugPath = Annotated[str, Path(max_length=100, examples=["motos-part"], description="Slug de la categoría.")]
CodePath = Annotated[str, Path(max_length=50, examples=["ESCAPE"], description="Código del elemento.")]


@router.get("", summary="Categorías", response_model=list[CategoryBrief])
async def list_categories(cache: CatalogueDep) -> list[dict[str, Any]]:
    """The active categories in their order."""
    loaded = await cache.current()
    return [category_brief(item.catalogue) for item in loaded.categories.values()]


@router.get("/{slug}", summary="Una categoría", response_model=CategoryOut)
async def get_category(slug: SlugPath, cache: CatalogueDep) -> dict[str, Any]:
    """Tiers, services, documents and the category's own warnings."""
    return category_out(await cache.catalogue(slug))


@router.get("/{slug}/tiers", summary="Tarifas", response_model=list[TierOut])
async def list_tiers(slug: SlugPath, cache: CatalogueDep) -> list[dict[str, Any]]:
    """The tiers in their order, with the elements each admits."""
    catalogue = await cache.catalogue(slug)
    return [tier_out(catalogue, tier) for tier in catalogue.tiers.values()]


@router.get("/{slug}/elements", summary="Elementos", response_model=list[ElementBrief])
async def list_elements(slug: SlugPath, cache: CatalogueDep) -> list[dict[str, Any]]:
    """The elements in their order."""
    catalogue = await cache.catalogue(slug)
    return [element_brief(catalogue, element) for element in catalogue.elements.values()]


@router.get("/{slug}/elements/{code}", summary="Un elemento", response_model=ElementOut)
async def get_element(slug: SlugPath, code: CodePath, cache: CatalogueDep) -> dict[str, Any]:
    """Its variants, warnings, pictures and fields, inherited ones included."""
    catalogue = await cache.catalogue(slug)
    return element_out(catalogue, element_of(catalogue, code))
