"""The tiers of language models that the settings name, and what a call to one costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

import httpx

from agent.assistant.llm.openai_chat import OpenAIChat
from agent.assistant.llm.protocol import ChatModel
from shared.config import ModelTier, Settings

_MILLION: Final = Decimal(1_000_000)
_CENT_OF_A_CENT: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Tier:
    """A model with what is needed to ask it. `provider` is the host that answers; prices in USD for a million
    tokens; `seconds` is how long a call may take."""

    name: ModelTier
    model: ChatModel
    provider: str
    model_name: str
    input_price: Decimal = Decimal(0)
    output_price: Decimal = Decimal(0)
    seconds: float = 15.0

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal:
        """What so many tokens cost, in USD."""
        total = (self.input_price * input_tokens + self.output_price * output_tokens) / _MILLION
        return total.quantize(_CENT_OF_A_CENT)


def tiers_of(settings: Settings, http: httpx.AsyncClient) -> Mapping[ModelTier, Tier]:
    """The tiers that have an address."""
    found = {}
    for name in ModelTier:
        prefix = f"LLM_{name.upper()}"
        url, model = getattr(settings, f"{prefix}_URL"), getattr(settings, f"{prefix}_MODEL")
        if not url or not model:
            continue
        key = getattr(settings, f"{prefix}_API_KEY")
        found[name] = Tier(
            name,
            OpenAIChat(
                http,
                url,
                model,
                key.get_secret_value() if key is not None else None,
                getattr(settings, f"{prefix}_PARAMETERS"),
            ),
            (urlsplit(url).hostname or url)[:50],
            model[:100],
            getattr(settings, f"{prefix}_INPUT_PRICE") or Decimal(0),
            getattr(settings, f"{prefix}_OUTPUT_PRICE") or Decimal(0),
            getattr(settings, f"{prefix}_TIMEOUT"),
        )
    return found
