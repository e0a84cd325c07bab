"""Answers to questions about the regulations, written by the assistant's models: their tiers, breaker, limit
and metering serve both. A model that the settings name for the regulations alone comes first.
"""

import httpx
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant.llm.masking import Mask
from agent.assistant.llm.protocol import Speech
from agent.assistant.llm.routing import Asking, Deadline, NoModelError, Task
from agent.assistant.llm.starting import router_of
from agent.services.regulations.writing import Writer, find_writer
from shared.config import Settings
from shared.errors import ServerUnavailableError


class AssistantWriter:
    """A Writer that asks the assistant's models. `transport` is for tests."""

    def __init__(
        self,
        settings: Settings,
        sessions: async_sessionmaker[AsyncSession],
        names: list[str],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings, self._sessions, self._names = settings, sessions, names
        self._transport = transport

    @property
    def model(self) -> str:
        """The names of the models that may have written, the first asked first."""
        return ", ".join(self._names)[:100]

    @property
    def seconds(self) -> float:
        """How long an answer may take, all tries together."""
        return self._settings.REGULATION_LLM_SECONDS

    async def write(self, instructions: str, request: str) -> str:
        """What the first model writes that answers. Personal data stay here unless the settings let them go.
        Raises ServerUnavailableError."""
        mask = Mask()
        asked = request if self._settings.LLM_PERSONAL_DATA else mask.hide(request)
        asking = Asking(Task.WRITE, None, Deadline.within(self.seconds))
        speeches = [Speech("system", instructions), Speech("user", asked)]
        async with httpx.AsyncClient(trust_env=False, transport=self._transport) as http:
            try:
                completion = await router_of(self._settings, self._sessions, http).complete(
                    asking, speeches, []
                )
            except NoModelError as error:
                raise ServerUnavailableError(
                    "language_model_unavailable",
                    "Ningún modelo de lenguaje del asistente ha respondido.",
                    "LLM_LOCAL_FAST_URL",
                    "Mira «msia llm status»: qué modelos hay, cuáles descansan y qué se ha gastado.",
                ) from error
        return mask.show(completion.text)


def writer_of(
    settings: Settings,
    sessions: async_sessionmaker[AsyncSession],
    transport: httpx.AsyncBaseTransport | None = None,
) -> Writer | None:
    """Who writes answers: the regulations' own model, else the assistant's; None without either."""
    own = find_writer(settings)
    if own is not None:
        return own
    names = [
        getattr(settings, f"LLM_{name.upper()}_MODEL")
        for name in settings.LLM_UNDERSTAND_TIERS
        if getattr(settings, f"LLM_{name.upper()}_URL")
    ]
    return AssistantWriter(settings, sessions, names, transport) if names else None
