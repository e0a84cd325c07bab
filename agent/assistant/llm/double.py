"""A double of an OpenAI-compatible endpoint: it refuses what real ones refuse, and answers as it is told.

For trying out and for tests; nothing else imports it.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

KEY = "a-key-of-the-double"  # opens nothing
_PART = re.compile(r"^\[(\d+)\] (.*?)(?=^\[\d+\] |^\(fijo|\Z)", re.MULTILINE | re.DOTALL)
_BUTTONS = re.compile(r"\n\s*\(botones: .*\)")


@dataclass(frozen=True)
class Says:
    """A text."""

    text: str
    finish: str = "stop"
    usage: tuple[int, int] | None = (100, 20)


@dataclass(frozen=True)
class Calls:
    """Calls of tools: names with their arguments, as JSON or as whatever text is given."""

    calls: Sequence[tuple[str, Any]]
    usage: tuple[int, int] | None = (100, 10)


@dataclass(frozen=True)
class Fails:
    """A status other than 200."""

    status: int
    code: str = "server_error"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Raw:
    """Whatever bytes, with status 200."""

    content: bytes


@dataclass(frozen=True)
class Hangs:
    """Nothing, for so long."""

    seconds: float = 30.0


Answer = Says | Calls | Fails | Raw | Hangs
Script = Callable[[dict[str, Any]], Answer | Awaitable[Answer]]


def user_text(body: dict[str, Any]) -> str:
    """The first thing that the model was told of the turn."""
    return str(next(item["content"] for item in body["messages"] if item["role"] == "user"))


def draft_in(text: str) -> dict[int, str]:
    """The parts of a draft that the model was shown."""
    drafts = text.rpartition("Borrador:\n")[2] if "Borrador:\n" in text else text
    found = _PART.findall(drafts.partition("El borrador es ahora:\n")[2] or drafts)
    return {int(number): _BUTTONS.sub("", part).strip() for number, part in found}


def drafts_of(body: dict[str, Any]) -> dict[int, str]:
    """The parts of the draft as it stands, after what tools may have changed."""
    shown = [item["content"] for item in body["messages"] if "orrador" in str(item["content"])]
    shown = [text for text in shown if "Borrador:\n" in text or "El borrador es ahora:\n" in text]
    return draft_in(shown[-1])


def polite(body: dict[str, Any]) -> Says:
    """A model that does what it is told: each part again, with a word before it."""
    parts = [f"[{number}] Vale. {text}" for number, text in drafts_of(body).items()]
    return Says("\n".join(parts))


def in_turn(*answers: Answer | Script, then: Script = polite) -> Script:
    """These answers one after the other, then others."""
    waiting: Iterator[Answer | Script] = iter(answers)

    def script(body: dict[str, Any]) -> Answer | Awaitable[Answer]:
        found = next(waiting, then)
        return found(body) if callable(found) else found

    return script


@dataclass
class Endpoint:
    """The double: what it was asked, and how it answers."""

    script: Script = polite
    asked: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        """The application."""
        app = FastAPI()

        @app.post("/v1/chat/completions")
        async def complete(request: Request) -> Response:
            body = json.loads(await request.body())
            wrong = _wrong(request, body)
            if wrong is not None:
                self.refused.append(wrong)
                return JSONResponse({"error": {"message": wrong, "code": "invalid_request"}}, 400)
            self.asked.append(body)
            answer = self.script(body)
            return await _respond(
                await answer if isinstance(answer, Awaitable) else answer, str(body["model"])
            )

        return app


def _wrong(request: Request, body: dict[str, Any]) -> str | None:
    """What the real endpoints refuse."""
    if request.headers.get("authorization") != f"Bearer {KEY}":
        return "the key is missing"
    if not isinstance(body.get("model"), str) or not body.get("messages"):
        return "model and messages are required"
    return _wrong_messages(body["messages"]) or _wrong_tools(body.get("tools", ()))


def _wrong_messages(messages: Sequence[dict[str, Any]]) -> str | None:
    open_calls: set[str] = set()
    for message in messages:
        role, content = message.get("role"), message.get("content")
        if role not in {"system", "user", "assistant", "tool"} or not isinstance(content, str):
            return f"a message is no message: {role}"
        if role == "tool":
            if message.get("tool_call_id") not in open_calls:
                return "that tool message has lost its call"
            open_calls.discard(message["tool_call_id"])
        elif open_calls:
            return "a call of a tool was not answered"
        for call in message.get("tool_calls", ()):
            if role != "assistant" or call["type"] != "function":
                return "tool_calls of somebody else"
            open_calls.add(call["id"])
    return "a call of a tool was not answered" if open_calls else None


def _wrong_tools(tools: Sequence[dict[str, Any]]) -> str | None:
    for tool in tools:
        function = tool["function"]
        if tool["type"] != "function" or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", function["name"]):
            return "a tool without a proper name"
        if function["parameters"].get("type") != "object":
            return "parameters that are no object"
    return None


async def _respond(answer: Answer, model: str) -> Response:
    match answer:
        case Hangs():
            await asyncio.sleep(answer.seconds)
            return Response(status_code=504)
        case Fails():
            error = {"error": {"message": "a text that must not be logged", "code": answer.code}}
            return JSONResponse(error, answer.status, headers=answer.headers)
        case Raw():
            return Response(answer.content, media_type="application/json")
        case Says():
            return JSONResponse(
                _completion(model, {"role": "assistant", "content": answer.text}, answer.finish, answer.usage)
            )
        case Calls():
            calls = [
                {
                    "id": f"call_{place}",
                    "type": "function",
                    "function": {
                        "name": name,
                        "arguments": given if isinstance(given, str) else json.dumps(given),
                    },
                }
                for place, (name, given) in enumerate(answer.calls)
            ]
            message = {"role": "assistant", "content": None, "tool_calls": calls}
            return JSONResponse(_completion(model, message, "tool_calls", answer.usage))


def _completion(
    model: str, message: dict[str, Any], finish: str, usage: tuple[int, int] | None
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = {
            "prompt_tokens": usage[0],
            "completion_tokens": usage[1],
            "total_tokens": sum(usage),
        }
    return body
