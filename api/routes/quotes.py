"""Quotes, without a statement while the catalogue's changes are pushed."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from agent.services.catalogue.cache import CatalogueCache
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.quote_answers import QuoteAnswers
from api.reading import Reading
from api.schemas.quote import QuoteByText, QuoteRequest, units_of
from domain.quote.contract import Quote
from domain.quote.from_text import quote_text

router = APIRouter(
    prefix="/api/v1/quotes",
    tags=["quotes"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(400, 401, 404, 413, 415, 422, 500, 503),
)


@router.post("", summary="Presupuesto por códigos o por texto", response_model=Quote)
async def create_quote(request: Request, wanted: Annotated[QuoteRequest, Body()]) -> Response:
    """The cheapest tier that admits the request, with what the client has to know and send.

    Nothing is stored: the tariff is frozen when a case accepts it.
    """
    # Asked for directly: working out what a dependency is takes longer than what it gives.
    cache: CatalogueCache = request.app.state.catalogue
    category = await cache.category(wanted.category)
    answers: QuoteAnswers = request.app.state.quote_answers
    if isinstance(wanted, QuoteByText):
        places: Reading = request.app.state.reading
        text = wanted.text
        quote = await places.read(text, quote_text, category.catalogue, text, category.vocabulary)
        answer = answers.of_text(category, quote)
    else:
        answer = answers.of(category, units_of(wanted.elements))
    # The contract has made it: nothing is left to validate.
    return Response(answer, media_type="application/json")
