"""Quotes, without a statement while the catalogue's changes are pushed."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends

from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import CatalogueDep, ReadingDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.quote import QuoteByText, QuoteRequest, units_of
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.from_text import quote_text

router = APIRouter(
    prefix="/api/v1/quotes",
    tags=["quotes"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(400, 401, 404, 413, 415, 422, 500, 503),
)


@router.post("", summary="Presupuesto por códigos o por texto")
async def create_quote(
    cache: CatalogueDep,
    reading: ReadingDep,
    wanted: Annotated[QuoteRequest, Body()],
) -> Quote:
    """The cheapest tier that admits the request, with what the client has to know and send.

    Nothing is stored: the tariff is frozen when a case accepts it.
    """
    category = await cache.category(wanted.category)
    if isinstance(wanted, QuoteByText):
        return await reading.in_thread(quote_text, category.catalogue, wanted.text, category.vocabulary)
    return quote_elements(category.catalogue, units_of(wanted.elements))
