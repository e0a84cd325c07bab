"""A model behind OpenAI's chat completions, as OpenAI, Ollama, vLLM, llama.cpp and most providers speak it.

One attempt for a call: who tries again, and with whom, is routing.py's. The time limit is of the whole call,
so that an answer that trickles in ends as well.
"""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import httpx

from agent.assistant.llm.protocol import (
    Completion,
    FailureKind,
    ModelFailureError,
    Speech,
    ToolCall,
    ToolOffer,
)
from agent.model_servers import EndlessReplyError, post

_MOST_BYTES: Final = 1_000_000
_MOST_CALLS: Final = 8
_LONGEST_REST: Final = 3_600.0
# What some models write before their answer.
_THINKING: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_CODE: Final = re.compile(r"[A-Za-z0-9_.-]{1,60}")


class OpenAIChat:
    """A model by its name at an address. `parameters` go into each request as they are."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        model: str,
        key: str | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        self._http, self._model = http, model
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._key = key
        self._parameters = dict(parameters or {})

    async def complete(
        self, speeches: Sequence[Speech], offers: Sequence[ToolOffer], seconds: float
    ) -> Completion:
        """One attempt. Raises ModelFailureError."""
        body: dict[str, Any] = {
            **self._parameters,
            "model": self._model,
            "messages": [_message(speech) for speech in speeches],
        }
        if offers:
            body["tools"] = [_tool(offer) for offer in offers]
        try:
            async with asyncio.timeout(seconds):
                reply = await post(
                    self._http, self._url, body, key=self._key, limits=None, most_bytes=_MOST_BYTES
                )
        except EndlessReplyError:
            raise ModelFailureError(FailureKind.UNREADABLE, "the answer is too long") from None
        except (TimeoutError, httpx.TimeoutException):
            raise ModelFailureError(FailureKind.TIMEOUT, f"timed out after {seconds:.1f} s") from None
        except httpx.HTTPError as error:
            raise ModelFailureError(FailureKind.CONNECTION, type(error).__name__) from None
        if reply.status != httpx.codes.OK:
            raise _refusal(reply.status, reply.headers, reply.content)
        return _completion(_object(reply.content))


def _message(speech: Speech) -> dict[str, Any]:
    message: dict[str, Any] = {"role": speech.role, "content": speech.text}
    if speech.calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in speech.calls
        ]
    if speech.call_id is not None:
        message["tool_call_id"] = speech.call_id
    return message


def _tool(offer: ToolOffer) -> dict[str, Any]:
    return {
        "type": "function",
        "function": {
            "name": offer.name,
            "description": offer.description,
            "parameters": dict(offer.parameters),
        },
    }


def _refusal(status: int, headers: httpx.Headers, content: bytes) -> ModelFailureError:
    """What a status other than 200 means; of the answer only its code, which is no text of anybody's."""
    try:
        said = _object(content).get("error")
    except ModelFailureError:
        said = None
    code = said.get("code") or said.get("type") if isinstance(said, dict) else None
    known = f" {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    message = f"status {status}{known}"
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return ModelFailureError(FailureKind.RATE_LIMITED, message, _seconds(headers.get("retry-after")))
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return ModelFailureError(FailureKind.SERVER, message, _seconds(headers.get("retry-after")))
    return ModelFailureError(FailureKind.REFUSED, message)


def _seconds(value: str | None) -> float | None:
    """`retry-after` in seconds; a date there is left to the breaker's own pause."""
    text = (value or "").strip()
    return min(float(text), _LONGEST_REST) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text) else None


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise ModelFailureError(FailureKind.UNREADABLE, "the answer is no JSON") from None
    if not isinstance(found, dict):
        raise ModelFailureError(FailureKind.UNREADABLE, "the answer is no JSON object")
    return found


def _completion(answer: Mapping[str, Any]) -> Completion:
    choices = answer.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise ModelFailureError(FailureKind.UNREADABLE, "the answer has no message")
    text = message.get("content")
    raw = message.get("tool_calls")
    calls = tuple(
        call
        for number, item in enumerate(raw if isinstance(raw, list) else [])
        if (call := _call(item, number)) is not None
    )
    usage = answer.get("usage")
    counted = usage if isinstance(usage, dict) else {}
    return Completion(
        _THINKING.sub("", text).strip() if isinstance(text, str) else "",
        calls[:_MOST_CALLS],
        choice.get("finish_reason") == "length",
        _count(counted.get("prompt_tokens")),
        _count(counted.get("completion_tokens")),
    )


def _call(item: object, number: int) -> ToolCall | None:
    function = item.get("function") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(function, dict):
        return None
    name, arguments, key = function.get("name"), function.get("arguments"), item.get("id")
    if not isinstance(name, str):
        return None
    if not isinstance(arguments, str):  # some servers give the object itself
        arguments = json.dumps(arguments if arguments is not None else {})
    return ToolCall(key if isinstance(key, str) and key else f"call_{number}", name, arguments)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
