"""Chatwoot's webhook: checked, idempotent, and quick to acknowledge what it does not need."""

from typing import Any

import structlog
from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security import APIKeyHeader, APIKeyQuery
from pydantic import ValidationError

from agent.services.inbox import ChatwootOtherEvent, Outcome, parse_event
from agent.services.inbox.actor import actor_of
from api.chatwoot import receive_event
from api.dependencies import SettingsDep, require_json
from api.guarding import guarded_by
from api.json_bounds import read_json
from api.problems import problem_responses
from api.schemas.chatwoot import WebhookAnswer
from api.webhook_authority import SIGNATURE_HEADER, TOKEN_HEADER, require_sender, require_signature
from shared.acting import acting_as

router = APIRouter(
    prefix="/webhooks",
    tags=["webhooks"],
    route_class=guarded_by(require_sender, require_json),
    dependencies=[
        Depends(APIKeyHeader(name=TOKEN_HEADER, auto_error=False, scheme_name="Chatwoot token")),
        Depends(APIKeyQuery(name="token", auto_error=False, scheme_name="Chatwoot token in the URL")),
        Depends(APIKeyHeader(name=SIGNATURE_HEADER, auto_error=False, scheme_name="Chatwoot signature")),
    ],
    responses=problem_responses(400, 401, 413, 415, 422, 500, 503),
)
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ChatwootEvent"}}},
}

_log = structlog.get_logger(__name__)


@router.post(
    "/chatwoot",
    summary="Aviso de Chatwoot",
    responses={202: {"model": WebhookAnswer, "description": "Recibido: nada que guardar, o queda aparcado"}},
    openapi_extra={"requestBody": _BODY},
)
async def receive_chatwoot_event(
    request: Request, settings: SettingsDep, response: Response
) -> WebhookAnswer:
    """Stores messages and conversations, edits and deletions; the same event again changes nothing.

    What can't be placed is parked with its reason and answered with 202, never refused.

    The call carries the token (X-Chatwoot-Token, or `token` in the URL) or Chatwoot's signature
    (X-Chatwoot-Signature with X-Chatwoot-Timestamp).
    """
    body = await request.body()
    require_signature(request, body)
    event = _event(body)
    with acting_as(actor_of(event)):
        if isinstance(event, ChatwootOtherEvent):
            _log.info("chatwoot event of no use here", chatwoot_event=event.event)
            answer = WebhookAnswer(status=Outcome.IGNORED, event=event.event)
        else:
            state = request.app.state
            answer = await receive_event(event, settings, state.clock.now(), state.webhook_seconds)
    if answer.status in {Outcome.IGNORED, Outcome.PARKED}:
        response.status_code = 202
    return answer


def _event(body: bytes) -> Any:
    """The event of a body. Raises ApiError beyond bounds, RequestValidationError naming a field."""
    try:
        return parse_event(read_json(body))
    except ValidationError as error:
        raise RequestValidationError(
            [
                {**item, "loc": ("body", *item["loc"])}
                for item in error.errors(include_url=False, include_input=False)
            ]
        ) from error
