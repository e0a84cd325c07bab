"""The double's API over HTTP: what each token may do, pages, files behind redirects, and how calls fail."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from agent.chatwoot.double.state import Double, Fault, File, Message, Talk

BOT_TOKEN: Final = "double-bot-token"  # noqa: S105 - of the double
USER_TOKEN: Final = "double-user-token"  # noqa: S105 - of the double
BOT: Final = {"id": 5, "name": "Asistente", "type": "agent_bot"}
AGENT: Final = {"id": 9, "name": "Integración", "type": "user"}
_MESSAGES_A_PAGE: Final = 100
_TALKS_A_PAGE: Final = 25
_LONGEST_ATTRIBUTE: Final = 1_500
_KINDS: Final = {"image": "image", "audio": "audio", "video": "video"}


class _DeniedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def create_double_app(
    double: Double, fault: Callable[[], Fault] = lambda: Fault.NONE, *, late_seconds: float = 60.0
) -> Starlette:
    """The application; `fault` says how the next call that creates a message fails."""
    api = _Api(double, fault, late_seconds)
    place = f"/api/v1/accounts/{double.account_id}/conversations"
    one = f"{place}/{{talk:int}}"
    return Starlette(
        routes=[
            Route(place, api.talks, methods=["GET"]),
            Route(one, api.talk, methods=["GET"]),
            Route(f"{one}/messages", api.messages, methods=["GET"]),
            Route(f"{one}/messages", api.create, methods=["POST"]),
            Route(f"{one}/messages/{{message:int}}/retry", api.retry, methods=["POST"]),
            Route(f"{one}/toggle_status", api.toggle_status, methods=["POST"]),
            Route(f"{one}/assignments", api.assign, methods=["POST"]),
            Route(f"{one}/labels", api.labels, methods=["GET", "POST"]),
            Route(f"{one}/custom_attributes", api.custom_attributes, methods=["POST"]),
            Route("/rails/blobs/redirect/{file:int}/{name:path}", api.redirect, methods=["GET"]),
            Route("/rails/disk/{file:int}/{name:path}", api.file, methods=["GET"]),
        ],
        exception_handlers={_DeniedError: _denied},
    )


def _denied(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, _DeniedError) else 500
    return JSONResponse({"error": "denied"}, status)


class _Api:
    def __init__(self, double: Double, fault: Callable[[], Fault], late_seconds: float) -> None:
        self._double, self._fault, self._late_seconds = double, fault, late_seconds

    async def talks(self, request: Request) -> Response:
        self._sender(request, bot=False)
        page = int(request.query_params.get("page", "1"))
        found = sorted(self._double.talks.values(), key=lambda talk: talk.last_activity_at, reverse=True)
        part = found[(page - 1) * _TALKS_A_PAGE : page * _TALKS_A_PAGE]
        return JSONResponse(
            {"data": {"meta": {}, "payload": [self._double.talk_json(talk) for talk in part]}}
        )

    async def talk(self, request: Request) -> Response:
        self._sender(request, bot=False)
        return JSONResponse(self._double.talk_json(self._talk(request)))

    async def messages(self, request: Request) -> Response:
        self._sender(request, bot=False)
        after = int(request.query_params.get("after", "0"))
        newer = [message for message in self._talk(request).messages if message.id > after]
        found = [self._double.message_json(message) for message in newer[:_MESSAGES_A_PAGE]]
        return JSONResponse({"meta": {}, "payload": found})

    async def create(self, request: Request) -> Response:
        sender = self._sender(request)
        talk = self._talk(request)
        fault = self._fault()
        if fault is Fault.FAILS:
            return JSONResponse({"error": "internal"}, 500)
        body, files = await _body(request)
        message = self._double.create(talk, sender, body, files)
        if fault is Fault.FAILS_LATE:
            await asyncio.sleep(self._late_seconds)
        return JSONResponse(self._double.message_json(message))

    async def retry(self, request: Request) -> Response:
        self._sender(request, bot=False)
        self._double.retry(self._message(request))
        return JSONResponse({})

    async def toggle_status(self, request: Request) -> Response:
        sender = self._sender(request)
        talk = self._talk(request)
        status = str((await request.json()).get("status"))
        if status not in {"open", "pending", "resolved", "snoozed"}:
            raise _DeniedError(422)
        if status == "open" and sender["type"] == "user":
            self._double.set_standing(talk, status=status, assignee=sender)  # an agent assigns itself
        else:
            self._double.set_standing(talk, status=status)
        return JSONResponse({"payload": {"success": True, "current_status": talk.status}})

    async def assign(self, request: Request) -> Response:
        self._sender(request)
        talk = self._talk(request)
        talk.team_id = (await request.json()).get("team_id")
        self._double.set_standing(talk)
        return JSONResponse({"id": talk.team_id})

    async def labels(self, request: Request) -> Response:
        self._sender(request)
        talk = self._talk(request)
        if request.method == "POST":
            self._double.set_labels(talk, (await request.json()).get("labels") or [])
        return JSONResponse({"payload": list(talk.labels)})

    async def custom_attributes(self, request: Request) -> Response:
        self._sender(request)
        talk = self._talk(request)
        attributes = (await request.json()).get("custom_attributes") or {}
        if any(len(value) > _LONGEST_ATTRIBUTE for value in attributes.values() if isinstance(value, str)):
            raise _DeniedError(422)
        self._double.set_attributes(talk, attributes)
        return JSONResponse({"custom_attributes": talk.custom_attributes})

    async def redirect(self, request: Request) -> Response:
        file = self._file(request)
        if "api_access_token" in request.headers:
            raise _DeniedError(400)  # a token has no business here
        if file.missing > 0:
            file.missing -= 1
            raise _DeniedError(404)
        return RedirectResponse(f"/rails/disk/{file.id}/{request.path_params['name']}", 302)

    async def file(self, request: Request) -> Response:
        file = self._file(request)
        return Response(file.content, media_type=file.content_type)

    def _sender(self, request: Request, *, bot: bool = True) -> dict[str, Any]:
        match request.headers.get("api_access_token"):
            case token if token == USER_TOKEN:
                return AGENT
            case token if token == BOT_TOKEN and bot:
                return BOT
        raise _DeniedError(401)

    def _talk(self, request: Request) -> Talk:
        talk = self._double.talks.get(request.path_params["talk"])
        if talk is None:
            raise _DeniedError(404)
        return talk

    def _message(self, request: Request) -> Message:
        message = self._double.message(request.path_params["message"])
        if message is None:
            raise _DeniedError(404)
        return message

    def _file(self, request: Request) -> File:
        file = self._double.files.get(request.path_params["file"])
        if file is None:
            raise _DeniedError(404)
        return file


async def _body(request: Request) -> tuple[dict[str, Any], list[File]]:
    if request.headers.get("Content-Type", "").startswith("application/json"):
        return dict(await request.json()), []
    async with request.form() as form:
        body: dict[str, Any] = {key: value for key, value in form.items() if isinstance(value, str)}
        if "content_attributes" in body:
            body["content_attributes"] = json.loads(body["content_attributes"])
        body["private"] = body.get("private") == "true"
        files = []
        for upload in form.getlist("attachments[]"):
            if isinstance(upload, UploadFile):
                media_type = upload.content_type or "application/octet-stream"
                kind = _KINDS.get(media_type.split("/")[0], "file")
                files.append(File(kind, upload.filename, await upload.read(), media_type))
        return body, files
