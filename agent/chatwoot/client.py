"""Chatwoot's API, as far as the assistant uses it.

The bot's token creates messages, sets status, team and attributes; a user's token reads messages,
conversations and labels, which a bot may not. Chatwoot has no idempotency key: our own id goes with each
message, in `content_attributes`, to be looked for when no answer came.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import httpx

from agent.chatwoot.errors import FailedError, NotSentError, RefusedError, UncertainError

MARK: Final = "msia_id"
PAGE: Final = 100
"""Messages that Chatwoot gives at once."""
_TOKEN: Final = "api_access_token"  # noqa: S105 - the name of a header
_ENDED: Final = 500
_BUSY: Final = 429
_LONGEST_PAUSE: Final = 300
_STANDING_SECONDS: Final = 3.0
"""After which what the events told has to do."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message that WhatsApp has approved."""

    name: str
    language: str
    category: str


@dataclass(frozen=True, slots=True)
class LiveStanding:
    """A conversation's status, None where Chatwoot does not say it, and whether a person has it."""

    status: str | None
    is_assigned: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A file to send."""

    filename: str
    content_type: str
    content: bytes


class Chatwoot:
    """One account of one Chatwoot; `http` is the caller's, who closes it."""

    def __init__(
        self, http: httpx.AsyncClient, base_url: str, account_id: int, bot_token: str, user_token: str
    ) -> None:
        self._http = http
        self._place = f"{base_url.rstrip('/')}/api/v1/accounts/{account_id}"
        self._bot = {_TOKEN: bot_token}
        self._user = {_TOKEN: user_token}

    async def create_message(
        self,
        conversation: str,
        content: str,
        mark: str,
        *,
        private: bool = False,
        options: Sequence[str] = (),
        template: Template | None = None,
        picture: Picture | None = None,
    ) -> int:
        """Write a message; Chatwoot's number of it. Raises the errors of this package."""
        place = f"/conversations/{conversation}/messages"
        attributes: dict[str, Any] = {MARK: mark}
        if picture is not None:
            answer = await self._send(
                "POST",
                place,
                self._bot,
                data={
                    "content": content,
                    "message_type": "outgoing",
                    "private": "false",
                    "content_attributes": json.dumps(attributes),
                },
                files={"attachments[]": (picture.filename, picture.content, picture.content_type)},
            )
            return _number(answer)
        body: dict[str, Any] = {"content": content, "message_type": "outgoing", "private": private}
        if options:
            body["content_type"] = "input_select"
            attributes["items"] = [{"title": option, "value": option} for option in options]
        if template is not None:
            body["template_params"] = {
                "name": template.name,
                "language": template.language,
                "category": template.category,
                "processed_params": {},
            }
        body["content_attributes"] = attributes
        return _number(await self._send("POST", place, self._bot, json=body))

    async def retry_message(self, conversation: str, message: int) -> None:
        """Let Chatwoot send a message again that failed."""
        await self._send("POST", f"/conversations/{conversation}/messages/{message}/retry", self._user)

    async def find_marked(self, conversation: str, mark: str, after: int) -> int | None:
        """The number of the message with our mark among those after a number, None where there is none."""
        async for message in self.messages(conversation, after):
            attributes = message.get("content_attributes")
            if isinstance(attributes, dict) and attributes.get(MARK) == mark:
                return int(message["id"])
        return None

    async def messages(self, conversation: str, after: int) -> AsyncIterator[dict[str, Any]]:
        """The messages of a conversation after a number, oldest first, page by page."""
        while True:
            answer = await self._send(
                "GET", f"/conversations/{conversation}/messages", self._user, params={"after": after}
            )
            found = [item for item in answer.get("payload", ()) if int(item["id"]) > after]
            for message in sorted(found, key=lambda item: int(item["id"])):
                yield message
            if len(found) < PAGE:
                return
            after = max(int(item["id"]) for item in found)

    async def conversations(self, page: int) -> list[dict[str, Any]]:
        """A page of all conversations, the latest activity first; empty after the last one."""
        answer = await self._send(
            "GET",
            "/conversations",
            self._user,
            params={
                "status": "all",
                "assignee_type": "all",
                "sort_by": "last_activity_at_desc",
                "page": page,
            },
        )
        return list(answer.get("data", {}).get("payload", ()))

    async def standing(self, conversation: str) -> LiveStanding:
        """How the conversation stands at this moment: events tell it late."""
        answer = await self._send(
            "GET", f"/conversations/{conversation}", self._user, timeout=_STANDING_SECONDS
        )
        meta = answer.get("meta")
        held = meta if isinstance(meta, dict) else {}
        is_bot = str(held.get("assignee_type") or "").lower() == "agentbot"
        status = answer.get("status")
        return LiveStanding(
            status if isinstance(status, str) else None, held.get("assignee") is not None and not is_bot
        )

    async def attachment_url(self, conversation: str, message: int, attachment: int) -> str | None:
        """The address of an attachment as Chatwoot gives it now."""
        async for found in self.messages(conversation, message - 1):
            if found["id"] != message:
                return None
            for item in found.get("attachments") or ():
                if item.get("id") == attachment:
                    url = item.get("data_url")
                    return str(url) if url else None
        return None

    async def set_status(self, conversation: str, status: str) -> None:
        """Set the status; by the bot's token, since a user's would assign the conversation to that user."""
        place = f"/conversations/{conversation}/toggle_status"
        await self._send("POST", place, self._bot, json={"status": status})

    async def assign_team(self, conversation: str, team_id: int) -> None:
        """Give the conversation to a team."""
        place = f"/conversations/{conversation}/assignments"
        await self._send("POST", place, self._bot, json={"team_id": team_id})

    async def add_labels(self, conversation: str, labels: Sequence[str]) -> None:
        """Add labels to those that the conversation has now: writing replaces them all."""
        place = f"/conversations/{conversation}/labels"
        answer = await self._send("GET", place, self._user)
        held = [str(label) for label in answer.get("payload", ())]
        if missing := [label for label in labels if label not in held]:
            await self._send("POST", place, self._user, json={"labels": [*held, *missing]})

    async def set_attributes(self, conversation: str, values: Mapping[str, str | None]) -> bool:
        """Set these custom attributes, and take those of None away, beside whatever else the conversation has
        now: writing replaces them all. Whether anything had to be written."""
        place = f"/conversations/{conversation}"
        answer = await self._send("GET", place, self._user)
        given = answer.get("custom_attributes")
        held: dict[str, Any] = given if isinstance(given, dict) else {}
        others = {name: value for name, value in held.items() if name not in values}
        wanted = others | {name: value for name, value in values.items() if value is not None}
        if wanted == held:
            return False
        body = {"custom_attributes": wanted}
        await self._send("POST", f"{place}/custom_attributes", self._bot, json=body)
        return True

    async def _send(
        self, method: str, place: str, token: Mapping[str, str], **options: Any
    ) -> dict[str, Any]:
        try:
            answer = await self._http.request(
                method, self._place + place, headers=dict(token), follow_redirects=False, **options
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotSentError(type(error).__name__) from error
        except httpx.HTTPError as error:
            raise UncertainError(type(error).__name__) from error
        status = answer.status_code
        if answer.is_success:
            return _body(answer)
        if status == _BUSY:
            raise NotSentError("HTTP 429", _pause(answer))
        if status == _ENDED:
            raise FailedError("HTTP 500")
        if status > _ENDED:
            raise UncertainError(f"HTTP {status}")
        raise RefusedError(status, f"HTTP {status}")


def _body(answer: httpx.Response) -> dict[str, Any]:
    if not answer.content:
        return {}
    try:
        found = answer.json()
    except ValueError as error:
        raise UncertainError("an answer that is no JSON") from error
    return found if isinstance(found, dict) else {"payload": found}


def _number(answer: Mapping[str, Any]) -> int:
    found = answer.get("id")
    if type(found) is not int:
        raise UncertainError("an answer without a number")
    return found


def _pause(answer: httpx.Response) -> timedelta | None:
    given = answer.headers.get("Retry-After", "")
    return timedelta(seconds=min(int(given), _LONGEST_PAUSE)) if given.isascii() and given.isdigit() else None
