"""Quotes, without a statement while the catalogue's changes are pushed."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body, Depends

from api.dependencies import CatalogueDep, require_json, require_token
from api.problems import problem_responses
from api.schemas.quote import QuoteByText, QuoteRequest, units_of
from domain.quote.composing import quote_elements
from domain.quote.contract import Quote
from domain.quote.from_text import quote_text

router = APIRouter(
    prefix="/api/v1/quotes",
    tags=["quotes"],
    dependencies=[Depends(require_token), Depends(require_json)],
    responses=problem_responses(400, 401, 404, 413, 415, 422, 500, 503),
)


@router.post("", summary="Presupuesto por códigos o por texto")
async def create_quote(
    cache: CatalogueDep,
    wanted: Annotated[QuoteRequest, Body()],
) -> Quote:
    """The cheapest tier that admits the request, with what the client has to know and send.

    Nothing is stored: the tariff is frozen when a case accepts it.
    """
    category = await cache.category(wanted.category)
    if isinstance(wanted, QuoteByText):
        # Reading a text takes milliseconds of computing; other requests go on meanwhile.
        return await asyncio.to_thread(quote_text, category.catalogue, wanted.text, category.vocabulary)
    return quote_elements(category.catalogue, units_of(wanted.elements))
