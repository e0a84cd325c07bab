"""Cases and their images as the API gives them, and the catalogue a case is judged by."""

from fastapi import Response

from agent.services.cases import Progress
from agent.services.catalogue.cache import CatalogueCache
from api.schemas.case import (
    CaseBrief,
    CaseElementOut,
    CaseOut,
    ImageOut,
    MissingOut,
    ProgressOut,
    WaitingImage,
)
from api.schemas.user import UserOut
from database.models import Case, CaseImage
from domain.catalogue import Catalogue
from domain.quote.snapshot import quote_of
from shared.errors import ConflictError


async def catalogue_of(case: Case, cache: CatalogueCache) -> Catalogue:
    """The catalogue of the case's category. Raises ConflictError when that has been switched off."""
    for item in (await cache.current()).categories.values():
        if item.catalogue.category_id == case.category_id:
            return item.catalogue
    raise ConflictError(
        "category_unavailable",
        "La categoría del expediente ya no está activa.",
        "category",
        "Actívala de nuevo o cancela el expediente.",
    )


def case_answer(case: Case, response: Response) -> CaseOut:
    """The case, with its version as ETag of the response."""
    response.headers["ETag"] = f'"{case.version}"'
    columns = {name: getattr(case, name) for name in CaseOut.model_fields if hasattr(case, name)}
    data = {row.element_code: row for row in case.element_data}
    return CaseOut.model_validate(
        {
            **columns,
            "category": {"slug": case.category.slug} if case.category is not None else None,
            "tariff_snapshot": quote_of(case.tariff_snapshot),
            "tariff_amount": None if case.tariff_amount is None else f"{case.tariff_amount:.2f}",
            "elements": [
                CaseElementOut.model_validate(data[code]) for code in case.element_codes if code in data
            ],
            "owner": UserOut.model_validate(case.user) if case.user is not None else None,
        }
    )


def case_brief(case: Case) -> CaseBrief:
    """The case as a row of a list."""
    return CaseBrief.model_validate(case)


def image_answer(image: CaseImage) -> ImageOut:
    """The image without its content."""
    columns = {name: getattr(image, name) for name in ImageOut.model_fields if hasattr(image, name)}
    return ImageOut.model_validate(
        {
            **columns,
            "has_content": image.stored_filename is not None,
            "has_thumbnail": image.thumbnail_filename is not None,
        }
    )


def progress_answer(state: Progress) -> ProgressOut:
    """The progress with its derived values."""
    return ProgressOut(
        is_complete=state.is_complete,
        percentage=state.percentage,
        done=state.done,
        total=state.total,
        next_question=state.next_question,
        missing=[MissingOut.model_validate(item) for item in state.missing],
        to_review=[WaitingImage.model_validate(image) for image in state.to_review],
    )
